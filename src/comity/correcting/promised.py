"""Of which sentences something can be said of a promise, and what it changes in the tables that promises are laid in.

A sentence made a promise, or gave one another day: what came of it is said of either. Where one is said to be none,
what gave it another day stands by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from comity.book.corrections import NONE, Place, digest
from comity.ledger.columns import SCHEMAS
from comity.ledger.corrected import outcome_as_told

Tables = Mapping[str, pa.Table]
Row = dict[str, Any]


def sentences(tables: Tables) -> set[tuple[str, str]]:
    """Every sentence that promises, with the message, note or invitation it stands in."""
    made = ((r["ref"], r["quote"]) for r in _rows(tables, "promises"))
    return {*made, *((r["moved_ref"], r["moved_quote"]) for r in _rows(tables, "promise_days"))}


def makes(tables: Tables, place: Place) -> bool:
    """Whether a sentence made a promise of its own."""
    return any(_made_at(r) == place for r in _rows(tables, "promises"))


def as_told(tables: Tables, correction: Mapping[str, Any]) -> dict[str, pa.Table]:
    """The tables with a correction of a promise laid on."""
    place = (correction["ref"], correction["sentence"])
    if correction["value"] == NONE:
        return without(tables, place)
    promises, days = _rows(tables, "promises"), _rows(tables, "promise_days")
    moved_on = {_of(d): d["moved_on"] for d in days if _moved_at(d) == place}
    for r in promises:
        on = r["made_on"] if _made_at(r) == place else moved_on.get(_of(r))
        if on is not None:
            told = outcome_as_told(correction["value"], on, r["done_on"], r["broken_on"])
            r["done_on"], r["broken_on"], r["withdrawn_on"] = told
    return _laid(promises, days)


def without(tables: Tables, place: Place) -> dict[str, pa.Table]:
    """The tables as if a sentence promised nothing."""
    days = [d for d in _rows(tables, "promise_days") if _moved_at(d) != place]
    promises = []
    for r in _rows(tables, "promises"):
        if _made_at(r) != place:
            promises.append(r)
            continue
        first, *later = sorted((d for d in days if _of(d) == _of(r)), key=lambda d: d["moved_on"]) or (None,)
        days = [d for d in days if d is not first]
        if first is not None:
            now = {"kind": "message", "ref": first["moved_ref"], "who": first["moved_who"],
                   "quote": first["moved_quote"], "made_on": first["moved_on"], "due_on": first["due_on"]}  # fmt: skip
            promises.append({**r, **now})
            for d in later:
                d.update(ref=now["ref"], quote=now["quote"])
    return _laid(promises, days)


def _laid(promises: list[Row], days: list[Row]) -> dict[str, pa.Table]:
    told = {"promises": promises, "promise_days": days}
    return {name: pa.Table.from_pylist(rows, schema=SCHEMAS[name]) for name, rows in told.items()}


def _rows(tables: Tables, name: str) -> list[Row]:
    return tables[name].select(SCHEMAS[name].names).to_pylist()


def _made_at(promise: Row) -> Place:
    return promise["ref"], digest(promise["quote"] or "")


def _moved_at(day: Row) -> Place:
    return day["moved_ref"], digest(day["moved_quote"] or "")


def _of(row: Row) -> tuple[str, str, str]:
    """The promise that a row of either table is about."""
    return row["ref"], row["said_by"], row["quote"]
