"""A record of a client that is told by signs alone is rejected: it would belong to nobody in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.tables import read_text

INVOICES = "Invoice no,Date,Client name,Due date,Total\n"
OTHERS = {
    "payments": "Payment no,Payment date,Customer,Amount,Invoice no\nZ-1,2026-02-03,{name},40,E-1\n",
    "hours": "Date,Employee,Client,Task,Hours\n2026-02-03,Ilse Roth,{name},Sanding,2\n",
    "deals": "Deal name,Company,Stage,Amount,Close date\nNew masts,{name},Won,400,2026-02-03\n",
    "placements": "Candidate,Client,Job title,Start date,Fee\nIlse Roth,{name},Rigger,2026-02-03,900\n",
}


@pytest.mark.parametrize("name", ["---.", "///", ".", "🎉", "?!"])
def test_an_invoice_of_a_customer_without_a_letter_or_digit_is_rejected_by_the_name_of_its_column(
    tmp_path: Path, name: str
) -> None:
    text = INVOICES + f"E-1,2026-02-03,{name},2026-03-05,40\nE-2,2026-02-04,7 Masts,2026-03-05,50\n"
    found = read_text(tmp_path, text)
    assert [row["customer"] for row in found.values] == ["7 Masts"]
    [reject] = found.rejects
    assert f'"{name}" in "Client name" names nobody' in reject.reason


@pytest.mark.parametrize("name", ["株式会社山田", "Ελληνική ΑΕ", "Ö", "7"])
def test_letters_of_all_alphabets_name_somebody(tmp_path: Path, name: str) -> None:
    text = INVOICES + f"E-1,2026-02-03,{name},2026-03-05,40\nE-2,2026-02-04,7 Masts,2026-03-05,50\n"
    assert [row["customer"] for row in read_text(tmp_path, text).values] == [name, "7 Masts"]


@pytest.mark.parametrize("table", OTHERS)
def test_so_is_every_other_record_that_belongs_to_a_client(tmp_path: Path, table: str) -> None:
    [row] = read_text(tmp_path, OTHERS[table].format(name="Aalto Boats")).rows
    assert row.table == table
    found = read_text(tmp_path, OTHERS[table].format(name="///"))
    assert not found.rows
    assert "names nobody" in found.rejects[0].reason
