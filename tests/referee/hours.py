"""Hours of our own people."""

from __future__ import annotations

from statistics import median

from tests.referee.calendar import months_before
from tests.referee.known import Known
from tests.referee.money import CENT, left_before_hours, revenue
from tests.referee.register import referee


@referee
def hours_12m(known: Known) -> float | None:
    """Hours of the year."""
    return sum((h.hours for h in known.hours if known.last_year(h.worked_on)), 0.0) if known.hours else None


@referee
def hours_course_12m(known: Known) -> float | None:
    """Hours of the last half year, as a multiple of the half before, less what more was invoiced."""
    last = sum(h.hours for h in known.hours if known.in_last(6, h.worked_on))
    before = sum(h.hours for h in known.hours if known.last_year(h.worked_on) and not known.in_last(6, h.worked_on))
    began, *_ = known.began
    if not before or not began or began > months_before(known.day, 11):
        return None
    paid, paid_before = revenue(known, 0, 6), revenue(known, 6, 12)
    grew = paid / paid_before if paid is not None and paid_before is not None and paid_before >= CENT else 1.0
    return last / before / max(grew, 1.0)


@referee
def services_taken_12m(known: Known) -> float | None:
    """Different projects."""
    projects = {h.project for h in known.hours if h.project and known.last_year(h.worked_on)}
    return float(len(projects)) if projects else None


@referee
def hours_against_contract_12m(known: Known) -> float | None:
    """Hours, as a multiple of what the contract covers."""
    covered = [c.hours_month for c in known.contracts if c.hours_month is not None and c.hours_month > 0]
    worked = [h for h in known.hours if known.last_year(h.worked_on)]
    if not covered or not worked:
        return None
    months = (known.day - min(h.worked_on for h in worked)).days / 30.4375
    months = min(max(months, 1), 12)
    return sum(h.hours for h in worked) / (max(covered) * months)


def _hours_per_unit(known: Known) -> float | None:
    """Hours for each unit of money that is left after credits, wages and goods."""
    left = left_before_hours(known, 0, 12)
    worked = sum(h.hours for h in known.hours if known.last_year(h.worked_on))
    if left is None or left < CENT or worked == 0 or not known.reads_hours(12):
        return None
    return worked / left


@referee
def hours_against_margin_12m(known: Known) -> float | None:
    """That, as a multiple of the median over all accounts."""
    mine = _hours_per_unit(known)
    if mine is None:
        return None
    found = [_hours_per_unit(other) for other in known.firm]
    return mine / median(each for each in found if each is not None)
