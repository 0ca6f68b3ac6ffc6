"""A look into a table that nobody knows: its line of headings, samples, what they may mean, and how they would be read.

What a person says of its columns is a mapping as comity.toml has it in `[columns.FILE]`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from glob import escape
from itertools import islice
from unicodedata import category

from comity.errors import UserError
from comity.sources import tabular
from comity.sources.delimited import SEPARATORS, Delimited
from comity.sources.fitting import field_of
from comity.sources.forms import Form, forms
from comity.sources.headings import heading_of, key
from comity.sources.mended import Mended, as_they_were
from comity.sources.outcome import Export, Reject, Row, Settings
from comity.sources.sheets import Line, Sheet, shown
from comity.sources.texts import may_be_table
from comity.sources.xlsx import Unfit, is_workbook, workbook_sheets

HEAD = 30  # lines among which the headings are looked for
FULL = 0.6  # of the fullest line's cells: so many are named where the headings stand
LEAST = 3  # headings below which it is no table

# The form that a person is shown for each table; the others are those of particular programs.
USUAL = ("invoices", "payments", "hours", "timesheets", "log", "companies", "contacts", "deals", "notes", "placements",
         "job_orders", "submissions", "cost_rates")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Peek:
    """The likely headings of a table and some of its lines."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def fingerprint(self) -> str:
        """What tells these headings from all others: their keys, in any order."""
        return hashlib.blake2b("\x1f".join(sorted(map(key, self.headings))).encode(), digest_size=16).hexdigest()


def peek(export: Export, count: int = 5) -> Peek | None:
    """The first table of a file, if it is one; `count` lines of it."""
    return max((p for sheet in _sheets(export) if (p := _table(sheet, count))), key=_width, default=None)


def _width(found: Peek) -> int:
    return len(found.headings)


def _sheets(export: Export) -> Iterator[Sheet]:
    try:
        if is_workbook(export.path, export.head):
            found = workbook_sheets(export.path, export.size, export.path.stat().st_mtime_ns)
            yield from (as_they_were(export.name, sheet) for sheet in found)
        elif may_be_table(export.head):
            found = (Delimited(export.path, export.head, export.size, s) for s in SEPARATORS)
            yield from (as_they_were(export.name, sheet) for sheet in found)
    except (Unfit, OSError):
        return


def _table(sheet: Sheet, count: int) -> Peek | None:
    lines = [_texts(line) for line in sheet.head(HEAD + count)]
    fullest = max((sum(map(bool, line)) for line in lines), default=0)
    at = next((i for i, line in enumerate(lines) if sum(map(bool, line)) >= max(LEAST, FULL * fullest)), None)
    # What no program writes into a heading: bytes of something else, in which separators stand by chance.
    if at is None or any(category(sign) == "Cc" for heading in lines[at] for sign in heading):
        return None
    return Peek(lines[at], tuple(line for line in lines[at + 1 :] if any(line))[:count])


def _texts(line: Line) -> tuple[str, ...]:
    return tuple(" ".join(shown(cell).split()) for cell in line.cells)


def usual_forms() -> tuple[Form, ...]:
    """The kinds of table that a person may choose from."""
    known = {form.name: form for _, form in forms()}
    return tuple(known[name] for name in USUAL)


def guessed(form: Form, headings: tuple[str, ...]) -> dict[str, str]:
    """For each heading the field of the form that it names by itself, '' for none; no field twice."""
    taken: set[str] = set()
    found = {}
    for text in headings:
        field = field_of(form, heading_of(text)) if text else None
        name = field.name if field and (field.many or field.name not in taken) else ""
        found[text] = name
        taken.add(name)
    return found


def lacking(form: Form, named: set[str]) -> tuple[tuple[str, ...], ...]:
    """The fields that the form cannot do without and that no column fills, each as alternatives."""
    needs = [tuple(dict.fromkeys(n.removesuffix("!") for n in need)) for need in form.needs]
    needs += [(f.name,) for f in form.fields if f.row]
    return tuple(dict.fromkeys(need for need in needs if not named & set(need)))


def mapping(name: str, form: Form, columns: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What is said of a file's columns, as `[columns.FILE]` of comity.toml."""
    return {escape(name): {head: f"{form.table}.{field}" for head, field in columns.items() if head and field}}


def as_read(export: Export, columns: Mapping[str, Mapping[str, str]], count: int = 5) -> list[Row | Reject]:
    """The first records as they would be read with these columns; none where the file is no such table."""
    mapped = replace(export, settings=Settings(export.settings.locale, columns))
    try:
        outcomes = tabular.read(mapped) if tabular.kind_of(mapped) else iter(())
        return list(islice((o for o in outcomes if isinstance(o, Row | Reject)), count))
    except (UserError, OSError):
        return []


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of one table of a file are written: what a rejected one needs to become a line again."""

    sheet: str
    headings: tuple[str, ...]
    separator: str
    charset: str
    first: int = 0  # the line of its headings
    until: int = 0  # that of the table below it in its sheet, 0 where it is the last one


def layouts(export: Export) -> list[Layout]:
    """The layout of each table that is read of a file; none for what is no table."""
    try:
        found = tabular.look(export).tables
    except (UserError, OSError):
        return []
    return [_layout(table) for table in found]


def _layout(table: tabular.Table) -> Layout:
    headings = next((_texts(line) for line in table.sheet.head(HEAD) if line.number == table.number), ())
    sheet = table.sheet.sheet if isinstance(table.sheet, Mended) else table.sheet
    separator, charset = (sheet.separator, sheet.charset()) if isinstance(sheet, Delimited) else ("\t", "utf-8")
    return Layout(sheet.name, headings, separator, charset, table.number, table.until)
