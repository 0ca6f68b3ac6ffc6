"""Days and times of a calendar, and the clocks they are told on."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar.prop import vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from comity.sources.calendar.entries import Found, Property, Zone
from comity.sources.calendar.repeats import Patience, Unfollowable, follow
from comity.sources.values import quoted

NAMES = 500  # clocks of one file that are looked up; no calendar has as many
YEARS = range(1600, 2200)  # contacts' birthdays without a year begin in 1601 or 1604
STAMP = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?(Z|z|[+-]\d\d:?\d\d)?)?")
OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)(?::?(\d\d))?")
LAST_CHANGE = dt.datetime(2100, 1, 1)  # up to which a defined clock's changes are followed


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a moment on a clock; `zone` is None for a floating one, which every clock tells as its own."""

    local: dt.datetime
    zone: dt.tzinfo | None = None
    all_day: bool = False

    def on(self, clock: dt.tzinfo) -> dt.datetime:
        """What that clock shows then, without zone."""
        if self.zone is None or self.zone is clock:
            return self.local
        return instant(self.local, self.zone).astimezone(clock).replace(tzinfo=None)


def length(text: str) -> dt.timedelta:
    """A duration as calendars write it ("PT1H30M"), ten years at most. Raises ValueError for any other."""
    lasts = vDuration.from_ical(text.strip())
    if abs(lasts) > dt.timedelta(days=3_660):
        raise ValueError(f"{quoted(text)} is longer than any meeting")
    return lasts


def instant(local: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The moment in UTC at which a clock shows `local`."""
    return local.replace(tzinfo=zone).astimezone(dt.UTC)


class Clocks:
    """The time zones of one file: known by name, defined in the file, or unknown and counted."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.unknown: Counter[str] = Counter()
        self.patience = Patience()
        self._zones: dict[str, dt.tzinfo | None] = {}
        self._own: dict[int, dt.tzinfo] = {}

    def own(self, calendar: int) -> dt.tzinfo:
        """The clock of the file's n-th calendar: the one it names, else the only one that is defined, else UTC."""
        if calendar not in self._own:
            name = self.found.calendars[calendar].zone
            named = self.named(name) if name else None
            if named is None and len(self.found.zones) == 1:
                named = self.named(self.found.zones[0].name)
            self._own[calendar] = named or dt.UTC
        return self._own[calendar]

    def of(self, calendar: int, when: When) -> dt.tzinfo:
        """The clock on which an entry repeats: its own, or the calendar's where it is floating or given in UTC."""
        own = self.own(calendar)
        told_in_utc = when.zone is dt.UTC and bool(self.found.calendars[calendar].zone)
        return own if when.zone is None or told_in_utc else when.zone

    def named(self, name: str) -> dt.tzinfo | None:
        """The zone of that name: as the world knows it, as Windows calls it, or as the file defines it."""
        if name not in self._zones and len(self._zones) < NAMES:
            defined = next((z for z in self.found.zones if z.name == name), None)
            known = _known(name) or (_known(defined.place) if defined else None)
            self._zones[name] = known or (_defined(defined, self.patience) if defined else None)
        zone = self._zones.get(name)
        if zone is None:
            self.unknown[name] += 1
        return zone

    def told(self, prop: Property | None) -> When | None:
        """The day or moment that a line tells; None where there is none, or it tells none."""
        try:
            return self.when(prop) if prop else None
        except ValueError:
            return None

    def when(self, prop: Property, value: str = "") -> When:
        """The day or moment that a line tells (or one of its values). Raises ValueError with what is wrong."""
        text = (value or prop.value).strip()
        match = STAMP.fullmatch(text)
        if match is None:
            raise ValueError(f"{quoted(text)} is no date")
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        if year not in YEARS:
            raise ValueError(f"the year {year} cannot be meant")
        hour, minute, second = int(match[4] or 0), int(match[5] or 0), min(int(match[6] or 0), 59)  # a leap second
        try:
            local = dt.datetime(year, month, day, hour, minute, second)
        except ValueError:
            raise ValueError(f"{quoted(text)} is no date") from None
        if match[4] is None:
            return When(local, all_day=True)
        if match[7]:
            return When(local - _offset(match[7]), dt.UTC) if match[7] not in "Zz" else When(local, dt.UTC)
        name = prop.parameters().get("TZID", "") if prop.params else ""
        return When(local, self.named(name) if name else None)


def _known(name: str) -> dt.tzinfo | None:
    """A zone by its name in the world's list, in Windows' list, or behind a maker's prefix ("/maker/Europe/Oslo")."""
    name = name.strip().strip("/")
    parts = WINDOWS_TO_OLSON.get(name, name).split("/")
    for begin in range(max(len(parts) - 1, 1)):
        try:
            return ZoneInfo("/".join(parts[begin:]))
        except (KeyError, ValueError, OSError):
            continue
    return None


def _offset(text: str) -> dt.timedelta:
    match = OFFSET.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{quoted(text)} is no distance from UTC")
    hours, minutes, seconds = int(match[2]), int(match[3]), int(match[4] or 0)
    size = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if size >= dt.timedelta(hours=24):
        raise ValueError(f"{quoted(text)} is no distance from UTC")
    return -size if match[1] == "-" else size


def _defined(zone: Zone, patience: Patience) -> dt.tzinfo | None:
    """A zone from its definition in the file; None where that cannot be followed."""
    changes: set[tuple[dt.datetime, dt.timedelta, dt.timedelta]] = set()
    for observance in zone.observances:
        try:
            before = _offset(observance["TZOFFSETFROM"][0].value)
            after = _offset(observance["TZOFFSETTO"][0].value)
            begin = Clocks(Found()).when(Property("", observance["DTSTART"][0].value)).local
            changes.add((begin, before, after))
            for rule in observance.get("RRULE", []):
                since = begin.replace(year=1970, day=min(begin.day, 28)) if begin.year < 1970 else begin
                changes |= {(s, before, after) for s in follow(rule.value, since, LAST_CHANGE, patience)}
            for line in observance.get("RDATE", []):
                dates = [Clocks(Found()).when(Property("", v)).local for v in line.value.split(",")]
                changes |= {(s, before, after) for s in dates}
        except (KeyError, ValueError, Unfollowable):
            return None
    return DefinedZone(zone.name, sorted(changes)) if changes else None


class DefinedZone(dt.tzinfo):
    """A clock by the changes that a calendar defines: (what it shows at the change, distance before, after)."""

    def __init__(self, name: str, changes: list[tuple[dt.datetime, dt.timedelta, dt.timedelta]]) -> None:
        self._name = name
        self._shown = [shown for shown, _, _ in changes]
        self._moments = [shown - before for shown, before, _ in changes]
        self._after = [changes[0][1], *(after for _, _, after in changes)]

    def utcoffset(self, when: dt.datetime | None) -> dt.timedelta:
        """Its distance from UTC when it shows `when`."""
        if when is None:
            return self._after[-1]
        return self._after[bisect_right(self._shown, when.replace(tzinfo=None))]

    def dst(self, when: dt.datetime | None) -> dt.timedelta:  # noqa: ARG002
        """Not told: nobody asks."""
        return dt.timedelta(0)

    def tzname(self, when: dt.datetime | None) -> str:  # noqa: ARG002
        """Its name in the file."""
        return self._name

    def fromutc(self, when: dt.datetime) -> dt.datetime:
        """What it shows at a moment given in UTC."""
        return when + self._after[bisect_right(self._moments, when.replace(tzinfo=None))]
