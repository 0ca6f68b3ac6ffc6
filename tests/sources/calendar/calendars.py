"""Small calendars, written as the programs write them."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from comity.sources import Source
from comity.sources import calendar as package
from tests.sources.exports import Read, read

CALENDAR = cast(Source, package)


def entry(*lines: str, uid: str = "visit-1", start: str = "DTSTART:20260310T140000Z") -> str:
    """One VEVENT with the lines given."""
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", start, *lines, "END:VEVENT"))


def calendar(*parts: str) -> str:
    """A VCALENDAR with the parts (lines or whole entries) given."""
    return "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", "")).replace("\n", "\r\n")


def meetings(folder: Path, *parts: str) -> Read:
    """What reading such a calendar gives."""
    path = folder / "calendar.ics"
    path.write_bytes(calendar(*parts).encode())
    return read(CALENDAR, path)


def starts(found: Read) -> list[str]:
    """When the meetings begin, in UTC, in the order of reading."""
    return [f"{values['starts_at']:%Y-%m-%d %H:%M}" for values in found.values]
