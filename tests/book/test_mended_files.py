"""What was rejected of a file asks for nothing any more once the file was mended, or another took its place."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

from comity.book.reading import read_folders
from comity.book.reconcile import reconcile
from comity.book.rejected import standing_rejects, unread_files
from comity.book.store import MemoryBook
from comity.sources import Settings
from tests.book.test_reading import ANN, BEN, SHEET, TODAY, put, read


def test_a_reject_is_none_any_more_once_its_file_was_mended(tmp_path: Path) -> None:
    book, broken = MemoryBook(), ANN.replace("2026-05-04", "2026-05-32")
    for sheet, wrong in ((SHEET + broken + BEN + broken, 2), (SHEET + ANN + BEN + broken, 1), (SHEET + ANN + BEN, 0)):
        read(book, put(tmp_path, a__csv=sheet, b__csv=SHEET + BEN + broken))
        assert [row["source"] for row in standing_rejects(book)].count("a.csv") == wrong
    assert [row["source"] for row in standing_rejects(book)] == ["b.csv"]
    # An older edition is put back: what is wrong in it is wrong again.
    read(book, put(tmp_path, a__csv=SHEET + ANN + BEN + broken))
    assert [row["source"] for row in standing_rejects(book)].count("a.csv") == 1


def test_what_was_rejected_of_a_file_that_was_mended_is_ignored_and_the_counts_add_up(tmp_path: Path) -> None:
    book, broken = MemoryBook(), ANN.replace("2026-05-04", "2026-05-32")
    for sheet in (SHEET + BEN + broken, SHEET + BEN + ANN):
        read(book, put(tmp_path, a__csv=sheet))
    tallies = sorted((t.records, t.kept, t.duplicate, t.rejected, t.ignored) for t in reconcile(book, ()))
    assert tallies == [(2, 1, 0, 0, 1), (2, 1, 1, 0, 0)]


def test_an_older_edition_that_is_put_back_and_reads_well_now_has_no_rejects(tmp_path: Path) -> None:
    book, mail = (
        MemoryBook(),
        "From: a@x.example\nTo: b@y.example\nSubject: x\nDate: Thu, 02 Jul 2026 10:00:00 +0000\n\n",
    )
    for text in (mail + "Hello\n", mail.replace("Jul", "May") + "Hi\n"):
        read(book, put(tmp_path, a__eml=text))
    assert standing_rejects(book) == []
    read(book, put(tmp_path, a__eml=mail + "Hello\n"), today=dt.date(2026, 7, 2))
    assert standing_rejects(book) == []


def test_files_of_one_name_that_are_read_together_take_nobodys_place(tmp_path: Path) -> None:
    book, broken = MemoryBook(), ANN.replace("2026-05-04", "2026-05-32")
    for _ in range(2):
        folders = [put(tmp_path / which, a__csv=SHEET + line) for which, line in (("x", ANN + broken), ("y", BEN))]
        read_folders(folders, book, today=TODAY, settings=Settings())
        assert len(standing_rejects(book)) == 1


def test_a_file_that_could_not_be_opened_is_no_reject_any_more_once_it_is_read(tmp_path: Path) -> None:
    book, folder = MemoryBook(), tmp_path / "exports"
    folder.mkdir()
    (folder / "a.csv").symlink_to(tmp_path)
    read(book, folder)
    assert len(standing_rejects(book)) == 1
    (folder / "a.csv").unlink()
    read(book, put(folder, a__csv=SHEET + ANN))
    assert standing_rejects(book) == []


def test_a_file_of_no_known_kind_is_none_any_more_once_another_took_its_place(tmp_path: Path) -> None:
    book = MemoryBook()
    read(book, put(tmp_path, a__csv="Wer,Wann\nFen Boats,gestern\n"))
    assert [name for name, _ in unread_files(book)] == ["a.csv"]
    read(book, put(tmp_path, a__csv=SHEET + ANN))
    assert unread_files(book) == []


def given_out(book: MemoryBook, *sheets: str) -> str:
    """An error file of what stands as rejected, with the lines that were typed into it."""
    out = io.StringIO()
    told = [f"{row['place']}: {row['reason']}" for row in standing_rejects(book)]
    csv.writer(out).writerows([*line.strip().split(","), wrong] for line, wrong in zip(sheets, told, strict=True))
    return SHEET.strip() + ",What is wrong\n" + out.getvalue()


def test_what_was_mended_in_an_error_file_is_no_reject_of_its_file_any_more(tmp_path: Path) -> None:
    book, broken, worse = MemoryBook(), ANN.replace("2026-05-04", "2026-05-32"), BEN.replace("3.50", "many")
    read(book, put(tmp_path / "a", a__csv=SHEET + ANN + BEN + broken + worse))
    assert [row["place"] for row in standing_rejects(book)] == ["line 4", "line 5"]
    half = given_out(book, ANN.replace("05-04", "05-06"), worse)
    read(book, put(tmp_path / "b", **{"to mend - a__csv": half}))
    assert [(row["source"], row["place"]) for row in standing_rejects(book)] == [
        ("a.csv", "line 5"), ("to mend - a.csv", "line 3"),
    ]  # fmt: skip
    read(book, put(tmp_path / "b", **{"to mend - a__csv": half.replace(",many,", ",1.50,")}))
    assert standing_rejects(book) == []
    # Its own file read again brings nothing back.
    read(book, tmp_path / "a")
    assert standing_rejects(book) == []
    tallies = {t.file: (t.records, t.kept, t.duplicate, t.rejected) for t in reconcile(book, ())}
    assert tallies["a.csv"] == (4, 2, 2, 0)


def test_an_error_file_that_is_read_with_the_file_it_was_made_from_mends_it(tmp_path: Path) -> None:
    first, book, broken = MemoryBook(), MemoryBook(), ANN.replace("2026-05-04", "2026-05-32")
    read(first, put(tmp_path, z__csv=SHEET + BEN + broken))
    read(book, put(tmp_path, **{"to mend - z__csv": given_out(first, ANN)}))
    assert standing_rejects(book) == []


def test_of_two_files_of_one_name_nobody_knows_which_an_error_file_mends(tmp_path: Path) -> None:
    book, broken = MemoryBook(), ANN.replace("2026-05-04", "2026-05-32")
    for folder in ("x", "y"):
        put(tmp_path / folder, a__csv=SHEET + BEN + broken)
    put(tmp_path / "y", a__csv=SHEET + ANN + broken)
    read(book, tmp_path)
    assert len(standing_rejects(book)) == 2
    wrong = given_out(book, ANN, ANN).splitlines(keepends=True)
    read(book, put(tmp_path / "z", **{"to mend - a__csv": "".join(wrong[:2])}))
    assert len(standing_rejects(book)) == 2
