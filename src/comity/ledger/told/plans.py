"""The plans that clients told us, each with the day and the amount that it names."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

import pyarrow as pa

from comity.engine import Engine
from comity.ledger.columns import DAY, NUMBER, TEXT
from comity.ledger.home import Home
from comity.ledger.promising.days import planned_day
from comity.ledger.promising.names import ANY_MONTH, MONTHS
from comity.ledger.promising.workdays import Workdays
from comity.ledger.told.amounts import amount_in
from comity.ledger.told.sentences import SINCE, newest_first

FURTHEST = 10  # years that a plan may reach ahead
_YEAR = re.compile(r"\b(20\d\d)\b")
_NEXT_YEAR = re.compile(
    r"\b(?:next\s+(?:financial\s+|fiscal\s+)?year|coming\s+year|nächste[sn]?\s+jahr|kommende[sn]?\s+jahr"
    r"|volgend\s+jaar|komend\s+jaar|l['’]année\s+prochaine|l['’]an\s+prochain|próximo\s+año|año\s+que\s+viene)\b",
    re.I,
)


_OF_YEAR = re.compile(rf"\b({ANY_MONTH})\.?\s+(?:de\s+)?(20\d\d)\b", re.I)


def plans(engine: Engine, home: Home, day: dt.date) -> pa.Table:
    """By account, the newest first: what was said of plans, goals, budgets and coming needs, as known on a day."""
    rows = engine.query(
        f"""select distinct account, said_on as happened_on, kind as proof_kind, ref, person, who, quote
        from talk_as_of
        where day = date '{day}' and said_on > date '{day - SINCE}' and said_by = 'client' and label = 'direction'"""
    ).to_pylist()
    workdays = Workdays(home.country)
    for r in rows:
        r["by_day"] = day_of(r["quote"], r["happened_on"], workdays)
        r["amount"], r["currency"] = amount_in(r["quote"], home.currency) or (None, None)
    return newest_first(rows, ("by_day", DAY), ("amount", NUMBER), ("currency", TEXT))


def day_of(text: str, said_on: dt.date, workdays: Workdays) -> dt.date | None:
    """The day or month that a plan names, else the end of the year that it names; None where it names neither."""
    named = max(filter(None, (planned_day(text, said_on, workdays), _month_of_year(text, said_on))), default=None)
    years = [int(y) for y in _YEAR.findall(text) if said_on.year <= int(y) <= said_on.year + FURTHEST]
    if _NEXT_YEAR.search(text):
        years.append(said_on.year + 1)
    # A day without its year is one of the year that the sentence speaks of.
    if named and (not years or named.year in years):
        return named
    return dt.date(max(years), 12, 31) if years else None


def _month_of_year(text: str, said_on: dt.date) -> dt.date | None:
    """The end of the last month that is named with its year ("in March 2027") and is not over."""
    named = ((MONTHS[month.lower()], int(year)) for month, year in _OF_YEAR.findall(text))
    ends = (dt.date(year, month, monthrange(year, month)[1]) for month, year in named)
    return max((day for day in ends if day >= said_on and day.year <= said_on.year + FURTHEST), default=None)
