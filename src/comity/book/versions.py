"""Of a record that several exports tell, the version that holds on a day, and what it lacks and others tell."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from comity.book.ages import Age, age_of, never
from comity.book.counted import lists_apart
from comity.book.series import AllSeries
from comity.book.sightings import Sightings, Spot
from comity.identity import alike, row_id
from comity.tables import Table
from comity.tables.base import TEXTS

_FIGURE = re.compile(r"([0-9]+)")


class Version(NamedTuple):
    """One version of a record. The one of the greatest rank holds: of those known by then the newest, else the first.

    Of versions of one export day the newest reading's goes first, then what was read last of a file, then the file
    later by name, then the later place: nothing of that depends on the order in which files of one reading were read.
    """

    rank: tuple[Age, dt.date, str, tuple[tuple[bool, int, str], ...], str]
    row: int
    until: dt.date | None
    spots: frozenset[Spot] = frozenset()
    then: frozenset[Spot] = frozenset()  # those of its spots that tell it as it holds


class Others(NamedTuple):
    """What other versions add to the one that holds."""

    lacking: Mapping[str, int]  # by column, the row that tells what it does not
    united: Mapping[str, Sequence[str]]  # by column, all that its own list tells of the record, in several lines


def holding(table: Table, rows: pa.Table, seen: Sightings, day: dt.date) -> pa.Table:
    """The rows of a keyed table that hold on a day, states masked, with the day from which those are known.

    What is dated later counts only where an export of until then tells it: a meeting that was moved away.
    """
    kept: list[tuple[Version, Others]] = []
    looked_at = _Looked(table, rows, seen, day)
    series = AllSeries(table, rows, seen, day) if table.whole else None
    for group in _grouped(table, rows, lists_apart(table, rows, seen)):
        if series is not None and not series.tells(group):
            continue
        if len(group) == 1:
            kept.append((looked_at.alone(group[0]), Others({}, {})))
        else:
            kept += [(v[0], Others(_lacking(table, rows, v), _beside(table, rows, v))) for v in looked_at.apart(group)]
    kept.sort(key=lambda k: k[0].row)
    return _taken(table, rows, kept)


def _taken(table: Table, rows: pa.Table, kept: Sequence[tuple[Version, Others]]) -> pa.Table:
    """The versions that hold, what they lack from others."""
    chosen = rows.take(pa.array([v.row for v, _ in kept], pa.int64()))
    lacking = {name for _, others in kept for name in others.lacking}
    for name in dict.fromkeys((*table.states, *sorted(lacking))):
        # An index that is null takes a null: the states that are not known yet.
        state = name in table.states
        known = [None if state and v.until is None else others.lacking.get(name, v.row) for v, others in kept]
        chosen = _with(chosen, name, rows[name].take(pa.array(known, pa.int64())))
    for name in sorted({name for _, others in kept for name in others.united}):
        values = zip(chosen[name].to_pylist(), kept, strict=True)
        chosen = _with(chosen, name, [others.united.get(name, told) for told, (_, others) in values])
    return chosen.append_column("state_from", pa.array([v.until for v, _ in kept], pa.date32()))


def _with(rows: pa.Table, name: str, values: pa.ChunkedArray | Sequence[object]) -> pa.Table:
    """The rows with other values in a column."""
    field = rows.schema.field(name)
    told = pa.array(values, field.type) if isinstance(values, Sequence) else values
    return rows.set_column(rows.schema.get_field_index(name), field, told)


class _Looked:
    """Ranks the rows of a table as they are seen on a day."""

    def __init__(self, table: Table, rows: pa.Table, seen: Sightings, day: dt.date) -> None:
        self._seen, self._day, self._again_after = seen, day, table.again_after
        self._records = rows["row_id"].to_pylist()
        self._own = [rows[c].to_pylist() for c in Spot._fields]
        self._read_on = rows["read_on"].to_pylist()
        self._dates = rows[table.known_on].to_pylist() if table.known_on else [None] * rows.num_rows
        self._never = never(day)

    def alone(self, index: int) -> Version:
        """A row that has no other version: only from when on its states are known is of interest."""
        moments = self._seen.moments(self._records[index], self._own[1][index])
        known = [m.day for m in moments if m.day <= self._day]
        rank = (self._never, dt.date.min, "", (), "")
        return Version(rank, index, max(known, default=None))

    def apart(self, group: Sequence[int]) -> Iterator[list[Version]]:
        """The versions of each record that a key tells of, the one that holds first.

        A key may be used again (numbers that count anew each year): one that a single file tells with two days, or
        that comes again long after, is another record's. Otherwise a later export corrected the day.
        """
        found = sorted((self._version(index) for index in group), key=lambda v: v.rank, reverse=True)
        rest = [v for v in found if v.rank[0].known or not self._later(v.row)]
        if self._again_after is None:
            yield from [rest] if rest else []
            return
        files: defaultdict[object, set[str]] = defaultdict(set)
        for version in rest:
            files[self._dates[version.row]] |= {spot.file_id for spot in version.spots}
        while rest:
            on = self._dates[rest[0].row]
            days = {d for d in files if d == on or (self._near(on, d) and not files[on] & files[d])}
            yield [v for v in rest if self._dates[v.row] in days]
            rest = [v for v in rest if self._dates[v.row] not in days]

    def _near(self, on: object, other: object) -> bool:
        if not isinstance(on, dt.date) or not isinstance(other, dt.date) or self._again_after is None:
            return False
        return abs((on - other).days) <= self._again_after

    def _later(self, index: int) -> bool:
        on = self._dates[index]
        return on is not None and on > self._day

    def _version(self, index: int) -> Version:
        record, own = self._records[index], Spot(*(c[index] for c in self._own))
        spots = self._seen.spots(record, own)
        ages = {
            spot: max(age_of(moment, self._day, told.edition) for moment in told.moments)
            for spot, told in spots.items()
            if told.moments
        }
        newest = max(ages.values(), default=self._never)
        then = [spot for spot, age in ages.items() if age == newest] or spots
        source, place = max((spot.source, _in_order(spot.place)) for spot in then)
        rank = (newest, self._read_on[index] or dt.date.min, source, place, record)
        return Version(rank, index, newest.since, frozenset(spots), frozenset(then))


def _grouped(table: Table, rows: pa.Table, lists: Sequence[str] | None = None) -> Iterable[Sequence[int]]:
    """The places of the rows, those of one key together, where it is one of the same list."""
    found: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, key in enumerate(_keys(table, rows)):
        found[(*key, lists[index]) if lists else key].append(index)
    return found.values()


def _keys(table: Table, rows: pa.Table) -> Sequence[tuple[object, ...]]:
    columns = [rows[c].to_pylist() for c in table.key or ()]
    if not columns:
        return [()] * rows.num_rows
    if not table.repeats:
        return list(zip(*columns, strict=True))
    *told, which = columns
    lines = list(zip(*([alike(v) for v in values] for values in told), strict=True))
    often = Counter(lines)
    return [
        (*key, nth or (_nth(table, rows, index, often[key]) if often[key] > 1 else 1))
        for index, (key, nth) in enumerate(zip(lines, which, strict=True))
    ]


def _nth(table: Table, rows: pa.Table, index: int, most: int) -> int:
    """Which of several equal lines a row is that was read before that was kept: its digest tells."""
    row = rows.slice(index, 1).to_pylist()[0]
    tries = (n for n in range(2, most + 1) if row_id(table, row, row["ref"], n) == row["row_id"])
    return next(tries, 1)


def _in_order(place: str) -> tuple[tuple[bool, int, str], ...]:
    """What places are compared by: line 9 is before line 10."""
    return tuple((not n % 2, int(p) if n % 2 else 0, p) for n, p in enumerate(_FIGURE.split(place)))


def _lacking(table: Table, rows: pa.Table, versions: Sequence[Version]) -> Mapping[str, int]:
    """By column, the row that tells what the first of these versions, which holds, does not.

    Only other files of the same export day are asked, the newest first, and none that tells another figure, day or
    state of it. What an earlier file of the same name told is no longer told.
    """
    best, *others = versions
    same = [v for v in others if v.rank[0]._replace(reading=0) == best.rank[0]._replace(reading=0)]
    if not same:
        return {}
    heard: defaultdict[str, set[str]] = defaultdict(set)
    for spot in best.spots:
        heard[spot.source].add(spot.file_id)
    told, found = rows.slice(best.row, 1).to_pylist()[0], {}
    for version in same:
        stands = [s for s in version.spots if s.source not in heard or s.file_id in heard[s.source]]
        other = rows.slice(version.row, 1).to_pylist()[0]
        both = [c for c in table.agreed if not _empty(other[c]) and not _empty(told[c])]
        if not stands or any(other[c] != told[c] for c in both):
            continue
        for spot in stands:
            heard[spot.source].add(spot.file_id)
        new = {c.name for c in table.columns if _empty(told.get(c.name)) and not _empty(other.get(c.name))}
        told |= {name: other[name] for name in new}
        found |= dict.fromkeys(new, version.row)
    return found


def _beside(table: Table, rows: pa.Table, versions: Sequence[Version]) -> Mapping[str, Sequence[str]]:
    """By column of which a record may have several values (domains, addresses), those of all lines that the file of
    the first of these versions has of it: a firm told twice there has the domains of both lines."""
    best = versions[0]
    files = {spot.file_id for spot in best.then}
    beside = [v.row for v in versions[1:] if any(spot.file_id in files for spot in v.spots)]
    found: dict[str, Sequence[str]] = {}
    for name in (c.name for c in table.columns if c.type == TEXTS) if beside else ():
        told = rows[name].take(pa.array([best.row, *beside], pa.int64())).to_pylist()
        every = list(dict.fromkeys(value for values in told for value in values or ()))
        if every and every != told[0]:
            found[name] = every
    return found


def _empty(value: object) -> bool:
    return value is None or value == "" or value == []
