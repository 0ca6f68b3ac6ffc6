"""What the books tell of a promise by themselves: paid or not, credited, met."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.ledger.columns import SCHEMAS, table
from comity.ledger.promising.books import Books, Deed, books_of, settle_by_books
from comity.ledger.promising.workdays import Workdays
from tests.ledger.promised import DUE, paying, promise


def bill(ref: str, settled: dt.date | None) -> Deed:
    return Deed("invoice", ref, dt.date(2026, 1, 10), "us", "", "", dt.date(2026, 2, 9), settled)


def test_an_invoice_paid_in_time_keeps_the_promise_and_one_unpaid_breaks_it() -> None:
    late, until = dt.date(2026, 4, 1), dt.date(2026, 5, 1)
    outcomes = []
    for settled in (dt.date(2026, 3, 9), late, None):
        books = Books({"a.example": [bill("4711", settled)]}, until)
        found = settle_by_books(paying(), books, Workdays())
        outcomes.append(found and found[:2])
    assert outcomes == [
        ("kept", dt.date(2026, 3, 9)), ("broken", dt.date(2026, 3, 14)), ("broken", dt.date(2026, 3, 14))
    ]  # fmt: skip


def payment(on: dt.date) -> Deed:
    return Deed("payment", "P-1", on, "client", "", "")


@pytest.mark.parametrize(
    ("text", "paid", "outcome"),
    [
        ("It goes out on Friday.", DUE, "kept"),
        ("It goes out on Friday.", dt.date(2026, 2, 20), "broken"),  # before it was said
        ("It goes out on Friday.", dt.date(2026, 4, 1), "broken"),  # much later
        ("Invoice 4711 goes out on Friday.", DUE, "broken"),  # named, and still open
        ("The rest of invoice 4711 goes out on Friday.", DUE, "kept"),
        ("The Jan one goes out on Friday.", DUE, "broken"),
        ("The Feb one goes out on Friday.", DUE, "kept"),
        ("As of 5 Jan we pay on Fridays: it goes out on Friday.", DUE, "kept"),  # a day is no invoice
        ("It goes out with the March 6 run, as from Jan. 30th on.", DUE, "kept"),
        ("All of it goes out on Friday.", DUE, "broken"),  # one is still open
        ("Kommt alles bis Freitag.", DUE, "broken"),
    ],
)
def test_a_payment_of_that_day_keeps_what_names_no_invoice_whatever_else_is_open(
    text: str, paid: dt.date, outcome: str
) -> None:
    books = Books({"a.example": [bill("4711", None), payment(paid)]}, dt.date(2026, 5, 1))
    found = settle_by_books(paying(text), books, Workdays())
    assert found
    assert found[0] == outcome
    assert found[2].ref == ("P-1" if outcome == "kept" else "4711")


@pytest.mark.parametrize(
    ("around", "outcome"),
    [
        (["Sorry about 4711. It will be paid on Friday.", ""], "broken"),
        (["It will be paid on Friday.", "May I ask what became of invoice 4711?"], "broken"),
        (["It will be paid on Friday.", "Invoice 4711-B and 47112, EUR 4711.50, are open."], "kept"),
    ],
)
def test_another_payment_does_not_keep_what_was_promised_of_an_invoice_that_stands_beside_it(
    around: list[str], outcome: str
) -> None:
    made = paying("It will be paid on Friday.")
    made.around = around
    part = paying("3,000 of it will be paid on Friday.")
    part.around = around
    known = Books({"a.example": [bill("4711", None), payment(DUE)]}, dt.date(2026, 5, 1))
    found = settle_by_books(made, known, Workdays())
    assert found
    assert found[0] == outcome
    of_part = settle_by_books(part, known, Workdays())
    assert of_part
    assert of_part[0] == "kept"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("We pay 500 EUR on Friday.", "kept"),
        ("You get 900 € on Friday.", "kept"),
        ("It will be paid on Friday, 13 March 2026.", "broken"),
        ("It will be paid on 13.03.2026.", "broken"),
    ],
)
def test_a_sum_is_no_invoice_and_a_date_is_no_sum(text: str, outcome: str) -> None:
    made = paying(text)
    made.around = [text, "What became of invoice 4711?"]
    found = settle_by_books(
        made, Books({"a.example": [bill("4711", None), payment(DUE)]}, dt.date(2026, 5, 1)), Workdays()
    )
    assert found
    assert found[0] == outcome


@pytest.mark.parametrize(("ref", "words"), [("711", "4.711 EUR are open."), ("101", "Invoice 2026-101, please.")])
def test_the_end_of_a_longer_number_names_no_invoice(ref: str, words: str) -> None:
    made = paying("It will be paid on Friday.")
    made.around = [words]
    found = settle_by_books(
        made, Books({"a.example": [bill(ref, None), payment(DUE)]}, dt.date(2026, 5, 1)), Workdays()
    )
    assert found
    assert found[0] == "kept"


def test_books_without_payments_tell_by_what_was_settled_in_time() -> None:
    known = [bill("4711", None), bill("4713", dt.date(2026, 3, 10)), bill("4712", dt.date(2026, 3, 9))]
    found = settle_by_books(
        paying("It goes out on Friday."), Books({"a.example": known}, dt.date(2026, 5, 1)), Workdays()
    )
    assert found
    assert (found[0], found[1], found[2].ref) == ("kept", dt.date(2026, 3, 9), "4712")


def test_what_was_settled_long_before_a_named_day_keeps_no_promise_for_it() -> None:
    made = paying("You will see us pay in time again by 31 May.")
    made.due_on = dt.date(2026, 5, 31)
    books = Books({"a.example": [bill("4711", dt.date(2026, 3, 9))]}, dt.date(2026, 5, 1))
    assert settle_by_books(made, books, Workdays()) is None


def test_money_that_was_not_read_yet_breaks_nothing() -> None:
    books = Books({"a.example": [bill("4711", None)]}, DUE)
    assert settle_by_books(paying(), books, Workdays()) is None


@pytest.mark.parametrize(("credited", "outcome"), [(100.0, None), (40.0, "kept")])
def test_an_invoice_that_credits_alone_settled_neither_keeps_nor_breaks_a_promise(
    credited: float, outcome: str | None
) -> None:
    issued, due, settled = dt.date(2026, 1, 10), dt.date(2026, 2, 9), dt.date(2026, 3, 9)
    row = ("a.example", "4711", "invoice", issued, due, 100.0, settled, None, None, None, "", credited)
    tables = {name: table(name, [row] if name == "invoices" else []) for name in SCHEMAS}
    found = settle_by_books(paying(), books_of(tables, dt.date(2026, 5, 1)), Workdays())
    assert (found and found[0]) == outcome


def test_a_meeting_keeps_a_visit_only_after_a_week_without_complaint() -> None:
    made = promise("We will be with you on Friday.")
    held = Deed("meeting", "m1", DUE, "us", "", "The hall")
    assert settle_by_books(made, Books({"a.example": [held]}), Workdays()) == (
        "kept", DUE + dt.timedelta(days=7), held.proof()
    )  # fmt: skip
