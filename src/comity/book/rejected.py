"""What could not be read, and was not read since: records, and whole files."""

from __future__ import annotations

from typing import Any

from comity.book.store import Book
from comity.book.tally import UNKNOWN

NO_KIND = "of no known kind"  # of a file that was read before its reason was kept


def standing_rejects(book: Book, columns: list[str] | None = None) -> list[dict[str, Any]]:
    """The rejects that no later reading of their file took back, each with these columns (all without)."""
    # Their raw bytes are taken into memory for those alone who ask for them.
    rows = book.facts("rejects", [*dict.fromkeys((*columns, "row_id", "ref"))] if columns else None).to_pylist()
    taken_back = {row["ref"] for row in rows if row["ref"]}
    return [{c: row[c] for c in columns or row} for row in rows if not row["ref"] and row["row_id"] not in taken_back]


def unread_files(book: Book) -> list[tuple[str, str]]:
    """The files of no known kind, each with why it was not read; one that a later reading understood is none."""
    newest: dict[tuple[str, str], tuple[str, str]] = {}
    rows = book.facts("readings", ["source", "file_id", "kind", "said", "read_on"]).to_pylist()
    for row in sorted(rows, key=lambda r: (r["read_on"], r["kind"] != UNKNOWN, r["said"] or "")):
        newest[row["source"], row["file_id"]] = (row["kind"], row["said"] or NO_KIND)
    return sorted((source, said) for (source, _), (kind, said) in newest.items() if kind == UNKNOWN)
