"""What is read from PDFs, and how those end that give no text."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from comity.sources.contracts import pdf as pdf_source
from tests.patience import within
from tests.sources.contracts.papers import LEASE, passed_over, pdf, taken

LOCKED = (
    "<< /Filter /Standard /V 1 /R 2 /P -4"
    f" /O <{'41' * 32}> /U <{'42' * 32}> >>"
)  # fmt: skip
ID = f"/ID [<{'43' * 16}> <{'43' * 16}>]"


def test_a_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    found = taken(tmp_path, pdf([LEASE, "Annex A\nBoats and oars"]), "x.dat")
    text = str(found.only["text"])
    assert found.only["title"] == "BOAT HIRE AGREEMENT"
    assert found.only["dated_on"] == dt.date(2025, 5, 4)
    assert found.only["page_count"] == 2
    pages = found.only["pages"]
    assert isinstance(pages, list)
    assert text[pages[1] :] == "Annex A\nBoats and oars"
    assert "\r" not in text


def test_a_scan_is_rejected_with_what_to_do_and_one_of_some_pages_is_told(tmp_path: Path) -> None:
    assert "a scan?" in taken(tmp_path, pdf(["", ""]), "scan.pdf").rejects[0].reason
    found = taken(tmp_path, pdf([LEASE, "", "Annex", ""]), "half.pdf")
    assert found.only["page_count"] == 4
    assert found.said == ["pages without text (scans?): 2, 4"]


def test_a_locked_pdf_is_rejected_with_what_to_do(tmp_path: Path) -> None:
    locked = pdf([LEASE], extra=(LOCKED,), trailer=f"/Encrypt 6 0 R {ID}")  # after a page's five objects
    assert "password" in taken(tmp_path, locked, "locked.pdf").rejects[0].reason


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.7\ngarbage" + bytes(5_000), b"\n\n%PDF-"])
def test_a_damaged_pdf_is_rejected(tmp_path: Path, content: bytes) -> None:
    assert "damaged" in taken(tmp_path, content, "x.pdf").rejects[0].reason


def test_a_tree_of_pages_that_holds_itself_ends(tmp_path: Path) -> None:
    looping = pdf([LEASE]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    found = taken(tmp_path, looping, "loop.pdf")
    assert len(found.rejects) == 1


def test_a_pdf_that_draws_a_drawing_ten_times_ten_times_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_source, "SECONDS", 3.0)
    depth, first = 12, 6  # the page, its content, and what stands before them take five objects
    drawings = []
    for n in range(depth):
        inner = f"/Resources << /XObject << /X0 {first + n + 1} 0 R >> >>" if n + 1 < depth else ""
        drawn = "/X0 Do " * 10 if inner else "0 0 m 9 9 l S "
        form = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {inner}"
        drawings.append(f"<< {form} /Length {len(drawn)} >>\nstream\n{drawn}endstream")
    laugh = pdf([LEASE], extra=tuple(drawings), resources=f"/XObject << /X0 {first} 0 R >>")
    with within():
        found = taken(tmp_path, laugh, "laugh.pdf")
    assert len(found.rows) + len(found.rejects) == 1


def test_a_mail_that_quotes_the_mark_of_a_pdf_is_none(tmp_path: Path) -> None:
    assert passed_over(tmp_path, b"Subject: what is %PDF-1.4?\nTo: ines@fen.example\n\nHello\n", "x.eml")


def test_the_contracts_at_hand_are_read(shared: Path, tmp_path: Path) -> None:
    paths = sorted((shared / "data" / "contracts" / "pdf").glob("*.pdf"))
    paths += sorted((shared / "examples").glob("*/exports/contracts/*"))
    assert len(paths) > 20
    for path in paths:
        found = taken(tmp_path, path.read_bytes(), path.name)
        assert found.only["title"]
        assert len(str(found.only["text"])) > 200


@pytest.mark.slow
def test_most_contracts_lawyers_dated_are_dated_alike(shared: Path, tmp_path: Path) -> None:
    folder = shared / "data" / "contracts"
    dated = _dated_by_lawyers(folder / "master_clauses.csv")
    right = told = 0
    for path in sorted((folder / "text").glob("*.txt"))[::4]:
        days = dated.get(path.stem.lower().strip())
        if not days:
            continue
        content = path.read_bytes()
        if passed_over(tmp_path, content):
            continue
        day = taken(tmp_path, content).only["dated_on"]
        told += day is not None
        right += day in days
    assert told > 40
    assert right / told > 0.9


def _dated_by_lawyers(path: Path) -> dict[str, set[dt.date]]:
    found: dict[str, set[dt.date]] = {}
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            days = set()
            for name in ("Agreement Date-Answer", "Effective Date-Answer"):
                parts = row[name].strip().split("/")
                if len(parts) == 3 and all(part.isdigit() for part in parts):
                    month, day, year = map(int, parts)
                    days.add(dt.date(year + (2000 if year < 50 else 1900) * (year < 100), month, day))
            found[Path(row["Filename"]).stem.lower().strip()] = days
    return found
