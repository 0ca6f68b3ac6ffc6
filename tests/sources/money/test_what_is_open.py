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
