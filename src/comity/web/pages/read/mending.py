"""The error file: a file's rejected rows under its own headings, with what is wrong in a last column."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from comity.book.rejected import standing_rejects
from comity.home import create_book
from comity.sources.mended import as_it_was, harmless, is_mended
from comity.web.models.jobs import Job

LATE = 200  # readings that are looked through for how a file's lines are written


def _layouts(file: str) -> list[dict[str, Any]]:
    """How the file's lines are written, as its newest reading knew."""
    for result in Job.objects.filter(kind="read").values_list("result", flat=True)[:LATE]:
        found = [f["layouts"] for f in result.get("files", []) if f["file"] == file and f.get("layouts")]
        if found:
            return [layout for layout in found[0] if layout["headings"]]
    return []


def may_be_mended(file: str) -> bool:
    """Whether the file's rejected rows can be given as a table."""
    return bool(_layouts(file))


def mendable(home: Path, file: str, file_id: str = "") -> str:
    """The error file as CSV that a spreadsheet opens as it is, and works nothing out of. Several sheets stand below
    each other, each with its headings: mend one at a time."""
    rejects = [r for r in standing_rejects(create_book(home))
               if r["source"] == file and file_id in ("", r["file_id"]) and r["raw"]]  # fmt: skip
    out = io.StringIO("\ufeff", newline="")
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out)
    for layout in _layouts(file):
        rows = [r for r in sorted(rejects, key=lambda r: r["row_id"]) if _of(r["place"], layout)]
        lines = [(_given(_cells(r["raw"], layout), file), r) for r in rows]
        if lines:
            width = max(len(layout["headings"]), *(len(cells) for cells, _r in lines))
            table = [[*_padded(layout["headings"], width), _("What is wrong")]]
            table += [[*_padded(cells, width), f"{r['place']}: {r['reason']}"] for cells, r in lines]
            writer.writerows([harmless(cell) for cell in row] for row in table)
    return out.getvalue()


def _of(place: str, layout: Mapping[str, Any]) -> bool:
    """Whether a place lies in this table of the file: in its sheet, and above the next table's headings."""
    sheet, (counted, _blank, number) = layout["sheet"], place.rpartition(" ")
    if not counted.startswith(f"sheet {sheet}, " if sheet else "line") or not number.isdecimal():
        return False
    return layout.get("first", 0) <= int(number) and not 0 < layout.get("until", 0) <= int(number)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *([""] * (width - len(cells)))]


def _given(cells: Sequence[str], file: str) -> list[str]:
    """Cells as the export had them: an error file that is mended once more has them made harmless."""
    return [as_it_was(cell) for cell in cells] if is_mended(file) else [*cells]


def _cells(raw: bytes, layout: Mapping[str, Any]) -> list[str]:
    """A rejected line's cells; what is no line any more stands as it is in the first one."""
    try:
        text = raw.decode(layout["charset"])
    except (UnicodeDecodeError, LookupError):
        text = raw.decode("cp1252", "replace")
    text = text.strip("\r\n")
    if layout["sheet"]:
        return text.split("\t")
    try:
        return next(csv.reader([text] if "\n" not in text else text.splitlines(True), delimiter=layout["separator"]))
    except (csv.Error, StopIteration):
        return text.split(layout["separator"])
