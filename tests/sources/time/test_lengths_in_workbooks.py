"""Lengths of time that a workbook keeps as fractions of a day, and shows as hours by a cell's format alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter

from tests.sources.tables import read_file


@pytest.mark.parametrize("form", ["[h]:mm", "[hh]:mm:ss", "[h]:mm;-[h]:mm", "[mm]"])
def test_hours_that_a_workbook_keeps_as_fractions_of_a_day_are_hours(tmp_path: Path, form: str) -> None:
    worked = [0.75, 2.5, 24.0, 26.5]
    path = tmp_path / "week.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, days, length = book.add_worksheet(), book.add_format(), book.add_format()
        days.set_num_format("dd/mm/yyyy")
        length.set_num_format(form)
        sheet.write_row(0, 0, ["Date", "Client", "Task", "First Name", "Last Name", "Hours"])
        for row, hours in enumerate(worked, 1):
            sheet.write_datetime(row, 0, dt.datetime(2026, 3, 20 + row), days)
            sheet.write_row(row, 1, ["Fen Boats", "Caulking", "Ann", "Reed"])
            sheet.write_number(row, 5, hours / 24, length)
    read = read_file(path)
    assert read.rejects == []
    assert [values["hours"] for values in read.values] == worked
