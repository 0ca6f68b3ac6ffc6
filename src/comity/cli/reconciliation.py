"""What became of every file that was read, on a terminal; apart, for reading needs nothing of what judging does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from comity.book.reading import FileCount
from comity.book.tally import UNKNOWN
from comity.cli.shared import Console
from comity.in_words import counted

# Reading judges nothing; whoever judges tells less mail as kept.
TO_BE_JUDGED = (
    "Newsletters, private and internal mail are kept too; whoever judges the book, `comity review` or the app, tells "
    "them apart and counts them as ignored."
)


def print_reconciliation(counts: Sequence[FileCount]) -> None:
    """What became of every file, a line each, and the sum."""
    console = Console()
    many = Counter(c.file.rpartition("/")[0] for c in counts if c.kind == "mail" and c.records == 1)
    for c in counts:
        if many[c.file.rpartition("/")[0]] > 5 and c.kind == "mail" and not (c.rejected or c.said):
            continue
        kind = f" ({c.kind})" if c.kind != UNKNOWN else ""
        told = "of no known kind" if c.kind == UNKNOWN and not c.records else _tally(c)
        console.print(Text(f"{c.file}{kind}: {'; '.join((told, *c.said))}"))
    for folder, number in sorted(many.items()):
        if number > 5:
            console.print(Text(f"{folder or '.'} (mail): {number} messages in files of their own"))
    total = FileCount("", "")
    for c in counts:
        total.records += c.records
        total.kept += c.kept
        total.duplicate += c.duplicate
        total.rejected += c.rejected
    console.print(Text(f"In all: {_tally(total)}."))
    if any(c.kept for c in counts if c.kind == "mail"):
        console.print(Text(TO_BE_JUDGED))


def _tally(c: FileCount) -> str:
    parts = [counted(c.records, "record"), f"{c.kept:,} kept"]
    parts += [f"{c.duplicate:,} known already"] if c.duplicate else []
    parts += [f"{c.rejected:,} rejected"] if c.rejected else []
    return ", ".join(parts)
