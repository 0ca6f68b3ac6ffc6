"""What a newer edition of a file does not have any more, though it tells of those days: told where it is read.

It may have been deleted in the books, or left out of this export alone. So it counts on, and somebody may look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from comity.book.corrected import corrected
from comity.book.store import Book
from comity.identity import alike
from comity.in_words import counted
from comity.tables import TABLES, Table

# Lists of records, of which an edition should hold what the one before held; of mail and calendars others decide.
_LISTS = ("hours", "invoices", "payments", "timesheets", "calls", "notes", "deals", "placements", "submissions")
_NAMED = 3  # lines that are named
_LONGEST = 60  # letters of what a line is named by


def no_longer_there(book: Book, editions: Mapping[str, tuple[Set[str], Set[str]]]) -> dict[str, list[str]]:
    """By name of a file what is said of the lines that its edition before had, and the new one lacks; `editions` are
    the files of both."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for table in (TABLES[name] for name in _LISTS) if editions else ():
        rows = book.facts(table.name)
        for name, (before, now) in editions.items():
            there, here = (_within(book, table, rows, name, files) for files in (before, now))
            if lines := list(_lacking(table, rows, there, here)):
                named = "; ".join(_named(table, line) for line in lines[:_NAMED]) + (
                    "; …" if len(lines) > _NAMED else ""
                )
                are = counted(len(lines), "record of the edition before is", "records of the edition before are")
                found[name].append(f"{are} no longer there, and kept: {named}")
    return found


def _within(book: Book, table: Table, rows: pa.Table, name: str, files: Set[str]) -> Set[str]:
    """The records of a table that these files of a name tell, in whatever line."""
    own = zip(rows["row_id"].to_pylist(), rows["source"].to_pylist(), rows["file_id"].to_pylist(), strict=True)
    again = book.facts("duplicates", ["record", "told_in", "source", "file_id"])
    again = again.filter(pc.call_function("equal", [again["told_in"], pa.scalar(table.name, pa.string())]))
    more = zip(again["record"].to_pylist(), again["source"].to_pylist(), again["file_id"].to_pylist(), strict=True)
    return {record for some in (own, more) for record, source, file in some if source == name and file in files}


def _lacking(table: Table, rows: pa.Table, there: Set[str], here: Set[str]) -> Iterator[Mapping[str, Any]]:
    """The lines of one edition that another lacks, and did not correct, of the days that it tells of."""
    if not there - here or not here:
        return
    asked = rows.filter(pa.array([r in there or r in here for r in rows["row_id"].to_pylist()], pa.bool_()))
    lines = {line["row_id"]: line for line in asked.to_pylist()}
    known = {_key(table, lines[r]) for r in here if r in lines}
    left = {r for r in there - here if r in lines and _key(table, lines[r]) not in known}
    if left and table.corrected:
        left -= corrected(table, asked, left, there, here)
    on = table.known_on or ""
    days = [day for r in here if (day := lines[r].get(on) if r in lines else None) is not None]
    for record in sorted(left, key=lambda r: (str(lines[r].get(on)), r)):
        day = lines[record].get(on)
        if day is None or (days and min(days) <= day <= max(days)):
            yield lines[record]


def _key(table: Table, line: Mapping[str, Any]) -> object:
    return tuple(alike(line[c]) for c in table.key) if table.key else line["row_id"]


def _named(table: Table, line: Mapping[str, Any]) -> str:
    told = (line.get(table.known_on or ""), *(line[c] for c in table.telling))
    return ", ".join(dict.fromkeys(str(value) for value in told if value not in (None, "", [])))[:_LONGEST]
