"""What is dropped: names made harmless, archives opened within limits, and nothing left behind past one."""

from __future__ import annotations

import datetime as dt
import io
import re
import stat
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import expect

from comity.errors import UserError
from comity.sources.unknown import LOCKED
from comity.web import intake
from comity.web.intake import harmless, lay_down
from comity.web.jobs.worker import work_once
from comity.web.models.jobs import Job, State
from tests.web.browsing import show
from tests.web.conftest import SignIn
from tools.chromium import chromium


def zipped(
    files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED, *, locked: tuple[str, ...] = ()
) -> SimpleUploadedFile:
    """A zip of these; those that are locked say so of themselves."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        for name in locked:
            archive.getinfo(name).flag_bits |= 1
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


def test_a_file_and_a_folder_of_one_name_are_both_laid_down(tmp_path: Path) -> None:
    names = ["a", "a/b.csv", "a/c.csv", "d/e.csv", "d"]
    packed = zipped({name: name.encode() for name in names})
    folder = lay_down(tmp_path, [("all.zip", packed)])
    assert {str(p.relative_to(folder)): p.read_text() for p in folder.rglob("*") if p.is_file()} == {
        "a": "a", "a (2)/b.csv": "a/b.csv", "a (2)/c.csv": "a/c.csv", "d/e.csv": "d/e.csv", "d (2)": "d"
    }  # fmt: skip


def test_of_very_many_files_of_one_name_each_is_looked_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Path] = []
    many, exists = 60, Path.exists

    def counted(place: Path) -> bool:
        looked.append(place)
        return exists(place)

    monkeypatch.setattr(Path, "exists", counted)
    folder = lay_down(tmp_path, [("a.txt", SimpleUploadedFile("a.txt", b"%d" % n)) for n in range(many)])
    names = ["a.txt", *(f"a ({n}).txt" for n in range(2, many + 1))]
    assert [int((folder / name).read_bytes()) for name in names] == [*range(many)]
    assert len(looked) <= 3 * many


@pytest.mark.parametrize("letter", ["a", "ü", "帳", "a\ud800"])
def test_a_long_name_is_cut_to_what_a_disk_takes_and_keeps_its_ending(letter: str, tmp_path: Path) -> None:
    [laid] = lay_down(tmp_path, [(f"{letter * 300}.mbox", SimpleUploadedFile("x", b"x"))]).iterdir()
    assert laid.suffix == ".mbox"
    assert len(laid.name.encode()) <= 150


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


def test_a_damaged_archive_is_laid_down_as_it_is_to_be_told_when_it_is_read(tmp_path: Path) -> None:
    folder = lay_down(tmp_path, [("all.zip", SimpleUploadedFile("all.zip", b"PK no archive"))])
    assert [p.read_bytes() for p in folder.iterdir()] == [b"PK no archive"]


def test_a_locked_archive_keeps_nothing_else_from_being_laid_down(tmp_path: Path) -> None:
    locked = zipped({"secret.txt": b"x"}, locked=("secret.txt",)).read()
    half = zipped({"open.csv": b"a", "shut.csv": b"b"}, locked=("shut.csv",))
    files = [("half.zip", half), ("all.zip", zipped({"a.csv": b"c", "in/old.zip": locked})),
             ("old.zip", SimpleUploadedFile("old.zip", locked))]  # fmt: skip
    folder = lay_down(tmp_path, files)
    found = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert found == {"open.csv", "half.zip", "a.csv", "all.zip/in/old.zip", "old.zip"}
    assert (folder / "old.zip").read_bytes() == (folder / "all.zip/in/old.zip").read_bytes() == locked


def test_what_is_damaged_in_an_archive_is_not_laid_down_by_half(tmp_path: Path) -> None:
    packed = zipped({"a.csv": b"a", "b.csv": b"b" * 9}, zipfile.ZIP_STORED).read().replace(b"b" * 9, b"bbbb?bbbb")
    folder = lay_down(tmp_path, [("all.zip", SimpleUploadedFile("all.zip", packed))])
    assert {p.name for p in folder.iterdir()} == {"a.csv", "all.zip"}


def test_one_locked_archive_is_one_line_and_all_else_is_read(sign_in: SignIn, own_home: Path) -> None:  # noqa: ARG001
    ann = sign_in("ann")
    sheet = SimpleUploadedFile("time.csv", b"Date,Client,Person,Hours\n2026-05-04,Kessler Hydraulics,Ann,2\n")
    shut = zipped({"secret.txt": b"x"}, locked=("secret.txt",))
    at = ann.post("/read/", {"files": [sheet, shut]})["Location"]
    assert work_once("the tests")
    job = Job.objects.get(pk=re.findall(r"\d+", at)[0])
    assert (job.state, job.error) == (State.DONE, "")
    assert [(f["file"], f["kept"]) for f in job.result["files"]] == [("all.zip", 0), ("time.csv", 1)]
    html = ann.get(at).content.decode()
    with chromium() as browser:
        page = browser.new_page()
        show(page, html)
        row = page.locator("tbody tr", has_text="all.zip")
        expect(row).to_contain_text(LOCKED)
        expect(page.locator(".lead")).to_contain_text("1 file is of no known kind; below its name stands why.")
        expect(page.locator("body")).not_to_contain_text("All could be read")


def test_folders_and_archives_in_an_archive_are_opened_too(tmp_path: Path) -> None:
    inner = zipped({"mail/2026/all.mbox": b"From x"}).read()
    folder = lay_down(tmp_path, [("all.zip", zipped({"books/a.csv": b"a", "more/old.ZIP": inner}))])
    found = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert found == {"books/a.csv", "mail/2026/all.mbox"}


def test_archives_packed_too_deep_and_a_bomb_within_an_archive_are_refused_in_words(tmp_path: Path) -> None:
    packed = b"a"
    for n in range(4):
        packed = zipped({"in.zip" if n else "a.csv": packed}).read()
    with pytest.raises(UserError, match="archives in archives in archives"):
        lay_down(tmp_path, [("all.zip", SimpleUploadedFile("all.zip", packed))])
    bombs = {f"{n}.zip": zipped({"bomb.csv": b"0" * 800_000}).read() for n in range(80)}
    with pytest.raises(UserError, match="too large once opened"):
        lay_down(tmp_path, [("all.zip", zipped(bombs))])
    assert not list((tmp_path / "inbox").iterdir())


def test_a_link_in_an_archive_is_refused_by_its_name(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("mail/newest.mbox")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(UserError, match=r"all\.zip: “mail/newest\.mbox” in it is a link"):
        lay_down(tmp_path, [("all.zip", SimpleUploadedFile("all.zip", packed.getvalue()))])
    assert not list((tmp_path / "inbox").iterdir())


def test_names_in_an_archive_that_lead_elsewhere_are_made_harmless(tmp_path: Path) -> None:
    names = ("..\\..\\a.csv", "C:/b.csv", "/c\u0001.csv", "x/../../../d.csv", "con.", "~/.ssh/e.csv", "\u202egnp.f")
    folder = lay_down(tmp_path, [("../all.zip", zipped(dict.fromkeys(names, b"x")))])
    assert sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()) == [
        "C_/b.csv", "a.csv", "c_.csv", "con", "x/d.csv", "~/ssh/e.csv", "\u202egnp.f",
    ]  # fmt: skip
    assert {p.parent for p in tmp_path.rglob("*") if p.is_file()} <= {folder, *folder.rglob("*")}


def test_entries_that_lie_over_one_another_are_measured_by_the_whole_archive(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.csv", "x" * 700_000)
        entry = archive.infolist()[0]
        # A thousand names for the same bytes: each alone stays within bounds.
        for _ in range(1, 1_000):
            twin = zipfile.ZipInfo(entry.filename)
            twin.filename = twin.orig_filename = "0.csv"
            for name in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(twin, name, getattr(entry, name))
            archive.filelist.append(twin)
    with pytest.raises(UserError, match="too large once opened"):
        lay_down(tmp_path, [("all.zip", SimpleUploadedFile("all.zip", packed.getvalue()))])


def test_a_disk_without_room_is_told_and_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "SPARED", 10**18)
    with pytest.raises(UserError, match="no room for that"):
        lay_down(tmp_path, [("a.csv", SimpleUploadedFile("a.csv", b"x"))])
    assert not list((tmp_path / "inbox").iterdir())


def test_a_second_click_begins_no_second_reading_of_the_same(sign_in: SignIn, own_home: Path, tmp_path: Path) -> None:
    ann, before = sign_in("ann"), Job.objects.count()

    def dropped(rows: bytes) -> str:
        return ann.post("/read/", {"files": [SimpleUploadedFile("more.csv", rows)]})["Location"]

    first = dropped(b"a,b")
    assert dropped(b"a,b") == first
    assert len(list((own_home / "inbox").iterdir())) == 1
    assert dropped(b"a,c") != first
    named = ann.post("/read/", {"folder": str(tmp_path)})["Location"]
    assert ann.post("/read/", {"folder": str(tmp_path)})["Location"] == named
    assert Job.objects.count() == before + 3
    Job.objects.update(state=State.DONE)
    assert dropped(b"a,b") != first


def test_folders_that_were_named_are_each_read_and_never_taken_away(sign_in: SignIn, tmp_path: Path) -> None:
    ann, before = sign_in("ann"), Job.objects.count()
    folders = [tmp_path / f"client-exports-quarterly-hr-2026-{n:02}" for n in (1, 2)]
    folders += [tmp_path / f"{'0f' * 16}-{n * 16}" for n in ("a", "b")]
    for folder in folders:
        folder.mkdir()
        (folder / "invoices.csv").write_text("a,b")
        ann.post("/read/", {"folder": str(folder)})
    assert Job.objects.count() == before + 4
    assert all((folder / "invoices.csv").exists() for folder in folders)


def test_a_folder_is_read_again_that_may_hold_more_than_when_its_reading_began(sign_in: SignIn, tmp_path: Path) -> None:
    ann = sign_in("ann")
    first = ann.post("/read/", {"folder": str(tmp_path)})["Location"]
    Job.objects.update(state=State.RUNNING, made_at=timezone.now() - dt.timedelta(minutes=1))
    assert ann.post("/read/", {"folder": str(tmp_path)})["Location"] != first


def test_what_is_being_sent_cannot_be_sent_again(sign_in: SignIn) -> None:
    html = sign_in("ann").get("/read/").content.decode()
    with chromium() as browser:
        page = browser.new_page()
        sent = show(page, html)
        page.set_input_files("#files", {"name": "more.csv", "mimeType": "text/csv", "buffer": b"a,b"})
        page.locator("#drop button").dblclick(force=True)
        expect(page.locator("#drop button")).to_be_disabled()
        page.wait_for_timeout(200)
        assert len(sent) == 1
