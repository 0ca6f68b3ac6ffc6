"""Counting back and forth in months as a calendar does: the same day of the month, or the last one it has."""

from __future__ import annotations

import calendar
import datetime as dt


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later: 31 August and six months is 28 (or 29) February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier."""
    return months_after(day, -months)


def days_after(day: dt.date, days: int) -> dt.date:
    """So many days later (earlier where negative)."""
    return day + dt.timedelta(days=days)
