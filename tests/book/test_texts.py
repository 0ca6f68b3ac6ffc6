"""Long texts stay where they lie until somebody asks, and only those asked for are taken into memory."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest

from comity.book import laid_texts
from comity.book.known import known_on
from comity.book.store import AT_ONCE, Book, DeltaBook, MemoryBook
from comity.tables import TABLES

DAY = dt.date(2026, 5, 4)
MANY = 3 * AT_ONCE


def mails(*numbers: int) -> pa.Table:
    rows = [{"row_id": f"m{n}", "sent_on": DAY, "body": f"No {n}"} for n in numbers]
    return pa.Table.from_pylist(rows, schema=TABLES["messages"].schema)


@pytest.fixture(params=["memory", "disk"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Book:
    """A book with mail that was read in two parts."""
    book = MemoryBook() if request.param == "memory" else DeltaBook(tmp_path / "book")
    book.append("messages", mails(*range(MANY)))
    book.append("messages", mails(MANY, MANY + 1))
    return book


def test_what_is_known_on_a_day_leaves_the_bodies_where_they_lie(book: Book) -> None:
    facts = known_on(book, DAY)
    assert "body" not in facts["messages"].column_names
    assert facts["messages"].num_rows == MANY + 2
    assert facts.texts["messages"][f"m{MANY}"] == f"No {MANY}"


def test_each_row_asked_for_comes_with_its_text_once_and_no_other_does(book: Book) -> None:
    texts = known_on(book, DAY).texts["messages"]
    asked = ["m1", f"m{MANY + 1}", f"m{MANY - 1}", "nobody"]
    found = [(row, texts[row]) for row in texts.each(asked)]
    told = {row: f"No {row[1:]}" for row in asked[:3]}
    assert dict(found) == {**told, "nobody": ""}
    assert len(found) == len(asked)


def test_what_is_wanted_together_is_fetched_at_once(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    texts, asked = known_on(book, DAY).texts["messages"], list[int]()
    fetch = texts._fetch
    monkeypatch.setattr(texts, "_fetch", lambda rows: asked.append(len(rows)) or fetch(rows))
    texts.together(["m3", "m4", f"m{MANY}"])
    assert [texts[row] for row in ("m4", "m3", f"m{MANY}")] == ["No 4", "No 3", f"No {MANY}"]
    assert texts["m9"] == "No 9"
    assert asked == [3, 1]


def test_a_book_that_was_written_to_since_is_looked_through_anew(book: Book) -> None:
    assert dict(book.texts("messages", "body", ["m1", "x"])) == {"m1": "No 1"}
    book.replace("messages", mails(1, 2))
    book.append("messages", mails(7))
    assert dict(book.texts("messages", "body", ["m1", "m7", "m9"])) == {"m1": "No 1", "m7": "No 7"}


def test_texts_laid_out_are_fetched_without_the_book_and_all_others_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = DeltaBook(tmp_path / "book")
    book.append("messages", mails(*range(MANY)))
    texts, fetched = known_on(book, DAY).texts["messages"], list[list[str]]()
    texts.lay_out(["m1", "m2", f"m{MANY - 1}", "nobody"])
    plain = DeltaBook.texts
    monkeypatch.setattr(DeltaBook, "texts", lambda *told: fetched.append(list(told[3])) or plain(*told))
    assert [(row, texts[row]) for row in texts.each([f"m{MANY - 1}", "m1"])] == [("m1", "No 1"), ("m299", "No 299")]
    assert texts["m2"] == "No 2"
    assert not fetched
    assert {row: texts[row] for row in texts.each(["m2", "m7"])} == {"m2": "No 2", "m7": "No 7"}
    assert fetched == [["m7"]]
    assert not list((tmp_path / "book" / "_derived").iterdir())  # no file that a purge would have to know of


def test_where_there_is_no_room_for_texts_they_stay_where_they_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = DeltaBook(tmp_path / "book")
    book.append("messages", mails(1, 2))
    monkeypatch.setattr(laid_texts, "SPARE", 1 << 60)
    texts = known_on(book, DAY).texts["messages"]
    texts.lay_out(["m1"])
    assert texts["m1"] == "No 1"
