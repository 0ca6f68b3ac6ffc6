"""Business time: minutes between two moments that fall into working hours, by plain arithmetic."""

from __future__ import annotations

import datetime as dt

OPENS = 8 * 60  # minutes after midnight
CLOSES = 18 * 60
WORKDAYS = 5  # Monday to Friday
_A_DAY = CLOSES - OPENS
_MONDAY = dt.date(1970, 1, 5)


def work_minutes(at: dt.datetime, offset_minutes: int | None) -> int:
    """Working minutes from a fixed Monday to `at` on a clock `offset_minutes` from UTC.

    The difference of two such numbers is the time between in business hours (Monday to Friday, 8 to 18): public
    holidays are not known here and count as working days.
    """
    local = _local(at, offset_minutes)
    days = (local.date() - _MONDAY).days
    weeks, weekday = divmod(days, 7)
    today = min(max(local.hour * 60 + local.minute - OPENS, 0), _A_DAY) if weekday < WORKDAYS else 0
    return (weeks * WORKDAYS + min(weekday, WORKDAYS)) * _A_DAY + today


def outside_hours(at: dt.datetime, offset_minutes: int | None) -> bool:
    """Whether the moment falls on a weekend, before seven or after eight in the evening."""
    local = _local(at, offset_minutes)
    return local.weekday() >= WORKDAYS or not 7 <= local.hour < 20


def _local(at: dt.datetime, offset_minutes: int | None) -> dt.datetime:
    return at.astimezone(dt.UTC) + dt.timedelta(minutes=offset_minutes or 0)
