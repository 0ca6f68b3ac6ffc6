"""Reads the pages: each heading of the second level is one example, with what is given and what then holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

import pyarrow as pa

from comity.ledger.columns import SCHEMAS
from tests.referee.book import ROWS, Book
from tests.referee.rows import Account, Fact, Mail

FOLDER = Path(__file__).parent
_TABLE = re.compile(r"^(Given|Then) (\w+):\n\n((?:\|.*\n)+)", re.MULTILINE)
# What a page may leave out though every row has it.
LEFT_OUT: Mapping[str, Mapping[str, object]] = {
    "talk": {"kind": "message", "person": "", "who": ""},
    "invoices": {"kind": "invoice"},
    "promises": {"who": "", "quote": ""},
}


@dataclass(slots=True)
class Example:
    """One example: what is known, and by measure, day and account what is said of it (None: cannot be known)."""

    name: str
    book: Book = field(default_factory=Book)
    says: dict[tuple[str, dt.date, str], float | None] = field(default_factory=dict)

    @property
    def days(self) -> list[dt.date]:
        """The days that are asked about."""
        return sorted({day for _, day, _ in self.says})


def examples() -> Iterator[Example]:
    """Every example of every page."""
    for page in sorted(FOLDER.glob("*.md")):
        for section in page.read_text("utf-8").split("\n## ")[1:]:
            yield _example(f"{page.stem}: {section.partition(chr(10))[0]}", section)


def _example(name: str, section: str) -> Example:
    example = Example(name)
    if len(_TABLE.findall(section)) != len(re.findall(r"^(?:Given|Then) ", section, re.MULTILINE)):
        raise ValueError(f"{name}: write 'Given table:' or 'Then measure:', an empty line, and the table")
    for what, table, text in _TABLE.findall(section):
        for number, cells in enumerate(_cells(text)):
            if what == "Given":
                getattr(example.book, table).append(_fact(table, number, cells))
            else:
                key = (table, dt.date.fromisoformat(cells["day"]), cells["account"])
                example.says[key] = _value(cells["value"])
    _complete(example)
    return example


def _cells(text: str) -> list[dict[str, str]]:
    """The rows of a table, each cell by its heading."""
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[2:]]


def _fact(table: str, number: int, cells: Mapping[str, str]) -> Fact:
    """A row of a ground table; keys and whatever else is left out are filled in."""
    schema = SCHEMAS[table]
    given: dict[str, Any] = {column: _read(schema.field(column).type, text) for column, text in cells.items() if text}
    for column in fields(ROWS[table]):
        if column.name not in given and column.default is MISSING and column.default_factory is MISSING:
            given[column.name] = LEFT_OUT.get(table, {}).get(column.name)
    if not given.get("ref") and "ref" in schema.names:
        given["ref"] = f"{table} {number}" if table != "talk" else f"said on {given['said_on']}"
    if table == "talk" and "sentence" not in cells:
        given["sentence"] = number
    if table == "mail" and "sent_at" not in cells:
        given["sent_at"] = dt.datetime.fromisoformat(f"{cells['sent_on']}T12:00:00+00:00")
    return ROWS[table](**given)


def _read(kind: pa.DataType, text: str) -> object:
    if pa.types.is_date(kind):
        return dt.date.fromisoformat(text)
    if pa.types.is_timestamp(kind):
        return dt.datetime.fromisoformat(f"{text}+00:00")
    if pa.types.is_boolean(kind):
        return {"yes": True, "no": False}[text]
    if pa.types.is_floating(kind):
        return float(text)
    return int(text) if pa.types.is_integer(kind) else text


def _value(text: str) -> float | None:
    """A number, a fraction, or None for `unknown`."""
    if text == "unknown":
        return None
    above, _, below = text.partition("/")
    return float(above) / float(below or 1)


def _complete(example: Example) -> None:
    """Every account that is named, and the message in which each sentence stands."""
    book = example.book
    named = {row.account for table in ROWS for row in getattr(book, table)} | {
        account for _, _, account in example.says
    }
    book.accounts = [Account(account, account) for account in sorted(named)]
    written = {(m.account, m.ref) for m in book.mail}
    for t in book.talk:
        if (t.account, t.ref) not in written:
            written.add((t.account, t.ref))
            at = dt.datetime.combine(t.said_on, dt.time(12), dt.UTC)
            book.mail.append(Mail(t.account, t.ref, t.thread, at, t.said_on, t.said_by, t.person, t.who, t.level))
