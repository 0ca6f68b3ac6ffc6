"""An entry with its times read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from comity.sources.calendar.entries import Entry
from comity.sources.calendar.times import Clocks, When, length

REPEATING = ("RRULE", "RDATE", "EXDATE", "EXRULE")
DAY = dt.timedelta(days=1)


class Broken(Exception):  # noqa: N818 - said to the user as it is
    """An entry that cannot be read; the message says why and what to do."""


@dataclass(slots=True)
class Timed:
    """An entry that goes from `start` to `end` on `zone`'s clock; `replaces` is the occurrence that it changes.

    `end` is None where the entry tells none; `unclear` where it tells one that cannot be.
    """

    entry: Entry
    zone: dt.tzinfo
    start: dt.datetime
    end: dt.datetime | None
    all_day: bool
    replaces: When | None = None
    unclear: bool = False

    @property
    def repeats(self) -> bool:
        """Whether it may have more than one occurrence."""
        return any(n in self.entry.properties for n in REPEATING)

    @property
    def of_future(self) -> bool:
        """Whether it changes all later occurrences too."""
        prop = self.entry.first("RECURRENCE-ID")
        return prop is not None and prop.parameters().get("RANGE", "").upper() == "THISANDFUTURE"

    @property
    def version(self) -> tuple[int, str, str, int]:
        """What is larger the newer a version of an entry is."""
        sequence = self.entry.value("SEQUENCE")
        number = int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 10 else 0
        return number, self.entry.value("LAST-MODIFIED"), self.entry.value("DTSTAMP"), self.entry.line


def timed(entry: Entry, clocks: Clocks) -> Timed:
    """Read an entry's times. Raises Broken when it does not tell when it begins."""
    if not entry.ended:
        raise Broken("the entry is cut off (no END:VEVENT). Export the calendar again.")
    replaced = entry.first("RECURRENCE-ID")
    begins = entry.first("DTSTART") or replaced
    if begins is None:
        raise Broken("the entry does not tell when it begins (no DTSTART). Mend it or leave it out.")
    try:
        start = clocks.when(begins)
        replaces = clocks.when(replaced) if replaced else None
    except ValueError as error:
        raise Broken(f"{error} in DTSTART or RECURRENCE-ID. Mend it or export again.") from None
    zone = clocks.of(entry.calendar, start)
    local = start.on(zone)
    told = "DTEND" in entry.properties or "DURATION" in entry.properties
    end = _end(entry, clocks, zone, local) if told else None
    if end is not None and end < local:
        end = None
    unclear = told and end is None
    if start.all_day and not told:
        end = local + DAY
    return Timed(entry, zone, local, end, start.all_day, replaces, unclear)


def _end(entry: Entry, clocks: Clocks, zone: dt.tzinfo, start: dt.datetime) -> dt.datetime | None:
    ending = entry.first("DTEND")
    try:
        return clocks.when(ending).on(zone) if ending else start + length(entry.value("DURATION"))
    except (ValueError, OverflowError):
        return None
