"""Every record can be looked up: where it stands, what became of it, and of a duplicate where the first one lies."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from comity.book.purge import purge
from comity.book.reconcile import reconcile
from comity.book.records import DUPLICATE, IGNORED, KEPT, records
from comity.book.store import Book, DeltaBook, MemoryBook
from comity.book.unread import Rule
from comity.judge import see
from comity.tables import TABLES
from tests.book.test_purging import RULES, export
from tests.invariants.books import EXAMPLE, TODAY, Row, read_into
from tests.invariants.books import KEPT as HEARD

BESIDE = {"copies", "corrections", "decisions", "duplicates", "filings", "purged", "readings", "rejects", "settings",
          "sightings"}  # fmt: skip


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


@pytest.mark.slow
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


# Each line is one record and tells two facts.
TWOFOLD = {
    "calls.csv": "time;direction;firm;contact;duration;notes\n"
                 "2026-03-05 10:00;in;Fen Boats;Greg Tull;5:00;asked about rates\n"
                 "2026-03-06 10:00;in;Fen Boats;Greg Tull;5:00;asked again\n",
    "notes.csv": "Record ID,Call Title,Activity date,Call duration (HH:mm:ss),Call outcome,Call direction,Call notes,"
                 "Activity assigned to,Associated Contact,Associated Company\n"
                 "1,Hall,2026-03-08 10:00,00:12:05,Connected,Outbound,The hall.,Ann Reed,Greg Tull,Fen Boats\n"
                 "2,Gate,2026-03-09 10:00,00:02:05,Connected,Outbound,The gate.,Ann Reed,Greg Tull,Fen Boats\n",
    "firms.csv": "Customer ID,Company Name,Email,Phone\n7,Fen Boats,greg@fenboats.example,123\n",
    "invoices.csv": "Invoice Number,Contact,Date,Due Date,Total,Paid On\n"
                    "4,Fen Boats,2026-05-04,2026-06-04,90,2026-05-30\n",
}  # fmt: skip


def test_a_record_that_tells_two_facts_is_one_record(tmp_path: Path) -> None:
    book = DeltaBook(tmp_path / "book")
    for folder in ("first", "again"):
        (tmp_path / folder).mkdir()
        for name, text in TWOFOLD.items():
            (tmp_path / folder / name).write_text(text + ("" if folder == "first" else "\n"))
        read_into(book, tmp_path / folder)
    facts = ("calls", "notes", "companies", "contacts", "invoices", "payments")
    assert {name: book.facts(name).num_rows for name in facts} == {
        "calls": 4, "notes": 4, "companies": 1, "contacts": 1, "invoices": 1, "payments": 1,
    }  # fmt: skip
    counts = Counter((r["source"], r["told_in"], r["what"]) for r in listed(book))
    assert counts == {
        ("calls.csv", "calls", KEPT): 2, ("calls.csv", "calls", DUPLICATE): 2,
        ("notes.csv", "notes", KEPT): 2, ("notes.csv", "notes", DUPLICATE): 2,
        ("firms.csv", "companies", KEPT): 1, ("firms.csv", "companies", DUPLICATE): 1,
        ("invoices.csv", "invoices", KEPT): 1, ("invoices.csv", "invoices", DUPLICATE): 1,
    }  # fmt: skip


@pytest.mark.parametrize("rule", [Rule("erased name", "greg tull"), Rule("erased", "greg@fenboats.example")])
def test_a_purge_of_what_tells_two_facts_leaves_counts_that_add_up(rule: Rule, tmp_path: Path) -> None:
    book = DeltaBook(tmp_path / "book")
    (tmp_path / "first").mkdir()
    for name, text in TWOFOLD.items():
        (tmp_path / "first" / name).write_text(text)
    read_into(book, tmp_path / "first")
    assert purge(book, [rule]).rows.total() > 0
    for _ in range(2):
        for tally in reconcile(book, ()):
            assert (tally.duplicate, tally.kept + tally.ignored + tally.rejected) == (0, tally.records), tally
        read_into(book, tmp_path / "first")


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
