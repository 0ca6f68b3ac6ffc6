"""Names that stand in the first line of each block alone, as pivots and grouped reports write them.

A cell that is empty below one that is not may be such a line, a damaged one, or one that belongs to nobody (our own
work in a time sheet). So the table as a whole must show its blocks: no name comes again, many lines have none, and
either the days begin anew with most blocks or a total that bears the name ends them. A blank line ends a block too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from comity.sources.reports import sums_lines
from comity.sources.sheets import Cell, shown
from comity.sources.values import is_blank, quoted

MOST_LINES = 20_000  # of a table that is looked at for blocks
FLAT = 200  # lines without an empty name, from which on it has none
LEAST = 3  # lines that lack their name
PER_NAME = 0.5  # such lines for each name at least
MOST = 0.5  # share of the blocks that must be seen to begin or to end
SELDOM = 0.1  # share of lines that lack a column, and one of few, up to which such a line is taken for damaged


class Held(NamedTuple):
    """A column that may name its blocks in their first lines alone: where it stands and what it is headed."""

    column: int
    heading: str


class _Line(NamedTuple):
    record: bool
    parts: bool  # whether a block ends with it: a blank line, a total, a title
    filled: int  # a bit for each cell that is not empty
    names: tuple[str, ...]  # by column, '' where there is none
    day: Cell
    first: str


# What a day's cell says, None where that cannot be told.
DayOf = Callable[[Cell], dt.date | None]


class Blocks:
    """The blocks of one table: first `look` at all of its lines, then `decide`, then `lay` each.

    `needed` are the columns that every record has, `day` the one of its day.
    """

    def __init__(self, held: Sequence[Held], needed: Collection[int], day: int | None, labels: Sequence[str]) -> None:
        self._held = sorted(held)
        self._needed = sum(1 << index for index in needed if index not in {one.column for one in held})
        self._day = day
        self._width = len(labels)
        self._lines: list[_Line] = []
        self._flat = set[int]()  # those with the same name in lines below each other
        self._open = bool(held)
        self._usual = 0
        self._taken: list[int] = []  # positions in `held`, the outermost first
        self._now: dict[int, Cell] = {}

    def look(self, cells: Sequence[Cell]) -> None:
        """Learn from a line whether the table has blocks."""
        if not self._open:
            return
        line = self._line(cells)
        before = self._lines[-1] if self._lines else None
        if before and line.record and before.record:
            changed = False
            for position, (name, above) in enumerate(zip(line.names, before.names, strict=True)):
                if name and name == above and not changed:
                    self._flat.add(position)
                changed = changed or bool(name and name != above)
        self._lines.append(line)
        count = len(self._lines)
        none = count == FLAT and not any(one.record and "" in one.names for one in self._lines)
        if none or count > MOST_LINES or len(self._flat) == len(self._held):
            self._open = False
            self._lines.clear()

    def decide(self, day_of: DayOf) -> list[str]:
        """Which columns name blocks, and what is to be said of it."""
        self._taken = []
        records = [line for line in self._lines if line.record]
        self._usual = sum(
            1 << index
            for index in range(self._width)
            if sum(not line.filled >> index & 1 for line in records) <= max(1, len(records) * SELDOM)
        )
        doubted = list[int]()
        for position in range(len(self._held)):
            if position not in self._flat and self._has_blocks(position):
                shows = self._begins_anew(position, day_of) or self._is_totalled(position)
                (self._taken if shows else doubted).append(position)
        said = [self._said(position) for position in self._taken]
        said += [
            f"{quoted(self._held[position].heading)} is empty in lines below one that has it, and nothing shows that "
            "these belong to it: they are read as they stand"
            for position in doubted
        ]
        self.begin()
        return said

    def begin(self) -> None:
        """Go back to before the first line."""
        self._now.clear()

    def lay(self, cells: list[Cell]) -> list[Cell] | None:
        """A line with the names of its block; None where it is the total of one."""
        if not self._taken:
            return cells
        line = self._line(cells)
        if line.parts:
            names = [shown(cell).casefold() for cell in self._now.values()]
            self._now.clear()
            total = sums_lines(line.first) and any(name in line.first.casefold() for name in names)
            return None if total else cells
        laid = [*cells]
        for position in self._lacking(line):
            index = self._held[position].column
            laid += [""] * (index + 1 - len(laid))
            laid[index] = self._now[position]
        for position in self._taken:
            if line.names[position]:
                self._now = {outer: cell for outer, cell in self._now.items() if outer < position}
                self._now[position] = cells[self._held[position].column]
        return laid

    def _lacking(self, line: _Line) -> list[int]:
        """The columns whose names a line has from above: a whole one, below whose outer names none has changed."""
        found = list[int]()
        for position in self._taken:
            if line.names[position]:
                break
            if position in self._now and line.record and not self._usual & ~line.filled & ~self._names:
                found.append(position)
        return found

    @property
    def _names(self) -> int:
        return sum(1 << one.column for one in self._held)

    def _line(self, cells: Sequence[Cell]) -> _Line:
        filled, first = 0, ""
        for index, cell in enumerate(cells[: self._width]):
            if cell != "" and not is_blank(cell):
                first = first or shown(cell).strip()
                filled |= 1 << index
        record = bool(filled) and not self._needed & ~filled
        parts = not record and (filled.bit_count() < 2 or sums_lines(first))
        names = tuple(shown(cells[i]).strip() if filled >> i & 1 else "" for i, _ in self._held)
        day = cells[self._day] if self._day is not None and len(cells) > self._day else ""
        return _Line(record, parts, filled, names, day, first)

    def _outer(self, line: _Line, position: int) -> bool:
        """Whether a line begins a block that holds those of this column."""
        return any(line.names[outer] for outer in self._taken if outer < position)

    def _has_blocks(self, position: int) -> bool:
        """Whether a column's names each stand once, in the first of several lines."""
        seen, names, bare, now = set[str](), 0, 0, False
        for line in self._lines:
            outer = self._outer(line, position)
            if outer:
                seen.clear()
            name = line.names[position]
            if line.parts:
                now = False
            elif name and line.record:
                if name in seen:
                    return False
                seen.add(name)
                names, now = names + 1, True
            elif outer:
                now = False
            elif line.record and now:
                bare += 1
            elif line.record and not any(other < position for other in self._taken):
                return False
        return names > 1 and bare >= max(LEAST, names * PER_NAME)

    def _begins_anew(self, position: int, day_of: DayOf) -> bool:
        """Whether days go one way within blocks, and back where most of them begin."""
        heads = [i for i in range(len(self._held)) if any(line.record and not line.names[i] for line in self._lines)]
        within, begins = set[int](), list[int]()
        above = None
        for before, line in pairwise(self._lines):
            above = before if before.record else above
            if not (line.record and above) or not (days := (day_of(above.day), day_of(line.day))):
                continue
            if days[0] is None or days[1] is None:
                continue
            way = (days[1] > days[0]) - (days[1] < days[0])
            if line.names[position]:
                begins += [] if self._outer(line, position) else [way]
            elif before.record and way and not any(line.names[i] for i in heads):
                within.add(way)
        against = sum(way == -next(iter(within)) for way in begins) if len(within) == 1 else 0
        return against > len(begins) * MOST

    def _is_totalled(self, position: int) -> bool:
        """Whether most blocks end with a total that bears their name."""
        names = totals = 0
        now = ""
        for line in self._lines:
            if line.parts:
                totals += bool(now) and sums_lines(line.first) and now.casefold() in line.first.casefold()
                now = ""
            elif line.names[position]:
                names, now = names + 1, line.names[position]
        return totals > names * MOST

    def _said(self, position: int) -> str:
        """How many lines have their name from above."""
        count = 0
        self.begin()
        for line in self._lines:
            if line.parts:
                self._now.clear()
                continue
            count += position in self._lacking(line)
            for outer in self._taken:
                if line.names[outer]:
                    self._now = {i: cell for i, cell in self._now.items() if i < outer}
                    self._now[outer] = line.names[outer]
        lines = "1 line takes" if count == 1 else f"{count:,} lines take"
        heading = quoted(self._held[position].heading)
        return f"{heading} stands in the first line of each block alone: {lines} it from above"
