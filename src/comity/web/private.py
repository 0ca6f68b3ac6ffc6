"""Private threads: what belongs to them, who took part, and the book as everybody may read it, which is without them.

A thread is private for all pages alike, those of its own people too: the shared verdict and all that is shown with it
never knew of it. Its people read it on a page of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from comity.book.store import DeltaBook
from comity.errors import UserError
from comity.ledger.threads import Headers, threads
from comity.web import own_notes
from comity.web.models.people import User
from comity.web.models.privacy import PrivateMessage, PrivateThread

# What tells which rows are private.
KEYS = {"messages": "ref", "filings": "message", "duplicates": "record", "copies": "ref"}
HEADS = ["ref", "sent_at", "sender", "recipients", "copied", "subject", "in_reply_to", "thread_refs"]


def hidden() -> frozenset[str]:
    """The keys of all messages that are private."""
    return frozenset(PrivateMessage.objects.values_list("ref", flat=True))


def took_part(user: User, row: Mapping[str, Any]) -> bool:
    """Whether somebody wrote or got a message."""
    return user.email in addresses(row)


def addresses(row: Mapping[str, Any]) -> set[str]:
    """All addresses in a message's head, lower case."""
    people = [*(row["recipients"] or ()), *(row["copied"] or ())]
    return {a.lower() for a in (row["sender"], *(p["address"] for p in people)) if a}


def conversations(book: DeltaBook) -> dict[str, list[dict[str, Any]]]:
    """The heads of all messages by the conversation that each is of."""
    rows = book.facts("messages", HEADS).to_pylist()
    heads = [
        Headers(r["ref"], r["in_reply_to"] or "", r["thread_refs"] or (), r["subject"] or "", r["sent_at"],
                frozenset(addresses(r)))
        for r in rows
    ]  # fmt: skip
    found: dict[str, list[dict[str, Any]]] = {}
    for name, row in zip(threads(heads), rows, strict=True):
        found.setdefault(name, []).append(row)
    return found


@transaction.atomic
def make(user: User, book: DeltaBook, ref: str) -> PrivateThread | None:
    """Make the conversation of a message private; None where this person took no part in it."""
    whole = next((rows for rows in conversations(book).values() if any(r["ref"] == ref for r in rows)), [])
    if not any(took_part(user, r) for r in whole):
        return None
    refs = {r["ref"] for r in whole}
    thread = PrivateThread.objects.create(made_by=user)
    known = set(PrivateMessage.objects.filter(ref__in=refs).values_list("ref", flat=True))
    PrivateMessage.objects.bulk_create([PrivateMessage(thread=thread, ref=r) for r in sorted(refs - known)])
    return thread


def widen(book: DeltaBook) -> None:
    """Take mail that came since into the private threads it belongs to."""
    whose = dict(PrivateMessage.objects.values_list("ref", "thread_id"))
    if not whose:
        return
    new = []
    for rows in conversations(book).values():
        of = next((whose[r["ref"]] for r in rows if r["ref"] in whose), None)
        if of is not None:
            new += [PrivateMessage(thread_id=of, ref=ref) for ref in {r["ref"] for r in rows} - whose.keys()]
    PrivateMessage.objects.bulk_create(new, ignore_conflicts=True)


def of(user: User, book: DeltaBook) -> Iterator[tuple[PrivateThread, list[dict[str, Any]]]]:
    """The private threads in which somebody took part, each with its messages, oldest first."""
    refs: dict[PrivateThread, list[str]] = {}
    for message in PrivateMessage.objects.select_related("thread").order_by("-thread"):
        refs.setdefault(message.thread, []).append(message.ref)
    if not refs:
        return
    rows = {r["ref"]: r for r in book.find("messages", "ref", [r for some in refs.values() for r in some]).to_pylist()}
    for thread, some in refs.items():
        found = sorted((rows[r] for r in some if r in rows), key=lambda r: (r["sent_at"], r["ref"]))
        if any(took_part(user, r) for r in found):
            yield thread, found


def in_files(book: DeltaBook, refs: Collection[str]) -> Counter[tuple[str, str]]:
    """By source and file_id, in how many places of a file these messages stand."""
    found = book.find("messages", "ref", sorted(refs), ["row_id", "source", "file_id"])
    if not found.num_rows:
        return Counter()
    again = book.find("duplicates", "record", found["row_id"].to_pylist(), ["source", "file_id"])
    places = (zip(rows["source"].to_pylist(), rows["file_id"].to_pylist(), strict=True) for rows in (found, again))
    return Counter(place for some in places for place in some)


class SharedBook(DeltaBook):
    """A home's book without what is private and with our own notes: all verdicts and pages are made from it."""

    def __init__(self, folder: Path, without: Collection[str]) -> None:
        super().__init__(folder)
        self._without = pa.array(sorted(without), pa.string())

    def facts(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """See `Book`."""
        if table == "notes":
            rows = pa.concat_tables([super().facts(table), own_notes.rows(self.folder)])
            return rows.select(columns) if columns else rows
        if not len(self._without) or table not in (*KEYS, "readings"):
            return super().facts(table, columns)
        key = KEYS.get(table)
        rows = super().facts(table, [*dict.fromkeys([*columns, key])] if columns and key else None)
        rows = self._counted(rows) if table == "readings" else self._open(table, rows)
        return rows.select(columns) if columns else rows

    def find(self, table: str, column: str, values: Sequence[str], columns: list[str] | None = None) -> pa.Table:
        """See `DeltaBook`."""
        rows = self._open(table, super().find(table, column, values))
        if table == "notes" and column == "ref" and any(v.startswith(own_notes.PREFIX) for v in values):
            rows = pa.concat_tables([rows, own_notes.rows(self.folder, values)])
        return rows.select(columns) if columns else rows

    def append(self, table: str, rows: pa.Table) -> None:  # noqa: ARG002 - nothing is written
        """Refused: who writes must know everything, or what is private would be read twice."""
        raise UserError(f"{self.folder / table}: this view of the book is for reading only.")

    def replace(self, table: str, rows: pa.Table) -> None:
        """Refused, as `append` is."""
        self.append(table, rows)

    def _open(self, table: str, rows: pa.Table) -> pa.Table:
        key = KEYS.get(table)
        if key is None or not len(self._without):
            return rows
        return rows.filter(~pc.field(key).isin(self._records() if table == "duplicates" else self._without))

    def _records(self) -> pa.Array:
        """The row_ids of the private messages."""
        return super().find("messages", "ref", self._without.to_pylist(), ["row_id"])["row_id"].combine_chunks()

    def _counted(self, rows: pa.Table) -> pa.Table:
        """The readings as if the private messages had never stood in their files."""
        less = in_files(DeltaBook(self.folder), self._without.to_pylist())
        told = rows.to_pylist()
        for row in told:
            row["records"] = max(0, row["records"] - less[row["source"], row["file_id"]])
        return pa.Table.from_pylist(told, schema=rows.schema)


def shared_book(home: Path) -> SharedBook:
    """The book of a home as everybody may read it."""
    return SharedBook(home / "book", hidden())
