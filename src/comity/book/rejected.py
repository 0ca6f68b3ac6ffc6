"""What could not be read, and was not read since."""

from __future__ import annotations

from typing import Any

from comity.book.store import Book


def standing_rejects(book: Book, columns: list[str] | None = None) -> list[dict[str, Any]]:
    """The rejects that no later reading of their file took back, each with these columns (all without)."""
    # Their raw bytes are taken into memory for those alone who ask for them.
    rows = book.facts("rejects", [*dict.fromkeys((*columns, "row_id", "ref"))] if columns else None).to_pylist()
    taken_back = {row["ref"] for row in rows if row["ref"]}
    return [{c: row[c] for c in columns or row} for row in rows if not row["ref"] and row["row_id"] not in taken_back]
