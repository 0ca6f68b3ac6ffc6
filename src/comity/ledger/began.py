"""Since when a firm's time sheets, invoices and payments were read, so that nothing is taken for none before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise

import pyarrow as pa

from comity.book.known import Facts
from comity.ledger.columns import rows_of, table

_APART = dt.timedelta(days=92)
_RARE = 100  # so many to one


def began(books: Mapping[str, pa.Table], facts: Facts) -> pa.Table:
    """The first day of our time sheets and of our invoices, of whatever account, strays left out; and the first on
    which anything is known of who paid: a payment, or what an invoice says of itself.
    """
    days = _first(books["hours"]["worked_on"]), _first(books["invoices"]["issued_on"])
    paid = [day for (day,) in rows_of(books["payments"], "paid_on") if isinstance(day, dt.date)]
    return table("began", [(*days, min([*paid, *_states(facts)], default=None))])


def _states(facts: Facts) -> Iterator[dt.date]:
    """The days from which it is known of an invoice whether it is paid."""
    for since, *told in rows_of(facts["invoices"], "state_from", "status", "paid_amount", "open_balance"):
        if isinstance(since, dt.date) and any(one is not None for one in told):
            yield since


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
