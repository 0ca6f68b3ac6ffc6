"""Reading tables by their forms: which form a file has, what its columns agree on, and then line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import PurePosixPath

from comity.errors import UserError
from comity.in_words import counted
from comity.sources.columns import Conventions
from comity.sources.days import is_day
from comity.sources.delimited import SEPARATORS, Delimited
from comity.sources.fitting import Fit, Mapped, fit_by_shape, fits
from comity.sources.forms import ABOVE, forms
from comity.sources.headings import heading_of, key
from comity.sources.layout import alone, in_two_lines
from comity.sources.mended import as_they_were
from comity.sources.naming import named_otherwise, strange, titles_above
from comity.sources.outcome import Export, Outcome, Reject, Said
from comity.sources.reader import TableReader
from comity.sources.reports import labelled_above, lines_below
from comity.sources.sheets import Line, Sheet, shown
from comity.sources.texts import may_be_table
from comity.sources.values import is_no_value, quoted
from comity.sources.xlsx import Unfit, is_workbook, workbook_sheets

HEAD_LINES = 30  # among which the headings are looked for
SAMPLE_LINES = 80  # that must not speak against a form
ROWS = 6.0  # what it weighs, in headings by twos, that every line of a sample becomes a row
NARROWEST = 4  # columns of a table that is told by what it holds
WHOLE = 0.8  # share of its lines that are as wide as each other
TWICE = 2  # days that a column holds at least
LAYOUTS = 3  # times that columns are laid out anew where they do not hold what they say


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a file with the form it has and the line its headings stand in."""

    sheet: Sheet
    fit: Fit
    number: int
    passed: tuple[str, ...] = ()  # headings of columns that hold something else than they say
    unread: tuple[str, ...] = ()  # headings of columns of days that no field claims
    by_shape: bool = False  # told by what its columns hold, for no headings are known
    until: int = 0  # the line in which the headings of a table below it stand, 0 where it is the last one

    @property
    def width(self) -> int:
        """How many cells its line of headings has."""
        return len(self.fit.labels)

    def lines(self) -> Iterator[Line]:
        """The lines below its headings; these too where their line cannot be split, so that nothing in it is lost."""
        for line in self.sheet.lines(self.width):
            if self.until and line.number >= self.until:
                return
            if line.number > self.number or (line.number == self.number and line.fault):
                yield line

    def shaped(self) -> str:
        """What its columns are taken for where no headings tell, '' where they do."""
        if not self.by_shape:
            return ""
        taken = ", ".join(f"{quoted(head.text)} for {fld.name}" for _, fld, head in self.fit.columns)
        return (
            f"its headings are not known: taken for {self.fit.form.means} by what its columns hold, {taken} "
            "(comity.toml can say otherwise)"
        )


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a file gave: the tables in it, the sheets that are none, and why it cannot be read at all."""

    kind: str = ""
    tables: tuple[Table, ...] = ()
    passed: tuple[str, ...] = ()  # what is said of each
    unfit: str = ""
    named: str = ""  # what is said of a table whose name says that it is none of ours
    above: tuple[str, ...] = ()  # what looks like a table above another one and is not read


def kind_of(export: Export) -> str:
    """The source whose form fits the file best, '' for none. Raises UserError for a mapping that cannot be."""
    return look(export).kind


def look(export: Export) -> Look:
    """What tables a file holds; the last files looked at are remembered, for every source asks in turn."""
    mapping = tuple(sorted(mapping_of(export).items()))
    try:
        stamp = export.path.stat().st_mtime_ns
    except OSError:
        stamp = 0
    return _look(_Remembered(export, stamp), mapping)


class _Remembered:
    """An export as a key: settings are of no account, for what they say of the file is the mapping."""

    def __init__(self, export: Export, stamp: int) -> None:
        self.export = export
        self.key = (export.path, export.name, export.size, stamp, export.head)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Remembered) and self.key == other.key


@lru_cache(maxsize=2)
def _look(remembered: _Remembered, mapping: tuple[tuple[str, tuple[str, str]], ...]) -> Look:
    export, mapped = remembered.export, dict(mapping)
    if is_workbook(export.path, export.head):
        return _workbook(export, remembered.key[3], mapped)
    if not may_be_table(export.head):
        return Look()
    sheets = [alone(_delimited(export, separator), mapped, HEAD_LINES) for separator in SEPARATORS]
    found = [table for sheet in sheets if (table := _best(sheet, sheet.head(SAMPLE_LINES), mapped, export))]
    found = found or [table for sheet in sheets if (table := _by_shape(sheet, mapped))]
    if not found:
        told = (named_otherwise(s.head(HEAD_LINES), _names(s, export), mapped) for s in sheets)
        return Look(named=next(filter(None, told), ""))
    best = max(found, key=lambda table: table.fit.score)
    tables, above = _all_with(best, mapped, export)
    return Look(_kind(best.fit), tables, above=above)


def _delimited(export: Export, separator: str) -> Sheet:
    return as_they_were(export.name, Delimited(export.path, export.head, export.size, separator))


def _workbook(export: Export, stamp: int, mapped: Mapped) -> Look:
    try:
        whole = [as_they_were(export.name, s) for s in workbook_sheets(export.path, export.size, stamp)]
    except Unfit as error:
        return Look(unfit=str(error))
    sheets = [alone(sheet, mapped, HEAD_LINES) for sheet in whole]
    found: list[Table] = []
    passed: list[str] = []
    left: list[str] = []
    for sheet in sheets:
        table = _best(sheet, sheet.head(SAMPLE_LINES), mapped, export) or _by_shape(sheet, mapped)
        if table:
            tables, above = _all_with(table, mapped, export)
            found += tables
            left += above
        elif sheet.head(1):
            named = named_otherwise(sheet.head(HEAD_LINES), _names(sheet, export), mapped)
            passed.append(
                f"sheet {sheet.name}: {named}" if named else f"sheet {sheet.name} is no table that is known: left out"
            )
    return Look(_kind(found[0].fit) if found else "", tuple(found), tuple(passed), above=tuple(left))


def _all_with(table: Table, mapped: Mapped, export: Export) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """A table and those above and below it in its sheet, in order, and what is said of such a one that cannot be read.

    Some programs write several lists below each other, each under headings of its own.
    """
    found, sample = [table], table.sheet.head(SAMPLE_LINES)
    said: tuple[str, ...] = ()
    if table.by_shape:
        return (table,), ()
    lines = [line for line in sample if line.number < table.number]
    while (upper := _best(table.sheet, lines, mapped, export)) and (share := _share(upper, lines, export)) is not None:
        if share < WHOLE:
            where = f"sheet {table.sheet.name}: " if table.sheet.name else ""
            lines_of_it = f"{where}lines {upper.number} to {found[0].number - 1}"
            left_out = "look like another table above the one that is read, and are left out"
            said = (f"{lines_of_it} {left_out}. Put it in a file of its own and read again.",)
            break
        found.insert(0, replace(upper, until=found[0].number))
        lines = [line for line in lines if line.number < upper.number]
    lines = [line for line in sample if line.number > table.number]
    while (lower := _best(table.sheet, lines, mapped, export)) and (_share(lower, lines, export) or 0) >= WHOLE:
        if any(lower.fit.labels == other.fit.labels for other in found):
            break  # headings that a report repeats
        found[-1] = replace(found[-1], until=lower.number)
        found.append(lower)
        lines = [line for line in lines if line.number > lower.number]
    return tuple(found), said


def _share(table: Table, lines: list[Line], export: Export) -> float | None:
    """What part of the lines below its headings becomes rows; None where no line is more than a title."""
    below = [line for line in lines if line.number > table.number]
    if not any(sum(bool(shown(cell)) for cell in line.cells) > 1 for line in below):
        return None
    return _reader(table.fit, below, export).share(below)


def _kind(fit: Fit) -> str:
    return next(source for source, form in forms() if form is fit.form)


def _best(sheet: Sheet, sample: list[Line], mapped: Mapped, export: Export) -> Table | None:
    """The line of headings and the form that fit these lines of a sheet best, provided that those below bear it out.

    Where several forms fit about as well, the one that makes rows of more of the lines is chosen.
    """
    head = sample[:HEAD_LINES]
    names = _names(sheet, export)
    title = names[0]
    titles = (f"{title}{ABOVE}{above}" for above in titles_above(head))
    candidates = [
        (fit, i)
        for i, (line, titled, above, below) in enumerate(
            zip(head, titles, labelled_above(head), lines_below(head), strict=True)
        )
        for fit in fits(
            in_two_lines(head[i - 1].cells if i else (), line.cells), mapped, titled, above, below, head[:i]
        )
    ]
    candidates.sort(key=lambda candidate: (-candidate[0].score, candidate[1]))
    best, most = None, 0.0
    looked: set[tuple[str, tuple[str, ...]]] = set()
    for fit, index in candidates:
        if best and fit.score + ROWS <= most:
            break
        # Headings that a report repeats for each of its groups are those of the first: what lies between would be lost.
        if (fit.form.name, fit.labels) in looked or strange(fit, head[:index], names, mapped):
            continue
        if not (rest := _borne_out(fit, sample[index + 1 :], export)):
            continue
        looked.add((fit.form.name, fit.labels))
        score = rest.score + ROWS * _reader(rest, sample[index + 1 :], export).share(sample[index + 1 :])
        if best is None or score > most:
            kept = {column for column, _, _ in rest.columns}
            passed = tuple(head.text for column, _, head in fit.columns if column not in kept)
            unread = _unread(rest, head[index], sample[index + 1 :])
            best, most = Table(sheet, rest, head[index].number, passed, unread), score
    return best


def _names(sheet: Sheet, export: Export) -> list[str]:
    return [name for name in (sheet.name, PurePosixPath(export.name).stem) if name]


def _unread(fit: Fit, head: Line, lines: Sequence[Line]) -> tuple[str, ...]:
    """The headings of columns of the books that hold days and that no field claims, nor a hint: one may tell when
    invoices were paid."""
    used = {index for index, _, _ in (*fit.columns, *fit.spares)}
    found: list[str] = []
    for index, label in enumerate(map(heading_of, head.cells)):
        if fit.form.table != "invoices" or index in used or not label.key or label.key in fit.form.hinted:
            continue
        cells = [line.cells[index] for line in lines if len(line.cells) > index and not is_no_value(line.cells[index])]
        if len(cells) >= TWICE and all(is_day(cell) for cell in cells):
            found.append(label.text)
    return tuple(found)


def _by_shape(sheet: Sheet, mapped: Mapped) -> Table | None:
    """The table in a sheet whose headings nobody knows, if its columns hold what some form's do.

    Its headings are the first of the lines that are as wide as most.
    """
    sample = [line for line in sheet.head(SAMPLE_LINES) if not line.fault]
    widths = Counter(len(line.cells) for line in sample)
    width = max(widths, key=lambda width: widths[width], default=0)
    if width < NARROWEST or widths[width] < len(sample) * WHOLE:
        return None
    wide = [line for line in sample if len(line.cells) == width]
    head, *lines = wide
    heads = [heading_of(cell) for cell in head.cells]
    if any(h.key.isdecimal() for h in heads) or sum(bool(h.key) for h in heads) < NARROWEST:
        return None
    fit = fit_by_shape(head.cells, [line.cells for line in lines], mapped)
    return Table(sheet, fit, head.number, by_shape=True) if fit else None


def _borne_out(fit: Fit, lines: list[Line], export: Export) -> Fit | None:
    """The fit with its columns as the lines below the headings show them; None where they speak against it."""
    rest: Fit | None = fit
    for _ in range(LAYOUTS):
        misfits = TableReader(rest, Conventions(export.settings)).misfits(lines) if rest else ()
        if not misfits or rest is None:
            break
        rest = rest.without(misfits)
    return rest


def _reader(fit: Fit, lines: list[Line], export: Export) -> TableReader:
    """A reader that has looked at these lines."""
    reader = TableReader(fit, Conventions(export.settings), export.name)
    for line in lines:
        reader.look(line)
    return reader


def read(export: Export) -> Iterator[Outcome]:
    """Every record of a file's tables as a row or a reject, with what was decided about them."""
    found = look(export)
    conventions = Conventions(export.settings)
    readers = [TableReader(table.fit, conventions, export.name) for table in found.tables]
    for table, reader in zip(found.tables, readers, strict=True):
        for line in table.lines():
            reader.look(line)
    yield from _said(found, readers, conventions)
    for table, reader in zip(found.tables, readers, strict=True):
        for line in table.lines() if table.fit.form.gather else ():
            reader.gather(line)
        reader.begin()
    for table, reader in zip(found.tables, readers, strict=True):
        for line in table.lines():
            if outcome := reader.read(line):
                yield outcome
        where = f"sheet {table.sheet.name}: " if table.sheet.name else ""
        for remark, number in reader.context.said.items():
            yield Said(f"{where}{counted(number, 'record is', 'records are')} {remark}")


def _said(found: Look, readers: list[TableReader], conventions: Conventions) -> Iterator[Said]:
    """What was decided about the file and each of its tables."""
    if order := conventions.order.said():
        yield Said(order)
    for table, reader in zip(found.tables, readers, strict=True):
        passed = [f'"{heading}" does not hold what it says: left out' for heading in table.passed]
        passed += [f'"{heading}" holds days, and nothing is read from it' for heading in table.unread]
        where = f"sheet {table.sheet.name}: " if table.sheet.name else ""
        for remark in (table.shaped(), table.sheet.remark(), *reader.decided(), *passed):
            if remark:
                yield Said(where + remark)
    yield from map(Said, found.above)
    yield from map(Said, found.passed)


def refusal(export: Export) -> str:
    """Why a workbook cannot be looked into, '' for every file that can."""
    return look(export).unfit


def refused(export: Export) -> Iterator[Outcome]:
    """A workbook that cannot be looked into as one reject."""
    yield Reject("", refusal(export), export.head)


def mapping_of(export: Export) -> dict[str, tuple[str, str]]:
    """What comity.toml says of the file's headings: key of a heading to a table ('' for any) and a field.

    Raises UserError where a column is named that no table and no form has.
    """
    found: dict[str, tuple[str, str]] = {}
    for pattern, headings in export.settings.columns.items():
        if not _named(export.name, pattern):
            continue
        for heading, column in headings.items():
            table, _, name = column.rpartition(".")
            known = columns_of(table)
            if name not in known:
                raise UserError(
                    f"comity.toml, [columns.{quoted(pattern)}]: {quoted(column)} is no column. "
                    f"Write one of these: {', '.join(sorted(known))}."
                )
            found[key(heading)] = (table, name)
    return found


def _named(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) or fnmatchcase(PurePosixPath(name).name, pattern)


@lru_cache(maxsize=32)
def columns_of(table: str) -> frozenset[str]:
    """The columns that a mapping may name: those of a table's forms, or of all forms where `table` is empty."""
    names = {fld.name for _, form in forms() if table in ("", form.table) for fld in form.fields}
    if names:
        return frozenset(names)
    known = ", ".join(sorted({form.table for _, form in forms()}))
    raise UserError(
        f"comity.toml, [columns]: {quoted(table)} is no table that files are read into. Write one of: {known}."
    )
