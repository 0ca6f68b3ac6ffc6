"""What people of the firm set: each setting a fact that is only ever added; of each kind the newest is in force.

They are knowledge of today about the firm itself: they hold on every day that is judged.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pyarrow as pa

from comity.book.store import Book
from comity.identity import row_id
from comity.tables import TABLES

FIRM, POLICY = "firm", "policy"
Row = dict[str, Any]


def versions(rows: pa.Table, what: str) -> list[Row]:
    """All settings of a kind, the newest first."""
    found = {r["row_id"]: r for r in rows.to_pylist() if r["what"] == what}
    return sorted(found.values(), key=lambda r: (r["said_at"], r["row_id"]), reverse=True)


def firm_as_set(rows: pa.Table) -> dict[str, object]:
    """What somebody set of the firm, by the keys of comity.toml; it goes before what a file says."""
    newest = versions(rows, FIRM)
    return json.loads(newest[0]["value"]) if newest else {}


def declare(book: Book, what: str, value: str, *, by: str, at: dt.datetime, why: str = "", source: str) -> str:
    """Write a setting into the book; its key."""
    table = TABLES["settings"]
    told = {"said_at": at, "said_by": by, "what": what, "value": value, "why": why}
    name = row_id(table, told, "")
    row = {**told, "row_id": name, "source": source, "file_id": "", "place": "", "ref": "", "read_on": at.date()}
    book.append("settings", pa.Table.from_pylist([row], schema=table.schema))
    return name
