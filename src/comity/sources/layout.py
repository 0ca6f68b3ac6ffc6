"""How tables lie on a sheet: headings that stand in two lines, and tables beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from comity.sources.fitting import Mapped, fits
from comity.sources.forms import spellings, vocabulary
from comity.sources.headings import heading_of
from comity.sources.sheets import Cell, Line, Sheet, shown
from comity.sources.values import is_blank

FEWEST = 2  # headings of a table that stands beside another one
SEEN = 80  # lines in which the column between two tables is blank
BESIDE = (
    "columns {0} to {1} look like another table beside the one that is read, and are left out. Put it in a sheet or "
    "file of its own and read again"
)


def in_two_lines(above: Sequence[Cell], cells: list[Cell]) -> list[Cell]:
    """The headings of a line with what stands above each group of them: "Kunde" over "Nr." and "Name", "Rechnung" over
    "Nr." and "Datum" are Kunde Nr., Kunde Name, Rechnung Nr. and Rechnung Datum.

    A heading stays as it is where it is the only one of its name and both together are no heading that is known.
    """
    groups = _groups(above, cells)
    if not groups:
        return cells
    own = [heading_of(cell).key for cell in cells]
    found = list(cells)
    for i, cell in enumerate(cells):
        group = next((text for start, text in reversed(groups) if start <= i), "")
        if not own[i] or not group:
            continue
        both = heading_of(f"{group} {shown(cell).strip()}")
        known = any(k in vocabulary() for k in spellings(both))
        if known or own.count(own[i]) > 1:
            found[i] = both.text
    return found


def _groups(above: Sequence[Cell], cells: Sequence[Cell]) -> list[tuple[int, str]]:
    """The headings of groups in the line above, each with the column it begins at; none where that is no such line."""
    filled = [(i, cell) for i, cell in enumerate(above) if not is_blank(cell)]
    named = [i for i, cell in enumerate(cells) if heading_of(cell).key]
    if not FEWEST <= len(filled) < len(named):
        return []
    if not all(isinstance(cell, str) and i in named and _is_word(cell) for i, cell in filled):
        return []
    return [(i, str(cell).strip()) for i, cell in filled]


def _is_word(cell: str) -> bool:
    return ":" not in cell and not any(c.isdigit() for c in cell) and bool(heading_of(cell).key)


class Part:
    """A sheet without the columns of the tables that stand beside the one that is read."""

    def __init__(self, sheet: Sheet, first: int, end: int, width: int, said: str) -> None:
        self.name = sheet.name
        self._sheet, self._columns, self._width, self._said = sheet, slice(first, end), width, said

    def head(self, count: int) -> list[Line]:
        """See `Sheet`."""
        return list(map(self._cut, self._sheet.head(count)))

    def lines(self, width: int) -> Iterator[Line]:  # noqa: ARG002 - its lines are as wide as all tables together
        """See `Sheet`."""
        return map(self._cut, self._sheet.lines(self._width))

    def remark(self) -> str:
        """See `Sheet`."""
        return "; ".join(filter(None, [self._sheet.remark(), self._said]))

    def _cut(self, line: Line) -> Line:
        return replace(line, cells=line.cells[self._columns])


def alone(sheet: Sheet, mapped: Mapped, lines: int) -> Sheet:
    """The sheet, or the part of it that the first table takes which fits a form, where a blank column parts it from
    another one: one that fits a form too, or has a heading of the first again."""
    sample = sheet.head(SEEN)
    for line in sample[:lines]:
        named = [i for i, cell in enumerate(line.cells) if heading_of(cell).key]
        gap = next((a + 1 for a, b in pairwise(named) if b == a + 2 and _is_blank(sample, a + 1, line)), 0)
        left, right = [i for i in named if i < gap], [i for i in named if i > gap]
        if min(len(left), len(right)) < FEWEST:
            continue
        cells = line.cells
        first, second = bool(fits(cells[:gap], mapped)), bool(fits(cells[gap + 1 :], mapped))
        again = {heading_of(cells[i]).key for i in left} & {heading_of(cells[i]).key for i in right}
        if not (first and second) and not (again and (first or second)):
            continue
        start, end, out = (0, gap, right) if first else (gap + 1, len(cells), left)
        told = BESIDE.format(_letters(out[0]), _letters(out[-1]))
        return Part(sheet, start, end, named[-1] + 1, told)
    return sheet


def _is_blank(sample: Sequence[Line], column: int, head: Line) -> bool:
    """Whether a column holds nothing from a line of headings on."""
    return all(
        line.number < head.number or column >= len(line.cells) or is_blank(line.cells[column]) for line in sample
    )


def _letters(index: int) -> str:
    """A column as spreadsheets call it: A, Z, AA."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
