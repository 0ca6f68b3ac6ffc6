"""The clock on our own wall, by which pages tell when a mail was sent.

By the clocks of those who sent them an answer may stand before what it answers.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

import pyarrow.compute as pc

from comity.book.store import DeltaBook

ABOUT = dt.timedelta(days=14)  # mail of ours so near a moment is asked what our clock told then
NEAREST = 9  # letters of ours that are asked: one of us may have been travelling
FEWEST = 5  # letters of ours that tell in which zone we are
SAMPLE = 200  # of very many letters so many are compared with the zones
FITTING = 0.75  # of our letters that a zone must agree with: some of us travel
Told = tuple[dt.datetime, int]  # when a letter of ours was sent, and its clock's minutes from UTC


class OwnClock:
    """What our clock told, as our own mail knows it; UTC where that tells nothing of the time.

    What all zones agree on that fit our mail of all years holds. A few letters about that time would be those of
    another season in the weeks after the clocks change; they are asked where no zone fits, or those that fit differ.
    """

    def __init__(self, book: DeltaBook, domains: Collection[str], moments: Sequence[dt.datetime]) -> None:
        """`domains` are those of our own mail, `moments` those that will be asked for."""
        ours = sorted(_of_ours(book, domains)) if moments else []
        self._zones = _fitting(tuple(ours[:: len(ours) // SAMPLE + 1])) if len(ours) >= FEWEST else ()
        first, last = (min(moments) - ABOUT, max(moments) + ABOUT) if moments else (_NEVER, _NEVER)
        self._ours = ours[bisect_left(ours, (first, 0)) : bisect_left(ours, (last, 0))]
        self._known = bool(self._ours) or any(self._by_zones(at) is not None for at in moments)

    @property
    def known(self) -> bool:
        """Whether any mail of ours tells it."""
        return self._known

    def told(self, at: dt.datetime) -> dt.datetime:
        """What it told at a moment; without a zone."""
        offset = self._by_zones(at)
        if offset is None:
            place = bisect_left(self._ours, (at, 0))
            about = self._ours[max(0, place - NEAREST) : place + NEAREST]
            near = sorted(about, key=lambda one: abs(one[0] - at))[:NEAREST]
            offset = Counter(offset for _, offset in near).most_common(1)[0][0] if near else 0
        return at.astimezone(dt.UTC).replace(tzinfo=None) + dt.timedelta(minutes=offset)

    def _by_zones(self, at: dt.datetime) -> int | None:
        """The minutes from UTC that all fitting zones tell; None where they differ or none fits."""
        told = {_minutes(zone, at) for zone in self._zones}
        return told.pop() if len(told) == 1 else None


_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


def _of_ours(book: DeltaBook, domains: Collection[str]) -> list[Told]:
    """When our mail was sent, and its distance from UTC."""
    mail = book.facts("messages", ["sent_at", "sender", "offset_minutes"])
    written = pc.call_function("ascii_lower", [mail["sender"]])
    found = set[Told]()
    for domain in domains:
        ours = mail.filter(pc.call_function("ends_with", [written], pc.MatchSubstringOptions(f"@{domain}")))
        ours = ours.filter(pc.field("offset_minutes").is_valid() & pc.field("sent_at").is_valid())
        found |= set(zip(ours["sent_at"].to_pylist(), ours["offset_minutes"].to_pylist(), strict=True))
    return list(found)


@lru_cache(maxsize=4)
def _fitting(ours: tuple[Told, ...]) -> tuple[zoneinfo.ZoneInfo, ...]:
    """The zones that agree with most of our mail; none where none agrees with nearly all of it."""
    agree = {zone: sum(_minutes(zone, at) == offset for at, offset in ours) for zone in _zones()}
    most = max(agree.values(), default=0)
    return tuple(zone for zone, n in agree.items() if n == most) if most >= FITTING * len(ours) else ()


@cache
def _zones() -> tuple[zoneinfo.ZoneInfo, ...]:
    """The zones in which people live: each is named after a place."""
    names = (n for n in zoneinfo.available_timezones() if "/" in n and not n.startswith("Etc/"))
    return tuple(zoneinfo.ZoneInfo(n) for n in sorted(names))


def _minutes(zone: zoneinfo.ZoneInfo, at: dt.datetime) -> int:
    offset = at.astimezone(zone).utcoffset()
    return int(offset.total_seconds()) // 60 if offset is not None else 0
