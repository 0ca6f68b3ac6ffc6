"""The two-sided ledger of one account: every entry one side gave or took, on a day, with its proof."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import pyarrow as pa

from comity.engine import Engine
from comity.ledger.proof import Proof

# What the SQL of each family of entries gives.
_TEXTS = ("account", "side", "flow", "kind", "unit", "proof_kind", "ref", "said_by", "who", "quote")
_ASKED = pa.schema([("happened_on", pa.date32()), ("amount", pa.float64()), *((name, pa.string()) for name in _TEXTS)])


@dataclass(frozen=True, slots=True)
class Entry:
    """Something one side ('we' or 'they') gave or took; `amount` is in `unit`, both None where nothing is counted."""

    on: dt.date
    side: str
    flow: str
    kind: str
    amount: float | None
    unit: str | None
    sentence: str
    evidence: Proof


@cache
def entry_files() -> Mapping[str, str]:
    """The SQL of each family of entries, by name; the folder is the list."""
    folder = resources.files("comity.ledger") / "entries"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return {f.name[:-4]: f.read_text("utf-8") for f in files}


@cache
def phrases() -> Mapping[str, Mapping[str, str]]:
    """How each kind of entry is told, by side and kind."""
    file = resources.files("comity.ledger") / "entries" / "phrases.toml"
    return tomllib.loads(file.read_text("utf-8"))


def statement(engine: Engine, account: str, day: dt.date) -> list[Entry]:
    """All entries of an account as known on a day, oldest first. The day must be one the ground was laid for."""
    found = []
    named = account.replace("'", "''")
    for sql in entry_files().values():
        rows = engine.query(f"select * from ({sql}) as entry where account = '{named}' and day = date '{day}'")
        found += [_entry(row) for row in rows.to_pylist()]
    return sorted(found, key=lambda e: (e.on, e.side, e.kind, e.evidence.ref))


def statements(engine: Engine, day: dt.date) -> pa.Table:
    """All accounts' entries as known on a day, in no order; by the column, for publishing them at once."""
    asked = (f"select * from ({sql}) as entry where day = date '{day}'" for sql in entry_files().values())
    rows = pa.concat_tables([engine.query(sql).select(_ASKED.names).cast(_ASKED) for sql in asked])
    kinds = zip(*(rows[name].to_pylist() for name in ("side", "kind", "flow")), strict=True)
    return rows.append_column("sentence", pa.array([_phrase(*kind) for kind in kinds], pa.string()))


def _phrase(side: str, kind: str, flow: str) -> str:
    """How an entry is told; what may be given and taken has a phrase of its own for when it is taken."""
    told = phrases()[side]
    return told.get(f"{kind}_{flow}") or told.get(kind, kind)


def _entry(r: Mapping[str, Any]) -> Entry:
    proof = Proof(
        r["proof_kind"], r["ref"] or "", r["happened_on"], r["said_by"], r["who"] or "", r["quote"] or "", 1.0
    )
    told = _phrase(r["side"], r["kind"], r["flow"])
    return Entry(r["happened_on"], r["side"], r["flow"], r["kind"], r["amount"], r["unit"], told, proof)
