"""Since when a firm's time sheets and invoices were read, so that what was before is not taken for nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise

import pyarrow as pa

from comity.ledger.columns import table

_APART = dt.timedelta(days=92)
_RARE = 100  # so many to one


def began(books: Mapping[str, pa.Table]) -> pa.Table:
    """The first day of our time sheets and of our invoices, of whatever account; strays left out."""
    return table("began", [(_first(books["hours"]["worked_on"]), _first(books["invoices"]["issued_on"]))])


def _first(days: pa.ChunkedArray) -> dt.date | None:
    counted = {one["values"].as_py(): one["counts"].as_py() for one in days.value_counts()}
    return first_day({day: n for day, n in counted.items() if day})


def first_day(days: Mapping[dt.date, int]) -> dt.date | None:
    """The first of these days, each with how many entries it has, but for strays; None of none.

    Strays lie more than a quarter before all others, and are one of a hundred or, of ten and more, one alone: an
    invoice dated a year too early, a year's only hour.
    """
    some, since, total = sorted(days), 0, sum(days.values())
    begin = 0
    for number, (one, following) in enumerate(pairwise(some), 1):
        since += days[one]
        if following - one <= _APART:
            continue
        if since > max(total // _RARE, total >= 10):
            break
        begin = number
    return some[begin] if some else None
