"""What is open of an invoice, by the words that programs of several languages have for it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.sources.tables import read_text

WORDS = ["Restant dû", "Solde restant dû", "Reste à régler", "Ausstehender Betrag", "Restbedrag", "Nog te betalen",
         "Importe restante", "Total pendiente", "Outstanding"]  # fmt: skip


@pytest.mark.parametrize("heading", WORDS)
def test_what_is_open_is_known_by_its_heading_in_a_list_of_invoices(tmp_path: Path, heading: str) -> None:
    text = f"Invoice no,Customer,Invoice date,Due date,Total,{heading}\nP-6,Aalto Boats,2026-02-03,2026-03-05,90,35\n"
    row = read_text(tmp_path, text).only
    assert (row["total"], row["open_balance"], row["status"]) == (Decimal(90), Decimal(35), "open")


@pytest.mark.parametrize("heading", WORDS)
def test_and_in_one_of_what_is_open_alone(tmp_path: Path, heading: str) -> None:
    text = f"Invoice no,Customer,Invoice date,Due date,{heading}\nP-6,Aalto Boats,2026-02-03,2026-03-05,35\n"
    assert read_text(tmp_path, text).only["open_balance"] == Decimal(35)


@pytest.mark.parametrize(
    ("status", "total", "paid"),
    [
        ("Paid 600 of 1,500", "1500", "600"),
        ("Paid €600.00 of €1,500.00", "1500", "600"),
        ("600,00 EUR von 1.500,00 EUR bezahlt", "1500", "600"),
        ("Paid 600 of 1,500", "2000", None),
        ("1 of 3 instalments paid", "1500", None),
    ],
)
def test_a_part_that_a_status_calls_paid_leaves_the_invoice_open(
    tmp_path: Path, status: str, total: str, paid: str | None
) -> None:
    text = f'Invoice no,Customer,Invoice date,Due date,Total,Status\nP-6,Aalto Boats,2026-02-03,,{total},"{status}"\n'
    row = read_text(tmp_path, text).only
    assert row["status"] == "open"
    assert row["paid_amount"] == (None if paid is None else Decimal(paid))


@pytest.mark.parametrize("status", ["Paid 1,500 of 1,500", "Paid 3 of March", "Paid 12.03.2026", "Pagada 3 de marzo"])
def test_all_of_it_and_a_day_are_no_part(tmp_path: Path, status: str) -> None:
    text = f'Invoice no,Customer,Invoice date,Due date,Total,Status\nP-6,Aalto Boats,2026-02-03,,1500,"{status}"\n'
    assert read_text(tmp_path, text).only["status"] == "paid"


def test_the_day_beside_such_a_status_is_that_of_the_part(tmp_path: Path) -> None:
    text = (
        "Invoice no,Customer,Invoice date,Due date,Total,Status,Paid on\n"
        "P-6,Aalto Boats,2026-02-03,,1500,Paid 600 of 1500,2026-03-01\n"
    )
    [row] = read_text(tmp_path, text).rows
    assert (row.values["status"], row.values.get("paid_on")) == ("open", None)
    assert [payment.values["amount"] for payment in row.also] == [Decimal(600)]


INVOICED = {
    "afas": "Factuurnummer;Factuurdatum;Verkooprelatie;Naam verkooprelatie;Factuurbedrag excl. btw;Btw-bedrag;"
    "Factuurbedrag incl. btw;Openstaand bedrag;Vervaldatum;Betaald\n"
    "77;15-02-2026;410;Veenhuis Bouw;200,00;42,00;242,00;0,00;17-03-2026;Ja\n"
    "78;06-02-2026;411;Kade Glas;300,00;63,00;363,00;363,00;08-03-2026;Nee\n",
    "sap business one": "#;Customer Code;"
    "Customer Name;Document No.;Posting Date;Due Date;Document Total;Applied Amount;"
    "Balance Due;Status\n1;C7;Fen Boats;77;05.02.26;07.03.26;EUR 242.00;EUR 242.00;;Closed\n"
    "2;C8;Kade Glas;78;06.02.26;08.03.26;EUR 363.00;;EUR 363.00;Open\n",
}


@pytest.mark.parametrize("program", INVOICED)
def test_a_list_of_what_was_invoiced_and_what_is_open_of_it_is_one_of_invoices(tmp_path: Path, program: str) -> None:
    read = read_text(tmp_path, INVOICED[program])
    assert not read.rejects
    assert [(v["number"], v["total"], v["status"]) for v in read.values] == [
        ("77", Decimal(242), "paid"),
        ("78", Decimal(363), "open"),
    ]
