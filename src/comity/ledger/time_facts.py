"""Hours of our own people at each account, with what they cost."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

import pyarrow as pa

from comity.book.known import Facts
from comity.book.spelling import fold
from comity.book.whois import WhoIsWho
from comity.ledger.clock import outside_hours
from comity.ledger.columns import rows_of, table
from comity.ledger.home import Home


def hours_table(facts: Facts, whois: WhoIsWho, home: Home) -> pa.Table:
    """The table `hours`; cost is null where neither the sheet, nor rates.csv, nor comity.toml tell a rate."""
    return table("hours", _rows(facts, whois, home))


def _rows(facts: Facts, whois: WhoIsWho, home: Home) -> Iterator[tuple[object, ...]]:
    rates = _rates(facts, home)
    columns = ("row_id", "client", "worked_on", "person", "hours", "cost_rate", "currency", "billable", "started_at",
               "project", "memo")  # fmt: skip
    for row_id, client, day, person, hours, rate, currency, billable, began, project, memo in rows_of(
        facts["hours"], *columns
    ):
        account = whois.account_of(str(client or ""))
        if account is None or not isinstance(hours, float) or not isinstance(day, dt.date):
            continue
        cost = home.money.home_amount(rate, str(currency or ""), day) if isinstance(rate, Decimal) and rate else None
        cost = cost if cost is not None else _rate_on(rates, str(person or ""), day)
        cost = cost if cost is not None else home.hourly_cost
        outside = outside_hours(began, 0) if isinstance(began, dt.datetime) else day.weekday() > 4
        yield (account, f"{day}/{person}/{str(row_id)[:8]}", day, person, hours, None if cost is None else cost * hours,
               billable, outside, project, memo)  # fmt: skip


def _rates(facts: Facts, home: Home) -> dict[str, list[tuple[dt.date, float]]]:
    """By person, the cost rates in the order of their first days."""
    found: defaultdict[str, list[tuple[dt.date, float]]] = defaultdict(list)
    for person, since, rate, currency in rows_of(facts["cost_rates"], "person", "from_on", "rate", "currency"):
        if isinstance(since, dt.date) and isinstance(rate, Decimal):
            cost = home.money.home_amount(rate, str(currency or ""), since)
            if cost is not None:
                found[fold(str(person or ""))].append((since, cost))
    return {person: sorted(rates) for person, rates in found.items()}


def _rate_on(rates: dict[str, list[tuple[dt.date, float]]], person: str, day: dt.date) -> float | None:
    known = rates.get(fold(person), [])
    place = bisect_right([since for since, _ in known], day)
    return known[place - 1][1] if place else None
