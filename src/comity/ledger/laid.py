"""Rows that are laid from what an account's mail says, kept with the book, account by account: a new day lays few anew.

They hold words, so they lie in the book's own folder, which a purge clears. What is kept of an account is of use as
long as everything that it was made from is the same; it is sealed with a digest of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comity.keeping import Cache, Sealed
from comity.ledger.columns import SCHEMAS
from comity.ledger.survey import Accounts
from comity.ledger.titles import SIGNED

Tables = Mapping[str, pa.Table]
WORDS, PROMISES = ("mail", "talk", "crossings", "titles"), ("promises", "promise_days")
_SCHEMAS = {**SCHEMAS, "titles": SIGNED}
_CODEC = "zstd"


class LaidRows:
    """Rows of these tables, kept under one name where there is a cache."""

    def __init__(self, cache: Cache | None, kind: str, tables: Sequence[str]) -> None:
        self._sealed, self._tables = Sealed(cache, kind), tables

    def missing(self, made_from: Mapping[str, bytes]) -> Accounts:
        """The accounts of which nothing is kept that was made from the same."""
        return self._sealed.missing(made_from)

    def of(
        self,
        made_from: Mapping[str, bytes],
        make: Callable[[Accounts], Tables],
        in_turn: Callable[[Accounts], Iterable[Accounts]],
    ) -> Tables:
        """The tables of some accounts, each with a digest of what its rows are made from.

        `make` makes those of which nothing is kept, as many at a time as `in_turn` says.
        """
        found: dict[str, list[pa.RecordBatch]] = {name: [] for name in self._tables}
        left: set[str] = set()
        for account, row in self._sealed.find(made_from):
            if row is None:
                left.add(account)
                continue
            for name, rows in self._unpacked(row):
                found[name].append(rows)
        for some in in_turn(frozenset(left)) if left else ():
            made = make(some)
            for name in self._tables:
                found[name] += made[name].to_batches()
            self._sealed.keep(self._packed(made, some), made_from)
        return {name: pa.Table.from_batches(some, _SCHEMAS[name]) for name, some in found.items()}

    def _packed(self, made: Tables, accounts: Accounts) -> dict[str, bytes]:
        """The rows of each account: how long each table's are, then they themselves."""
        parts = {name: _by_account(made[name]) for name in self._tables}
        found = {}
        for account in accounts:
            some = [bytes(parts[n][account].serialize()) if account in parts[n] else b"" for n in self._tables]
            told = np.array([len(x) for x in some], np.int64).tobytes() + b"".join(some)
            found[account] = len(told).to_bytes(8) + pa.compress(told, codec=_CODEC, asbytes=True)
        return found

    def _unpacked(self, row: bytes) -> Iterator[tuple[str, pa.RecordBatch]]:
        told = pa.decompress(row[8:], int.from_bytes(row[:8]), codec=_CODEC)
        at = len(self._tables) * 8
        for name, size in zip(self._tables, np.frombuffer(told[:at], np.int64).tolist(), strict=True):
            if size:
                yield name, pa.ipc.read_record_batch(told[at : at + size], _SCHEMAS[name])
            at += size


def _by_account(rows: pa.Table) -> dict[str, pa.RecordBatch]:
    """Each account's rows, in the order in which they lie."""
    if not rows.num_rows:
        return {}
    told = rows["account"].combine_chunks().dictionary_encode()
    order = pc.call_function("array_sort_indices", [told.indices])  # stable
    batch = rows.take(order).combine_chunks().to_batches()[0]
    ends = np.cumsum(np.bincount(told.indices.to_numpy(), minlength=len(told.dictionary))).tolist()
    begins = [0, *ends[:-1]]
    names = told.dictionary.to_pylist()
    return {name: batch.slice(b, e - b) for name, b, e in zip(names, begins, ends, strict=True)}
