"""A large mbox read by workers: each takes the messages that begin in its part of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from comity.engine import Spread
from comity.sources.mail import dates, mbox
from comity.sources.mail.message import outcome, sent_before
from comity.sources.outcome import Export, Outcome, Reject, Row
from comity.tables import TABLES

PART = 8 << 20  # bytes of one part
WAVE = 32  # parts that are read before any of their messages is kept: all of them are held at once
TOLD = 500  # messages that a worker tells at a time

_OUT = pa.schema(
    [
        ("path", pa.string()),
        ("labels", pa.list_(pa.string())),
        ("start", pa.int64()),
        ("until", pa.int64()),
        ("before", pa.timestamp("us", "UTC")),
    ]
)
_VALUES = pa.struct([pa.field(c.name, c.type) for c in TABLES["messages"].columns])
_BACK = pa.schema(
    [("start", pa.int64()), ("turn", pa.int64()), ("place", pa.string()), ("ref", pa.string()), ("done", pa.int64()),
     ("values", _VALUES), ("filed", pa.list_(pa.string())), ("reason", pa.string()), ("raw", pa.binary())]
)  # fmt: skip


def read_spread(export: Export, labels: tuple[str, ...], spread: Spread) -> Iterator[Outcome]:
    """Every message of the mbox in its order, as when it is read here."""
    starts = range(0, export.size, PART)
    for first in range(0, len(starts), WAVE):
        told = [{"path": str(export.path.resolve()), "labels": labels, "start": start, "until": start + PART,
                 "before": dates.latest(export.today)}
                for start in starts[first : first + WAVE]]  # fmt: skip
        found = spread(pa.Table.from_pylist(told, schema=_OUT), _read, _BACK)
        for part in found.sort_by([("start", "ascending"), ("turn", "ascending")]).to_batches(TOLD):
            yield from map(_outcome, part.to_pylist())


def _read(parts: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Done by a worker: the messages of each part, a few at a time."""
    for part in (row for batch in parts for row in batch.to_pylist()):
        with Path(part["path"]).open("rb") as file:
            pieces = mbox.pieces(file, tuple(part["labels"]), part["start"], part["until"])
            found = enumerate(map(outcome, sent_before(pieces, part["before"])))
            while some := [_told(part["start"], turn, told) for turn, told in islice(found, TOLD)]:
                yield pa.RecordBatch.from_pylist(some, schema=_BACK)


def _told(start: int, turn: int, found: Row | Reject) -> dict[str, object]:
    told: dict[str, object] = {"start": start, "turn": turn, "place": found.place, "done": found.done}
    if isinstance(found, Reject):
        return {**told, "reason": found.reason, "raw": found.raw}
    return {**told, "ref": found.ref, "values": found.values, "filed": [f.values["label"] for f in found.also]}


def _outcome(told: dict[str, Any]) -> Row | Reject:
    place, ref, done = told["place"], told["ref"], told["done"]
    if told["values"] is None:
        return Reject(place, told["reason"], told["raw"], done)
    filed = tuple(Row("filings", {"message": ref, "label": label}, place, ref) for label in told["filed"])
    return Row("messages", told["values"], place, ref, done, filed)
