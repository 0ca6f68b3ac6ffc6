"""Where every record was seen, and when what stands there was told."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from comity.book.store import Book
from comity.tables import DATING, TABLES
from comity.tables.sightings import Edition, edition_of

UNTOLD = Edition()  # of a file that does not say how new it is


class Moment(NamedTuple):
    """When something was told: the day of the export, and of several of that day which reading it came with."""

    day: dt.date
    reading: int


class Spot(NamedTuple):
    """Where a record was seen."""

    source: str
    file_id: str
    place: str


class Seen(NamedTuple):
    """When a record was told in a place, and how new it is by what stands there."""

    moments: Sequence[Moment]
    edition: Edition


class Sightings:
    """Where every record was seen, and from when on what stands there is known."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._told = _told_on(book)
        self._rows = book.facts("sightings", ["record", "edition", *Spot._fields])
        self._at = _places(self._rows)
        self._files = [self._told.get(f, ()) for f in self._rows["file_id"].to_pylist()]

    def moments(self, record: str, own: str) -> Iterable[Moment]:
        """When a record was told by all files that hold it; `own` is the one it was read from."""
        at = self._at.get(record)
        return self._told.get(own, ()) if at is None else itertools.chain.from_iterable(self._files[n] for n in at)

    def spots(self, record: str, own: Spot) -> dict[Spot, Seen]:
        """Where a record was seen, each with when and as how new it was told there.

        Of the lines of a sheet, which are many, only the first place is kept as such, and where each stands again.
        """
        at = self._at.get(record)
        found = {own: Seen(self.told_in(own.file_id), UNTOLD)}
        if at is not None:
            return found | {self._spots[n]: Seen(self._files[n], self._editions[n]) for n in at}
        again, spots = self._again
        return found | {spots[n]: Seen(self.told_in(spots[n].file_id), UNTOLD) for n in again.get(record, ())}

    def told_in(self, file_id: str) -> Sequence[Moment]:
        """When a file was told."""
        return self._told.get(file_id, ())

    def editions(self, record: str, own: str) -> Iterable[tuple[str, Edition]]:
        """The files that hold a record, `own` if no other is known, and how new each says it is."""
        at = self._at.get(record)
        return ((own, UNTOLD),) if at is None else ((self._spots[n].file_id, self._editions[n]) for n in at)

    @cached_property
    def _editions(self) -> Sequence[Edition]:
        told = self._rows["edition"].combine_chunks().dictionary_encode()
        each = [edition_of(written) for written in told.dictionary.to_pylist()]
        return [UNTOLD if n is None else each[n] for n in told.indices.to_pylist()]

    @cached_property
    def _spots(self) -> Sequence[Spot]:
        return _spots(self._rows)

    @cached_property
    def _again(self) -> tuple[Mapping[str, Sequence[int]], Sequence[Spot]]:
        rows = self._book.facts("duplicates", ["record", "told_in", *Spot._fields])
        sheets = [name for name, table in TABLES.items() if table.key is not None and table.repeats]
        told_in = pc.SetLookupOptions(pa.array(sheets, pa.string()))
        rows = rows.filter(pc.call_function("is_in", [rows["told_in"]], told_in))
        return _places(rows), _spots(rows)


def _spots(rows: pa.Table) -> Sequence[Spot]:
    return [Spot(*told) for told in zip(*(rows[c].to_pylist() for c in Spot._fields), strict=True)]


def _places(rows: pa.Table) -> Mapping[str, Sequence[int]]:
    """By record, the places of its rows."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(rows["record"].to_pylist()):
        found[name].append(index)
    return dict(found)


def _told_on(book: Book) -> dict[str, Sequence[Moment]]:
    """By file_id, when it was told: at its earliest reading, and whenever it took another file's place after that.

    A file that was read without any dated one beside it (a list of deals alone) is as new as the book was that day.
    """
    rows = book.facts("readings", ["file_id", "exported_on", "read_on", "number", "anew"]).to_pylist()
    dated = {row["file_id"] for row in rows if row["exported_on"] is not None}
    by_then = any(row["exported_on"] is None and (row["anew"] or row["file_id"] not in dated) for row in rows)
    newest = _newest_by_reading(book) if by_then else {}
    first: dict[str, Moment] = {}
    alone: dict[str, Moment] = {}
    anew: defaultdict[str, set[Moment]] = defaultdict(set)
    for row in rows:
        name, day, number = row["file_id"], row["exported_on"], row["number"] or 0
        found = first if day is not None else alone
        day = day if day is not None else _as_of_reading(newest, row["read_on"])
        if day is None:
            continue
        earlier = found.get(name, Moment(day, number))
        found[name] = Moment(min(day, earlier.day), min(number, earlier.reading))
        if row["anew"]:
            anew[name].add(Moment(day, number))
    return {name: tuple({moment, *anew[name]}) for name, moment in {**alone, **first}.items()}


def _as_of_reading(newest: Mapping[dt.date, dt.date], read_on: dt.date) -> dt.date | None:
    """The newest fact that the book held by the end of a day; its first one where it held none yet."""
    by_then = max((d for d in newest if d <= read_on), default=min(newest, default=None))
    return newest[by_then] if by_then is not None else None


def _newest_by_reading(book: Book) -> dict[dt.date, dt.date]:
    """By each day on which something dated was read, the newest fact that the book held by its end."""
    found: dict[dt.date, dt.date] = {}
    for name in DATING:
        column = TABLES[name].known_on
        assert column is not None
        rows = book.facts(name, [column, "read_on"])
        rows = rows.filter(pc.field(column) <= pc.field("read_on"))
        latest = rows.group_by("read_on").aggregate([(column, "max")])
        for read_on, day in zip(latest["read_on"].to_pylist(), latest[f"{column}_max"].to_pylist(), strict=True):
            found[read_on] = max(found.get(read_on, dt.date.min), day)
    days = sorted(found)
    return dict(zip(days, itertools.accumulate((found[d] for d in days), max), strict=True))
