"""Tables as they lie in files: lines of cells, each with its place and its raw bytes, before anybody knows what
they mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

# A cell as a file gives it: text, or what a workbook holds as a value of its own.
Cell = str | float | bool | dt.date | dt.time | dt.timedelta

MAX_COLUMNS = 1_000  # no export has more; what has is damaged or hostile


@dataclass(slots=True)
class Line:
    """One line of a table: where it stands, its cells, its bytes.

    `number` is its physical line in the file or its row in the sheet (from 1), `where` what that number counts,
    `done` how many bytes of the file lie behind it (0: not known), `fault` why it could not be split into cells, or not
    into all of them ('' where it could).
    """

    number: int
    where: str
    cells: list[Cell]
    raw: bytes
    done: int = 0
    fault: str = ""

    @property
    def place(self) -> str:
        """Where it stands, in words: "line 214", "sheet Deals, row 12"."""
        return f"{self.where} {self.number}"


class Sheet(Protocol):
    """One table of a file; `name` is empty where the file is the table."""

    name: str

    def head(self, count: int) -> list[Line]:
        """Its first lines, at most so many."""
        ...

    def lines(self, width: int) -> Iterator[Line]:
        """All its lines, in order; `width` is how many cells a line should have."""
        ...

    def remark(self) -> str:
        """What was decided in order to read it at all ('' for nothing)."""
        ...


def within_columns(cells: list[Cell]) -> tuple[list[Cell], str]:
    """The cells that an export may have, and what is wrong where there are more of them ('' where there are not)."""
    if len(cells) <= MAX_COLUMNS:
        return cells, ""
    return cells[:MAX_COLUMNS], f"{len(cells)} columns: an export has at most {MAX_COLUMNS}. Mend it and read again."


def shown(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, days as ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "minutes" if not cell.second else "seconds")
    return str(cell)
