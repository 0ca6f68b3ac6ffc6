"""Writing a small table and reading it as any source would, for tests."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from comity.sources import Settings, tabular
from tests.sources.exports import Read, export_of


def read_text(folder: Path, text: str, name: str = "table.csv", **settings: object) -> Read:
    """What the text gives as a UTF-8 file; `settings` are those of comity.toml."""
    return read_bytes(folder, text.encode(), name, **settings)


def read_bytes(folder: Path, content: bytes, name: str = "table.csv", **settings: object) -> Read:
    """What the bytes give as a file."""
    path = folder / name
    path.write_bytes(content)
    return read_file(path, **settings)


def read_file(path: Path, **settings: object) -> Read:
    """What a file gives."""
    found = Read()
    for outcome in tabular.read(export_of(path, Settings(**settings))):  # pyright: ignore[reportArgumentType]
        found.add(outcome)
    return found


def kind_of(folder: Path, text: str, name: str = "table.csv") -> str:
    """The source that knows the text, '' for none."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return tabular.kind_of(export_of(path))


def workbook(sheets: dict[str, Iterable[Sequence[object]]]) -> bytes:
    """An XLSX workbook of these sheets; dates are written as real dates."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, list(cells))
    return out.getvalue()
