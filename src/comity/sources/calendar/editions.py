"""How new a file tells the meetings of an entry, so that a stale copy of a calendar never beats a newer one."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from msgspec.structs import replace

from comity.sources.calendar.timed import Timed
from comity.sources.calendar.times import Clocks, instant
from comity.tables.sightings import Edition

WHOLE = {"", "PUBLISH", "REQUEST"}  # what a file is for that tells all meetings of a series; others send a change
# What many calendars are called: then the file's name tells them apart, but for what counts exports in it.
ANYBODYS = {"", "calendar", "my calendar", "kalender", "calendrier", "calendario", "agenda", "work", "home"}
PLAUSIBLE = range(1990, 2200)  # years of a stamp


def edition_of(entry: Timed, changes: Sequence[Timed], until: dt.date | None, clocks: Clocks) -> Edition:
    """The edition of an entry and its meetings: whatever was changed last among them tells how new all of it is."""
    number, sent = entry.version[0], clocks.found.calendars[entry.entry.calendar].method
    changed, stamped = (_newest([entry, *changes], name, clocks) for name in ("LAST-MODIFIED", "DTSTAMP"))
    whole = until if sent in WHOLE else None
    return Edition(number, number, changed, stamped, whole, _whose(entry, clocks))


def of_one(edition: Edition, change: Timed) -> Edition:
    """The edition of a single meeting of a series that was changed."""
    return replace(edition, sequence=max(edition.sequence, change.version[0]))


def _newest(entries: Sequence[Timed], name: str, clocks: Clocks) -> dt.datetime | None:
    return max(filter(None, (_stamp(one, name, clocks) for one in entries)), default=None)


def _stamp(one: Timed, name: str, clocks: Clocks) -> dt.datetime | None:
    when = clocks.told(one.entry.first(name))
    # These are in UTC by the format.
    return instant(when.local, when.zone or dt.UTC) if when and when.local.year in PLAUSIBLE else None


def _whose(one: Timed, clocks: Clocks) -> str:
    owner, name = clocks.found.calendars[one.entry.calendar].whose
    told = (owner, name, clocks.found.file if not owner and name in ANYBODYS else "")
    return hashlib.blake2b("\n".join(told).encode("utf-8", "replace"), digest_size=8).hexdigest() if any(told) else ""
