"""Hearing spread over workers: bodies go out part by part, numbers come back, and are kept as if heard here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np
import pyarrow as pa

from comity.engine import Spread
from comity.errors import UserError
from comity.keeping import Cache
from comity.signals.ears import shipped_reader
from comity.signals.hearing import (
    LABELS,
    WORDS,
    Hearable,
    Hearing,
    InTurn,
    Letter,
    Reader,
    Step,
    digest,
    hear,
    heard_as,
)

WAVE = 64_000_000  # letters of bodies that are sent out at a time: all of them pass through this process's memory
_TEXTS = ("key", "by", "body", "subject", "writer")
_OUT = pa.schema([*((name, pa.string()) for name in _TEXTS), ("html", pa.bool_())])
_BACK = pa.schema([("kind", pa.string()), ("name", pa.string()), ("numbers", pa.binary()), ("wide", pa.int32())])
_TYPES = {WORDS: np.int32, LABELS: np.float32}


class _Beside:
    """What the workers found, before what a cache keeps; without a cache, that alone."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache
        self.found: dict[str, dict[str, np.ndarray]] = {WORDS: {}, LABELS: {}}

    def get(self, kind: str, keys: Sequence[str]) -> Mapping[str, np.ndarray]:
        """See `comity.keeping.Cache`."""
        kept = self._cache.get(kind, keys) if self._cache else {}
        found = self.found[kind]
        return {**kept, **{key: found[key] for key in keys if key in found}}

    def put(self, kind: str, found: Mapping[str, np.ndarray]) -> None:
        """See `comity.keeping.Cache`."""
        self.found[kind].update(found)
        if self._cache:
            self._cache.put(kind, found)


def hear_spread(
    letters: Sequence[Hearable], reader: Reader, cache: Cache | None, step: Step | None, spread: Spread | None,
    in_turn: InTurn = iter,
) -> dict[str, Hearing]:  # fmt: skip
    """As `hear`, but what no cache holds is told apart and read by the workers, who have the shipped reader alone."""
    if spread is None or reader.version != shipped_reader().version:
        return hear(letters, reader, cache, step, in_turn)
    beside = _Beside(cache)
    names = {x.key: digest(x, x.body) for x in in_turn(letters)}
    words = beside.get(WORDS, list(names.values()))
    labels = beside.get(LABELS, [heard_as(x) for x in letters])
    missing = [x for x in letters if names[x.key] not in words or heard_as(x) not in labels]
    behind = 0
    for sent in _waves(in_turn(missing)):
        found = spread(sent, partial(_heard, reader.version), _BACK)
        for kind in (WORDS, LABELS):
            beside.put(kind, dict(_of_kind(found, kind)))
        behind += sent.num_rows
        if step:
            step(behind, len(missing))
    return hear(letters, reader, beside, step, in_turn)


def _waves(letters: Iterable[Hearable]) -> Iterator[pa.Table]:
    """What workers are told of the letters, some of them at a time; each is asked for its body while it is its turn."""
    some: list[tuple[object, ...]] = []
    held = 0
    for letter in letters:
        some.append(tuple(getattr(letter, name) for name in _OUT.names))
        held += len(letter.body)
        if held >= WAVE:
            yield _table(some)
            some, held = [], 0
    if some:
        yield _table(some)


def _table(rows: Sequence[tuple[object, ...]]) -> pa.Table:
    columns = zip(*rows, strict=True)
    return pa.table([pa.array(some, f.type) for some, f in zip(columns, _OUT, strict=True)], schema=_OUT)


def _heard(version: str, parts: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Done by a worker: each part of the letters heard. Raises UserError where the worker has another reader."""
    if shipped_reader().version != version:
        raise UserError("A worker has another reader of sentences: run the same make install on every machine.")
    for part in parts:
        beside = _Beside()
        hear([Letter(**row) for row in part.to_pylist()], shipped_reader(), beside)
        rows = [
            (kind, name, np.ascontiguousarray(row, _TYPES[kind]).tobytes(), row.shape[-1])
            for kind, found in beside.found.items()
            for name, row in found.items()
        ]
        columns = list(zip(*rows, strict=True)) or [()] * len(_BACK)
        yield pa.record_batch([pa.array(c, f.type) for c, f in zip(columns, _BACK, strict=True)], schema=_BACK)


def _of_kind(found: pa.Table, kind: str) -> Iterator[tuple[str, np.ndarray]]:
    for is_kind, name, numbers, wide in zip(*(found[c].to_pylist() for c in _BACK.names), strict=True):
        if is_kind == kind:
            row = np.frombuffer(numbers, _TYPES[kind])
            yield name, row if kind == WORDS else row.reshape(-1, wide)
