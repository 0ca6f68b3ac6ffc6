"""What a file or sheet is called decides between forms that fit its columns alike, and never against them."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from comity.sources import source_of, tabular, unknown
from comity.sources.naming import NAMED
from tests.sources.exports import export_of
from tests.sources.tables import read_file, workbook

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


INVOICES = "Number;Date;Customer;Net;Tax;Gross;Due date\nA-7;2026-03-02;Fen Boats;900;180;1080;2026-04-01\n"
PAYMENTS = "Payment date;Customer;Amount;Invoice number\n2026-03-02;Fen Boats;900;A-7\n"
HOURS = "Date;Employee;Client;Project;Hours\n2026-03-02;Ines Falk;Fen Boats;Hull;3.5\n"


@pytest.mark.parametrize(
    ("text", "means", "names"),
    [
        (
            INVOICES,
            "a list of invoices and credit notes",
            (
                "Orders; Order confirmations March; Invoice templates; Repeating invoices; Expenses; Costs; Refunds; "
                "Aufträge; Auftraege; Auftragsbestätigungen; Rechnungsentwürfe; Wiederkehrende Rechnungen; "
                "Stornierungen; Ausgaben; Betriebsausgaben 2026; Kosten; Einkäufe; Rechnungseingang; "
                "Bons de commande; Commandes clients; Factures récurrentes; Factures annulées; Bons de livraison; "
                "Dépenses; "
                "Factures reçues; Verkooporders; Orderbevestigingen; Periodieke facturen; Geannuleerde facturen; "
                "Conceptfacturen; Inkomende facturen; Uitgaven; Pedidos; Facturas recurrentes; Facturas anuladas; "
                "Gastos; Facturas recibidas; Devoluciones"
            ),
        ),
        (
            PAYMENTS,
            "a list of payments received",
            (
                "Refunds; Returned payments; Failed payments; Payments made; Scheduled payments; Chargebacks; "
                "Rücklastschriften; Ruecklastschriften; Zahlungsausgänge; Rückzahlungen; Erstattungen; Remboursements; "
                "Rejets de prélèvement; Paiements effectués; Terugbetalingen; Uitgaande betalingen; "
                "Devoluciones; Reembolsos; Pagos realizados; Recibos devueltos"
            ),
        ),
        (
            HOURS,
            "hours of our own people",
            (
                "Planned hours; Rota; Schedule week 12; Einsatzplanung; Dienstplan; Geplante Stunden; Geplande uren; "
                "Werkrooster; Planning; Heures prévues; Horas previstas; Horas planificadas"
            ),
        ),
    ],
)
def test_a_list_of_something_else_is_told_in_one_line_and_never_counted(
    tmp_path: Path, text: str, means: str, names: str
) -> None:
    for name in names.split("; "):
        path = tmp_path / f"{name}.csv"
        path.write_text(text, "utf-8")
        assert source_of(export_of(path)) is None, name
        assert unknown.why(export_of(path)) == NAMED.format(f'"{name}"', means)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            INVOICES,
            (
                "Invoices; Uitgaande facturen; Ausgangsrechnungen; Rechnungen je Auftraggeber; Rechnungen nach Kosten; "
                "Invoices with expenses; Rechnungen Kostenstelle 12; Facturas emitidas; Facturas y pagos recibidos; "
                "Factures et paiements reçus; Facturen en ontvangen betalingen; Outgoing invoices"
            ),
        ),
        (PAYMENTS, "Payments; Payments and refunds; Pagos recibidos; Cobros; Zahlungen; Ontvangen betalingen"),
        (
            HOURS,
            "Hours; Stunden; Planfeststellung Ost; Stunden der Planung; Urenstaat; Horas trabajadas",
        ),
    ],
)
def test_a_name_that_only_comes_near_such_a_list_takes_nothing(tmp_path: Path, text: str, names: str) -> None:
    for name in names.split("; "):
        path = tmp_path / f"{name}.csv"
        path.write_text(text, "utf-8")
        assert len(read_file(path).rows) == 1, name


def test_what_a_table_is_about_is_no_title_of_it(tmp_path: Path) -> None:
    for above in ("Project: Planning", "Project;Planning", "Client: Orders & Sons"):
        (tmp_path / "hours.csv").write_text(f"{above}\n\n{HOURS}", "utf-8")
        assert len(read_file(tmp_path / "hours.csv").rows) == 1, above


def test_a_list_is_read_for_what_comity_toml_says_that_it_is(tmp_path: Path) -> None:
    (tmp_path / "Orders.csv").write_text(INVOICES, "utf-8")
    told = {"Orders.csv": {"Number": "invoices.number"}}
    assert [row.ref for row in read_file(tmp_path / "Orders.csv", columns=told).rows] == ["A-7"]


def test_a_sheet_of_something_else_is_told_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "books.xlsx"
    path.write_bytes(
        workbook({name: [line.split(";") for line in INVOICES.splitlines()] for name in ("Rechnungen", "Angebote")})
    )
    found = read_file(path)
    assert [row.ref for row in found.rows] == ["A-7"]
    assert found.said == ["sheet Angebote: " + NAMED.format('"Angebote"', "a list of invoices and credit notes")]
