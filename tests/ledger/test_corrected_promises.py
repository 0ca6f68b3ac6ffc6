"""What people say of a promise is said of that one, whichever of its sentences they point at, and of no other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from comity.book.corrections import digest, say
from comity.book.known import known_on
from comity.book.store import MemoryBook
from comity.correcting.promised import as_told, sentences
from comity.correcting.saying import correction, undoing
from comity.engine.duck import DuckEngine
from comity.ledger.ground import Ears, Grounds
from comity.ledger.survey import survey
from comity.signals.ears import shipped_reader
from comity.tables import TABLES
from tests.cli.firm import COMPANIES, FEN, OURS, TOML, letter
from tests.invariants.books import KEPT, read_into

DAY = dt.date(2024, 2, 20)
NOON = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
FIRST, SECOND = (
    "We will go through the drawings of the hall by 2 February.",
    "I will send you the drawings of the hall by 9 February.",
)
THIRD = "You will have the drawings of the hall by 14 February."
REFS = {FIRST: "<1@mail.example>", SECOND: "<2@mail.example>", THIRD: "<3@mail.example>"}
OARS, CALL = "I'll send you the oars on Thursday", "Ben will ring you on Friday."
BOTH = f"{OARS} and {CALL}"

Tables = dict[str, pa.Table]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> MemoryBook:
    """One promise, whose day was moved twice; nobody writes into it."""
    return promising(tmp_path_factory.mktemp("hall"), FIRST, SECOND, THIRD)


def promising(folder: Path, *promises: str) -> MemoryBook:
    """A book of mails in which we promise these."""
    (folder / "comity.toml").write_text(TOML)
    (folder / "companies.csv").write_text(COMPANIES)
    said = ((FEN, OURS, "The hall", "Good morning Ann, it rains here."),
            *((OURS, FEN, "The hall", promise) for promise in promises))  # fmt: skip
    (folder / "all.mbox").write_text("".join(letter(n, *one) for n, one in enumerate(said)), "utf-8")
    found = MemoryBook()
    read_into(found, folder)
    return found


def laid(book: MemoryBook, *rows: dict[str, Any]) -> Tables:
    """The tables of promises, with these corrections in the book."""
    copy = MemoryBook()
    for name in TABLES:
        copy.append(name, book.facts(name))
    for row in rows:
        say(copy, row)
    engine, reader = DuckEngine(), shipped_reader()
    Grounds(survey(known_on(copy, DAY), KEPT), [DAY], Ears(reader, reader.thresholds, KEPT), engine).whole()
    return {name: engine.query(f"select * from {name} order by all") for name in ("promises", "promise_days")}


def told(sentence: str, value: str, hour: int = 0) -> dict[str, Any]:
    return correction("promise", value, by="Ann", at=NOON + dt.timedelta(hours=hour), account="fenboats.example",
                      ref=REFS[sentence], sentence=sentence)  # fmt: skip


def outcomes(tables: Tables) -> list[tuple[str, str | None]]:
    """Each promise, and the one outcome that it has."""
    days = {"done_on": "kept", "broken_on": "broken", "withdrawn_on": "withdrawn"}
    return [
        (p["quote"], next((value for day, value in days.items() if p[day]), None))
        for p in tables["promises"].to_pylist()
    ]


def test_without_a_correction_it_is_one_promise_and_all_its_sentences_can_be_told_of(book: MemoryBook) -> None:
    tables = laid(book)
    assert outcomes(tables) == [(FIRST, None)]
    assert [d["moved_quote"] for d in tables["promise_days"].to_pylist()] == [SECOND, THIRD]
    assert sentences(tables) == {(ref, text) for text, ref in REFS.items()}


def test_what_moved_a_promise_that_is_none_stands_by_itself(book: MemoryBook) -> None:
    tables = laid(book, told(FIRST, "none"))
    assert outcomes(tables) == [(SECOND, None)]
    [day] = tables["promise_days"].to_pylist()
    assert (day["ref"], day["moved_ref"], day["due_on"]) == (REFS[SECOND], REFS[THIRD], dt.date(2024, 2, 14))


def test_what_moved_a_promise_and_is_none_moves_it_no_more(book: MemoryBook) -> None:
    tables = laid(book, told(THIRD, "none"))
    assert outcomes(tables) == [(FIRST, None)]
    assert [d["due_on"] for d in tables["promise_days"].to_pylist()] == [dt.date(2024, 2, 9)]


@pytest.mark.parametrize("value", ["kept", "broken", "withdrawn"])
@pytest.mark.parametrize("sentence", [FIRST, SECOND, THIRD])
def test_what_came_of_a_promise_can_be_told_by_any_of_its_sentences_from_the_day_of_that_one(
    book: MemoryBook, sentence: str, value: str
) -> None:
    tables = laid(book, told(sentence, value))
    assert outcomes(tables) == [(FIRST, value)]
    column = {"kept": "done_on", "broken": "broken_on", "withdrawn": "withdrawn_on"}[value]
    since = dt.date(2024, 1, 8) + dt.timedelta(5 * [FIRST, SECOND, THIRD].index(sentence) + 5)
    assert tables["promises"][column].to_pylist() == [since]


def test_of_what_was_told_of_several_of_its_sentences_the_newest_counts_however_it_lies_in_the_book(
    book: MemoryBook,
) -> None:
    one, two, back = told(FIRST, "broken"), told(SECOND, "withdrawn", 1), told(FIRST, "kept", 2)
    assert outcomes(laid(book, one, two)) == outcomes(laid(book, two, one)) == [(FIRST, "withdrawn")]
    assert outcomes(laid(book, one, two, back)) == outcomes(laid(book, back, two, one)) == [(FIRST, "kept")]
    undone = undoing(back, by="Ann", at=NOON + dt.timedelta(hours=3))
    assert outcomes(laid(book, undone, back, two, one)) == [(FIRST, "withdrawn")]


@pytest.mark.parametrize("value", ["kept", "broken", "withdrawn", "none"])
@pytest.mark.parametrize("sentence", [FIRST, SECOND, THIRD])
def test_what_is_foretold_of_a_promise_is_what_the_next_refresh_lays(
    book: MemoryBook, sentence: str, value: str
) -> None:
    foretold = as_told(laid(book), told(sentence, value))
    assert {name: rows.to_pylist() for name, rows in foretold.items()} == {
        name: rows.to_pylist() for name, rows in laid(book, told(sentence, value)).items()
    }


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> MemoryBook:
    """Two promises in one sentence."""
    return promising(tmp_path_factory.mktemp("oars"), BOTH)


def test_what_one_sentence_promises_twice_is_told_and_corrected_by_its_parts(two: MemoryBook) -> None:
    tables = laid(two)
    days = {p["quote"]: p["due_on"] for p in tables["promises"].to_pylist()}
    assert days == {OARS: dt.date(2024, 1, 18), CALL: dt.date(2024, 1, 19)}
    of_one = {**told(FIRST, "kept"), "sentence": digest(CALL)}
    assert sorted(outcomes(laid(two, of_one))) == [(CALL, "kept"), (OARS, None)]


def test_what_was_said_of_a_whole_sentence_goes_on_to_hold_of_each_of_its_parts(two: MemoryBook) -> None:
    kept, none = ({**told(FIRST, value), "sentence": digest(BOTH)} for value in ("kept", "none"))
    assert sorted(outcomes(laid(two, kept))) == [(CALL, "kept"), (OARS, "kept")]
    assert outcomes(laid(two, none)) == []
