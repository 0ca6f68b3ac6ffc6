"""Who a message went to, quickly: the rows of a column of addresses, without making a dictionary of each."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

Named = tuple[str, str | None]


def went_to(messages: pa.Table) -> list[list[Named]]:
    """For each message the addresses in To, then those in Cc and Bcc, each with the name shown; '' for no address."""
    to, copied = (_rows(messages[c]) for c in ("recipients", "copied"))
    return [[*first, *second] for first, second in zip(to, copied, strict=True)]


def _rows(column: pa.ChunkedArray) -> list[Sequence[Named]]:
    found: list[Sequence[Named]] = []
    for chunk in column.chunks:
        # Offsets count from where the chunk's own values begin, and a row that is null has none.
        values = chunk.values
        named = list(zip((a or "" for a in values.field("address").to_pylist()), values.field("name").to_pylist(),
                         strict=True))  # fmt: skip
        offsets = chunk.offsets.to_pylist()
        missing = chunk.is_null().to_pylist() if chunk.null_count else [False] * len(chunk)
        ends = zip(offsets, offsets[1:], missing, strict=False)
        found += [() if gone else named[begin:end] for begin, end, gone in ends]
    return found
