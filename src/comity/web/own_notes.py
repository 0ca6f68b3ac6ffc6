"""Notes that our people write here, told as the book tells all others: a source like any other, laid over it.

They are changed and taken back by their writers, which a fact of the book never is: so they stay in the database, and
every refresh reads them from there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.utils import timezone

from comity.book.known import newest_day
from comity.book.store import DeltaBook
from comity.book.whois.model import OWN_CRM
from comity.ledger.note_facts import quotes
from comity.tables import TABLES
from comity.web.days import today
from comity.web.models.notes import OwnNote

PREFIX = "own-note-"
SOURCE = "the app"


def ref(note: OwnNote) -> str:
    """By what proofs name a note."""
    return f"{PREFIX}{note.pk}"


def rows(folder: Path, refs: Collection[str] | None = None) -> pa.Table:
    """Every note that stands (or those of these refs) as a row of the table `notes`.

    What is judged is as of the newest fact of the exports; a note that was written since is known on that day.
    """
    found = [n for n in standing() if refs is None or ref(n) in refs]
    day = newest_day(DeltaBook(folder), today()) if found else None
    return pa.Table.from_pylist([_row(n, day) for n in found], schema=TABLES["notes"].schema)


def standing() -> Iterable[OwnNote]:
    """The notes that nobody deleted, the oldest first."""
    return OwnNote.objects.filter(deleted_at=None).exclude(text="").select_related("writer").order_by("pk")


def decides(*texts: str) -> bool:
    """Whether a verdict may hang on one of these: only what a note quotes is a client's word."""
    return any(quotes(text) for text in texts)


def _row(note: OwnNote, newest: dt.date | None) -> dict[str, Any]:
    written = timezone.localtime(note.written_at).date()
    name = note.writer.name if note.writer else ""
    return {
        "row_id": ref(note), "source": SOURCE, "file_id": "", "place": "", "ref": ref(note), "read_on": written,
        "crm": OWN_CRM, "note_id": ref(note), "written_on": min(written, newest) if newest else written,
        "kind": "note", "company": "", "company_id": note.written_of or note.account, "person": "", "author": name,
        "text": note.text,
    }  # fmt: skip
