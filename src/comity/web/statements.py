"""The two-sided statements of one refresh: a file in the home, written at once and read account by account."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from comity.judge import Sight
from comity.ledger.statement import statements
from comity.web import sheets
from comity.web.keys import key

_SCHEMA = pa.schema(
    [("account", pa.string()), ("on", pa.date32()), ("side", pa.string()), ("flow", pa.string()), ("kind", pa.string()),
     ("amount", pa.float64()), ("unit", pa.string()), ("sentence", pa.string()), ("proof", pa.string()),
     ("ref", pa.string()), ("by", pa.string()), ("who", pa.string()), ("quote", pa.string()), ("key", pa.string())]
)  # fmt: skip

_NAMES = {"happened_on": "on", "proof_kind": "proof", "said_by": "by"}  # of columns of entries, in the sheet


def write(home: Path, name: str, sight: Sight) -> None:
    """Write every account's entries, newest first."""
    found = statements(sight.engine, sight.as_of)
    found = found.rename_columns([_NAMES.get(column, column) for column in found.column_names])
    for column in ("ref", "who", "quote"):
        found = found.set_column(found.column_names.index(column), column, pc.fill_null(found[column], ""))
    proofs = zip(*(found[column].to_pylist() for column in ("proof", "ref", "quote")), strict=True)
    found = found.append_column("key", pa.array([key(*proof) for proof in proofs], pa.string()))
    rising = [(column, "ascending") for column in ("side", "kind", "ref", "quote")]
    found = found.sort_by([("account", "ascending"), ("on", "descending"), *rising])
    sheets.put(sheets.file(home, name, "statement"), found.select(_SCHEMA.names))


def table(home: Path, name: str, account: str) -> pa.Table:
    """One account's entries, newest first, without those that private threads bear out; none where the file is gone."""
    found = sheets.rows(home, name, "statement", account)
    return found if found.column_names else _SCHEMA.empty_table()


def read(home: Path, name: str, account: str) -> list[dict[str, Any]]:
    """The same as rows of values."""
    return table(home, name, account).to_pylist()


def tidy(home: Path, keep: list[str]) -> None:
    """Remove the files of all refreshes but these, other sheets with them."""
    for file in (home / "published").glob("*.*"):
        if file.name.partition(".")[0] not in keep:
            file.unlink(missing_ok=True)
