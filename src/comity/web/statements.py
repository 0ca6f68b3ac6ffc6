"""The two-sided statements of one refresh: a file in the home, written at once and read account by account."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from comity.judge import Sight
from comity.ledger.statement import statements
from comity.web.private import hidden

GROUP = 4_000  # entries that are read together

_SCHEMA = pa.schema(
    [("account", pa.string()), ("on", pa.date32()), ("side", pa.string()), ("flow", pa.string()), ("kind", pa.string()),
     ("amount", pa.float64()), ("unit", pa.string()), ("sentence", pa.string()), ("proof", pa.string()),
     ("ref", pa.string()), ("by", pa.string()), ("who", pa.string()), ("quote", pa.string())]
)  # fmt: skip


def _file(home: Path, name: str) -> Path:
    return home / "published" / f"{name}.parquet"


def write(home: Path, name: str, sight: Sight) -> None:
    """Write every account's entries, newest first; aside and moved into place, so that no half file is ever read."""
    rows = [
        {"account": account, "on": e.on, "side": e.side, "flow": e.flow, "kind": e.kind, "amount": e.amount,
         "unit": e.unit, "sentence": e.sentence, "proof": e.evidence.kind, "ref": e.evidence.ref,
         "by": e.evidence.by, "who": e.evidence.who, "quote": e.evidence.quote}
        for account, e in statements(sight.engine, sight.as_of)
    ]  # fmt: skip
    rows.sort(key=lambda r: (r["account"], -r["on"].toordinal(), r["side"], r["kind"], r["ref"], r["quote"]))
    file = _file(home, name)
    file.parent.mkdir(exist_ok=True)
    aside = file.with_suffix(".tmp")
    pq.write_table(pa.Table.from_pylist(rows, schema=_SCHEMA), aside, row_group_size=GROUP)
    aside.replace(file)


def read(home: Path, name: str, account: str) -> list[dict[str, Any]]:
    """One account's entries, newest first, without those that private threads bear out; none where the file is gone."""
    try:
        rows = pq.read_table(_file(home, name), filters=[("account", "=", account)]).to_pylist()
    except FileNotFoundError:
        return []
    refs = hidden()
    return [r for r in rows if r["proof"] != "message" or r["ref"] not in refs] if refs else rows


def tidy(home: Path, keep: list[str]) -> None:
    """Remove the files of all refreshes but these."""
    for file in (home / "published").glob("*.parquet"):
        if file.stem not in keep:
            file.unlink(missing_ok=True)
