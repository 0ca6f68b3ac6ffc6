"""All files that the book was read from, whoever read them: on the command line, in the app, out of a mailbox."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from comity.book.rejected import standing_rejects
from comity.book.tally import UNKNOWN
from comity.home import create_book
from comity.web import became
from comity.web.became import File
from comity.web.models.verdicts import Refresh
from comity.web.pages.read.gathering import taken_for
from comity.web.private import shared_book

COLUMNS = ["source", "file_id", "kind", "records", "said", "read_on", "number"]


def held(home: Path, refresh: Refresh | None) -> list[dict[str, Any]]:
    """Each file by its newest reading, the newest first, with what became of its records as far as that is known.

    A file of which all is private is left out.
    """
    whole = {_file(r): r["records"] for r in create_book(home).facts("readings", COLUMNS).to_pylist()}
    newest: dict[File, dict[str, Any]] = {}
    for r in sorted(shared_book(home).facts("readings", COLUMNS).to_pylist(), key=_age):
        newest[_file(r)] = r
    known = became.tallies(home, refresh)
    rejects = Counter(map(_file, standing_rejects(create_book(home), ["source", "file_id"])))
    found = [
        {"file": r["source"], "file_id": r["file_id"], "kind": r["kind"], "taken_for": taken_for(r["kind"]),
         "said": r["said"] or "", "read_on": r["read_on"], "records": r["records"], "known": file in known,
         "kept": None, "duplicate": None, "ignored": None, **known.get(file, {}), "rejected": rejects[file]}
        for file, r in newest.items() if r["records"] or not whole[file]
    ]  # fmt: skip
    found.sort(key=lambda f: (f["kind"] != UNKNOWN, f["file"]))
    return sorted(found, key=lambda f: f["read_on"], reverse=True)


def _file(row: dict[str, Any]) -> File:
    return row["source"], row["file_id"]


def _age(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["read_on"], row["number"] or 0, row["kind"] != UNKNOWN
