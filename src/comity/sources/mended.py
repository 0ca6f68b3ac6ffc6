"""Error files: rows that could not be read, given out as a table, mended in a spreadsheet and read again.

A spreadsheet works out what looks like a formula, and a cell of somebody's export may be one. So such cells are given
out with an apostrophe before them, and that one apostrophe is taken away where the file comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TypeVar

from comity.later import pattern
from comity.sources.sheets import Line, Sheet

TO_MEND = "to mend - "  # how the name of an error file begins
# Also behind blanks, in wide letters, and where apostrophes stand before it already: then too one is taken away again.
_FORMULA = pattern(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")

Value = TypeVar("Value")


def is_mended(name: str) -> bool:
    """Whether a file is an error file of ours, by its name."""
    return PurePosixPath(name).name.startswith(TO_MEND)


def harmless(cell: Value) -> Value | str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def as_it_was(cell: Value) -> Value | str:
    """What was made harmless as it stood before."""
    told = isinstance(cell, str) and cell.startswith("'") and _FORMULA.match(cell)
    return cell[1:] if isinstance(cell, str) and told else cell


@dataclass(slots=True)
class Mended:
    """A sheet of an error file with its cells as they were."""

    name: str
    sheet: Sheet

    def head(self, count: int) -> list[Line]:
        """See `Sheet`."""
        return [_as_it_was(line) for line in self.sheet.head(count)]

    def lines(self, width: int) -> Iterator[Line]:
        """See `Sheet`."""
        return map(_as_it_was, self.sheet.lines(width))

    def remark(self) -> str:
        """See `Sheet`."""
        return self.sheet.remark()


def _as_it_was(line: Line) -> Line:
    return replace(line, cells=[as_it_was(cell) for cell in line.cells])


def as_they_were(name: str, sheet: Sheet) -> Sheet:
    """A sheet of a file of this name: of an error file with its cells as they were."""
    return Mended(sheet.name, sheet) if is_mended(name) else sheet
