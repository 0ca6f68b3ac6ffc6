"""What a book knows on a day: the facts dated until then, each in the version that holds, undated states masked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from comity.book.reading import DATING
from comity.book.store import Book
from comity.tables import TABLES, Table

# Tables of the reading itself, which are no facts about anybody.
_OF_READING = {"readings", "rejects", "sightings"}

Facts = Mapping[str, pa.Table]


def newest_day(book: Book, today: dt.date) -> dt.date | None:
    """The day of the newest mail, call, invoice, payment or hours that is not in the future; None for an empty book.

    This is what `--as-of` defaults to (contracts). Calendar entries never set it.
    """
    newest = None
    for name in DATING:
        column = TABLES[name].known_on
        assert column is not None
        days = book.facts(name, [column])[column]
        latest = pc.max(days.filter(pc.less_equal(days, pa.scalar(today)))).as_py()
        newest = max(filter(None, (newest, latest)), default=None)
    return newest


def known_on(book: Book, day: dt.date) -> Facts:
    """Every fact table as known on `day`, with one more column on tables that have states: `state_from`.

    Of a record that several exports tell, the version of the newest export until that day holds; before the first
    export of it, the first one's version holds without its states (contracts: what is known on a day).
    """
    exported = _exported_on(book)
    facts = {}
    for name, table in TABLES.items():
        if name in _OF_READING:
            continue
        rows = _dated(table, book.facts(name), day)
        facts[name] = _versions(table, rows, book, exported, day) if table.key else rows
    return facts


def _dated(table: Table, rows: pa.Table, day: dt.date) -> pa.Table:
    if table.known_on is None or not rows.num_rows:
        return rows
    known = pc.less_equal(rows[table.known_on], pa.scalar(day))
    return rows.filter(pc.fill_null(known, fill_value=True))


def _exported_on(book: Book) -> dict[str, dt.date]:
    """By file_id, the day from which the states in a file are known: that of its earliest reading."""
    found: dict[str, dt.date] = {}
    rows = book.facts("readings", ["file_id", "exported_on"])
    for file_id, day in zip(rows["file_id"].to_pylist(), rows["exported_on"].to_pylist(), strict=True):
        if day is not None:
            found[file_id] = min(day, found.get(file_id, day))
    return found


def _versions(table: Table, rows: pa.Table, book: Book, exported: Mapping[str, dt.date], day: dt.date) -> pa.Table:
    seen: dict[str, list[dt.date]] = {}
    sightings = book.facts("sightings", ["record", "file_id"])
    for record, file_id in zip(sightings["record"].to_pylist(), sightings["file_id"].to_pylist(), strict=True):
        if file_id in exported:
            seen.setdefault(record, []).append(exported[file_id])
    best: dict[tuple[object, ...], tuple[tuple[bool, int, str], int, dt.date | None]] = {}
    keys = list(zip(*(rows[c].to_pylist() for c in table.key), strict=True))
    for index, (record, key) in enumerate(zip(rows["row_id"].to_pylist(), keys, strict=True)):
        days = seen.get(record, [])
        until = max((d for d in days if d <= day), default=None)
        # Known by then: the newest wins. Not yet exported by then: the earliest wins, and its states stay unknown.
        order = (until is not None, until.toordinal() if until else -min(days, default=day).toordinal(), record)
        if key not in best or order > best[key][0]:
            best[key] = (order, index, until)
    kept = sorted(((index, until) for _, index, until in best.values()), key=lambda k: k[0])
    chosen = rows.take(pa.array([index for index, _ in kept], pa.int64()))
    since = pa.array([until for _, until in kept], pa.date32())
    for name in table.states:
        column = chosen[name]
        masked = pc.if_else(pc.is_valid(since), column, pa.scalar(None, column.type))
        chosen = chosen.set_column(chosen.schema.get_field_index(name), chosen.schema.field(name), masked)
    return chosen.append_column("state_from", since)
