"""Books of the bundled example firm and what is judged of them, for tests of the whole way from exports to verdicts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

import comity
from comity.book.known import known_on
from comity.book.reading import FileCount, read_folders
from comity.book.store import Book, MemoryBook
from comity.book.whois import phone_key, who_is_who
from comity.review_json import as_json
from comity.reviewed import Review
from comity.reviews import review_book
from comity.sources import Settings
from comity.tables import TABLES

EXAMPLE = Path(comity.__file__).parent / "example"
TODAY = dt.date(2026, 10, 31)  # after everything in the examples
EXPORTED = dt.date(2026, 9, 30)  # the newest fact of the bundled firm
OTHERS = ("harrow", "meridian", "oosterveld", "pinebluff", "plumb")  # example firms that lie beside the repository

Row = dict[str, Any]


class Kept:
    """What was heard, so that a mail is heard once in all tests."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], np.ndarray] = {}

    def get(self, kind: str, keys: Sequence[str]) -> Mapping[str, np.ndarray]:
        """See `comity.signals.hearing.Cache`."""
        return {k: self.found[kind, k] for k in keys if (kind, k) in self.found}

    def put(self, kind: str, found: Mapping[str, np.ndarray]) -> None:
        """See `comity.signals.hearing.Cache`."""
        self.found |= {(kind, key): told for key, told in found.items()}


KEPT = Kept()


def read_into(book: Book, *folders: Path) -> list[FileCount]:
    """Read folders (or single files) into a book, as one call of `comity read`."""
    return read_folders(folders, book, today=TODAY, settings=Settings())


def book_of(*folders: Path) -> MemoryBook:
    """The folders in a book of their own."""
    book = MemoryBook()
    read_into(book, *folders)
    return book


@cache
def example() -> MemoryBook:
    """The bundled firm's book; nobody writes into it."""
    return book_of(EXAMPLE)


def judged(book: Book, day: dt.date | None = None) -> Review:
    """The review of a book."""
    return review_book(book, as_of=day, today=TODAY, cache=KEPT)


def accounts(review: Review) -> dict[str, Row]:
    """The accounts of `review/1`, by id."""
    return {a["id"]: a for a in as_json(review)["accounts"]}


def told(review: Review) -> str:
    """The accounts of `review/1` as they are written."""
    return json.dumps(as_json(review)["accounts"], ensure_ascii=False, indent=1)


def differences(one: object, other: object, path: str = "") -> Iterator[str]:
    """Where two values of JSON differ, each as one line."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for key in one:
            yield from differences(one[key], other[key], f"{path}/{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from differences(a, b, f"{path}/{place}")
    elif one != other:
        yield f"{path}: {str(one)[:200]} | {str(other)[:200]}"


def changed(book: Book, change: Callable[[str, list[Row]], list[Row]]) -> MemoryBook:
    """A copy of a book whose rows of each table were changed."""
    copy = MemoryBook()
    for name, table in TABLES.items():
        copy.append(name, pa.Table.from_pylist(change(name, book.facts(name).to_pylist()), schema=table.schema))
    return copy


# The column of each table that says whose business it is, as written.
WHOSE = {
    "invoices": "customer",
    "payments": "customer",
    "hours": "client",
    "timesheets": "client",
    "placements": "client",
    "job_orders": "client",
    "submissions": "client",
    "deals": "company",
    "notes": "company",
}


class Whose:
    """Tells whose a row of a book is."""

    def __init__(self, book: Book) -> None:
        self.whois = who_is_who(known_on(book, EXPORTED))

    def __call__(self, name: str, row: Row) -> frozenset[str]:
        """The accounts that a row of the table is about; a mail to several is about each of them."""
        if name in WHOSE:
            return frozenset({self.whois.by_name.get(row[WHOSE[name]] or "", "")}) - {""}
        if name == "calls":
            person = self.whois.by_phone.get(phone_key(row["their_number"]))
            return frozenset({person.account} if person else ())
        named = [a for column in ("recipients", "copied", "attendees") for a in row.get(column) or ()]
        addresses = {row.get("sender"), row.get("organizer"), *(a["address"] for a in named)}
        return frozenset(self.whois.by_address[a] for a in addresses if a in self.whois.by_address)
