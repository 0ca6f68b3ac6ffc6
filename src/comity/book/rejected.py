"""What could not be read, and was not read since: records, and whole files."""

from __future__ import annotations

from typing import Any

from comity.book.standing import Standing
from comity.book.store import Book
from comity.book.tally import UNKNOWN

NO_KIND = "of no known kind"  # of a file that was read before its reason was kept


def standing_rejects(book: Book, columns: list[str] | None = None) -> list[dict[str, Any]]:
    """The rejects that no later reading of their file took back, each with these columns (all without).

    Of a file whose place another took nothing stands: what is still wrong there, that one tells itself.
    """
    return rejects_apart(book, columns)[0]


def rejects_apart(book: Book, columns: list[str] | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rejects that stand, and those that nobody took back either but whose file another took the place of: these
    ask for nothing any more.
    """
    # Their raw bytes are taken into memory for those alone who ask for them.
    needed = (*columns, "row_id", "ref", "source", "file_id") if columns else ()
    rows = book.facts("rejects", [*dict.fromkeys(needed)] or None).to_pylist()
    taken_back = {row["ref"] for row in rows if row["ref"]}
    left = [row for row in rows if not row["ref"] and row["row_id"] not in taken_back]
    standing = Standing(book) if left else None
    found: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], [])
    for row in left:
        replaced = standing is not None and standing.replaced(row["source"], row["file_id"])
        found[replaced].append({c: row[c] for c in columns or row})
    return found


def unread_files(book: Book) -> list[tuple[str, str]]:
    """The files of no known kind, each with why it was not read.

    One that a later reading understood is none, nor one whose place another file took.
    """
    newest: dict[tuple[str, str], tuple[str, str]] = {}
    rows = book.facts("readings", ["source", "file_id", "kind", "said", "read_on"]).to_pylist()
    for row in sorted(rows, key=lambda r: (r["read_on"], r["kind"] != UNKNOWN, r["said"] or "")):
        newest[row["source"], row["file_id"]] = (row["kind"], row["said"] or NO_KIND)
    unread = [(file, said) for file, (kind, said) in newest.items() if kind == UNKNOWN]
    standing = Standing(book) if unread else None
    return sorted((name, said) for (name, file_id), said in unread if standing and not standing.replaced(name, file_id))
