"""The two-sided statements of one refresh: a file in the home, written at once and read account by account."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from comity.judge import Sight
from comity.ledger.statement import statements
from comity.web import sheets
from comity.web.keys import key

_SCHEMA = pa.schema(
    [("account", pa.string()), ("on", pa.date32()), ("side", pa.string()), ("flow", pa.string()), ("kind", pa.string()),
     ("amount", pa.float64()), ("unit", pa.string()), ("sentence", pa.string()), ("proof", pa.string()),
     ("ref", pa.string()), ("by", pa.string()), ("who", pa.string()), ("quote", pa.string()), ("key", pa.string())]
)  # fmt: skip


def write(home: Path, name: str, sight: Sight) -> None:
    """Write every account's entries, newest first."""
    rows = [
        {"account": account, "on": e.on, "side": e.side, "flow": e.flow, "kind": e.kind, "amount": e.amount,
         "unit": e.unit, "sentence": e.sentence, "proof": e.evidence.kind, "ref": e.evidence.ref,
         "by": e.evidence.by, "who": e.evidence.who, "quote": e.evidence.quote,
         "key": key(e.evidence.kind, e.evidence.ref, e.evidence.quote)}
        for account, e in statements(sight.engine, sight.as_of)
    ]  # fmt: skip
    rows.sort(key=lambda r: (r["account"], -r["on"].toordinal(), r["side"], r["kind"], r["ref"], r["quote"]))
    sheets.put(sheets.file(home, name, "statement"), pa.Table.from_pylist(rows, schema=_SCHEMA))


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
