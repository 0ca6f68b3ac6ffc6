"""What was corrected and has no key: of a file that was exported again the edition holds that stood on the day.

A line of a time sheet or a log says nothing but itself. Where the edition that holds has a line that is alike but for
one thing in its place, that one was corrected, and what the other edition says does not count beside it. What it merely
does not have stays: a list may tell of some days, or of some clients, only.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from comity.book.reconcile import riding
from comity.book.sightings import Sightings
from comity.book.standing import Standing
from comity.book.store import Book
from comity.identity import alike
from comity.tables import Table

# Whose a line is: where a list tells of one client and then of another, lines may differ in that alone.
_WHOSE = frozenset({"client", "customer", "their_number", "their_name", "their_company"})
# The period in the name of an export: "2026-01-01to2026-01-31", "01_01_2026".
_PERIOD = re.compile(r"(?<!\d)(?:\d{4}([-_.]?)\d\d(?:\1\d\d)?|\d\d([-_.]?)\d\d\2\d{4})(?!\d)")
_Told = tuple[object, ...]


class Corrections:
    """The lines of a book that others of newer editions take the place of, as known on a day."""

    def __init__(self, book: Book, seen: Sightings, day: dt.date) -> None:
        self._book, self._seen, self._day = book, seen, day
        self.gone: dict[str, Set[str]] = {}  # by table, what was left out

    def without(self, table: Table, rows: pa.Table) -> pa.Table:
        """The rows of a table but for those that were corrected."""
        if not table.corrected or not rows.num_rows:
            return rows
        gone = self.gone[table.name] = self._gone(table, rows) if self._renewed else frozenset()
        if table.name == "hours" and (alike_named := _by_period(rows["source"].unique().to_pylist())):
            gone = self.gone[table.name] = gone | self._told_further(table, rows, alike_named)
        return rows.filter(pa.array([r not in gone for r in rows["row_id"].to_pylist()], pa.bool_())) if gone else rows

    @cached_property
    def _renewed(self) -> Mapping[str, tuple[Set[str], Sequence[Set[str]]]]:
        """By name, the files of the edition that holds on the day, and those of each other one."""
        found: dict[str, tuple[Set[str], Sequence[Set[str]]]] = {}
        for name, editions in Standing(self._book).renewed().items():
            days = {change: self._told_on(files, change) for change, files in editions.items() if files}
            first = min(days.values())
            known = [c for c, day in days.items() if day <= self._day] or [c for c, day in days.items() if day == first]
            holds = editions[max(known)]
            found[name] = holds, [files - holds for files in editions.values() if files - holds]
        return found

    def _told_on(self, files: Set[str], change: int) -> dt.date:
        """The day of an export that took its place with this reading; long ago where nothing tells it."""
        moments = [m for file_id in files for m in self._seen.told_in(file_id)]
        return min((m.day for m in moments if m.reading == change or not change), default=dt.date.min)

    def _gone(self, table: Table, rows: pa.Table) -> Set[str]:
        names = self._renewed.keys() & set(rows["source"].unique().to_pylist())
        if not names:
            return frozenset()
        spots = self._spots(table, rows)
        within: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for record, where in spots.items():
            for name, file_id in where:
                within[name, file_id].add(record)
        gone: set[str] = set()
        for name in names:
            holds, others = self._renewed[name]
            here = {record for file_id in holds for record in within[name, file_id]}
            for files in others:
                there = {record for file_id in files for record in within[name, file_id]}
                # What stands in a file of another name is told there still.
                left = {r for r in there - here if all(n == name and f not in holds for n, f in spots[r])}
                gone |= corrected(table, rows, left, there, here) if left and here - there else set()
        return gone

    def _told_further(self, table: Table, rows: pa.Table, alike_named: Sequence[Set[str]]) -> Set[str]:
        """The lines of time sheets that were corrected in a later one, whose name differs in its period alone: the one
        that tells of later days."""
        spots, days = self._spots(table, rows), dict(_columns(rows, "row_id", "worked_on"))
        within: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for record, where in spots.items():
            for spot in where:
                within[spot].add(record)
        gone: set[str] = set()
        for names in alike_named:
            last = {
                spot: max(told)
                for spot, some in within.items()
                if spot[0] in names and self._was_told(spot[1]) and (told := [days[r] for r in some if days[r]])
            }
            for newer, other in ((a, b) for a in last for b in last if last[b] < last[a]):
                here, there = within[newer], within[other]
                left = {r for r in there - here if all(s in last and last[s] < last[newer] for s in spots[r])}
                gone |= corrected(table, rows, left, there, here) if left and here & there else set()
        return gone

    def _was_told(self, file_id: str) -> bool:
        return any(moment.day <= self._day for moment in self._seen.told_in(file_id))

    def _spots(self, table: Table, rows: pa.Table) -> Mapping[str, set[tuple[str, str]]]:
        """By record, the names and files in which it stands in a line of its own, and rides along with no other."""
        found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        beside = riding(self._book, table.name)
        for record, *spot in _columns(rows, "row_id", "source", "file_id", "place"):
            found[record].update([(spot[0], spot[1])] if (spot[0], spot[1], spot[2]) not in beside else ())
        again = self._book.facts("duplicates", ["record", "told_in", "source", "file_id"])
        again = again.filter(pc.call_function("equal", [again["told_in"], pa.scalar(table.name, pa.string())]))
        for record, *spot in _columns(again, "record", "source", "file_id"):
            if record in found:
                found[record].add((spot[0], spot[1]))
        return found


def _by_period(names: Sequence[str]) -> Sequence[Set[str]]:
    """The names of files that differ in their period alone, together."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if (bare := _PERIOD.sub("#", name)) != name:
            found[bare].add(name)
    return [some for some in found.values() if len(some) > 1]


def paid_as_told(book: Book, payments: pa.Table, invoices: pa.Table, gone: Set[str] = frozenset()) -> pa.Table:
    """The payments but for those that an invoice told of itself and tells otherwise in the version that holds: with
    another day, or that nothing of it was paid; and those of invoices that are `gone`, for another number took their
    place."""
    every = book.facts("invoices", ["row_id", "kind", "number", "customer", "source", "file_id", "place"])
    holding = frozenset(invoices["row_id"].to_pylist())
    versions = [(r[0], r[1:4], r[4:]) for r in _columns(every, *every.column_names)]
    past = {spot for record, _, spot in versions if record not in holding}
    struck = {which for record, which, _ in versions if record in gone}
    struck_at = {spot for record, which, spot in versions if which in struck and record not in holding}
    if not past:
        return payments
    columns = ["customer", "number", "source", "total", "paid_on", "open_balance", "status", "row_id"]
    told = {(alike(r["customer"]), alike(r["number"])): r for r in invoices.select(columns).to_pylist()}
    rows = payments.select(["source", "file_id", "place", "customer", "applied_to", "paid_on", "amount"]).to_pylist()
    spots = [(r["source"], r["file_id"], r["place"]) for r in rows]
    kept = [
        spot not in past or (spot not in struck_at and not _denied(row, told))
        for spot, row in zip(spots, rows, strict=True)
    ]
    return payments if all(kept) else payments.filter(pa.array(kept, pa.bool_()))


def _denied(payment: Mapping[str, Any], told: Mapping[_Told, Mapping[str, Any]]) -> bool:
    invoice = told.get((alike(payment["customer"]), alike(payment["applied_to"])))
    if invoice is None or invoice["source"] != payment["source"] or not invoice["total"]:
        return False
    if invoice["paid_on"] is not None:
        return invoice["paid_on"] != payment["paid_on"] and payment["amount"] >= abs(invoice["total"])
    rest = invoice["open_balance"]
    return invoice["status"] == "open" and (rest is None or abs(rest) >= abs(invoice["total"]))


def corrected(table: Table, rows: pa.Table, left: Set[str], there: Set[str], here: Set[str]) -> Set[str]:
    """The lines (of `left`, of another edition that tells `there`) that one of the edition that holds takes the place
    of, which tells `here`.

    Of days that both tell of only, for a list may tell of the last weeks; and where they have less in common than not,
    nothing is known of a line that differs in whose it is.
    """
    assert table.known_on
    days = {r: on for r, on in _columns(rows, "row_id", table.known_on) if on is not None}
    told = [[days[r] for r in some if r in days] for some in (there, here)]
    if not all(told):
        return frozenset()
    begins, ends = max(map(min, told)), min(map(max, told))
    left, new = ({r for r in some if r in days and begins <= days[r] <= ends} for some in (left, here - there))
    asked = pa.array([r in left or r in new for r in rows["row_id"].to_pylist()], pa.bool_())
    lines = {r["row_id"]: r for r in rows.select(["row_id", *table.corrected]).filter(asked).to_pylist()}
    pairs = list(_pairs(table, lines, left, new))
    alone = len(left) > len(there & here)
    if alone and (len(pairs) < len(left) or any(column in _WHOSE for _, column in pairs)):
        return frozenset()
    return {record for record, _ in pairs}


def _pairs(
    table: Table, lines: Mapping[str, Mapping[str, Any]], others: Set[str], new: Set[str]
) -> Iterator[tuple[str, str]]:
    """Each of the others that one of the new lines differs from in one column, with that, each of these once: first in
    what is told, then in its day, then in whose it is."""
    days = {column for column in table.corrected if column in (table.known_on, "called_at")}
    columns = sorted(table.corrected, key=lambda column: (column in _WHOSE, column in days))
    told = {r: tuple(alike(lines[r][c]) for c in columns) for r in {*others, *new}}
    left, free = sorted(others), set(new)
    for at, column in enumerate(columns):
        besides: defaultdict[_Told, list[str]] = defaultdict(list)
        for record in sorted(free, reverse=True):
            besides[(*told[record][:at], *told[record][at + 1 :])].append(record)
        waiting: list[str] = []
        for record in left:
            same = besides[(*told[record][:at], *told[record][at + 1 :])]
            if same:
                free.discard(same.pop())
                yield record, column
            else:
                waiting.append(record)
        left = waiting


def _columns(rows: pa.Table, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(rows[name].to_pylist() for name in names), strict=True)
