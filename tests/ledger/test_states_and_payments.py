"""What an older list tells as open is less what a bank's file shows to have come since."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from comity.book.store import MemoryBook
from comity.judge import Sight, see
from comity.ledger.settlement import Bill, Receipt, settle
from comity.ledger.states import paid_later, unseen
from comity.ledger.told_once import Invoice
from tests.invariants.books import read_into

LISTED = dt.date(2026, 4, 30)


def day(n: int) -> dt.date:
    return LISTED + dt.timedelta(days=n)


def laid(*receipts: tuple[int, int, str], rest: int = 600) -> tuple[Invoice, Bill]:
    """An invoice over 1000 of which a list told on LISTED what was open, with payments (of a day, a sum, a number)."""
    issued = day(-60)
    invoice = Invoice(
        row_id="r", account="fen", number="L-41", credit=False, issued_on=issued, total=Decimal(1000),
        open_balance=Decimal(rest), balance_from=LISTED, status="open", status_from=LISTED,
    )  # fmt: skip
    bill = Bill("fen", "L-41", False, issued, day(-30), Decimal(1000))
    settle([bill], [Receipt("fen", day(on), Decimal(amount), to) for on, amount, to in receipts])
    return invoice, bill


@pytest.mark.parametrize(
    ("receipts", "unknown", "settled"),
    [
        ([(15, 600, "L-41")], 400, 15),  # came after the list
        ([(15, 600, "")], 400, 15),
        ([(0, 600, "L-41")], 400, 0),  # of the day of the newest fact, but more than the list knows of
        ([(-5, 600, "L-41")], 400, -5),
        ([(-5, 600, "")], 0, None),  # who knows what it was for
        ([(-20, 400, "L-41"), (15, 300, "L-41")], 0, None),
        ([(-20, 300, "L-41"), (-10, 300, "L-41")], 100, None),
        ([(-20, 398, "L-41")], 2, None),
        ([(-20, 403, "L-41")], 0, None),  # charges are no other payment
        ([(15, 600, "L-41"), (25, 100, "")], 400, 15),
    ],
)
def test_what_a_list_tells_as_paid_and_no_payment_shows_was_paid_before_what_came_later(
    receipts: list[tuple[int, int, str]], unknown: int, settled: int | None
) -> None:
    invoice, bill = laid(*receipts)
    assert unseen(invoice, bill) == unknown
    assert paid_later(invoice, bill) == (None if settled is None else day(settled))


def test_what_payments_settled_by_themselves_needs_no_state() -> None:
    invoice, bill = laid((15, 600, "L-41"), (25, 400, "L-41"))
    assert unseen(invoice, bill) == 0
    assert bill.settled_on == day(25)


def seen(folder: Path, as_of: dt.date) -> Sight:
    book = MemoryBook()
    for name in ("books", "bank"):
        if (folder / name).exists():
            read_into(book, folder / name)
    return see(book, as_of, today=day(60))


@pytest.mark.parametrize("bank", ["bank", "books"])
def test_an_invoice_of_an_older_list_is_open_until_the_bank_shows_the_rest(tmp_path: Path, bank: str) -> None:
    for name in ("books", bank):
        (tmp_path / name).mkdir(exist_ok=True)
    (tmp_path / "books" / "invoices.csv").write_text(
        "Invoice No,Customer,Date,Due Date,Total,Balance\n"
        "L-41,Fen Boats,2026-03-02,2026-04-01,1000.00,600.00\nL-42,Fen Boats,2026-04-29,2026-05-29,90.00,90.00\n"
    )
    (tmp_path / bank / "bank.csv").write_text(
        "Payment Date,Customer,Amount Received,Invoice Number\n2026-05-15,Fen Boats,600.00,L-41\n"
    )
    rows = "select ref, open from invoices_as_of where ref = 'L-41' and day = (select max(day) from days)"
    assert seen(tmp_path, dt.date(2026, 5, 20)).engine.rows(rows) == [("L-41", False)]
