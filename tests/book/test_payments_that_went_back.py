"""A payment that an export told counts no more once a later one tells that it went back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from comity.book.known import known_on
from comity.book.store import MemoryBook
from tests.book.test_reading import TODAY, put, read

HEADS = "id,created_at,charge_date,amount,description,currency,status,amount_refunded,customers.company_name\n"
LATER = "P9,2026-04-20,2026-04-24,75.00,INV-9,GBP,confirmed,0.00,Alnwick Mills\n"


def line(status: str, refunded: str = "0.00", number: str = "P1") -> str:
    return f"{number},2026-03-01,2026-03-04,640.00,INV-1,GBP,{status},{refunded},Fen Boats\n"


def amounts(book: MemoryBook, day: dt.date = TODAY) -> list[Decimal]:
    return sorted(known_on(book, day)["payments"]["amount"].to_pylist())


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (line("charged_back"), []),
        (line("paid_out", "640.00"), []),
        (line("paid_out", "140.00"), [500]),
        (line("pending_submission"), [640]),
        (line("charged_back", number="P2"), [640]),
        (line("paid_out"), [640]),
    ],
)
def test_what_a_later_export_says_of_a_payment_by_its_number_holds(tmp_path: Path, now: str, left: list[int]) -> None:
    book = MemoryBook()
    read(book, put(tmp_path / "a", march__csv=HEADS + line("confirmed")))
    read(book, put(tmp_path / "b", april__csv=HEADS + now + LATER))
    assert amounts(book) == sorted([*left, 75])
    # Before that export nobody knew.
    assert amounts(book, dt.date(2026, 4, 1)) == [640]


def test_an_old_export_that_is_read_late_pays_nothing_again(tmp_path: Path) -> None:
    book = MemoryBook()
    read(book, put(tmp_path / "b", april__csv=HEADS + line("charged_back") + LATER))
    read(book, put(tmp_path / "a", march__csv=HEADS + line("confirmed")))
    assert amounts(book) == [75]


def test_of_two_exports_that_are_read_at_once_what_went_back_came_before(tmp_path: Path) -> None:
    book = MemoryBook()
    read(book, put(tmp_path, march__csv=HEADS + line("confirmed"), april__csv=HEADS + line("charged_back") + LATER))
    assert amounts(book) == [75]


def test_two_payments_of_one_list_are_two_whatever_their_number(tmp_path: Path) -> None:
    book = MemoryBook()
    more = line("confirmed").replace("640.00", "240.00")
    read(book, put(tmp_path, march__csv=HEADS + line("confirmed") + more))
    assert amounts(book) == [240, 640]
