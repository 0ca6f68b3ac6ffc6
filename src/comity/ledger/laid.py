"""Rows that are laid from what an account's mail says, kept with the book, account by account: a new day lays few anew.

They hold words, so they lie in the book's own folder, which a purge clears. What is kept of an account is of use as
long as everything that it was made from is the same; it is sealed with a digest of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

import numpy as np
import pyarrow as pa

from comity.keeping import Cache
from comity.ledger.columns import SCHEMAS
from comity.ledger.survey import Accounts
from comity.ledger.titles import SIGNED

Tables = Mapping[str, pa.Table]
WORDS, PROMISES = ("mail", "talk", "crossings", "titles"), ("promises", "promise_days")
_SCHEMAS = {**SCHEMAS, "titles": SIGNED}
SEAL = 16  # bytes of a digest
_CODEC = "zstd"


class LaidRows:
    """Rows of these tables, kept under one name where there is a cache."""

    def __init__(self, cache: Cache | None, kind: str, tables: Sequence[str]) -> None:
        self._cache, self._kind, self._tables = cache, kind, tables

    def missing(self, made_from: Mapping[str, bytes]) -> Accounts:
        """The accounts of which nothing is kept that was made from the same."""
        kept = self._cache.get(self._kind, list(made_from)) if self._cache else {}
        return frozenset(a for a, told in made_from.items() if a not in kept or kept[a][:SEAL].tobytes() != told)

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
        kept = self._cache.get(self._kind, list(made_from)) if self._cache else {}
        for account, told in made_from.items():
            row = self._kept(kept.get(account), told)
            if row is None:
                left.add(account)
                continue
            for name, rows in self._unpacked(row):
                found[name].append(rows)
        for some in in_turn(frozenset(left)) if left else ():
            made = make(some)
            for name in self._tables:
                found[name] += made[name].to_batches()
            if self._cache:
                packed = self._packed(made, some)
                self._cache.put(self._kind, {a: _sealed(told, made_from[a]) for a, told in packed.items()})
        return {name: pa.Table.from_batches(some, _SCHEMAS[name]) for name, some in found.items()}

    def _kept(self, row: np.ndarray | None, made_from: bytes) -> bytes | None:
        """What a row holds, where it is whole and was made from the same."""
        told = row.tobytes() if row is not None else b""
        return told[2 * SEAL :] if told[: 2 * SEAL] == made_from + _seal(told[2 * SEAL :]) else None

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


def _sealed(told: bytes, made_from: bytes) -> np.ndarray:
    return np.frombuffer(made_from + _seal(told) + told, np.uint8)


def _seal(told: bytes) -> bytes:
    return blake2b(told, digest_size=SEAL).digest()


def _by_account(rows: pa.Table) -> dict[str, pa.RecordBatch]:
    """Each account's rows, in the order in which they lie."""
    if not rows.num_rows:
        return {}
    told = rows["account"].combine_chunks().dictionary_encode()
    numbers = told.indices.to_numpy()
    order = np.argsort(numbers, kind="stable")
    batch = rows.take(pa.array(order)).combine_chunks().to_batches()[0]
    ends = np.cumsum(np.bincount(numbers, minlength=len(told.dictionary))).tolist()
    begins = [0, *ends[:-1]]
    names = told.dictionary.to_pylist()
    return {name: batch.slice(b, e - b) for name, b, e in zip(names, begins, ends, strict=True)}
