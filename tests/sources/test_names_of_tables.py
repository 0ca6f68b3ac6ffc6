"""What a file or sheet is called decides between forms that fit its columns alike, and never against them."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from comity.sources import tabular
from tests.sources.exports import export_of

SAME = "Rechnungs-Nr.;Kontakt-Nr.;Kontakt;Datum;Betrag;Währung;Konto\nRE-1;20;Fen Boote;09.06.2026;200,00;CHF;1020\n"
OVERDUE = "Invoice No,Customer,Date,Amount,Status\n1,Fen Boats,2026-03-02,90,Open\n2,Fen Boats,2026-04-02,90,Open\n"
PAID = "Invoice No,Customer,Date,Amount,Method\n1,Fen Boats,2026-03-02,90.00,Transfer\n"


def form_of(path: Path) -> list[str]:
    return [table.fit.form.name for table in tabular.look(export_of(path)).tables]


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("Zahlungseingänge.csv", SAME, "payments"),
        ("Offene Zahlungseingänge.csv", SAME, "invoices"),
        ("Rechnungen.csv", SAME, "invoices"),
        ("Outstanding payments.csv", OVERDUE, "invoices"),
        ("Payment reminders.csv", OVERDUE, "invoices"),
        ("invoices.csv", f"Payment terms: 30 days net,,,,\n{OVERDUE}", "invoices"),
        ("Paid invoices.csv", PAID, "payments"),
    ],
)
def test_a_name_says_payments_where_it_says_that_money_came(tmp_path: Path, name: str, text: str, form: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert form_of(tmp_path / name) == [form]


def test_a_sheet_is_called_what_it_is_called_whatever_its_workbook_is(tmp_path: Path) -> None:
    path = tmp_path / "Invoices 2026.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, text in (("Invoices", OVERDUE), ("Payments", PAID)):
            sheet = book.add_worksheet(name)
            for row, line in enumerate(text.splitlines()):
                sheet.write_row(row, 0, line.split(","))
    assert form_of(path) == ["invoices", "payments"]


LINES = "Date,Transaction Type,Num,Name,Memo/Description,Amount\n03/09/2026,Payment,5023,Glass Works,rent,1800.00\n"


@pytest.mark.parametrize(
    "title", ["Payments Made", "Payments sent", "Payments to subcontractors", "Petty cash receipts"]
)
def test_payments_that_nobody_says_came_from_customers_are_none_of_theirs(tmp_path: Path, title: str) -> None:
    (tmp_path / "payments.csv").write_text(f"{title}\n\n{LINES}", "utf-8")
    assert form_of(tmp_path / "payments.csv") == []


def test_a_title_above_says_that_payments_came_from_customers(tmp_path: Path) -> None:
    (tmp_path / "payments.csv").write_text(f"Payments by Customer\n\n{LINES}", "utf-8")
    assert form_of(tmp_path / "payments.csv") == ["quickbooks_reports"]


def test_a_long_name_of_a_file_hides_no_title(tmp_path: Path) -> None:
    name = "Marten Studio and Daughters Printing Supplies LLC_Invoices and Received Payments, both years.csv"
    title = (
        "Invoices and Received Payments\nMarten Studio and Daughters Printing Supplies LLC\nJune 2025 - September 2026"
    )
    (tmp_path / name).write_text(f"{title}\n\n{LINES}", "utf-8")
    assert form_of(tmp_path / name) == ["quickbooks_reports"]
