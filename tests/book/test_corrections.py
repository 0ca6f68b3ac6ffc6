"""Corrections in the book: what holds after everything that was said, and what goes with a purge."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from comity.book.corrections import corrections_of, digest, row_of, say
from comity.book.purge import purge
from comity.book.store import MemoryBook
from comity.sources import Settings
from tests.book.test_purging import RULES, TODAY, export, read_folders

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def row(value: str, hour: int, ref: str = "<3@x.example>", **more: str) -> dict[str, Any]:
    values = {"said_at": NOON + dt.timedelta(hours=hour), "said_by": "Ann", "what": "sentence", "account": "a.example",
              "sentence": digest("We  wait."), "label": "threat", "value": value, "undoes": "", "why": ""}  # fmt: skip
    return row_of({**values, **more}, ref, "a test")


def test_of_several_about_one_sentence_the_newest_holds_and_undoing_it_brings_the_one_before_back() -> None:
    book, place = MemoryBook(), ("<3@x.example>", digest("We wait."))
    first, second = row("holds not", 1), row("holds", 2)
    for one in (second, first):
        say(book, one)
    assert corrections_of(book.facts("corrections")).labels == {place: {"threat": True}}
    say(book, row("", 3, what="undo", undoes=second["row_id"]))
    say(book, first)
    assert corrections_of(book.facts("corrections")).labels == {place: {"threat": False}}
    say(book, row("", 4, what="undo", undoes=first["row_id"]))
    assert not corrections_of(book.facts("corrections"))


def test_a_correction_goes_with_the_mail_it_is_about(tmp_path: Path) -> None:
    book = MemoryBook()
    read_folders([export(tmp_path / "out")], book, today=TODAY, settings=Settings())
    for ref in ("<2@x.example>", "<3@x.example>"):
        say(book, row("holds not", 1, ref))
    purge(book, [RULES["person"]])
    assert book.facts("corrections")["ref"].to_pylist() == ["<2@x.example>"]
