"""Tables as they lie in files: characters, separators, quotation marks, workbooks, and what hostile files do."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from comity.sources import Reject, source_of, tabular
from comity.sources.charsets import charset_of_head
from comity.sources.delimited import records
from comity.sources.sheets import Line
from tests.patience import within
from tests.sources.exports import Read, export_of
from tests.sources.tables import read_bytes, read_file, read_text, workbook

HEAD = "Date,Client,Project,Hours,Person\n"
ROW = "2025-06-02,Fjord Opticians,Shop fitting,2.5,Ida Holm\n"


def split(content: bytes, separator: str = ",", width: int = 0) -> list[Line]:
    """The lines that a file's bytes make."""
    charset = charset_of_head(content)
    assert charset is not None
    return list(records(io.BytesIO(content), charset, separator, width))


def cells(content: bytes, separator: str = ",", width: int = 0) -> list[list[object]]:
    """Their cells."""
    return [list(line.cells) for line in split(content, separator, width)]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_characters_are_the_same_in_every_charset(tmp_path: Path, charset: str) -> None:
    text = HEAD + ROW.replace("Fjord", "Fjørd & Søn").replace("Ida Holm", "Zoë Grün") * 3
    read = read_bytes(tmp_path, text.encode(charset))
    assert [row["client"] for row in read.values] == ["Fjørd & Søn Opticians"] * 3
    assert read.values[0]["person"] == "Zoë Grün"


def test_a_line_in_another_charset_than_its_file_is_read_and_said(tmp_path: Path) -> None:
    content = (HEAD + ROW.replace("Ida", "Zoë")).encode() + ROW.replace("Ida", "Zoë").encode("cp1252")
    read = read_bytes(tmp_path, content)
    assert [row["person"] for row in read.values] == ["Zoë Holm", "Zoë Holm"]
    assert read.said == ["what is no UTF-8 is read as cp1252"]


def test_a_file_of_an_old_program_is_read_by_a_guess(tmp_path: Path) -> None:
    rows = "".join(ROW.replace("Ida Holm", f"Jürgen Müßig{n}").replace("Fjord", "Blütenöl") for n in range(9))
    read = read_bytes(tmp_path, (HEAD + rows).encode("cp850"))
    assert read.values[0]["person"] == "Jürgen Müßig0"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_usual_separator_is_told_by_the_headings(tmp_path: Path, separator: str) -> None:
    read = read_text(tmp_path, (HEAD + ROW).replace(",", separator))
    assert read.only["hours"] == 2.5


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_their_system_ends_them(tmp_path: Path, end: str) -> None:
    read = read_bytes(tmp_path, (HEAD + ROW * 2).replace("\n", end).encode())
    assert [row.place for row in read.rows] == ["line 2", "line 3"]


def test_a_cell_may_hold_lines_quotation_marks_and_separators() -> None:
    content = b'a,b,c\n1,"two\nlines, and ""marks""",3\n4,5,6\n'
    assert cells(content) == [["a", "b", "c"], ["1", 'two\nlines, and "marks"', "3"], ["4", "5", "6"]]


def test_the_place_of_a_record_is_the_physical_line_it_begins_in() -> None:
    lines = split(b'a,b\n1,"x\ny\nz"\n2,3\n')
    assert [line.place for line in lines] == ["line 1", "line 2", "line 5"]
    assert lines[1].raw == b'1,"x\ny\nz"\n'


def test_a_mark_of_inches_opens_no_quotation() -> None:
    assert cells(b'1,12" tape,x\n2,3,"5"" tape"\n') == [["1", '12" tape', "x"], ["2", "3", '5" tape']]


def test_a_quotation_that_is_never_closed_costs_its_own_line_only() -> None:
    content = b'a,b,c\n1,"lost,3\n' + b"".join(b"%d,x,y\n" % n for n in range(2000))
    lines = split(content, width=3)
    assert [line.number for line in lines if line.fault] == [2]
    assert len(lines) == 2002


def test_a_lost_quotation_mark_among_quoted_cells_costs_its_own_line_only() -> None:
    content = b'"a","b","c"\n"1","lost,"3"\n' + b'"4","5","6"\n' * 50
    lines = split(content, width=3)
    assert sum(1 for line in lines if not line.fault and line.cells == ["4", "5", "6"]) == 50


def test_many_lost_quotation_marks_are_over_soon() -> None:
    with within():
        lines = split(b'a,"b\n' * 50_000)
    assert len(lines) > 20_000


def test_a_nul_byte_rejects_its_line(tmp_path: Path) -> None:
    read = read_text(tmp_path, HEAD + ROW + ROW.replace("Shop", "Sh\0op") + ROW)
    assert len(read.rows) == 2
    assert read.rejects[0].place == "line 3"
    assert "NUL" in read.rejects[0].reason


def test_an_endless_line_is_one_reject_of_bounded_size(tmp_path: Path) -> None:
    content = (HEAD + ROW).encode() + b"x" * 20_000_000 + b"\n" + ROW.encode()
    path = tmp_path / "long.csv"
    path.write_bytes(content)
    tracemalloc.start()
    read = read_file(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(read.rows) == 2
    assert [len(reject.raw) for reject in read.rejects] == [65_536]
    assert "1 MB" in read.rejects[0].reason
    assert peak < 30_000_000


def test_an_endless_line_in_wide_characters_is_one_reject_too(tmp_path: Path) -> None:
    read = read_bytes(tmp_path, (HEAD + ROW + "x" * 3_000_000 + "\n" + ROW).encode("utf-16"))
    assert len(read.rows) == 2
    assert len(read.rejects) == 1


def test_two_thousand_columns_are_one_reject(tmp_path: Path) -> None:
    read = read_text(tmp_path, HEAD + ROW + "," * 2000 + "\n" + ROW)
    assert len(read.rows) == 2
    assert "2001 columns" in read.rejects[0].reason


def test_a_giant_cell_is_one_reject(tmp_path: Path) -> None:
    read = read_text(tmp_path, HEAD + ROW + f'2025-06-02,"{"y" * 200_000}",x,2,Ida\n' + ROW)
    assert len(read.rows) == 2
    assert "128 KB" in read.rejects[0].reason


def test_a_formula_in_a_cell_is_text_and_nothing_more(tmp_path: Path) -> None:
    read = read_text(tmp_path, HEAD + ROW.replace("Shop fitting", "=cmd|' /C calc'!A0"))
    assert read.only["project"] == "=cmd|' /C calc'!A0"


def test_every_sheet_of_a_workbook_is_read_with_its_own_form(tmp_path: Path) -> None:
    content = workbook(
        {
            "Firms": [
                ["Relations of 2025"],
                [],
                ["Customer no", "Company name", "Website"],
                [7, "Fjord Opticians", "fjord.example"],
            ],
            "Pets": [["Name", "Kind", "Age"], ["Rex", "dog", 3]],
            "People": [
                ["First name", "Last name", "E-mail", "Company"],
                ["Ida", "Holm", "ida@fjord.example", "Fjord Opticians"],
            ],
        }
    )
    read = read_bytes(tmp_path, content, "crm.xlsx")
    assert [(row.table, row.place) for row in read.rows] == [
        ("companies", "sheet Firms, row 4"),
        ("contacts", "sheet People, row 2"),
    ]
    assert read.values[0]["company_id"] == "7"
    assert read.said == ["sheet Pets is no table that is known: left out"]
    assert tabular.kind_of(export_of(tmp_path / "crm.xlsx")) == "crm"


def unfit(folder: Path, content: bytes) -> Reject:
    """The one reject of a workbook that cannot be looked into."""
    path = folder / "bad.xlsx"
    path.write_bytes(content)
    export = export_of(path)
    source = source_of(export)
    assert source is not None
    assert source.KIND == "workbook"
    read = Read()
    for outcome in source.read(export):
        read.add(outcome)
    assert not read.rows
    assert len(read.rejects) == 1
    return read.rejects[0]


def changed(content: bytes, name: str, part: bytes) -> bytes:
    """A workbook with one of its parts exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, part if entry == name else old.read(entry))
    return out.getvalue()


PLAIN = workbook({"Sheet": [["Date", "Client", "Hours"], ["2025-06-02", "Fjord", 2]]})
SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_that_unpacks_without_end_is_not_unpacked(tmp_path: Path) -> None:
    reject = unfit(tmp_path, changed(PLAIN, SHEET, b"<worksheet>" + b" " * 30_000_000))
    assert "unpacks to more" in reject.reason


def test_a_workbook_with_entities_is_not_parsed(tmp_path: Path) -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
    assert "entities" in unfit(tmp_path, changed(PLAIN, SHEET, evil)).reason


def test_a_workbook_with_one_cell_at_the_end_of_the_world_is_not_parsed(tmp_path: Path) -> None:
    far = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    assert "rows of 16,384 columns" in unfit(tmp_path, changed(PLAIN, SHEET, far)).reason


def test_one_long_text_that_every_cell_repeats_is_not_unfolded(tmp_path: Path) -> None:
    noise = bytes(65 + b % 50 for b in random.Random(1).randbytes(900_000)).replace(b"\\", b"x")
    texts = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + noise + b"</t></si></sst>"
    )
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 2000))
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + cells
    content = changed(PLAIN, "xl/sharedStrings.xml", texts)
    reject = unfit(tmp_path, changed(content, SHEET, sheet + b"</sheetData></worksheet>"))
    assert "too long" in reject.reason


def test_a_part_that_is_there_twice_is_not_read(tmp_path: Path) -> None:
    out = io.BytesIO(PLAIN)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, "<worksheet/>")
    assert "twice" in unfit(tmp_path, out.getvalue()).reason


def test_empty_cells_that_were_only_painted_do_no_harm(tmp_path: Path) -> None:
    sheet = zipfile.ZipFile(io.BytesIO(PLAIN)).read(SHEET)
    painted = sheet.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
    read = read_bytes(tmp_path, changed(PLAIN, SHEET, painted), "painted.xlsx")
    assert not read.rejects


def test_a_broken_workbook_is_one_reject_with_advice(tmp_path: Path) -> None:
    reject = unfit(tmp_path, PLAIN[: len(PLAIN) // 2])
    assert "damaged" in reject.reason
    assert "Save the workbook again" in reject.reason


def test_a_document_of_another_office_program_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert not tabular.refusal(export_of(path))


def test_a_picture_or_a_mail_is_no_table(tmp_path: Path) -> None:
    mail = "From: Ida <ida@fjord.example>\nTo: us@shop.example\nSubject: Date, Client, Hours\n\nDate,Client,Hours\n"
    for name, content in (("p.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20), ("m.eml", mail.encode())):
        path = tmp_path / name
        path.write_bytes(content)
        assert tabular.kind_of(export_of(path)) == ""
