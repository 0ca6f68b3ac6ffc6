"""The rejected rows of a file, as the book keeps them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from comity.book.rejected import standing_rejects
from comity.book.store import DeltaBook
from comity.home import create_book
from comity.sources.mail import KIND
from comity.sources.mail.headers import split
from comity.sources.mail.message import boxes_of
from comity.web.became import File
from comity.web.models.people import User
from comity.web.models.privacy import Keeping

SHOWN = 2_000  # characters of a raw record


def rejected(home: Path, user: User, files: Collection[File]) -> list[dict[str, Any]]:
    """Place, reason and raw text of each rejected row of these files; one without a file_id is any of its name.

    Of mail that is for those alone who took part the raw text is shut.
    """
    book = create_book(home)
    rows = [r for r in standing_rejects(book) if {(r["source"], r["file_id"]), (r["source"], "")} & {*files}]
    mail = _mail(book) if rows and not Keeping.ours().whole_messages else set()
    return [_told(user, r, mail) for r in sorted(rows, key=lambda r: r["row_id"])]


def _told(user: User, row: Mapping[str, Any], mail: Collection[File]) -> dict[str, Any]:
    raw = row["raw"] or b""
    shut = (row["source"], row["file_id"]) in mail and user.email not in _addresses(raw)
    told = {name: row[name] for name in ("source", "place", "reason")}
    return {**told, "shut": shut, "raw": "" if shut else raw.decode("utf-8", "backslashreplace")[:SHOWN]}


def _mail(book: DeltaBook) -> set[File]:
    """The files that were read as mail."""
    rows = book.facts("readings", ["kind", "source", "file_id"]).to_pylist()
    return {(r["source"], r["file_id"]) for r in rows if r["kind"] == KIND}


def _addresses(raw: bytes) -> set[str]:
    """Who wrote or got a mail, as far as its head can be read."""
    fields, _ = split(raw.partition(b"\n")[2] if raw.startswith(b"From ") else raw)
    return {box["address"] for box in boxes_of(fields, "from", "to", "cc")}
