"""What statuses say beside a day of payment, and statuses that say what a line is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.money.test_kinds_of_entries import HEADS, LINE, told
from tests.sources.tables import read_text


@pytest.mark.parametrize(
    "written",
    ["Partially paid", "Teilbezahlt", "Deels betaald", "Partiellement réglée", "Parcialmente pagada",
     "Anzahlung bezahlt", "Paid, rest open"],
)  # fmt: skip
def test_a_part_without_a_sum_is_no_payment_of_the_whole_and_the_file_says_so(tmp_path: Path, written: str) -> None:
    read = read_text(tmp_path, f'{HEADS},Status,Paid on\n{LINE},"{written}",2026-02-09\n')
    assert told(read, "status", "paid_on") == [("open", "")]
    assert [row.also for row in read.rows] == [()]
    assert any("1 record is told as paid in part, but not how much of it" in said for said in read.said)


def test_a_part_whose_sum_a_column_tells_is_a_payment_of_that(tmp_path: Path) -> None:
    for heads, cells, paid in (("Balance", "45", "15"), ("Amount Paid", "20", "20")):
        read = read_text(tmp_path, f"{HEADS},Status,Paid on,{heads}\n{LINE},Partially paid,2026-02-09,{cells}\n")
        assert [f"{row.also[0].values['amount']}" for row in read.rows] == [paid]
        assert not any("paid in part" in said for said in read.said)


def test_a_day_of_payment_beside_a_status_that_is_merely_old_is_one_of_the_whole(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"{HEADS},Status,Paid on\n{LINE},Sent,2026-02-09\n")
    assert told(read, "paid_on") == [("2026-02-09",)]
    assert [f"{row.also[0].values['amount']}" for row in read.rows] == ["60"]


@pytest.mark.parametrize("written", ["À venir", "à échoir", "Non échue", "Échue"])
def test_what_is_to_come_or_is_overdue_is_open(tmp_path: Path, written: str) -> None:
    assert told(read_text(tmp_path, f"{HEADS},Statut\n{LINE},{written}\n"), "kind", "status") == [("invoice", "open")]


@pytest.mark.parametrize(
    "written", ["Avoir", "Note de crédit", "Gutschrift", "Credit note", "Nota de crédito", "Creditnota"]
)
def test_a_line_whose_status_or_type_is_a_credit_note_is_one(tmp_path: Path, written: str) -> None:
    for column, first in (("Status", "Paid"), ("Type", "Invoice")):
        read = read_text(tmp_path, f"{HEADS},{column}\n{LINE},{first}\n2{LINE[1:]},{written}\n")
        assert told(read, "kind") == [("invoice",), ("credit",)]
        assert told(read, "status")[1] == ("",)


def test_an_invoice_that_was_sold_on_credit_is_no_credit_note(tmp_path: Path) -> None:
    assert told(read_text(tmp_path, f"{HEADS},Status\n{LINE},Credit\n"), "kind") == [("invoice",)]
