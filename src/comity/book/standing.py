"""Which files stand under their names: one that takes another's place is told anew, also where it was read before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

from comity.book.store import Book


class Standing:
    """By name, the files that stood there when they last changed; `number` counts the readings of a book."""

    def __init__(self, book: Book) -> None:
        rows = book.facts("readings", ["source", "file_id", "number", "anew"])
        self.number = 1
        self._changed: defaultdict[str, int] = defaultdict(int)
        self._files: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        self._changes: defaultdict[str, set[int]] = defaultdict(set)
        self._uncounted: defaultdict[str, set[str]] = defaultdict(set)
        for name, file_id, number, anew in zip(*(rows[c].to_pylist() for c in rows.column_names), strict=True):
            self.number = max(self.number, (number or 0) + 1)
            change = number if anew else 0
            self._changed[name] = max(self._changed[name], change)
            self._files[name, change].add(file_id)
            self._changes[name].add(change)
            if number is None:
                self._uncounted[name].add(file_id)

    def holds(self, name: str, files: Set[str]) -> bool:
        """Whether files read together under a name stand there already, or none did.

        Of several that were read before readings were counted nobody knows which came last: none of them stands.
        """
        if name not in self._changed:
            return True
        change = self._changed[name]
        return files <= self._files[name, change] and (bool(change) or len(self._uncounted[name]) < 2)

    def stood(self, name: str) -> Set[str]:
        """The files that stand under a name."""
        return frozenset(self._files.get((name, self._changed.get(name, 0)), ()))

    def replaced(self, name: str, file_id: str) -> bool:
        """Whether another file took the place of this one under its name, and holds it."""
        change = self._changed.get(name, 0)
        return file_id not in self._files.get((name, change), ()) and any(
            file_id in self._files.get((name, earlier), ()) for earlier in self._changes[name] if earlier < change
        )

    def renewed(self) -> dict[str, dict[int, frozenset[str]]]:
        """The names under which files took each other's places: by each, the files by the reading that put them."""
        found: dict[str, dict[int, frozenset[str]]] = {}
        for name, changes in self._changes.items():
            later = {change: frozenset(self._files[name, change]) for change in sorted(changes) if change}
            if later:  # every reading of a file is told without a change too: those before the first one are left
                found[name] = {0: frozenset(self._files[name, 0]).difference(*later.values()), **later}
        return found
