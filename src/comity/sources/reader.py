"""Reading one table line by line: what is no record is passed over, every other line becomes a row or a reject."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from comity.sources import days
from comity.sources.amounts import NOTHING, Amount, Rated, number_readings
from comity.sources.blocks import Blocks, Held
from comity.sources.column_types import TYPES
from comity.sources.columns import Conventions, Moment, Text
from comity.sources.fitting import Fit
from comity.sources.forms import Context, Field, Found
from comity.sources.headings import Heading, key, spelled
from comity.sources.nameless import nameless
from comity.sources.outcome import Reject, Row
from comity.sources.reports import SUMMED, TOTAL, TOTALLED, is_labelled, sums_up, told_of
from comity.sources.sheets import Cell, Line, shown
from comity.sources.systems import system_of
from comity.sources.two_currencies import AT_HOME, in_one
from comity.sources.values import MEND, Unreadable, is_blank, is_no_value, plain, quoted

REMEMBERED = 50_000  # values of a column that are read once only
LONGEST = 80  # characters of a value that is remembered
USUAL = 0.2  # share of short lines from which on leaving out the last cells is a habit of the file
COUNT = re.compile(r"\(?(\d{1,9})\)?(?:\s+[^\W\d]+)*")  # "12", "12 invoices": of how many lines it is one
OF = re.compile(r"^\s*(?:for|of|für|von|voor|van|pour|de)\b|^[:\s]+", re.IGNORECASE)
COUNTED = re.compile(r"\s*\(\d+\)$")  # how many lines a group has, behind its name
FOOTER = re.compile(
    r"(?:accrual|cash) basis\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day,? |"
    r"(?:report|printed|exported|generated|created|downloaded|run|as of|period|filters?|filtered|confidential)\b.*|"
    r"(?:erstellt|gedruckt|exportiert|stand|gegenereerd|afgedrukt|geëxporteerd|édité|généré|imprimé|exporté)\b|"
    r"(?:page|seite|pagina|blad) \d+|\d+ (?:records?|rows?|entries|items|datensätze|regels|lignes)\b|"
    r"(?:end|ende|einde|fin) (?:of|der|des|van|du)\b|[*©]|copyright\b",
    re.IGNORECASE,
)


class _Reading:
    """One column of the table as it is read."""

    def __init__(self, index: int, field: Field, head: Heading, conventions: Conventions) -> None:
        self.index = index
        self.field = field
        self.name = field.name
        self.head = head
        self.column: Text = TYPES[field.type](head, conventions)
        self.typed = getattr(self.column, "typed", False)
        self.remembered: dict[str, object] = {}
        self.looked: set[Cell] = set()

    def fits(self, cell: Cell) -> bool:
        """Whether the cell is what the column should hold."""
        return key(shown(cell)) in self.field.known if self.field.known else self.column.fits(cell)

    def look(self, cell: Cell, line: Line) -> None:
        if cell not in self.looked:
            if len(self.looked) >= REMEMBERED:
                self.looked.clear()
            self.looked.add(cell)
            self.column.look(cell, line.place)

    def read(self, cell: Cell) -> object:
        """The cell's value; Unreadable names the column too."""
        try:
            return self.column.read(cell)
        except Unreadable as error:
            shown_cell = quoted(cell)
            where = f'{shown_cell} in "{self.head.text}"'
            raise Unreadable(error.wrong.replace(shown_cell, where, 1), error.advice) from None


class TableReader:
    """Reads the lines of one table: first `look` at all of them, then `read` each.

    `conventions` are shared by all tables of a file.
    """

    def __init__(self, fit: Fit, conventions: Conventions, name: str = "") -> None:
        self.fit = fit
        self.form = fit.form
        self.readings = [_Reading(i, fld, head, conventions) for i, fld, head in fit.columns]
        self.heads = [(r.index, r.head) for r in self.readings]
        self.typed = [r for r in self.readings if r.typed]
        self.learning = [r for r in self.readings if r.typed or r.field.type == "currency"]
        currency = next((r.head.currency for r in self.readings if r.head.currency), None)
        self.context = Context(system_of(fit.labels, name), currency=currency)
        self.width = max((i + 1 for i, label in enumerate(fit.labels) if label), default=0)
        self.lines = self.short = 0
        self.bare = self.full = self.alone = 0  # lines without the group, with it, and of nothing else
        self.open_ended = False
        self.end = 0  # the blank line or sum below which nothing but single cells follows
        self.names = {r.name for r in self.readings}
        self.twice = any(name.startswith(AT_HOME) for name in self.names)
        group = next((r.index for r in self.readings if r.name == self.form.group), None)
        # In reports the names of the groups stand in the first column, below no heading or another column's.
        led = self.form.leads or fit.told.get(self.form.group) == "" or not fit.labels[0]
        unnamed = bool(self.form.group) and group is None and led
        self.group = 0 if unnamed else group
        self.grouped = unnamed
        self.groups: list[str] = []
        self.told = fit.told  # of the lines that follow, by a line of labels above them
        self.stated = [(_Reading(-1, fld, head, conventions), cell) for fld, head, cell in fit.stated]
        for reading, cell in self.stated:
            reading.column.look(cell, "above the headings")
        self.totals: dict[str, int] = {}
        self.least = 0
        self.first_heading = fit.first.strip().casefold()
        self.plan = [(r.index, r.name, r.field.many, r.remembered, r) for r in self.readings]
        first = {r.name: r for r in reversed(self.readings)}
        self.required = [r for r in first.values() if r.field.row]
        self.needed = [r.index for r in self.required]
        self.numeric = {r.index for r in self.typed}
        self.day = next((r for r in self.readings if isinstance(r.column, Moment)), None)
        counted = Counter(r.name for r in self.readings)
        held = [Held(r.index, r.head.text) for r in self.readings if r.name in self.form.held and counted[r.name] == 1]
        self.blocks = Blocks(held, self.needed, self.day and self.day.index, fit.labels)

    def look(self, line: Line) -> None:
        """Learn from a line what the table's columns agree on."""
        cells = line.cells
        self.lines += 1
        count = len(cells)
        if count < self.width:
            self.short += count > 1
        elif not self.open_ended and is_blank(cells[self.width - 1]):
            self.open_ended = not all(is_blank(cell) for cell in cells)
        filled = sum(1 for cell in cells if cell != "" and not is_blank(cell)) if count < self.width or self.end else 2
        filled = 0 if _sums_records(cells) or _begins_total(cells) else filled
        self.end = 0 if filled > 1 else self.end or (line.number if not filled else 0)
        if self.group is not None and count > self.group:
            head, said = cells[self.group], sum(1 for cell in cells if not is_blank(cell))
            total = TOTAL.match(head) if isinstance(head, str) else None
            if is_blank(head):
                self.bare += said > 0
            elif said == 1:
                self.alone += 1
            else:
                self.full += total is None
            if total and isinstance(head, str):
                self.totals[OF.sub("", head[total.end() :]).strip()] = line.number
        if not line.fault and not self._is_heading(cells):
            self.blocks.look(cells)
        for reading in self.learning:
            if reading.index < count and cells[reading.index] != "":
                reading.look(cells[reading.index], line)

    def misfits(self, lines: list[Line]) -> set[int]:
        """The columns that never hold what they should, as far as these lines show; a few bad cells show nothing of
        a column that is not needed, unless its heading has another meaning."""
        for line in lines:
            self.look(line)
        found = set[int]()
        for reading in self.readings:
            cells = [line.cells[reading.index] for line in lines if len(line.cells) > reading.index]
            filled = [
                cell for cell in cells
                if not is_no_value(cell) and key(shown(cell)) != reading.head.key and not TOTAL.match(shown(cell))
            ]  # fmt: skip
            few = 0 if reading.field.row or self.form.second(reading.head, ()) else 3
            if len(filled) > few and not any(reading.fits(c) for c in filled):
                found.add(reading.index)
        return found

    def share(self, lines: list[Line]) -> float:
        """What part of these lines becomes rows, of those that are records; 1 where none is. For a look at a form."""
        self.decided()
        for line in lines if self.form.gather else ():
            self.gather(line)
        self.begin()
        outcomes = [outcome for line in lines if (outcome := self.read(line))]
        return sum(isinstance(o, Row) for o in outcomes) / len(outcomes) if outcomes else 1.0

    def gather(self, line: Line) -> None:
        """Let the form learn from a line before any is read; after all were looked at."""
        if self.form.gather is None or line.fault or (cells := self._whole(line)) is None:
            return
        found, whole = Found(), len(cells) == self.width or not self._wrong_width(cells)
        for index, name, many, _, reading in self.plan:
            try:
                value = self._value(reading, cells[index]) if index < len(cells) else None
            except Unreadable:
                whole = False
            else:
                _lay(found, name, many, value)
        self.form.gather(in_one(found) if self.twice else found, self.context, whole)

    def begin(self) -> None:
        """Go back to before the first line."""
        self.groups.clear()
        self.told = self.fit.told
        self.blocks.begin()
        self.context.group = self.told.get(self.form.group, "")

    def decided(self) -> list[str]:
        """What was decided about the whole table, in words; called between looking and reading."""
        # Where no whole line ends with a blank cell, the program leaves those out; else what is short is broken.
        habit = self.short > 1 and self.short > self.lines * USUAL and not self.open_ended
        self.least = 0 if habit else self.width
        self.grouped = self.grouped or (self.bare > self.full and self.alone > 0)
        readings = [*self.readings, *(reading for reading, _ in self.stated)]
        said = [*(reading.column.said() for reading in readings), *self.blocks.decide(self._day_of)]
        return list(dict.fromkeys(said))

    def read(self, line: Line) -> Row | Reject | None:
        """The line's outcome; None where it is no record."""
        if line.fault:
            self.blocks.begin()  # whose name it bore is not known, nor whether it bore one
            return Reject(line.place, line.fault, line.raw, line.done)
        if (cells := self._whole(line)) is None:
            return None
        if len(cells) != self.width and (wrong := self._wrong_width(cells)):
            self.blocks.begin()
            return Reject(line.place, wrong, line.raw, line.done)
        try:
            row = self.form.shape(self._values(cells), self.context)
        except Unreadable as error:
            return Reject(line.place, f"{error.wrong}. {error.advice}", line.raw, line.done)
        if wrong := nameless(row, cells, self.heads):
            return Reject(line.place, f"{wrong}. {MEND}", line.raw, line.done)
        row.place, row.done = line.place, line.done
        for further in row.also:
            further.place = line.place
        return row

    def _whole(self, line: Line) -> list[Cell] | None:
        """The cells of a record, with the names of the block that it stands in; None where the line is none."""
        cells = line.cells
        if self._is_heading(cells):
            return None
        laid = self.blocks.lay(cells)
        return None if self._passed_over(cells, line.number) else laid

    def _day_of(self, cell: Cell) -> dt.date | None:
        """The day that a line bears, None where its cell tells none."""
        try:
            moment = self.day.column.read(cell) if self.day and not is_no_value(cell) else None
        except Unreadable:
            return None
        return moment.day if isinstance(moment, days.Moment) else moment if isinstance(moment, dt.date) else None

    def _values(self, cells: list[Cell]) -> Found:
        found: Found = {}
        count = len(cells)
        for index, name, many, remembered, reading in self.plan:
            cell = cells[index] if index < count else ""
            if cell == "" or (not many and name in found):
                continue
            # What was read before is read no more; a workbook's own values are not remembered, for 1 is True there.
            value = remembered.get(cell, remembered) if type(cell) is str else remembered
            if value is remembered:
                value = self._value(reading, cell)
            _lay(found, name, many, value)
        for name, text in self.told.items():
            found.setdefault(name, text)
        for reading, cell in self.stated:
            if reading.name not in found:
                _lay(found, reading.name, reading.field.many, self._value(reading, cell))
        if found.pop("deleted", False):
            raise Unreadable("the record is marked as deleted", "Nothing need be done, or take the mark away.")
        for reading in self.required:
            if reading.name not in found and not self._given(reading) and not self._may_lack(reading.name, found):
                raise Unreadable(f'"{reading.head.text}" is empty', "Fill it in and read again.")
        return in_one(found) if self.twice else found

    def _value(self, reading: _Reading, cell: Cell) -> object:
        silent = is_no_value(cell) if reading.typed else is_blank(cell)
        value = None if silent else reading.read(cell)
        if isinstance(cell, str) and len(cell) <= LONGEST:
            if len(reading.remembered) >= REMEMBERED:
                reading.remembered.clear()
            reading.remembered[cell] = value
        return value

    def _given(self, reading: _Reading) -> bool:
        """Whether the group that the line stands under fills the field."""
        return self.grouped and reading.name == self.form.group and bool(self.context.group)

    def _may_lack(self, name: str, found: Found) -> bool:
        return self.form.lacks is not None and self.form.lacks(name, found)

    def _passed_over(self, cells: list[Cell], number: int) -> bool:
        """Whether the line is blank, a total, a footer, or the head of a group (which it opens)."""
        first = next((i for i, cell in enumerate(cells) if cell != "" and not is_blank(cell)), None)
        if first is None:
            return True
        head = cells[first]
        if not isinstance(head, str):
            return False
        if _sums_records(cells):
            return True
        if told := told_of(self.form, cells):
            self.told, self.context.group = told, told[self.form.group]
            return True
        if self.told and (sums_up(cells) or is_labelled(cells)) and self._lacks_needed(cells, first):
            return True
        alone = all(cell == "" or is_blank(cell) for cell in cells[first + 1 :])
        if alone and self.grouped and first == self.group and self._names_a_group(head):
            # A footer that is taken for a group has no lines; a customer called "Period Pieces" or "Total Glass" has.
            self._open(COUNTED.sub("", head.strip()), number)
            return True
        if alone and (FOOTER.match(head.strip()) or 0 < self.end < number or self._is_section(first, head)):
            return True
        total = bool(TOTAL.match(head.strip())) and self._lacks_needed(cells, first)
        return (total and not self._is_called(cells, first)) or self._totals(cells, first)

    def _is_called(self, cells: list[Cell], first: int) -> bool:
        """Whether a line that begins as a total does bears a number of its own: it is a damaged record of a customer
        called "Total Glass". A total may count its lines where they have their numbers."""
        for index in (r.index for r in self.required if not r.typed and r.index != first):
            text = plain(shown(cells[index])) if index < len(cells) else ""
            count = COUNT.fullmatch(text)
            sums = not text.isdecimal() and number_readings(text) != NOTHING
            if any(c.isdigit() for c in text) and not sums and not (count and int(count[1]) <= self.lines):
                return True
        return False

    def _totals(self, cells: list[Cell], first: int) -> bool:
        """Whether a line sums up those above it, told below a later heading: blanks, "Acme total", and nothing but
        numbers."""
        head, *others = [cell for cell in cells[first:] if not is_blank(cell)]
        totals = first > 0 and isinstance(head, str) and TOTALLED.fullmatch(head.strip())
        return bool(totals and others) and _numbers(others)

    def _names_a_group(self, cell: Cell) -> bool:
        """Whether a lone cell can be a group's name: it is no day or number that its own column could hold."""
        return not any(r.typed and r.index == self.group and r.column.fits(cell) for r in self.readings)

    def _is_section(self, first: int, head: str) -> bool:
        """Whether a lone cell parts the lines and is no record: it stands below no heading ("1 - 30 days past due"), or
        it is words where each line has its day or its sum ("EUR Account")."""
        words = first in self.needed and first in self.numeric and not any(c.isdigit() for c in head)
        return first < self.width and (not self.fit.labels[first] or words)

    def _is_heading(self, cells: list[Cell]) -> bool:
        """Whether a line repeats the headings."""
        first = next((cell for cell in cells if cell != "" and not is_blank(cell)), None)
        if not isinstance(first, str) or first.strip().casefold() != self.first_heading:
            return False
        return spelled(cells)[: self.width] == self.fit.labels[: self.width]

    def _open(self, name: str, number: int) -> None:
        """A group begins: within the one before where that one's total is still to come, else beside it."""
        while self.groups and self.totals.get(self.groups[-1], 0) < number:
            self.groups.pop()
        self.groups.append(name)
        self.context.group = name if len(self.groups) == 1 else f"{self.groups[0]}:{name}"

    def _lacks_needed(self, cells: list[Cell], first: int) -> bool:
        """Whether a needed cell beside the first one is blank, or the first stands where a number or day should."""
        count = len(cells)
        return first in self.numeric or any(i != first and (i >= count or is_blank(cells[i])) for i in self.needed)

    def _wrong_width(self, cells: list[Cell]) -> str:
        """Why the line has too few or too many cells, '' where that does no harm."""
        if len(cells) < self.least:
            return f"{len(cells)} cells, where the headings name {self.width}. {MEND}"
        if any(not is_blank(cell) for cell in cells[max(self.width, len(self.fit.labels)) :]):
            return f"{len(cells)} cells, where the headings name {self.width}. {MEND}"
        return ""


def _sums_records(cells: list[Cell]) -> bool:
    """Whether a line says of how many records it is the sum, with nothing beside but sums."""
    first, *others = [cell for cell in cells if not is_blank(cell)] or [""]
    if not isinstance(first, str) or not first.rstrip().endswith(")") or not SUMMED.fullmatch(first.strip()):
        return False
    return _numbers(others)


def _numbers(cells: Sequence[Cell]) -> bool:
    """Whether they hold nothing but numbers."""
    return all(not isinstance(cell, str) or number_readings(plain(cell)) != NOTHING for cell in cells)


def _begins_total(cells: list[Cell]) -> bool:
    """Whether a line begins with a word for a total: what stands alone below it is a remark, as below a blank line."""
    first = next((cell for cell in cells if not is_blank(cell)), None)
    return isinstance(first, str) and bool(TOTAL.match(first.strip()))


def _lay(found: Found, name: str, many: bool, value: object) -> None:
    """Put a cell's value to its field, if it has one and the field has none yet."""
    if value is None:
        return
    if type(value) is Amount or type(value) is Rated:
        if value.currency and not name.startswith(AT_HOME):
            found.setdefault("currency", value.currency)
        value = value.value if type(value) is Amount else value
    if not many:
        found.setdefault(name, value)
    elif isinstance(value, list):
        found[name] = list(dict.fromkeys([*found.get(name, []), *value]))
    else:
        found.setdefault(name, []).append(value)
