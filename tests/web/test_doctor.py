"""`comity doctor`: a home is broken in each way, and a line says what is wrong and what to do."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import write_deltalake
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from comity.cli import main
from comity.signals import stored
from comity.signals.encoder import LARGER
from comity.web.at_work import at_work
from comity.web.doctor import book, database, folder, reader
from comity.web.doctor.app import look
from comity.web.models.begin import Mailbox
from comity.web.models.jobs import DEAD, Job, State
from comity.web.models.verdicts import Refresh
from comity.web.statements import tidy
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")
# These count every line: where the larger encoder could not be made, there is one more.
counted = pytest.mark.skipif(not stored.is_there(LARGER), reason="the larger encoder was not made here (make install)")


def doctor(home: Path, **environment: str) -> str:
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("COMITY_", "DJANGO_"))}
    call = [sys.executable, "-m", "comity", "--home", str(home), "doctor"]
    done = subprocess.run(call, env={**plain, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def at_rest(own_home: Path) -> Iterator[Path]:
    """A home with nothing wrong: its worker is at work, and its refresh was made just now."""
    own_home.chmod(0o700)
    with at_work(own_home):
        yield own_home


def one(lines: Iterator[str] | list[str], *parts: str) -> None:
    """One line, with these parts in it."""
    found = list(lines)
    assert len(found) == 1, found
    assert "\n" not in found[0]
    assert [p for p in parts if p not in found[0]] == [], found[0]


def test_a_home_with_nothing_wrong_has_no_line(at_rest: Path) -> None:
    assert [*folder.look(at_rest), *book.look(at_rest), *database.reach(), *look(at_rest)] == []


@pytest.mark.parametrize("there", [True, False])
def test_a_reader_without_its_larger_encoder_is_told(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    monkeypatch.setattr(stored, "is_there", lambda _name: there)
    if there:
        assert list(reader.look()) == []
    else:
        one(reader.look(), "larger.bin, the larger encoder, is missing", "Run make install")


@pytest.mark.parametrize("there", [True, False])
def test_the_page_of_exports_says_that_a_part_of_the_reader_is_missing(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    monkeypatch.setattr(stored, "is_there", lambda _name: there)
    page = sign_in("ann").get("/read/").content.decode()
    assert ("A part of the reader is missing" in page) is not there


def test_what_is_made_in_a_home_that_stood_open_is_shut_and_the_folder_stays_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "i.csv").write_text("Invoice Number,Contact,Date,Total\n1,Orr,2026-09-01,10\n")
    home = tmp_path / "home"
    (home / "book").mkdir(parents=True)
    for made in (home, home / "book"):
        made.chmod(0o755)
    (home / "comity.sqlite3").touch(mode=0o644)
    assert main(["--home", str(home), "read", str(tmp_path / "i.csv")]) == 0
    capsys.readouterr()
    modes = [p.stat().st_mode & 0o777 for p in (home, home / "book", home / "comity.sqlite3")]
    assert modes == [0o755, 0o700, 0o600]


@counted
def test_the_command_says_that_nothing_is_wrong_or_what_and_ends_as_the_contract_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COMITY_DATABASE_URL", raising=False)
    (tmp_path / "i.csv").write_text("Invoice Number,Contact,Date,Total\n1,Orr,2026-09-01,10\n")
    home, none = tmp_path / "home", tmp_path / "none"
    assert main(["--home", str(home), "read", str(tmp_path / "i.csv")]) == 0
    assert home.stat().st_mode & 0o777 == 0o700
    capsys.readouterr()
    assert main(["--home", str(home), "doctor", "--strict"]) == 0
    assert capsys.readouterr().out == f"{home}: nothing is wrong, as far as can be seen from here.\n"
    home.chmod(0o755)
    assert [main(["--home", str(home), "doctor", *words]) for words in ([], ["--strict"])] == [0, 1]
    assert capsys.readouterr().out.endswith(f"{home}: 1 thing is wrong.\n")
    assert main(["--home", str(none), "doctor"]) == 2
    assert "no home of Comity. Name one with --home" in capsys.readouterr().err
    assert not none.exists()


@counted
def test_a_database_that_cannot_be_reached_is_told_without_its_password(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    tmp_path.chmod(0o700)
    (tmp_path / "secret").write_text("x" * 60)
    (tmp_path / "secret").chmod(0o600)
    said = doctor(tmp_path, COMITY_DATABASE_URL="postgresql://ann:wonderland@127.0.0.1:1/none")
    assert "cannot be reached" in said
    assert "See that PostgreSQL runs" in said
    assert "wonderland" not in said
    assert said.count("\n") == 2
    assert "COMITY_DATABASE_URL cannot be used" in doctor(tmp_path, COMITY_DATABASE_URL="mongo://x")


def test_a_home_that_cannot_be_written_to(at_rest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "may_write", lambda path: path.name not in (at_rest.name, "published"))
    one(folder.look(at_rest), "cannot be written to", "and 1 more below it")


def test_files_that_belong_to_somebody_else(at_rest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = at_rest / "secret"
    theirs.write_text("x")
    theirs.chmod(0o600)
    monkeypatch.setattr(folder, "owner", lambda path: 1 if path == theirs else 0)
    one(folder.look(at_rest), f"{theirs} belongs to daemon, the home to root", "chown -R root")


@pytest.mark.parametrize(
    ("name", "mode", "says"),
    [
        ("secret", 0o644, "the key that signs sessions"),
        ("mailboxes/1.password", 0o640, "the password of a mailbox"),
        ("", 0o755, "the firm's mail lies in it. Shut it: chmod 700"),
    ],
)
def test_what_others_may_read(name: str, mode: int, says: str, at_rest: Path) -> None:
    place = at_rest / name
    if name:
        place.parent.mkdir(exist_ok=True, mode=0o700)
        place.write_text("hush")
    place.chmod(mode)
    one(folder.look(at_rest), says, "others on this machine may")


def test_a_disk_that_is_nearly_full(at_rest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(2**40, 2**40 - 2**25, 2**25))
    one(folder.look(at_rest), "nearly full, 32 MB are free. Make room")


def test_half_a_restore(at_rest: Path) -> None:
    left = at_rest.with_name(f".{at_rest.name}.abcd")
    left.mkdir()
    one(folder.look(at_rest), str(left), "a restore broke off", "Remove it")
    left.rmdir()
    (at_rest / "database.dump").touch()
    one(folder.look(at_rest), "before its database was brought back")


def test_a_clock_that_is_wrong(at_rest: Path) -> None:
    ahead = timezone.now() + dt.timedelta(days=40)
    file = next((at_rest / "published").iterdir())
    os.utime(file, (ahead.timestamp(), ahead.timestamp()))
    one(folder.look(at_rest), str(file), "still to come", "set it right")
    Job.objects.update(ended_at=ahead)
    one(look(at_rest), f"{ahead:%d %B %Y}", "still to come", "set it right")


@pytest.mark.parametrize("what", ["data", "list", "no list", "half a file"])
def test_a_damaged_book(what: str, at_rest: Path) -> None:
    table = at_rest / "book" / "messages"
    data = max(table.glob("*.parquet"), key=lambda p: p.stat().st_size)
    log = next((table / "_delta_log").glob("*.json"))
    if what == "data":
        raw = data.read_bytes()
        data.write_bytes(raw[:1000] + b"\0" * 2000 + raw[3000:])
    elif what == "half a file":
        data.write_bytes(data.read_bytes()[:5000])
    elif what == "list":
        log.write_text("{not json")
    else:
        shutil.rmtree(table / "_delta_log")
    one(book.look(at_rest), str(table), "Bring a backup back, or read the exports again")


def test_every_table_that_is_damaged_is_told(at_rest: Path) -> None:
    for table in ("invoices", "messages"):
        next((at_rest / "book" / table / "_delta_log").glob("*.json")).write_text("{not json")
    found = list(book.look(at_rest))
    assert ["invoices" in found[0], "messages" in found[1], len(found)] == [True, True, 2]


def test_a_book_of_a_newer_version(at_rest: Path) -> None:
    write_deltalake(at_rest / "book" / "dreams", pa.table({"a": [1]}))
    one(book.look(at_rest), "knows no such table", "newer Comity")
    shutil.rmtree(at_rest / "book" / "dreams")
    shutil.rmtree(at_rest / "book" / "calls", ignore_errors=True)
    write_deltalake(at_rest / "book" / "calls", pa.table({"mood": ["good"]}))
    one(book.look(at_rest), "knows no column “mood”", "newer Comity")


def spoil_nothing(_place: Path) -> None:
    """Leave it away."""


def spoil_pages(place: Path) -> None:
    with sqlite3.connect(place) as base:
        base.execute("create table t (a)")
        base.executemany("insert into t values (?)", [("x" * 500,)] * 200)
    raw = place.read_bytes()
    place.write_bytes(raw[:8192] + b"\xff" * 8192 + raw[16384:])


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (spoil_nothing, "is missing: accounts, corrections and verdicts"),
        (spoil_pages, "is damaged ("),
        (lambda place: place.write_bytes(b"no database" * 500), "is damaged (file is not a database)"),
        (lambda place: place.touch(), "is damaged (it is empty)"),
    ],
)
def test_a_database_that_is_missing_or_damaged(
    spoil: Callable[[Path], None], says: str, at_rest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COMITY_DATABASE_URL", raising=False)
    spoil(at_rest / "comity.sqlite3")
    one(database.file(at_rest), says, "Bring a backup back")


def test_a_database_of_an_older_or_a_newer_version() -> None:
    applied = MigrationRecorder(connection).migration_qs
    applied.filter(app="web", name="0007_corrections").delete()
    one(database.reach(), "lacks ", "the first is web.0007_corrections", "Run `comity serve` once")
    applied.create(app="web", name="0999_wonders")
    one(database.reach(), "newer Comity (its step 0999_wonders). Install that version")


def test_jobs_that_died_or_stand_still_or_failed(at_rest: Path) -> None:
    now = timezone.now()
    job = Job.objects.create(kind="refresh", state=State.RUNNING, heartbeat=now - 4 * DEAD, tries=3)
    one(look(at_rest), f"job {job.pk} (refresh) died at", "begun 3 times")
    Job.objects.filter(pk=job.pk).update(heartbeat=now, made_at=now - dt.timedelta(days=2), doing="weighing")
    one(look(at_rest), "still runs (weighing)", "Cancel it")
    Job.objects.filter(pk=job.pk).update(state=State.WAITING, heartbeat=None)
    one(look(at_rest), f"job {job.pk} (refresh) waits since", "no worker takes it")
    Job.objects.filter(pk=job.pk).update(state=State.FAILED, error="exports: no such folder.\nAt all.")
    one([line.replace("\n", " ") for line in look(at_rest)], "failed: exports: no such folder. At all.")


def test_no_worker_at_work(own_home: Path) -> None:
    one(look(own_home), "no worker is at work", "`comity worker`")
    Job.objects.create(kind="refresh", state=State.RUNNING, heartbeat=timezone.now())  # one on another machine
    assert list(look(own_home)) == []


def test_no_refresh_for_days_or_none_at_all(at_rest: Path) -> None:
    Refresh.objects.update(made_at=timezone.now() - dt.timedelta(days=9))
    one(look(at_rest), "9 days ago", "Leave `comity serve` or `comity worker` running")
    Refresh.objects.all().delete()
    one(look(at_rest), "read and never judged. Ask for a refresh")


def test_published_sheets_that_are_missing_or_damaged(at_rest: Path) -> None:
    newest = Refresh.current()
    assert newest is not None
    sheet = at_rest / "published" / f"{newest.statements}.timeline.parquet"
    sheet.write_bytes(sheet.read_bytes()[:2000])
    one(look(at_rest), str(sheet), "is damaged", "Ask for a refresh in Settings")
    tidy(at_rest, [])
    one(look(at_rest), "is missing (statement, ", "Ask for a refresh in Settings")


def test_a_mailbox_that_fails(at_rest: Path) -> None:
    box = Mailbox.objects.create(host="mail.example", login="ann")
    one(look(at_rest), "ann at mail.example: its password is gone. Connect it again")
    (at_rest / "mailboxes").mkdir(exist_ok=True)
    (at_rest / "mailboxes" / f"{box.pk}.password").touch(mode=0o600)
    one(look(at_rest), "was connected and never read")
    job = Job.objects.create(
        kind="read", words={"mailbox": box.pk}, state=State.FAILED, error="it refuses the password."
    )
    one(look(at_rest), "ann at mail.example fails: it refuses the password.")
    Job.objects.filter(pk=job.pk).update(state=State.DONE)
    Mailbox.objects.update(missing=12)
    one(look(at_rest), "12 messages that it counts are not here yet")


def test_uploads_that_were_never_read_and_jobs_whose_uploads_are_gone(at_rest: Path) -> None:
    (at_rest / "inbox" / "abc").mkdir(parents=True)
    one(look(at_rest), "1 uploads were never read (abc the first)", "drop them again")
    job = Job.objects.create(kind="read", words={"folder": str(at_rest / "inbox" / "abc")})
    assert list(look(at_rest)) == []
    (at_rest / "inbox" / "abc").rmdir()
    one(look(at_rest), "a job waits to read it, and it is gone")
    job.delete()


def test_mail_of_ours_that_was_never_read(at_rest: Path) -> None:
    Refresh.objects.update(own_domains=["elsewhere.example"])
    one(look(at_rest), "messages in the book is from us (@elsewhere.example)", "Read the folder of sent mail")


def test_invoices_in_a_currency_of_which_no_rate_is_known_are_told_until_one_is_set(tmp_path: Path) -> None:
    exports, home = tmp_path / "exports", tmp_path / "home"
    exports.mkdir()
    head = "Invoice No,Customer,Date,Due Date,Amount,Currency\n"
    lines = "".join(
        f"{n},Fen Boats,2026-03-0{n},2026-04-0{n},90.00,{c}\n" for n, c in enumerate(("EUR", "AED", "AED"), 1)
    )
    (exports / "invoices.csv").write_text(head + lines, "utf-8")
    toml = '[firm]\nname = "Reed"\ndomains = ["reed.example"]\ncurrency = "EUR"\n'
    (exports / "comity.toml").write_text(toml, "utf-8")
    assert main(["--home", str(home), "read", str(exports)]) == 0
    one(book.look(home), "2 invoices in AED count for nothing", "no rate is known", "AED = what one is worth")
    (exports / "comity.toml").write_text(f"{toml}\n[rates]\nAED = 0.25\n", "utf-8")
    assert main(["--home", str(home), "read", str(exports)]) == 0
    assert list(book.look(home)) == []


def test_notes_that_are_about_nobody_that_is_known_are_told_until_a_list_of_deals_tells_whose_they_are(
    tmp_path: Path,
) -> None:
    exports, home = tmp_path / "exports", tmp_path / "home"
    exports.mkdir()
    (exports / "firms.csv").write_text(
        "Company Name,Company Domain Name,Company Owner\nFen Boats,fenboats.example,ann\n"
    )
    (exports / "notes.csv").write_text(
        "Record Id,Note Owner,Note Title,Note Content,Parent ID,Created Time\n"
        "n81,Ann Lee,,They want two.,Slipway winch,2026-02-04 10:00:00\n"
        "n82,Ann Lee,,They want three.,Slipway winch,2026-02-05 10:00:00\n"
    )
    assert main(["--home", str(home), "read", str(exports)]) == 0
    one(book.look(home), "2 notes count for no client", "“Slipway winch”", "list of companies or deals")
    (exports / "deals.csv").write_text(
        "Record Id,Deal Owner,Amount,Deal Name,Closing Date,Account Name,Stage,Created Time\n"
        "d71,Ann Lee,900.00,Slipway winch,2026-04-30,Fen Boats,Qualification,2026-02-02 09:00:00\n"
    )
    assert main(["--home", str(home), "read", str(exports)]) == 0
    assert list(book.look(home)) == []


def test_a_share_of_a_client_that_is_not_there_is_told_until_it_names_one(tmp_path: Path) -> None:
    exports, home = tmp_path / "exports", tmp_path / "home"
    exports.mkdir()
    head = "Invoice No,Customer,Date,Due Date,Amount,Currency\n"
    (exports / "invoices.csv").write_text(f"{head}1,Fen Boats,2026-03-01,2026-04-01,90.00,EUR\n", "utf-8")
    for name, told in (("Fen Boots", 1), ("fen boats", 0)):
        toml = f'[firm]\nname = "Reed"\n[accounts."{name}"]\ndirect_cost_share = 0.5\n'
        (exports / "comity.toml").write_text(toml, "utf-8")
        assert main(["--home", str(home), "read", str(exports)]) == 0
        found = list(book.look(home))
        assert [line.partition(" has a direct_cost_share")[0] for line in found] == [f"“{name.lower()}”"] * told
