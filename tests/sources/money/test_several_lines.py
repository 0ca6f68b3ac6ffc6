"""Invoices that stand on several lines of a list without a column of what was sold."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.sources.tables import read_text

LIST = "Invoice number,Customer,Invoice date,Due date,Net,VAT,Total,Status\n"


def test_of_an_invoice_that_is_told_with_several_sums_none_is_kept(tmp_path: Path) -> None:
    lines = "1,Holm,2025-06-02,2025-07-02,30,0,30,Sent\n1,Holm,2025-06-02,2025-07-02,20,0,20,Sent\n"
    read = read_text(tmp_path, LIST + lines + "2,Holm,2025-06-03,2025-07-02,20,0,20,Sent\n")
    assert [row["number"] for row in read.values] == ["2"]
    assert ["one line an invoice" in reject.reason for reject in read.rejects] == [True, True]


SOLD = "Invoice no,Customer,Invoice date,Due date,Description,Amount\n"


def test_lines_of_things_sold_are_added_up_though_nothing_but_their_sums_tells_them(tmp_path: Path) -> None:
    read = read_text(
        tmp_path,
        SOLD + "7,Holm,2025-06-02,2025-07-02,Frames,80.00\n7,Holm,2025-06-02,2025-07-02,Fitting,15.00\n"
        "8,Holm,2025-06-12,2025-07-12,Frames,80.00\n8,Holm,2025-06-12,2025-07-12,Frames,80.00\n"
        "9,Holm,2025-06-13,2025-07-13,Frames,80.00\n9,Holm,2025-06-13,2025-07-13,Returned case,-5.00\n",
    )
    assert [(row["number"], row["kind"], row["total"]) for row in read.values] == [
        ("7", "invoice", Decimal("95.00")), ("7", "invoice", Decimal("95.00")),
        ("8", "invoice", Decimal("160.00")), ("8", "invoice", Decimal("160.00")),
        ("9", "invoice", Decimal("75.00")), ("9", "invoice", Decimal("75.00")),
    ]  # fmt: skip
    assert read.values[0] == read.values[1]


def test_an_invoice_whose_line_cannot_be_read_has_no_sum(tmp_path: Path) -> None:
    lines = "7,Holm,2025-06-02,2025-07-02,Frames,80.00\n7,Holm,2025-06-02,2025-07-02,Fitting,15.00\n"
    broken = "8,Holm,2025-06-12,2025-07-12,Frames,80.00\n8,Holm,2025-06-12,2025-07-12,Fitting,15.O0\n"
    read = read_text(tmp_path, SOLD + lines + broken)
    assert [row["number"] for row in read.values] == ["7", "7"]
    assert "another line" in read.rejects[0].reason


def test_a_line_that_stands_twice_in_a_list_of_invoices_is_one_invoice(tmp_path: Path) -> None:
    line = "7,Holm,2025-06-02,2025-07-02,Frames,80.00\n"
    assert [row["total"] for row in read_text(tmp_path, SOLD + line + line).values] == [80, 80]
