"""Headings that bookkeepers shorten are read as the words they stand for."""

from __future__ import annotations

from pathlib import Path

from comity.sources import Row, source_of
from tests.sources.exports import export_of

BOOK = """Inv #,Inv. date,Cust,Descr,Cur,Amt,Terms,Due,Paid on,Paid amount
S-101,2026-03-02,Halden Marine,harbour dues,NOK,1200.00,net 30,2026-04-01,2026-04-07,1200.00
S-102,2026-03-09,Halden Marine,mooring,NOK,800.00,net 30,2026-04-08,,
"""


def test_an_invoice_book_with_short_headings_is_no_list_of_payments(tmp_path: Path) -> None:
    file = tmp_path / "book.csv"
    file.write_text(BOOK, "utf-8")
    export = export_of(file)
    source = source_of(export)
    assert source is not None
    rows = [r for r in source.read(export) if isinstance(r, Row)]
    assert [(r.table, r.values["number"], r.values["customer"], str(r.values["currency"])) for r in rows] == [
        ("invoices", "S-101", "Halden Marine", "NOK"),
        ("invoices", "S-102", "Halden Marine", "NOK"),
    ]
    assert [str(a.values["amount"]) for r in rows for a in r.also] == ["1200.00"]
