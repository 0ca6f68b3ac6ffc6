"""What is dropped: names made harmless, archives opened within limits, and nothing left behind past one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comity.errors import UserError
from comity.web import intake
from comity.web.intake import harmless, lay_down


def zipped(files: dict[str, bytes]) -> SimpleUploadedFile:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return SimpleUploadedFile("all.zip", packed.getvalue())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("mail/all.mbox", "mail/all.mbox"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\x\\y.csv", "C_/x/y.csv"),
        ("a\x00b\n.csv", "a_b_.csv"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_a_name_cannot_lead_out_of_the_folder(name: str, kept: str) -> None:
    assert str(harmless(name)) == kept


def test_folders_and_archives_are_laid_down_as_they_were(tmp_path: Path) -> None:
    files = [
        ("books/invoices.csv", SimpleUploadedFile("invoices.csv", b"a")),
        ("books/invoices.csv", SimpleUploadedFile("invoices.csv", b"b")),
        ("all.zip", zipped({"mail/all.mbox": b"From x", "../../evil.csv": b"c", "__MACOSX/x": b""})),
    ]
    folder = lay_down(tmp_path, files)
    found = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert found == {
        "books/invoices.csv": b"a",
        "books/invoices (2).csv": b"b",
        "mail/all.mbox": b"From x",
        "evil.csv": b"c",
    }
    assert not (tmp_path / "evil.csv").exists()


def test_a_bomb_is_refused_and_nothing_of_it_stays(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="too large once opened"):
        lay_down(tmp_path, [("all.zip", zipped({"bomb.csv": b"0" * 50_000_000}))])
    assert not list((tmp_path / "inbox").iterdir())


def test_too_many_files_and_too_many_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_FILES", 3)
    with pytest.raises(UserError, match="More than 3 files"):
        lay_down(tmp_path, [("all.zip", zipped({f"{n}.csv": b"x" for n in range(4)}))])
    monkeypatch.setattr(intake, "MOST_BYTES", 10)
    with pytest.raises(UserError, match="too large"):
        lay_down(tmp_path, [("a.csv", SimpleUploadedFile("a.csv", b"x" * 11))])


def test_a_damaged_archive_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"all\.zip: this archive cannot be opened"):
        lay_down(tmp_path, [("all.zip", SimpleUploadedFile("all.zip", b"PK no archive"))])
