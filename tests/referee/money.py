"""What was invoiced, what serving cost, and what was left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tests.referee.calendar import months_after, months_before
from tests.referee.known import Known
from tests.referee.register import referee

CENT = 0.005  # from here on there is a cent, whatever order amounts were added in


def total(amounts: Iterable[float | None]) -> float | None:
    """The sum, or None where a part of it is not known."""
    found = 0.0
    for amount in amounts:
        if amount is None:
            return None
        found += amount
    return found


def _between(known: Known, on: dt.date, newest: int, oldest: int) -> bool:
    """Whether a day lies more than `newest` months back (from today for 0) and not `oldest` months or more."""
    return known.in_last(oldest, on) and (newest == 0 or not known.in_last(newest, on))


def revenue(known: Known, newest: int, oldest: int) -> float | None:
    """Invoices less credits of those months; None where no money was read or an amount is not known."""
    if not known.reads_money:
        return None
    invoiced = total(i.amount for i in known.invoices if _between(known, i.issued_on, newest, oldest))
    credited = total(i.amount for i in known.credits if _between(known, i.issued_on, newest, oldest))
    return None if invoiced is None or credited is None else invoiced - credited


def left_before_hours(known: Known, newest: int, oldest: int) -> float | None:
    """What is left of the revenue after wages and goods."""
    came = revenue(known, newest, oldest)
    labour = total(spent.amount for spent in known.labour if _between(known, spent.spent_on, newest, oldest))
    return None if came is None or labour is None else came - labour


def margin(known: Known, newest: int, oldest: int) -> float | None:
    """What is left of that after our own hours; None where hours were not read, or what one costs is not known."""
    left = left_before_hours(known, newest, oldest)
    cost = total(h.cost for h in known.hours if _between(known, h.worked_on, newest, oldest))
    return None if left is None or cost is None or not known.reads_hours(oldest) else left - cost


def _margin_share(known: Known, newest: int, oldest: int) -> float | None:
    came, left = revenue(known, newest, oldest), margin(known, newest, oldest)
    return None if came is None or left is None or came < CENT else left / came


def _rate(known: Known, newest: int, oldest: int) -> float | None:
    """What an hour of our own people brought in those months."""
    left = left_before_hours(known, newest, oldest)
    worked = sum(h.hours for h in known.hours if _between(known, h.worked_on, newest, oldest))
    return None if left is None or worked == 0 or not known.reads_hours(oldest) else left / worked


@referee
def turnover_12m(known: Known) -> float | None:
    """Invoices less credits."""
    return revenue(known, 0, 12)


@referee
def margin_12m(known: Known) -> float | None:
    """What is left after the cost to serve."""
    return margin(known, 0, 12)


@referee
def margin_share_12m(known: Known) -> float | None:
    """That, as a share of revenue."""
    return _margin_share(known, 0, 12)


@referee
def margin_course_12m(known: Known) -> float | None:
    """The share of the last half year less that of the half before."""
    now, before = _margin_share(known, 0, 6), _margin_share(known, 6, 12)
    return None if now is None or before is None else now - before


@referee
def effective_rate_12m(known: Known) -> float | None:
    """What an hour brought."""
    return _rate(known, 0, 12)


@referee
def effective_rate_course_12m(known: Known) -> float | None:
    """What an hour brought in the last half year, as a multiple of the half before."""
    now, before, left = _rate(known, 0, 6), _rate(known, 6, 12), left_before_hours(known, 6, 12)
    return None if now is None or before is None or left is None or left < CENT else now / before


@referee
def credits_share_12m(known: Known) -> float | None:
    """Credit notes as a share of invoices."""
    invoiced = total(i.amount for i in known.invoices if known.last_year(i.issued_on))
    credited = total(i.amount for i in known.credits if known.last_year(i.issued_on))
    return None if invoiced is None or credited is None or invoiced <= 0 else credited / invoiced


@referee
def understandings_unmet_12m(known: Known) -> float | None:
    """Conversations in which we gave way for plans or a promise, after which half a year did not bring a tenth more."""
    if not known.reads_money or not known.reads_talk:
        return None
    gave_way: dict[str, list[dt.date]] = {}
    promising = set()
    for t in known.talk:
        if t.said_by == "us" and t.label == "concession" and t.thread is not None and _between(known, t.said_on, 6, 18):
            gave_way.setdefault(t.thread, []).append(t.said_on)
        if t.said_by == "client" and t.label in ("direction", "commitment"):
            promising.add(t.thread)
    unmet = 0
    for thread, days in gave_way.items():
        first = min(days)
        before = total(i.amount for i in known.invoices if months_before(first, 6) < i.issued_on <= first)
        after = total(i.amount for i in known.invoices if first < i.issued_on <= months_after(first, 6))
        if thread in promising and before is not None and after is not None and 1.1 * before - after > CENT:
            unmet += 1
    return float(unmet)
