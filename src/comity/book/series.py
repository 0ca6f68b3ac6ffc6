"""Which occurrences of a series are told still: what its newest version no longer has is gone.

A file that has the entry of a series tells all its occurrences, up to a day. An invitation to one of them takes no
other away, and a calendar from which somebody took one for themselves takes it from nobody else's.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import msgspec
import pyarrow as pa
from msgspec.structs import replace

from comity.book.ages import Age, age_of
from comity.book.sightings import Sightings
from comity.tables import Table
from comity.tables.sightings import Edition


class _Copy(msgspec.Struct, frozen=True):
    """A series as one file tells it on a day of its export."""

    age: Age
    edition: Edition


class _Series(msgspec.Struct, frozen=True):
    """By row, the copies that have it; and by calendar those that tell the whole series, the newest first."""

    copies: Mapping[int, Collection[_Copy]]
    whole: Mapping[str, Sequence[_Copy]]


class AllSeries:
    """The series of a table, as known on a day."""

    def __init__(self, table: Table, rows: pa.Table, seen: Sightings, day: dt.date) -> None:
        assert table.whole is not None
        assert table.known_on is not None
        self._seen, self._day = seen, day
        self._names, self._dates = rows[table.whole].to_pylist(), rows[table.known_on].to_pylist()
        self._made: dict[tuple[str, Edition], Sequence[_Copy]] = {}
        self._found = self._by_name(rows["row_id"].to_pylist(), rows["file_id"].to_pylist())

    def tells(self, group: Sequence[int]) -> bool:
        """Whether an occurrence, which these rows are versions of, is told still."""
        series = self._found.get(self._names[group[0]])
        if series is None:
            return True
        return any(not _outdated(c, self._dates[row], series.whole) for row in group for c in series.copies[row])

    def _by_name(self, records: Sequence[str], files: Sequence[str]) -> Mapping[str, _Series]:
        """The series of which there are several copies and several rows: none other has lost any."""
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, name in enumerate(self._names):
            rows[name].append(row)
        found = {}
        for name, some in rows.items():
            copies = {row: self._copies(records[row], files[row]) for row in some} if len(some) > 1 else {}
            every = {id(copy): copy for held in copies.values() for copy in held}
            if len(every) > 1:
                found[name] = _Series(copies, _by_calendar(every.values()))
        return found

    def _copies(self, record: str, own: str) -> Sequence[_Copy]:
        """The copies that have a record, what was read last first: mostly that has it still."""
        told = [c for place in self._seen.editions(record, own) for c in self._of_file(place)]
        return told[::-1]

    def _of_file(self, place: tuple[str, Edition]) -> Sequence[_Copy]:
        if place not in self._made:
            file_id, edition = place
            edition = replace(edition, sequence=edition.series)
            ages = (age_of(moment, self._day, edition) for moment in self._seen.told_in(file_id))
            self._made[place] = [_Copy(age, edition) for age in ages]
        return self._made[place]


def _by_calendar(copies: Collection[_Copy]) -> Mapping[str, Sequence[_Copy]]:
    found: defaultdict[str, list[_Copy]] = defaultdict(list)
    for copy in sorted(copies, key=lambda c: c.age, reverse=True):
        if copy.edition.until:
            found[copy.edition.calendar].append(copy)
    return found


def _outdated(copy: _Copy, on: dt.date | None, whole: Mapping[str, Sequence[_Copy]]) -> bool:
    """Whether a newer version of the series has the occurrence of a day, which this copy has, no longer.

    An occurrence that only a later version has counts from its own day on, like any fact. Of two people's calendars the
    later one may only lack what its owner took out: there the series itself must have been changed since. Whose they
    are must be told, or both may be the same one.
    """
    for calendar, some in whole.items():
        newest = next((w for w in some if w.edition.until and (on is None or on <= w.edition.until)), None)
        if newest is None:
            continue
        same = calendar == copy.edition.calendar or "" in (calendar, copy.edition.calendar)
        if newest.age.newer(copy.age) and (same or newest.edition.series > copy.edition.series):
            return True
    return False
