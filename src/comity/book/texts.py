"""Long texts by row_id, each fetched from where it lies when somebody asks: a book's mail would fill the memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from comity.book.laid_texts import LaidTexts

# Gives the texts of these rows with their row_ids, in whatever order they lie, holding but few at a time.
Fetch = Callable[[Collection[str]], Iterator[tuple[str, str]]]


class Texts:
    """Texts of one column. Asked for one after the other, as they lie, with `each`; any single one by its row_id.

    A single one is fetched by itself, which is slow, or with those that were said to be wanted with it (`together`).
    """

    def __init__(self, fetch: Fetch, scratch: Callable[[], Path | None]) -> None:
        """`scratch` gives a folder where texts may be laid out; None where they are had quickly as they are."""
        self._fetch, self._scratch = fetch, scratch
        self._held: dict[str, str] = {}
        self._together: frozenset[str] = frozenset()

    def __getitem__(self, row: str) -> str:
        """The text of a row; empty where it has none."""
        if row not in self._held:
            self._held = {}
            self._held = dict(self._fetch(self._together if row in self._together else [row]))
        return self._held.setdefault(row, "")

    def each(self, rows: Collection[str]) -> Iterator[str]:
        """The rows, in whatever order they lie, the text of each at hand while it is its turn."""
        left = dict.fromkeys(rows)
        for row, text in self._fetch(rows):
            if row in left:  # a record that two read at the same time lies in a book twice
                del left[row]
                self._held = {row: text}
                yield row
        for row in left:
            self._held = {row: ""}
            yield row

    def together(self, rows: Collection[str]) -> None:
        """These are wanted at about the same time: as soon as one is asked for, all are held."""
        self._together = frozenset(rows)

    def lay_out(self, rows: Collection[str]) -> None:
        """These are wanted in many parts: go through all texts once now, and not for each part.

        Where there is no room for them, they are fetched from where they lie as before.
        """
        scratch = self._scratch() if rows else None
        if scratch is None:
            return
        try:
            laid = LaidTexts(scratch, self._fetch(rows))
        except OSError:
            return
        whole = self._fetch

        def fetch(asked: Collection[str]) -> Iterator[tuple[str, str]]:
            left = dict.fromkeys(asked)
            for row, text in laid.fetch(asked):
                left.pop(row, None)
                yield row, text
            if left:
                yield from whole(left)

        self._fetch = fetch
