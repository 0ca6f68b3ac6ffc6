"""What is read from Word files, and what is not opened."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.patience import within
from tests.sources.contracts.papers import LEASE, passed_over, taken, with_part, word

DOCUMENT = "word/document.xml"


def lease(document: Document) -> None:
    for line in LEASE.splitlines():
        document.add_paragraph(line)


def body(inner: str) -> bytes:
    return f"<w:document {nsdecls('w')}><w:body>{inner}</w:body></w:document>".encode()


def text_of(folder: Path, inner: str) -> str:
    found = taken(folder, with_part(word(lease), DOCUMENT, body(inner)), "x.docx")
    return str(found.only["text"])


def said(line: str) -> str:
    return f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"


def test_a_word_file_is_read_with_its_title_and_day_whatever_its_name(tmp_path: Path) -> None:
    found = taken(tmp_path, word(lease), "scan_0001.tmp")
    assert found.only["title"] == "BOAT HIRE AGREEMENT"
    assert found.only["dated_on"] == dt.date(2025, 5, 4)
    assert found.only["text"] == LEASE.rstrip("\n")


def test_tables_stand_where_they_stand_and_merged_cells_once(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        document.add_paragraph("before")
        table = document.add_table(2, 2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "both"
        table.cell(1, 0).text, table.cell(1, 1).text = "left", "right"
        document.add_paragraph("after")

    found = taken(tmp_path, word(write), "x.docx")
    assert str(found.only["text"]).split() == ["before", "both", "left", "right", "after"]


def test_inserted_text_and_form_fields_are_read_and_deleted_text_is_not(tmp_path: Path) -> None:
    text = text_of(
        tmp_path,
        "<w:p><w:r><w:t xml:space='preserve'>fee </w:t></w:r>"
        "<w:ins w:id='1' w:author='B'><w:r><w:t>1,900</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='B'><w:r><w:delText>2,100</w:delText></w:r></w:del></w:p>"
        f"<w:sdt><w:sdtContent>{said('in a form field')}</w:sdtContent></w:sdt>",
    )
    assert text == "fee 1,900\nin a form field"


def test_pages_begin_where_word_recorded_it(tmp_path: Path) -> None:
    inner = said("one") + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r></w:p>"
    found = taken(tmp_path, with_part(word(lease), DOCUMENT, body(inner)), "x.docx")
    assert (found.only["text"], found.only["pages"], found.only["page_count"]) == ("one\n\ntwo", [0, 5], 2)


def test_a_cell_that_claims_to_span_a_million_columns_is_one_cell(tmp_path: Path) -> None:
    cell = f"<w:tc><w:tcPr><w:gridSpan w:val='100000000'/></w:tcPr>{said('wide')}</w:tc>"
    assert text_of(tmp_path, f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>") == "wide"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_definitions_of_entities_are_not_opened(tmp_path: Path, encoding: str) -> None:
    laugh = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY a "ha">]>{body("").decode()}'
    found = taken(tmp_path, with_part(word(lease), DOCUMENT, laugh.encode(encoding)), "x.docx")
    assert "definitions of entities" in found.rejects[0].reason
    assert not found.rows


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = with_part(word(lease), DOCUMENT, body(" " * 30_000_000))
    assert len(bomb) < 200_000
    found = taken(tmp_path, bomb, "x.docx")
    assert "zip bomb" in found.rejects[0].reason


def test_pictures_alone_damage_and_old_forms_are_rejected_with_what_to_do(tmp_path: Path) -> None:
    whole = word(lease)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    empty = with_part(whole, DOCUMENT, body(""))
    reasons = [
        taken(tmp_path, content, name).rejects[0].reason
        for content, name in (
            (empty, "a.docx"),
            (whole[:-300], "b.docx"),
            (whole[: len(whole) // 2], "c.docx"),
            (old, "d.doc"),
        )
    ]
    assert "OCR" in reasons[0]
    assert reasons[1] == reasons[2] == "the Word file is damaged and cannot be read. Save it again as .docx."
    assert "Save it as .docx" in reasons[3]


def test_a_word_file_of_three_hundred_thousand_paragraphs_is_read_soon(tmp_path: Path) -> None:
    package = with_part(word(lease), DOCUMENT, body(said("x") * 300_000))
    with within():
        assert len(str(taken(tmp_path, package, "x.docx").only["text"])) == 599_999


def test_other_packages_are_left_to_others(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert passed_over(tmp_path, out.getvalue(), "x.docx")
    assert passed_over(tmp_path, b"PK\x03\x04", "x.docx")


def test_a_paragraph_of_another_namespace_is_read_past(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        lease(document)
        document.element.body.insert(0, parse_xml('<x:p xmlns:x="urn:x"><x:t>unseen</x:t></x:p>'))

    assert "unseen" not in str(taken(tmp_path, word(write), "x.docx").only["text"])
