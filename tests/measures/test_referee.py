"""Every measure on every engine against a second, naive implementation, over random books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from random import Random

import pytest

from comity.engine import Engine
from comity.ledger.columns import SCHEMAS
from comity.measures import measures
from comity.measures.compute import values
from tests.measures.books import asked_days, random_book
from tests.measures.same import same
from tests.referee import REFEREES, Book, know_firm
from tests.referee.book import ROWS
from tests.referee.rows import Account

BOOKS = 8  # of forty accounts each, asked about on four days


def told(book: Book, days: Sequence[dt.date]) -> dict[str, dict[tuple[dt.date, str], float]]:
    """By measure, what the referee says of each day and account; what cannot be known is left out."""
    found: dict[str, dict[tuple[dt.date, str], float]] = {name: {} for name in REFEREES}
    for day in days:
        for account, known in know_firm(book, day).items():
            for name, referee in REFEREES.items():
                value = referee(known)
                if value is not None:
                    found[name][day, account] = value
    return found


def test_every_measure_has_a_referee_and_every_referee_a_measure() -> None:
    assert sorted(REFEREES) == sorted(measures())


def test_the_referees_rows_have_the_columns_of_the_ground_tables() -> None:
    assert {"days", "began", *ROWS} == set(SCHEMAS)
    for name, row in ROWS.items():
        assert [f.name for f in fields(row)] == SCHEMAS[name].names, name


@cache
def drawn(seed: int) -> tuple[list[dt.date], Book, dict[str, dict[tuple[dt.date, str], float]]]:
    """Days, a book, and what the referee says of it on them; drawn once for all tests."""
    random = Random(seed)
    days = asked_days(random)
    book = random_book(random, days)
    return days, book, told(book, days)


@pytest.mark.parametrize("seed", range(BOOKS))
def test_every_measure_says_what_its_referee_says(seed: int, engine: Engine) -> None:
    days, book, expected = drawn(seed)
    book.lay(engine, days)
    for name, measure in measures().items():
        right, measured = expected[name], values(measure, engine)
        differ = [
            f"{account} on {day}: measured {measured.get((day, account))}, the referee says {right.get((day, account))}"
            for day, account in sorted(right.keys() | measured.keys())
            if not same(measured.get((day, account)), right.get((day, account)))
        ]
        assert differ == [], name


def test_the_random_books_reach_every_measure() -> None:
    """A measure that is null in all books, or the same in all, would be compared with nothing."""
    seen: dict[str, set[float]] = {name: set() for name in REFEREES}
    for seed in range(BOOKS):
        for name, found in drawn(seed)[2].items():
            seen[name].update(found.values())
    assert [name for name, some in seen.items() if len(some) < 3] == []


def test_of_accounts_without_any_fact_nothing_is_known_and_their_evidence_is_none(engine: Engine) -> None:
    day = dt.date(2024, 2, 29)
    book = Book(accounts=[Account("firm.example"), Account("other.example")])
    book.lay(engine, [day])
    found = {name: values(measure, engine) for name, measure in measures().items()}
    assert found.pop("evidence") == {(day, a.account): 0.0 for a in book.accounts}
    assert not any(found.values())
