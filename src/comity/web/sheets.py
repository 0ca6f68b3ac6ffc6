"""What a refresh lays beside the book for pages: sheets sorted by account, of which a request reads its own rows alone.

A sheet is a parquet file named after its refresh; it is written once, aside and moved into place, never changed.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from comity.aside import aside
from comity.book.records import records
from comity.judge import Sight
from comity.ledger.contract_list import contract_list
from comity.ledger.effort import effort
from comity.ledger.owed import owed
from comity.ledger.people import people, said
from comity.ledger.promise_list import promise_list
from comity.ledger.timeline import timeline
from comity.ledger.told.exceptions import exceptions
from comity.ledger.told.named import named
from comity.ledger.told.plans import plans
from comity.ledger.told.worries import worries
from comity.web.keys import key
from comity.web.private import hidden

GROUP = 2_000  # rows that are read together
DUE_SINCE, DUE_UNTIL = 14, 10  # days about the refresh's own in which an open promise is due about now

SHEETS: Mapping[str, Callable[[Sight], pa.Table]] = {
    "timeline": lambda sight: _keyed(timeline(sight.engine, sight.as_of), quoted=""),
    "said": lambda sight: _keyed(said(sight.engine, sight.as_of)),
    "promises": lambda sight: _promises(sight),
    "people": lambda sight: people(sight.engine),
    "contracts": lambda sight: _keyed(contract_list(sight.engine, sight.as_of)),
    "due": lambda sight: _due(sight),
    "records": lambda sight: records(sight.book, sight.ground.left_out),
    "effort": lambda sight: effort(sight.engine, sight.as_of),
    "owed": lambda sight: owed(sight.engine, sight.as_of),
    "plans": lambda sight: _keyed(plans(sight.engine, sight.ground.home, sight.as_of)),
    "worries": lambda sight: _keyed(worries(sight.ground, sight.as_of)),
    "named": lambda sight: _keyed(named(sight.ground, sight.engine, sight.as_of)),
    "exceptions": lambda sight: _exceptions(sight),
}


def file(home: Path, name: str, sheet: str) -> Path:
    """Where a sheet of a refresh lies."""
    return home / "published" / f"{name}.{sheet}.parquet"


def write(home: Path, name: str, sight: Sight) -> None:
    """Write every sheet."""
    for sheet, make in SHEETS.items():
        put(file(home, name, sheet), make(sight))


def put(to: Path, rows: pa.Table) -> None:
    """Write a sheet, whole or not at all."""
    with aside(to) as written:
        pq.write_table(rows, written, row_group_size=GROUP)


def rows(home: Path, name: str, sheet: str, account: str, columns: Sequence[str] | None = None) -> pa.Table:
    """An account's rows of a sheet in their order, without those that private threads bear out.

    An empty table without columns where the sheet is gone.
    """
    path = file(home, name, sheet)
    try:
        stamp = path.stat().st_mtime_ns
    except FileNotFoundError:
        return pa.table({})
    return without_private(_rows(path, stamp, account, tuple(columns or ())))


@lru_cache(maxsize=12)
def _rows(path: Path, stamp: int, account: str, columns: tuple[str, ...]) -> pa.Table:
    """An account's rows as they lie in the file: the pages of one client are asked for one after the other."""
    meta, firsts, lasts = _groups(path, stamp)
    groups = range(bisect_left(lasts, account), bisect_right(firsts, account))
    with pq.ParquetFile(path, metadata=meta, memory_map=True) as opened:
        wanted = [*{"account", *columns}] if columns else None
        found = opened.read_row_groups(list(groups), columns=wanted, use_threads=False)
    return found.filter(pc.field("account") == account).combine_chunks()


def every(home: Path, name: str, sheet: str) -> pa.Table:
    """All rows of a sheet, without those that private threads bear out."""
    path = file(home, name, sheet)
    return without_private(pq.read_table(path)) if path.exists() else pa.table({})


def without_private(found: pa.Table) -> pa.Table:
    """Rows whose proof is no private message."""
    kind = next((c for c in ("proof_kind", "proof") if c in found.column_names), "")
    refs = hidden() if kind and "ref" in found.column_names else frozenset[str]()
    if not refs:
        return found
    found = found.filter((pc.field(kind) != "message") | ~pc.field("ref").isin(sorted(refs)))
    # What a private message tells of a promise or answers is as private as the message.
    for other in (c for c in found.column_names if c.endswith("_ref")):
        found = found.filter(~pc.field(other).isin(sorted(refs)))
    return found


def one(home: Path, name: str, sheet: str, account: str, wanted: str) -> dict[str, Any] | None:
    """An account's row of this key; None where there is none."""
    found = rows(home, name, sheet, account)
    if not found.num_rows:
        return None
    found = found.filter(pc.field("key") == wanted).slice(0, 1)
    return found.to_pylist()[0] if found.num_rows else None


@lru_cache(maxsize=16)
def _groups(path: Path, stamp: int) -> tuple[pq.FileMetaData, list[str], list[str]]:  # noqa: ARG001 - tells a new file
    """The file's own index, with the first and the last account of each group of rows."""
    meta = pq.read_metadata(path)
    place = meta.schema.to_arrow_schema().get_field_index("account")
    told = [
        meta.row_group(n).column(place).statistics for n in range(meta.num_row_groups) if meta.row_group(n).num_rows
    ]
    return meta, [s.min for s in told], [s.max for s in told]


def _promises(sight: Sight) -> pa.Table:
    """Promises with the key of what made them, and of what tells their outcome."""
    found = _keyed(promise_list(sight.engine, sight.as_of))
    told = zip(*(found[f"told_{c}"].to_pylist() for c in ("kind", "ref", "quote")), strict=True)
    return _also_keyed(found, "told_key", told)


def _exceptions(sight: Sight) -> pa.Table:
    """Exceptions with the key of the answer, as the line of time opens it."""
    found = _keyed(exceptions(sight.engine, sight.as_of))
    answers = found["answer_ref"].to_pylist()
    return _also_keyed(found, "answer_key", (("message", ref, "") if ref else ("", "", "") for ref in answers))


def _also_keyed(found: pa.Table, name: str, proofs: Iterable[tuple[str | None, str | None, str | None]]) -> pa.Table:
    """Rows with the key of a second proof of each: its kind, ref and quote; none where it has no kind."""
    keys = [key(kind, ref or "", quote or "") if kind else None for kind, ref, quote in proofs]
    return found.append_column(name, pa.array(keys, pa.string()))


def _due(sight: Sight) -> pa.Table:
    """Open promises that are due about now: what `This week` asks for, of all accounts at once."""
    listed = _promises(sight)
    first, last = (pa.scalar(sight.as_of + dt.timedelta(days=n)) for n in (-DUE_SINCE, DUE_UNTIL))
    near = (pc.field("due_on") >= first) & (pc.field("due_on") <= last)
    return listed.filter((pc.field("outcome") == "open") & near)


def _keyed(found: pa.Table, quoted: str | None = None) -> pa.Table:
    """A sheet with the key of each row's proof; `quoted` stands for the quote where the sheet has none."""
    quotes = found["quote"].to_pylist() if quoted is None else [quoted] * found.num_rows
    # What a timeline shows of an exception is a sentence: it opens with that sentence marked.
    if quoted is not None and "kind" in found.column_names:
        quotes = [s if k == "exception" else q for q, k, s in zip(quotes, *_two(found, "kind", "says"), strict=True)]
    kinds, refs = _two(found, "proof_kind", "ref")
    keys = [key(k or "", r or "", q or "") for k, r, q in zip(kinds, refs, quotes, strict=True)]
    return found.append_column("key", pa.array(keys, pa.string()))


def _two(found: pa.Table, a: str, b: str) -> tuple[list[Any], list[Any]]:
    return found[a].to_pylist(), found[b].to_pylist()
