"""Headings in two lines, and tables beside each other on one sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from comity.sources.layout import BESIDE
from tests.sources.tables import read_bytes, read_text, workbook

DAY, DUE = dt.date(2026, 3, 14), dt.date(2026, 4, 13)


@pytest.mark.parametrize(
    ("groups", "heads"),
    [
        ("Kunde;;Rechnung;;;Betrag;", "Nr.;Name;Nr.;Datum;Fällig;Netto;Brutto"),
        ("Customer;;Invoice;;;Amount;", "No.;Name;No.;Date;Due;Net;Gross"),
        ("Klant;;Factuur;;;Bedrag;", "Nr;Naam;Nr;Datum;Vervaldatum;excl. btw;incl. btw"),
        ("Client;;Facture;;;Montant;", "N°;Nom;N°;Date;Échéance;HT;TTC"),
        ("Cliente;;Factura;;;Importe;", "Número;Nombre;Número;Fecha;Vencimiento;Neto;Bruto"),
    ],
)
def test_where_groups_of_headings_stand_above_a_heading_is_both_lines(tmp_path: Path, groups: str, heads: str) -> None:
    line = "4711;Fen Boats;K-20;2026-03-14;2026-04-13;70;84"
    found = read_text(tmp_path, f"{groups}\n{heads}\n{line}\n").only
    told = [str(found[name]) for name in ("customer_id", "customer", "number", "issued_on", "due_on", "net", "total")]
    assert told == line.split(";")


def test_a_line_of_titles_above_the_headings_changes_none(tmp_path: Path) -> None:
    text = "Fen Boats;Invoice list\nInvoice No;Customer;Invoice Date;Due Date;Net\nK-20;Bay;2026-03-14;2026-04-13;70\n"
    assert read_text(tmp_path, text).only["number"] == "K-20"


INVOICES = ["Invoice No", "Customer", "Invoice Date", "Due Date", "Gross"]
BILLS = [["K-1", "Fen Boats", DAY, DUE, 84], ["K-2", "Kade Glas", DAY, DUE, 120], ["K-3", "Bay Ltd", DAY, DUE, 36]]
BESIDES = {
    "payments": [
        ["Payment Date", "Customer", "Amount", "Invoice No"],
        [DUE, "Kade Glas", 120, "K-2"],
        [DUE, "Fen Boats", 84, "K-1"],
        ["", "", "", ""],
    ],
    "totals": [["Customer", "Total"], ["Fen Boats", 84], ["Kade Glas", 120], ["Bay Ltd", 36]],
}


@pytest.mark.parametrize("beside", BESIDES)
def test_of_two_tables_beside_each_other_one_is_read_and_the_other_told(tmp_path: Path, beside: str) -> None:
    rows = [[*left, "", *right] for left, right in zip([INVOICES, *BILLS], BESIDES[beside], strict=True)]
    found = read_bytes(tmp_path, workbook({"All": rows}), "all.xlsx")
    assert [(v["number"], v["customer"], v["total"]) for v in found.values] == [(b[0], b[1], b[4]) for b in BILLS]
    last = "J" if beside == "payments" else "H"
    assert found.said == [f"sheet All: {BESIDE.format('G', last)}"]


def test_a_blank_column_within_one_table_parts_nothing(tmp_path: Path) -> None:
    rows = [[*left[:2], "", *left[2:]] for left in [INVOICES, *BILLS]]
    found = read_bytes(tmp_path, workbook({"All": rows}), "all.xlsx")
    assert len(found.rows) == 3
    assert not found.said
