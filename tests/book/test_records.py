"""Every record can be looked up: where it stands, what became of it, and of a duplicate where the first one lies."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from comity.book.purge import purge
from comity.book.records import DUPLICATE, IGNORED, KEPT, records
from comity.book.store import Book, DeltaBook, MemoryBook
from comity.book.unread import Rule
from comity.judge import see
from comity.tables import TABLES
from tests.book.test_purging import RULES, export
from tests.invariants.books import EXAMPLE, TODAY, Row, read_into
from tests.invariants.books import KEPT as HEARD

BESIDE = {"corrections", "decisions", "duplicates", "filings", "purged", "readings", "rejects", "settings", "sightings"}


def listed(book: Book) -> list[Row]:
    """The rows, after a check that they are as many of each file as its tally says."""
    sight = see(book, None, today=TODAY, cache=HEARD)
    rows = records(book, sight.ground.left_out).to_pylist()
    counts = Counter((r["source"], r["file_id"], r["what"]) for r in rows)
    for tally in sight.read:
        told = {KEPT: tally.kept, DUPLICATE: tally.duplicate, IGNORED: tally.ignored}
        assert {w: counts[tally.file, tally.file_id, w] for w in told} == told, tally
    return rows


def halves(folder: Path) -> list[Path]:
    """The bundled firm in two folders that overlap, and its mailbox in two that do."""
    chance, found = random.Random(8), [folder / "first", folder / "second"]
    for part in found:
        part.mkdir()
    for path in sorted(p for p in EXAMPLE.rglob("*") if p.is_file() and p.suffix != ".mbox"):
        for part in chance.sample(found, chance.choice((1, 2))):
            shutil.copyfile(path, part / path.name)
    every = (EXAMPLE / "mail" / "all.mbox").read_bytes().removeprefix(b"From ").split(b"\n\nFrom ")
    third = len(every) // 3
    for part, some in zip(found, (every[: 2 * third], every[third:]), strict=True):
        (part / "all.mbox").write_bytes(b"\n\n".join(b"From " + m for m in some) + b"\n")
    return found


def test_every_record_of_overlapping_exports_is_listed_once_and_a_second_reading_adds_none(tmp_path: Path) -> None:
    book, parts = MemoryBook(), halves(tmp_path)
    read_into(book, *parts)
    rows = listed(book)
    assert {r["what"] for r in rows} == {KEPT, DUPLICATE, IGNORED}
    read_into(book, *reversed(parts))
    assert listed(book) == rows


def test_the_places_of_a_record_are_the_same_in_whatever_order_files_are_read(tmp_path: Path) -> None:
    parts, found = halves(tmp_path), []
    for order in (parts, parts[::-1]):
        book = MemoryBook()
        for part in order:
            read_into(book, part)
        found.append({(r["source"], r["file_id"], r["place"], r["told_in"], r["who"], r["says"])
                      for r in records(book, {}).to_pylist()})  # fmt: skip
    assert found[0] == found[1]


def test_a_duplicate_tells_where_the_first_one_stands(tmp_path: Path) -> None:
    book = MemoryBook()
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        line = "9,Fen Boats,2026-05-04,2026-06-04,10\n" if name == "second" else ""
        head = "Invoice Number,Contact,Date,Due Date,Total\n"
        (tmp_path / name / f"{name}.csv").write_text(f"{head}{line}4,Fen Boats,2026-05-04,2026-06-04,90\n")
        read_into(book, tmp_path / name)
    [again] = [r for r in records(book, {}).to_pylist() if r["what"] == DUPLICATE]
    assert (again["source"], again["place"]) == ("second.csv", "line 3")
    assert (again["first_source"], again["first_place"]) == ("first.csv", "line 2")
    assert again["first_file_id"] != again["file_id"]
    assert (again["who"], again["says"]) == ("Fen Boats", "invoice · 4 · 90.00")


@pytest.mark.parametrize("kind", RULES)
def test_a_purge_takes_the_places_of_duplicates_too_and_no_later_export_brings_them_back(
    kind: str, tmp_path: Path
) -> None:
    folder, book = export(tmp_path / "exports"), DeltaBook(tmp_path / "book")
    (folder / "copy.mbox").write_text((folder / "all.mbox").read_text() + "\n", "utf-8")
    read_into(book, folder)
    assert book.facts("duplicates").num_rows == 5
    purge(book, [RULES[kind]])
    assert book.facts("duplicates").num_rows == 2
    read_into(book, folder)
    known = set(book.facts("messages", ["row_id"])["row_id"].to_pylist())
    assert set(book.facts("duplicates", ["record"])["record"].to_pylist()) == known


def test_a_purge_that_was_cut_short_before_the_places_went_is_finished_by_the_next(tmp_path: Path) -> None:
    folder, book = export(tmp_path / "exports"), DeltaBook(tmp_path / "book")
    (folder / "copy.mbox").write_text((folder / "all.mbox").read_text() + "\n", "utf-8")
    read_into(book, folder)
    before = book.facts("duplicates")
    purge(book, [Rule("domain", "doctor.example")])
    book.replace("duplicates", before)
    purge(book)
    assert book.facts("duplicates").num_rows == 2


def test_each_table_of_records_says_by_which_columns_one_knows_them_again() -> None:
    assert {name for name, table in TABLES.items() if not table.telling} == BESIDE
    for table in TABLES.values():
        assert set(table.telling) <= {c.name for c in table.columns}
        assert len(table.telling) != 1
