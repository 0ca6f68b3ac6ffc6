"""The rejected rows of a file, as the book keeps them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from comity.book.rejected import standing_rejects
from comity.home import create_book
from comity.web.became import File

SHOWN = 2_000  # characters of a raw record


def rejected(home: Path, files: Collection[File]) -> list[dict[str, str]]:
    """Place, reason and raw text of each rejected row of these files; one without a file_id is any of its name."""
    rows = [
        r for r in standing_rejects(create_book(home)) if {(r["source"], r["file_id"]), (r["source"], "")} & {*files}
    ]
    return [
        {"source": r["source"], "place": r["place"], "reason": r["reason"],
         "raw": (r["raw"] or b"").decode("utf-8", "backslashreplace")[:SHOWN]}
        for r in sorted(rows, key=lambda r: r["row_id"])
    ]  # fmt: skip
