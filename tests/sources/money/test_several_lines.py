"""Invoices in lists of other shapes: on several lines without a column of what was sold, below their customers."""

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


def test_a_list_whose_customers_stand_in_lines_of_their_own_is_read_however_few_invoices_each_has(
    tmp_path: Path,
) -> None:
    text = (
        "Customer,Invoice No,Date,Due,Net,Gross\n"
        "Fjord,,,,,\n,1,02/06/2025,02/07/2025,10,12\n,2,13/06/2025,13/07/2025,20,24\nTotal Fjord,,,,30,36\n\n"
        "Total Tiling,,,,,\n,3,04/06/2025,04/07/2025,30,36\nTotal Total Tiling,,,,30,36\n\n"
        "Holm,,,,,\n,4,05/06/2025,05/07/2025,40,48\nTotal Holm,,,,40,48\nGrand total,,,,100,120\n"
    )
    read = read_text(tmp_path, text)
    assert [row["customer"] for row in read.values] == ["Fjord", "Fjord", "Total Tiling", "Holm"]
    assert read.rejects == []


def test_a_lone_cell_makes_no_group_of_a_list_whose_lines_name_their_customers(tmp_path: Path) -> None:
    lines = "Fjord,1,02/06/2025,02/07/2025,10,12\n,2,13/06/2025,13/07/2025,20,24\nHolm,3,14/06/2025,14/07/2025,5,6\n"
    read = read_text(tmp_path, f"Customer,Invoice No,Date,Due,Net,Gross\nNorthern area,,,,,\n{lines}")
    assert [row["customer"] for row in read.values] == ["Fjord", "Holm"]
    assert "customer is missing" in read.rejects[-1].reason
