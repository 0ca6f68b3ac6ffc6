"""Two lists in one sheet, each under headings of its own: both are read, or what is not is said."""

from __future__ import annotations

from pathlib import Path

from comity.sources.peek import layouts
from tests.sources.exports import export_of
from tests.sources.tables import read_bytes, read_text, workbook

INVOICES = [
    ["Invoice No", "Customer", "Invoice Date", "Due Date", "Net", "Total"],
    ["K-7", "Fjord Opticians", "2026-02-03", "2026-03-05", "100.00", "120.00"],
    ["K-8", "Alnwick Mills", "2026-02-13", "2026-03-15", "200.00", "240.00"],
]
RECEIPTS = [
    ["Receipt No", "Customer", "Receipt Date", "Invoice No", "Amount", "Method"],
    ["R-1", "Fjord Opticians", "2026-03-04", "K-7", "120.00", "BACS"],
    ["R-2", "Alnwick Mills", "2026-03-24", "K-8", "240.00", "BACS"],
]
BROKEN = ["K-9", "Alnwick Mills", "2026-02-31", "2026-03-15", "200.00", "240.00"]
HOURS = [
    ["Day", "Worker", "Customer", "Hrs"],
    ["2026-02-03", "Ida Holm", "Fjord Opticians", "2.5"],
]


def text(*tables: list[list[str]]) -> str:
    return "\n\n".join("\n".join(",".join(cells) for cells in table) for table in tables) + "\n"


def test_both_lists_of_a_sheet_are_read(tmp_path: Path) -> None:
    for tables in ((INVOICES, RECEIPTS), (RECEIPTS, INVOICES), ([["Sales"], *INVOICES], [["Cash"], *RECEIPTS])):
        found = read_text(tmp_path, text(*tables))
        assert sorted(row.ref for row in found.rows if row.table == "invoices") == ["K-7", "K-8"]
        assert sorted(row.ref for row in found.rows if row.table == "payments") == ["R-1", "R-2"]
        assert found.rejects == []


def test_three_lists_of_a_sheet_are_read(tmp_path: Path) -> None:
    found = read_text(tmp_path, text(INVOICES, RECEIPTS, HOURS))
    assert [row.table for row in found.rows] == ["invoices", "invoices", "payments", "payments", "hours"]


def test_both_lists_of_a_sheet_of_a_workbook_are_read(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, workbook({"Ledger": [*INVOICES, [], *RECEIPTS], "Time": HOURS}), "a.xlsx")
    assert [row.table for row in found.rows] == ["invoices", "invoices", "payments", "payments", "hours"]


def test_a_list_whose_lines_cannot_be_read_above_another_is_said_to_be_left_out(tmp_path: Path) -> None:
    found = read_text(tmp_path, text([*INVOICES, BROKEN, BROKEN], RECEIPTS))
    assert {row.table for row in found.rows} == {"payments"}
    assert any("lines 1 to 6 look like another table" in said for said in found.said)


def test_headings_that_a_report_repeats_on_each_page_make_one_list_of_it(tmp_path: Path) -> None:
    found = read_text(tmp_path, text(INVOICES, [*INVOICES[:1], ["K-10", *INVOICES[2][1:]]], RECEIPTS))
    assert [row.ref for row in found.rows if row.table == "invoices"] == ["K-7", "K-8", "K-10"]


def test_it_is_known_which_lines_stand_under_which_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text(INVOICES, RECEIPTS))
    assert [(at.first, at.until, at.headings[0]) for at in layouts(export_of(path))] == [
        (1, 5, "Invoice No"),
        (5, 0, "Receipt No"),
    ]
