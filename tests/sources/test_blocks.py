"""Names that stand in the first line of each block alone: taken from above where the table shows its blocks."""

from __future__ import annotations

from pathlib import Path

from tests.sources.exports import Read
from tests.sources.tables import read_bytes, read_text, workbook

INVOICES = """Customer,Invoice No,Invoice Date,Due Date,Total
Brook Tiles,T-1,2026-01-04,2026-02-04,100.00
,T-9,2026-02-04,2026-03-04,120.00
,T-12,2026-03-14,2026-04-14,90.00
Sorrel Inks,T-2,2026-01-06,2026-02-06,55.00
,T-7,2026-02-01,2026-03-01,65.00
Wharf Bread,T-3,2026-01-05,2026-02-05,75.00
"""
TAKEN = '"Customer" stands in the first line of each block alone: 3 lines take it from above'


def customers(found: Read) -> list[object]:
    return [row.values["customer"] for row in found.rows]


def test_a_customer_named_once_holds_for_the_lines_of_its_block_and_that_is_said(tmp_path: Path) -> None:
    found = read_text(tmp_path, INVOICES)
    assert customers(found) == ["Brook Tiles"] * 3 + ["Sorrel Inks"] * 2 + ["Wharf Bread"]
    assert (found.rejects, found.said) == ([], [TAKEN])


def test_totals_that_bear_the_names_show_the_blocks_where_the_days_do_not_and_are_no_lines(tmp_path: Path) -> None:
    lines = [
        "Kunde;Rechnungsnummer;Rechnungsdatum;Fällig am;Betrag",
        "Brook Tiles;T-1;04.01.2026;04.02.2026;100,00",
        ";T-2;04.02.2026;04.03.2026;120,00",
        ";T-3;14.03.2026;14.04.2026;90,00",
        "Brook Tiles Ergebnis;;;;310,00",
        "Sorrel Inks;T-4;16.03.2026;16.04.2026;55,00",
        ";T-5;21.03.2026;21.04.2026;65,00",
        "Sorrel Inks Ergebnis;;;;120,00",
        "Gesamtergebnis;;;;430,00",
    ]
    found = read_text(tmp_path, "\n".join(lines))
    assert (customers(found), found.rejects) == (["Brook Tiles"] * 3 + ["Sorrel Inks"] * 2, [])


def test_a_project_within_a_client_is_taken_too_and_ends_with_it(tmp_path: Path) -> None:
    rows = [
        ["Client", "Project", "Date", "Person", "Hours"],
        ["Brook Tiles", "Web", "2026-01-04", "Ida Holm", 2.5],
        ["", "", "2026-01-05", "Ida Holm", 2],
        ["", "Audit", "2026-01-02", "Ole Berg", 1.5],
        ["", "", "2026-01-08", "Ida Holm", 1],
        ["Sorrel Inks", "", "2026-01-02", "Ida Holm", 3],
        ["", "", "2026-01-05", "Ida Holm", 3],
        ["", "Web", "2026-01-03", "Ole Berg", 3],
        ["", "", "2026-01-06", "Ida Holm", 3],
    ]
    found = read_bytes(tmp_path, workbook({"Time": rows}), "a.xlsx")
    assert [row.values["client"] for row in found.rows] == ["Brook Tiles"] * 4 + ["Sorrel Inks"] * 4
    assert [row.values["project"] for row in found.rows] == ["Web", "Web", "Audit", "Audit", None, None, "Web", "Web"]


def test_work_for_nobody_in_a_time_sheet_is_no_line_of_the_client_above(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        "Date,Client,Task,Person,Hours\n2026-01-05,Brook Tiles,Survey,Ida Holm,2\n2026-01-05,,Admin,Ida Holm,2\n"
        "2026-01-06,Sorrel Inks,Survey,Ole Berg,2\n2026-01-07,,Admin,Ida Holm,2\n2026-01-08,,Admin,Ole Berg,2\n",
    )
    assert [row.values["client"] for row in found.rows] == ["Brook Tiles", None, "Sorrel Inks", None, None]
    assert [said for said in found.said if said.startswith('"Client" is empty in lines below one that has it')]


def test_a_customer_that_lacks_where_names_come_again_is_a_reject(tmp_path: Path) -> None:
    text = INVOICES.replace("Wharf Bread", "Brook Tiles")
    assert [reject.place for reject in read_text(tmp_path, text).rejects] == ["line 3", "line 4", "line 6"]


def test_a_damaged_line_and_one_behind_a_blank_line_take_no_name_from_above(tmp_path: Path) -> None:
    damaged = INVOICES.replace(",T-9,2026-02-04,2026-03-04,", ",T-9,2026-02-04,,")
    assert [reject.place for reject in read_text(tmp_path, damaged).rejects] == ["line 3"]
    parted = INVOICES.replace(",T-12", "\n,T-12")
    assert [reject.place for reject in read_text(tmp_path, parted).rejects] == ["line 3", "line 5", "line 7"]


def test_a_broken_line_names_no_block_and_what_follows_takes_no_name_from_before_it(tmp_path: Path) -> None:
    for broken in ("Sorrel Inks,T-2,2026-01-06,2026-02-06,55.00,,x", "T-2,2026-01-06,2026-02-06,55.00"):
        found = read_text(tmp_path, INVOICES.replace("Sorrel Inks,T-2,2026-01-06,2026-02-06,55.00", broken))
        assert customers(found) in (["Brook Tiles"] * 3 + ["Wharf Bread"], ["Brook Tiles", "Wharf Bread"])
