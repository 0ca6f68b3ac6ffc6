"""Every record that was read, one by one: the file and the place where it stands, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from comity.book.reconcile import PLACE, RECORDS, alone
from comity.book.store import Book
from comity.tables import TABLES

KEPT, DUPLICATE, IGNORED = "kept", "duplicate", "ignored"
LONGEST = 300  # letters of a record's words that are listed
_ORDER = ("day", "head", "figure")
_LAST_FIGURE = r"^(?P<head>.*?)(?P<figure>\d{0,18})\D*$"
SCHEMA = pa.schema(
    [("source", pa.string()), ("file_id", pa.string()), ("place", pa.string()), ("what", pa.string()),
     ("why", pa.string()), ("told_in", pa.string()), ("on", pa.date32()), ("who", pa.string()), ("says", pa.string()),
     ("first_source", pa.string()), ("first_file_id", pa.string()), ("first_place", pa.string()),
     ("proof_kind", pa.string()), ("ref", pa.string())]
)  # fmt: skip


def records(book: Book, left_out: Mapping[str, str]) -> pa.Table:
    """The records of all files; `left_out` tells by row_id why a mail counts for nothing.

    Sorted by file and what became of them; mail the newest first, all else as it stands in its file. Of duplicates
    read before their places were kept, and of what was purged, there is none.
    """
    parts = [_of_table(book, name, left_out) for name in RECORDS]
    kept = pa.concat_tables([*parts, SCHEMA.append(pa.field("row_id", pa.string())).empty_table()])
    every = pa.concat_tables([kept.drop_columns("row_id"), _again(book, kept)])
    for name, keys in _order(every).items():
        every = every.append_column(name, keys)
    by = [(name, "ascending") for name in ("file_id", "source", "what", *_ORDER)]
    return every.sort_by(by).select(SCHEMA.names)


def _of_table(book: Book, name: str, left_out: Mapping[str, str]) -> pa.Table:
    """The records of one table in the place where each was read first."""
    table = TABLES[name]
    on = [table.known_on] if table.known_on else []
    rows = book.facts(name, ["row_id", *PLACE, "ref", *dict.fromkeys([*on, *table.telling])])
    rows = alone(book, name, rows.filter(pc.field("file_id") != ""))  # what was typed here stands in no file
    count, told = rows.num_rows, [rows[c].to_pylist() for c in table.telling]
    why = [left_out.get(r, "") for r in rows["row_id"].to_pylist()] if name == "messages" else [""] * count
    figures = [c.replace("_", " ") if _counts(rows.schema.field(c).type) else "" for c in table.telling]
    found = {
        "source": rows["source"], "file_id": rows["file_id"], "place": rows["place"],
        "what": [IGNORED if w else KEPT for w in why], "why": why, "told_in": [name] * count,
        "on": rows[table.known_on] if table.known_on else [None] * count,
        "who": [_shown(v) for v in told[0]],
        "says": [_shown(v) for v in told[1]] if len(told) == 2 else
                [_joined(values, figures[1:]) for values in zip(*told[1:], strict=True)],
        "first_source": [""] * count, "first_file_id": [""] * count, "first_place": [""] * count,
        "proof_kind": ["message" if name == "messages" else ""] * count, "ref": rows["ref"], "row_id": rows["row_id"],
    }  # fmt: skip
    return pa.table(found, schema=SCHEMA.append(pa.field("row_id", pa.string())))


def _again(book: Book, kept: pa.Table) -> pa.Table:
    """The duplicates, each as the record that it repeats, with the place where that one stands."""
    again = book.facts("duplicates", ["record", *PLACE])
    at = {name: number for number, name in enumerate(kept["row_id"].to_pylist())} if again.num_rows else {}
    again = again.filter(pa.array([name in at for name in again["record"].to_pylist()], pa.bool_()))
    found = pa.array([at[name] for name in again["record"].to_pylist()], pa.int64())
    first, count = kept.take(found).drop_columns("row_id"), again.num_rows
    for name, values in {
        "first_source": first["source"], "first_file_id": first["file_id"], "first_place": first["place"],
        "source": again["source"], "file_id": again["file_id"], "place": again["place"],
        "what": pa.array([DUPLICATE] * count, pa.string()),
    }.items():  # fmt: skip
        first = first.set_column(first.schema.get_field_index(name), SCHEMA.field(name), values)
    return first


def _order(rows: pa.Table) -> dict[str, pa.ChunkedArray]:
    """What each is sorted by within its file: newer mail before older, and a place's last figure as a figure."""
    call = pc.call_function
    mail = call("equal", [rows["told_in"], pa.scalar("messages", pa.string())])
    days = call("negate", [pc.cast(pc.cast(rows["on"], pa.int32()), pa.int64())])
    parts = call("extract_regex", [rows["place"]], pc.ExtractRegexOptions(_LAST_FIGURE))
    head, figure = (call("struct_field", [parts], pc.StructFieldOptions(name)) for name in ("head", "figure"))
    none = call("equal", [figure, pa.scalar("", pa.string())])
    return {
        "day": call("if_else", [mail, days, pa.scalar(0, pa.int64())]),
        "head": head,
        "figure": pc.cast(call("if_else", [none, pa.scalar("0", pa.string()), figure]), pa.int64()),
    }


def _counts(kind: pa.DataType) -> bool:
    """Whether a column's figures need its name beside them; money has its currency."""
    return pa.types.is_floating(kind) or pa.types.is_integer(kind)


def _joined(values: tuple[Any, ...], figures: list[str]) -> str:
    said = (f"{_shown(v)} {f}".strip() for v, f in zip(values, figures, strict=True) if v is not None)
    return " · ".join(s for s in said if s)[:LONGEST]


def _shown(value: Any) -> str:  # noqa: ANN401 - whatever a column holds
    if isinstance(value, str):
        return " ".join(value.split())[:LONGEST]
    if isinstance(value, list):
        return ", ".join(map(_shown, value))[:LONGEST]
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    if isinstance(value, float):
        return f"{value:g}"
    return " ".join(str(value).split())[:LONGEST] if value is not None else ""
