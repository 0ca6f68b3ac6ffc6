"""When a message was sent: its Date, else the newest Received, else what the mailbox wrote down."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from email.utils import parsedate_tz
from typing import NamedTuple

FIRST = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
LAST = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
AHEAD = 7  # days that a wrong clock may be ahead: what is dated later has not been sent
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_LONGEST = 200  # characters of a date that are looked at
_MOST_RECEIVED = 100
_MOST_OFFSET = 15 * 60  # minutes; no place on earth is farther from UTC
_USUAL = re.compile(
    r"(?:[A-Za-z]{3}, *)?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? ([+-]\d{4})\b", re.ASCII
)
# The date of an mbox separator: Mon Jan  5 10:00:00 2015, with a zone before or after the year.
_ASCTIME = re.compile(
    r"([A-Za-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s+(?:([+-]\d{4})\s+|[A-Za-z]+\s+)?(\d{4})"
    r"(?:\s+([+-]\d{4}))?",
    re.ASCII,
)
_WRITTEN = re.compile(r"\d{1,2} [A-Za-z]{3} \d{4}\b.*")


class Moment(NamedTuple):
    """An instant in UTC, the day on the sender's own calendar, and the sender's distance from UTC in minutes."""

    at: dt.datetime
    on: dt.date
    offset: int


def latest(today: dt.date | None) -> dt.datetime:
    """Before when a message that is read on this day was sent, whatever clock it was sent by."""
    if today is None or today >= LAST.date() - dt.timedelta(AHEAD + 1):
        return LAST
    return dt.datetime.combine(today + dt.timedelta(AHEAD + 1), dt.time(), dt.UTC)


def moment(date: Iterable[str], received: Iterable[str], envelope: str, before: dt.datetime = LAST) -> Moment | None:
    """When a message was sent, by its Date and Received fields and its mbox separator; None where nothing tells a
    moment `before` this one.
    """
    for value in date:
        if (found := parsed(value)) and found.at < before:
            return found
    stamps = [parsed(value.rpartition(";")[2]) for value in list(received)[:_MOST_RECEIVED]]
    written = _asctime(envelope) if envelope else None
    return max((s for s in stamps if s and s.at < before), default=None) or (
        written if written and written.at < before else None
    )


def parsed(value: str) -> Moment | None:
    """A date as mail writes it; None where it is none, or lies outside of 1990 to 2100."""
    value = value.strip()[:_LONGEST]
    match = _USUAL.match(value)
    if match:
        day, month, year, hour, minute, second, zone = match.groups()
        return _of_words(year, month, day, (hour, minute, second or "0"), zone)
    try:
        told = parsedate_tz(value)
    except (ValueError, TypeError, LookupError, ArithmeticError):
        told = None
    if told is not None:
        return _moment(*told[:6], (told[9] or 0) // 60)
    try:
        written = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    offset = written.utcoffset() or dt.timedelta()
    return _moment(*written.timetuple()[:6], int(offset.total_seconds()) // 60)


def instant(at: dt.datetime | None, before: dt.datetime = LAST) -> Moment | None:
    """A moment whose sender's offset is not known."""
    return Moment(at, at.date(), 0) if at and FIRST <= at < before else None


def _asctime(line: str) -> Moment | None:
    match = _ASCTIME.search(line[:1_000])
    if not match:
        written = _WRITTEN.search(line[:1_000])
        return parsed(written[0]) if written else None
    month, day, hour, minute, second, before, year, after = match.groups()
    return _of_words(year, month, day, (hour, minute, second or "0"), before or after or "+0000")


def _of_words(year: str, month: str, day: str, clock: tuple[str, str, str], zone: str) -> Moment | None:
    """A moment by a month's English name and a zone such as -0730."""
    hour, minute, second = map(int, clock)
    offset = (int(zone[1:3]) * 60 + int(zone[3:5])) * (-1 if zone[0] == "-" else 1)
    return _moment(int(year), _MONTHS.get(month.lower(), 0), int(day), hour, minute, second, offset)


def _moment(year: int, month: int, day: int, hour: int, minute: int, second: int, offset: int) -> Moment | None:
    if abs(offset) > _MOST_OFFSET:
        offset = 0
    try:
        here = dt.datetime(year, month, day, hour, minute, min(second, 59), tzinfo=dt.UTC)
        at = here - dt.timedelta(minutes=offset)
    except (ValueError, OverflowError):
        return None
    return Moment(at, here.date(), offset) if FIRST <= at < LAST else None
