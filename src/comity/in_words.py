"""Numbers of things and days as a sentence says them."""

from __future__ import annotations

import datetime as dt


def counted(number: int, one: str, many: str = "") -> str:
    """'1 record', '1,204 records'; 'file is' and 'files are' where more than the last word changes."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def long_day(day: dt.date) -> str:
    """'3 October 2026'."""
    return f"{day.day} {day:%B %Y}"
