"""What is taken off turnover or never was any: lists of credit notes, refunds, deposits, documents of SAP."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.tables import read_text

HEADS = "Invoice Number,Customer,Invoice Date,Due Date,Net,VAT,Gross"
LINE = "1,Fen Boats,2026-01-18,2026-02-18,50,10,60"


@pytest.mark.parametrize(
    ("name", "heads"),
    [
        ("Facturas rectificativas", "Nº factura;Fecha;Cliente;Base imponible;IVA;Total;Estado"),
        ("Abonos", "Número;Fecha;Cliente;Base imponible;IVA;Total;Vencimiento"),
        ("Avoirs", "N° facture;Date;Client;Total HT;TVA;Total TTC;Date d'échéance"),
        ("Gutschriften", "Rechnungsnummer;Datum;Kunde;Netto;MwSt;Brutto;Fälligkeitsdatum"),
        ("Creditnota's", "Factuurnummer;Datum;Klant;Bedrag excl btw;Btw;Bedrag incl btw;Vervaldatum"),
    ],
)
def test_a_list_that_is_called_one_of_credit_notes_takes_off_turnover(tmp_path: Path, name: str, heads: str) -> None:
    last = "offen" if "Estado" in heads else "28.04.2026"
    text = f"{heads}\nR-4;28.03.2026;Fen Boats;200,00;40,00;240,00;{last}\n"
    found = read_text(tmp_path, text, f"{name}.csv").only
    assert [str(found[name]) for name in ("kind", "net", "total")] == ["credit", "200.00", "240.00"]


REFUNDS = (
    "Customer Refund; Cash Refund; Erstattung; Rückerstattung; Rücklastschrift; Terugbetaling; Remboursement client"
)


@pytest.mark.parametrize("kind", [*REFUNDS.split("; "), "Reembolso a cliente"])
def test_money_that_went_back_is_neither_an_invoice_nor_a_payment(tmp_path: Path, kind: str) -> None:
    read = read_text(tmp_path, f"{HEADS},Type\n{LINE},{kind}\n{LINE.replace('1', '2', 1)},Invoice\n")
    assert [row.ref for row in read.rows] == ["2"]
    assert "left out" in read.rejects[0].reason


@pytest.mark.parametrize("kind", ["Customer Deposit", "Kundenanzahlung", "Acompte client"])
def test_a_deposit_of_a_customer_is_money_that_came(tmp_path: Path, kind: str) -> None:
    read = read_text(tmp_path, f"{HEADS},Type\n{LINE},{kind}\n{LINE.replace('1', '2', 1)},Invoice\n")
    assert [row.table for row in read.rows] == ["payments", "invoices"]


def test_documents_of_sap_are_what_their_kinds_say(tmp_path: Path) -> None:
    heads = "Debitor;Name 1;Belegnummer;Belegart;Belegdatum;Nettofälligkeit;Betrag in Hauswährung"
    lines = "".join(
        f"70;Fen Boats;{number};{kind};{day}.03.2026;28.04.2026;{amount}\n"
        for number, kind, day, amount in (
            ("180", "RV", 14, "238,00"),
            ("140", "DZ", 20, "238,00-"),
            ("181", "DR", 21, "119,00"),
            ("160", "DG", 25, "11,90-"),
            ("510", "KR", 26, "50,00"),
        )
    )
    columns = {"Name 1": "customer", "Belegart": "type", "Belegnummer": "number", "Belegdatum": "issued_on"}
    columns |= {"Betrag in Hauswährung": "amount", "Nettofälligkeit": "due_on"}
    told = {name: f"invoices.{column}" for name, column in columns.items()}
    read = read_text(tmp_path, f"{heads}\n{lines}", "fbl5n.csv", columns={"fbl5n.csv": told})
    assert [(row.table, row.values["number"], row.values.get("kind")) for row in read.rows] == [
        ("invoices", "180", "invoice"),
        ("payments", "140", None),
        ("invoices", "181", "invoice"),
        ("invoices", "160", "credit"),
    ]
    assert "what we owe to others" in read.rejects[0].reason
