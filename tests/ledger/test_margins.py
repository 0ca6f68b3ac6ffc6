"""What a quarter left is the same wherever it is told: in the statement, and on the page of hours and margin."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from comity.engine.duck import DuckEngine
from comity.ledger.effort import effort, margin
from comity.ledger.statement import statements
from tests.measures.books import asked_days, random_book
from tests.referee import rows
from tests.referee.book import Book

DAY, MILL = dt.date(2026, 9, 30), "mill.example"


def test_a_credit_note_is_taken_off_what_its_quarter_left() -> None:
    on = dt.date(2026, 8, 10)
    book = Book(accounts=[rows.Account(MILL, "Mill")])
    book.invoices += [
        rows.Invoice(MILL, "1", "invoice", on, None, 1000.0),
        rows.Invoice(MILL, "2", "credit", on, None, 700.0),
    ]
    book.hours.append(rows.Hours(MILL, "h", on, "Ann", 10.0, 500.0))
    engine = DuckEngine()
    book.lay(engine, [DAY])
    told = [e for e in statements(engine, DAY).to_pylist() if e["kind"] == "margin"]
    assert [(e["flow"], e["amount"]) for e in told] == [("took", -200.0)]


@pytest.mark.parametrize("seed", range(6))
def test_the_statement_and_the_page_of_hours_tell_the_same_of_each_quarter(seed: int) -> None:
    random = Random(seed)
    days = asked_days(random)
    engine = DuckEngine()
    random_book(random, days, accounts=40).lay(engine, days)
    shown = {
        (q["account"], q["quarter"]): margin(q["invoiced"], q["credited"], q["labour"], q["cost"])
        for q in effort(engine, days[-1]).to_pylist()
    }
    told = [e for e in statements(engine, days[-1]).to_pylist() if e["kind"] == "margin"]
    assert told
    for entry in told:
        assert entry["amount"] == pytest.approx(shown[entry["account"], entry["happened_on"]]), entry
