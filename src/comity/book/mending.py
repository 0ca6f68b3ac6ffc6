"""Error files that come back: which rejects of the file that they were made from are mended by a line of theirs.

Each line of an error file says in a cell where the rejected record stood and what was wrong with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

import msgspec

from comity.book.rejected import standing_rejects
from comity.book.store import Book
from comity.sources import Export, Outcome, Row
from comity.sources.mended import TO_MEND, is_mended
from comity.sources.sheets import shown
from comity.sources.tabular import look


class Mended(msgspec.Struct, frozen=True):
    """A reject, and the line of an error file that was read in its stead."""

    reject: str
    name: str
    file_id: str
    place: str


class Mending:
    """Keeps what the lines of error files that could be read say of rejects."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, str, str, frozenset[str]]] = []

    def watched(self, export: Export, file_id: str, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        """What a source gives, unchanged; of an error file it is remembered which of its lines became rows."""
        read: set[str] = set()
        for outcome in outcomes:
            if isinstance(outcome, Row):
                read.add(outcome.place)
            yield outcome
        for table in look(export).tables if is_mended(export.name) else ():
            for line in table.lines():
                if line.place in read:
                    self._lines.append(
                        (export.name, file_id, line.place, frozenset(map(_plain, map(shown, line.cells))))
                    )

    def mended(self, book: Book) -> Iterator[Mended]:
        """The rejects that stand in a book and were mended.

        Where files of one name in several folders have the same to mend, nobody knows of which of them a line is.
        """
        if not self._lines:
            return
        found: defaultdict[tuple[str, str], dict[str, set[str]]] = defaultdict(dict)
        for row in standing_rejects(book, ["row_id", "source", "place", "reason"]):
            told = _called(row["source"]), _plain(f"{row['place']}: {row['reason']}")
            found[told].setdefault(row["source"], set()).add(row["row_id"])
        for name, file_id, place, cells in self._lines:
            for cell in sorted(cells):
                by_source = {s: r for s, r in found.get((_called(name), cell), {}).items() if s != name}
                for rejects in by_source.values() if len(by_source) == 1 else ():
                    yield from (Mended(reject, name, file_id, place) for reject in sorted(rejects))


def _called(name: str) -> str:
    """What a file is called by those that are made from it, of whatever type they are, and by these themselves."""
    called = PurePosixPath(name).name
    while called.startswith(TO_MEND):
        called = called.removeprefix(TO_MEND)
    return called.rpartition(".")[0] or "rows"


def _plain(text: str) -> str:
    return " ".join(text.split())
