"""A home that is destroyed comes back from its backup: book, database, and everything people decided."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from comity.errors import UserError
from comity.home import locked
from comity.web.backup.calls import backup, restore
from comity.web.backup.database import tool_of
from comity.web.backup.reading import lay_back
from comity.web.backup.writing import MANIFEST, write
from tests.patience import PATIENCE
from tests.web.conftest import PASSWORD

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite_only,
]

# What is done in a home of one's own, in a process of its own: this one's Django works on another home.
_CHANGE = """
import sys
from pathlib import Path
from comity.web.boot import ready
home = Path(sys.argv[1])
ready(home)
from comity.web.models.grants import Grant
from comity.web.models.jobs import Job
from comity.web.models.people import User
Grant.objects.create(account="orr.example", user=User.objects.get(name="Rob Reads"))
Job.objects.create(kind="read", words={"folder": str(home.resolve() / "inbox" / "waits")})
(home / "inbox" / "waits").mkdir(parents=True)
(home / "inbox" / "waits" / "x.csv").touch()
"""
_ASK = """
import json, sys
from pathlib import Path
from comity.web.boot import ready
ready(Path(sys.argv[1]))
from comity.web.models.grants import Grant
from comity.web.models.jobs import Job
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict
from comity.web import statements
r = Refresh.current()
print(json.dumps({
    "people": [[u.email, u.role, u.check_password(sys.argv[2])] for u in User.objects.order_by("pk")],
    "grants": sorted(Grant.objects.values_list("account", "user__email", "source")),
    "told": [v.told for v in Verdict.objects.order_by("pk")],
    "statement": str(statements.read(Path(sys.argv[1]), r.statements, "ferrandauto.example")),
    "waits": [Path(j.words["folder"]).is_relative_to(Path(sys.argv[1]).resolve()) and Path(j.words["folder"]).is_dir()
              for j in Job.objects.filter(state="waiting")],
}))
"""


def python(*words: str | Path) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("COMITY_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, *map(str, words)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 2), done.stderr
    return done.stdout + done.stderr


def comity(home: Path, *words: str | Path) -> str:
    return python("-m", "comity", "--home", home, *words)


@pytest.fixture(scope="module")
def filled(
    tmp_path_factory: pytest.TempPathFactory,
    home: Path,
    django_db_setup: None,  # noqa: ARG001 - fills the database
    django_db_blocker: DjangoDbBlocker,
) -> Path:
    """A home as the tests' own, with what people decided and an upload that waits."""
    folder = tmp_path_factory.mktemp("filled")
    with django_db_blocker.unblock():
        write(home, folder / "first", lambda: None)
    assert "files are back" in comity(folder / "home", "restore", folder / "first")
    assert python("-c", _CHANGE, folder / "home") == ""
    return folder / "home"


@pytest.fixture(scope="module")
def packed(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("kept") / "comity.backup"
    assert "book and database" in comity(filled, "backup", file)
    return file


@pytest.mark.slow
def test_a_destroyed_home_comes_back_to_the_byte(filled: Path, packed: Path) -> None:
    before = json.loads(python("-c", _ASK, filled, PASSWORD))
    review = comity(filled, "review", "--json", "-")
    destroyed = filled.with_name("destroyed")
    filled.rename(destroyed)
    try:
        assert "files are back" in comity(filled, "restore", packed)
        assert json.loads(python("-c", _ASK, filled, PASSWORD)) == before
        assert comity(filled, "review", "--json", "-") == review
    finally:
        shutil.rmtree(filled, ignore_errors=True)
        destroyed.rename(filled)
    assert before["waits"] == [True]
    assert packed.stat().st_mode & 0o077 == 0


def test_what_is_written_while_the_backup_runs_is_in_it_whole_or_not_at_all(filled: Path, tmp_path: Path) -> None:
    over = threading.Event()
    began = threading.Event()

    def busy() -> None:
        with sqlite3.connect(filled / "comity.sqlite3", timeout=20, isolation_level=None) as base:
            while not over.is_set():
                base.execute("begin immediate")
                for n in (1, 2):
                    base.execute("insert into web_team (name) values (?)", (f"{os.urandom(8).hex()} {n}",))
                base.execute("commit")
                began.set()
            base.execute("delete from web_team where name like '% 1' or name like '% 2'")

    writer = threading.Thread(target=busy)
    writer.start()
    began.wait(PATIENCE)
    try:
        comity(filled, "backup", tmp_path / "b")
    finally:
        over.set()
        writer.join()
    comity(tmp_path / "home", "restore", tmp_path / "b")
    with sqlite3.connect(tmp_path / "home" / "comity.sqlite3") as base:
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
        ones, twos = (
            base.execute(f"select count(*) from web_team where name like '% {n}'").fetchone()[0] for n in (1, 2)
        )
    assert ones == twos > 0


def test_a_backup_waits_for_who_reads_into_the_home_and_says_so(filled: Path, tmp_path: Path) -> None:
    with locked(filled):
        call = [sys.executable, "-m", "comity", "--home", str(filled), "backup", str(tmp_path / "b")]
        waiting = subprocess.Popen(call, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        assert waiting.stderr is not None
        assert "waiting: somebody is reading into this home" in waiting.stderr.readline()
        assert not (tmp_path / "b").exists()
    waiting.communicate()
    assert waiting.returncode == 0


def test_a_home_with_a_book_alone_is_backed_up_too_and_lacks_no_database(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "i.csv").write_text("Invoice Number,Contact,Date,Total\n1,Orr,2026-09-01,10\n")
    comity(tmp_path / "home", "read", tmp_path / "exports")
    assert ": book, " in comity(tmp_path / "home", "backup", tmp_path / "b")
    assert "files are back" in comity(tmp_path / "again", "restore", tmp_path / "b")
    assert not (tmp_path / "again" / "comity.sqlite3").exists()
    for home in ("home", "again"):
        assert "is missing: accounts" not in comity(tmp_path / home, "doctor")


def test_nothing_is_ever_written_over(filled: Path, packed: Path) -> None:
    for says, call in (
        ("is there already", lambda: write(filled, packed, lambda: None)),
        ("is not empty", lambda: lay_back(packed, filled, "sqlite")),
        ("nothing is there", lambda: backup(packed.parent / "none", packed.parent / "x", lambda: None)),
        ("no such file", lambda: restore(packed.parent / "none", packed.parent / "y")),
    ):
        with pytest.raises(UserError, match=says):
            call()


def rewritten(packed: Path, into: Path, change: Callable[[dict[str, bytes], dict], None]) -> Path:
    with zipfile.ZipFile(packed) as source:
        files = {n: source.read(n) for n in source.namelist()}
    told = json.loads(files.pop(MANIFEST))
    change(files, told)
    with zipfile.ZipFile(into, "w") as target:
        for name, text in files.items():
            target.writestr(name, text)
        target.writestr(MANIFEST, json.dumps(told))
    return into


TRICKS = [
    "../out", "home/../../out", "/tmp/out", "home/a/../../../out", "home\\..\\out", "home//out", "home/./out", "out",
    "other/out", "home/comity.sqlite3", "home/comity.sqlite3-wal", "home/..",
]  # fmt: skip


@pytest.mark.parametrize("name", TRICKS)
def test_a_name_that_leads_out_is_refused_and_nothing_is_left(name: str, packed: Path, tmp_path: Path) -> None:
    def trick(files: dict[str, bytes], told: dict) -> None:
        files[name] = b"x"
        told["files"][name] = {
            "size": 1,
            "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        }

    file = rewritten(packed, tmp_path / "b", trick)
    with pytest.raises(UserError, match=r"leads out|belongs to no home"):
        lay_back(file, tmp_path / "x" / "home", "sqlite")
    assert list((tmp_path / "x").iterdir()) == []


def test_a_link_in_a_backup_is_refused(tmp_path: Path) -> None:
    told = {"comity": "backup/1", "database": "", "home": "/h", "made_at": "x",
            "files": {"home/l": {"size": 4, "sha256": ""}}}  # fmt: skip
    with zipfile.ZipFile(tmp_path / "b", "w") as target:
        link = zipfile.ZipInfo("home/l")
        link.external_attr = 0o120777 << 16
        target.writestr(link, "/etc")
        target.writestr(MANIFEST, json.dumps(told))
    with pytest.raises(UserError, match="leads out"):
        lay_back(tmp_path / "b", tmp_path / "home", "sqlite")


def test_what_is_damaged_or_no_backup_or_for_another_database_is_told_in_one_line(packed: Path, tmp_path: Path) -> None:
    whole = packed.read_bytes()
    (tmp_path / "cut").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "no").write_text("hello")
    with zipfile.ZipFile(tmp_path / "other", "w") as other:
        other.writestr("a", "b")

    def damage(files: dict[str, bytes], _told: dict) -> None:
        name = next(n for n in files if n.startswith("home/book/messages/") and n.endswith(".parquet"))
        files[name] = files[name][:-1] + b"x"

    def short(files: dict[str, bytes], _told: dict) -> None:
        files.pop(next(iter(files)))

    rewritten(packed, tmp_path / "changed", damage)
    rewritten(packed, tmp_path / "short", short)
    for name, says in (("cut", "damaged"), ("no", "damaged"), ("other", "no backup of Comity"),
                       ("changed", "is damaged"), ("short", "does not hold")):  # fmt: skip
        with pytest.raises(UserError, match=says):
            lay_back(tmp_path / name, tmp_path / "home", "sqlite")
    with pytest.raises(UserError, match="holds a sqlite database, and this home is to work on postgresql"):
        lay_back(packed, tmp_path / "home", "postgresql")
    assert not (tmp_path / "home").exists()


def test_a_missing_tool_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("comity.web.backup.database._DEBIAN", tmp_path)
    with pytest.raises(UserError, match=r"pg_dump is missing on this machine.*postgresql-client"):
        tool_of("pg_dump", {"PATH": str(tmp_path)})
