"""What `python -m benchmarks fuzz` brought down once: each finding by its name."""

from __future__ import annotations

import codecs
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from comity.sources import calendar
from comity.sources.xlsx import workbook_sheets
from tests.sources.exports import export_of
from tests.sources.tables import workbook

EVENT = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260504T100000Z\nSUMMARY:oars\nEND:VEVENT\nEND:VCALENDAR\n"


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, b""], ids=["marked", "unmarked"])
def test_a_calendar_in_utf_16_that_ends_amid_a_character_is_read(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "half.ics"
    path.write_bytes(mark + EVENT.encode("utf-16-le") + b"\0")
    export = export_of(path)
    assert calendar.detect(export)
    assert [type(outcome).__name__ for outcome in calendar.read(export)] == ["Row"]


def test_a_workbook_with_nothing_but_a_colour_in_its_last_corner_is_read(tmp_path: Path) -> None:
    path = tmp_path / "coloured.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "oars")
        sheet.write_blank("XFD1048576", None, book.add_format({"bg_color": "yellow"}))
    [sheet] = workbook_sheets(path, path.stat().st_size, 0)
    assert [line.cells for line in sheet.head(9)] == [["oars"]]


@pytest.mark.parametrize("encoding", ["x-foo", "shift_jis", "utf-16"])
def test_a_sheet_that_names_another_encoding_than_its_own_is_read_as_what_it_is(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "odd.xlsx"
    sound = zipfile.ZipFile(io.BytesIO(workbook({"a": [["oars"]]})))
    with zipfile.ZipFile(path, "w") as odd:
        for name in sound.namelist():
            part = sound.read(name)
            odd.writestr(
                name,
                part.replace(b'encoding="UTF-8"', f'encoding="{encoding}"'.encode(), 1) if "sheet1" in name else part,
            )
    [sheet] = workbook_sheets(path, path.stat().st_size, 0)
    assert [line.cells for line in sheet.head(9)] == [["oars"]]
