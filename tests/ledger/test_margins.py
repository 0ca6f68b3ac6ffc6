"""What a quarter left is the same wherever it is told: in the statement, and on the page of hours and margin."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from comity.engine.duck import DuckEngine
from comity.ledger.effort import effort, margin
from comity.ledger.statement import phrases, statements
from comity.measures import measures
from comity.measures.compute import proofs
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


def mill(*months: int, billed: dict[int, float], day: dt.date = DAY) -> list[tuple[dt.date, str, float, str]]:
    """A book's margins: a client with ten hours at fifty in each of these months of 2026, and what was billed."""
    book = Book(accounts=[rows.Account(MILL, "Mill")])
    dates = {month: dt.date(2026, month, 10) for month in range(1, 13)}
    book.invoices += [rows.Invoice(MILL, str(n), "invoice", dates[n], None, amount) for n, amount in billed.items()]
    book.hours += [rows.Hours(MILL, f"h{n}", dates[n], "Ann", 10.0, 500.0) for n in months]
    engine = DuckEngine()
    book.lay(engine, [day])
    told = [e for e in statements(engine, day).to_pylist() if e["kind"] == "margin"]
    return sorted((e["happened_on"], e["flow"], e["amount"], e["proof_kind"]) for e in told)


def test_a_quarter_of_work_for_which_nothing_was_invoiced_is_told_as_a_loss_and_borne_out_by_its_hours() -> None:
    assert mill(2, 5, 8, billed={2: 800.0}) == [
        (dt.date(2026, 1, 1), "gave", 300.0, "invoice"),
        (dt.date(2026, 4, 1), "took", -500.0, "hours"),
        (dt.date(2026, 7, 1), "took", -500.0, "hours"),
    ]


def test_who_pays_for_a_year_at_once_takes_nothing_between() -> None:
    assert [flow for _, flow, *_ in mill(2, 5, 8, billed={2: 9000.0})] == ["gave"]


def test_nothing_is_told_of_a_quarter_that_is_not_over_nor_of_one_before_they_were_a_client() -> None:
    assert [on.month for on, *_ in mill(2, 5, 8, billed={5: 800.0}, day=dt.date(2026, 9, 29))] == [4]


def test_a_loss_is_told_in_words_of_its_own() -> None:
    phrase = phrases()["they"]
    book = Book(accounts=[rows.Account(MILL, "Mill")])
    book.invoices.append(rows.Invoice(MILL, "1", "invoice", dt.date(2026, 8, 10), None, 100.0))
    book.hours.append(rows.Hours(MILL, "h", dt.date(2026, 8, 11), "Ann", 10.0, 500.0))
    engine = DuckEngine()
    book.lay(engine, [DAY])
    [loss] = [e for e in statements(engine, DAY).to_pylist() if e["kind"] == "margin"]
    assert loss["sentence"] == phrase["margin_took"] != phrase["margin"]


@pytest.mark.parametrize("month", [5, 8])
def test_what_is_left_of_a_year_is_borne_out_by_what_was_invoiced_and_by_the_months_of_hours(month: int) -> None:
    book = Book(accounts=[rows.Account(MILL, "Mill")])
    book.invoices.append(rows.Invoice(MILL, "1", "invoice", dt.date(2026, 2, 10), None, 1000.0))
    for day in (3, 4, 5):
        on = dt.date(2026, month, day)
        book.hours.append(rows.Hours(MILL, f"{on}", on, "Ann", 10.0 + day, 600.0, memo="fittings"))
    engine = DuckEngine()
    book.lay(engine, [DAY])
    [borne] = proofs([(measures()["margin_share_12m"], [MILL])], engine, DAY, DAY - dt.timedelta(days=90))
    shown = [(p.kind, p.ref, p.on, p.quote) for p in borne[MILL].counted]
    assert shown == [
        ("hours", f"2026-{month:02}-05", dt.date(2026, month, 1), "42 h · fittings"),
        ("invoice", "1", dt.date(2026, 2, 10), ""),
    ]


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
