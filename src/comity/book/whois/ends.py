"""Who a message went to, quickly: the rows of a column of addresses, without making a dictionary of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

Named = tuple[str, str | None]
_AT_ONCE = 10_000  # messages whose heads are held as Python's objects


def went_to(messages: pa.Table) -> list[list[Named]]:
    """For each message the addresses in To, then those in Cc and Bcc, each with the name shown; '' for no address."""
    to, copied = (_rows(messages[c]) for c in ("recipients", "copied"))
    return [[*first, *second] for first, second in zip(to, copied, strict=True)]


def heads(messages: pa.Table, columns: Sequence[str], order: pa.Array | None = None) -> Iterator[tuple[Any, ...]]:
    """The named columns of each message, and last whom it went to; but few of them are held at a time."""
    rows = messages.select([*dict.fromkeys([*columns, "recipients", "copied"])])
    for at in range(0, rows.num_rows, _AT_ONCE):
        some = rows.slice(at, _AT_ONCE) if order is None else rows.take(order.slice(at, _AT_ONCE))
        yield from zip(*(some[c].to_pylist() for c in columns), went_to(some), strict=True)


def as_sent(messages: pa.Table) -> pa.Array:
    """The places of messages in the order in which they were sent, of one moment by ref."""
    keys = ("sent_at", "ref", "row_id")
    placed = messages.select(keys).append_column("place", pa.array(range(messages.num_rows), pa.int64()))
    return placed.sort_by([(key, "ascending") for key in keys])["place"].combine_chunks()


def _rows(column: pa.ChunkedArray) -> list[Sequence[Named]]:
    found: list[Sequence[Named]] = []
    for chunk in column.chunks:
        # Offsets count from where the chunk's own values begin, and a row that is null has none.
        offsets = chunk.offsets.to_pylist()
        values = chunk.values.slice(offsets[0], offsets[-1] - offsets[0])
        named = list(zip((a or "" for a in values.field("address").to_pylist()), values.field("name").to_pylist(),
                         strict=True))  # fmt: skip
        missing = chunk.is_null().to_pylist() if chunk.null_count else [False] * len(chunk)
        ends = zip(offsets, offsets[1:], missing, strict=False)
        found += [() if gone else named[begin - offsets[0] : end - offsets[0]] for begin, end, gone in ends]
    return found
