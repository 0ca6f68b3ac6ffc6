"""Backing up and bringing back on PostgreSQL, by its own tools: home and database are destroyed in between."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tools import postgres

# A home with a book, a published file, people, a decision, JSON, and an entry of the log. In a process of its own.
_MAKE = """
import sys
from pathlib import Path
from comity.web.boot import migrate, ready
from comity.cli import main
home = Path(sys.argv[1])
main(["--home", str(home), "read", sys.argv[2]])
ready(home)
migrate()
from comity.web.models.grants import Grant
from comity.web.models.jobs import Job
from comity.web.models.log import LogEntry
from comity.web.models.people import User
ann = User.objects.create_user("ann@x.example", "four plain words", name="Ann", role="owner")
Grant.objects.create(account="orr.example", user=ann)
LogEntry.objects.create(who="ann", what="opened")
(home / "inbox" / "waits").mkdir(parents=True)
(home / "inbox" / "waits" / "x.csv").touch()
Job.objects.create(kind="read", words={"folder": str(home.resolve() / "inbox" / "waits"), "b": [1.0, None, "é"]})
(home / "published").mkdir()
(home / "published" / "a.timeline.parquet").write_bytes(b"PAR1")
"""
_ASK = """
import json, sys
from pathlib import Path
from comity.web.boot import ready
ready(Path(sys.argv[1]))
from django.db import DatabaseError, connection, transaction
from comity.web.models.jobs import Job
from comity.web.models.log import LogEntry
from comity.web.models.people import User
try:
    with transaction.atomic():
        LogEntry.objects.all().delete()
    guarded = False
except DatabaseError:
    guarded = True
new = User.objects.create_user("new@x.example", "four plain words", name="New", role="reader")
print(json.dumps({
    "vendor": connection.vendor, "log": LogEntry.objects.count(), "guarded": guarded,
    "grants": list(User.objects.get(name="Ann").grants.values_list("account", flat=True)),
    "password": User.objects.get(name="Ann").check_password("four plain words"),
    "words": Job.objects.get().words, "there": Path(Job.objects.get().words["folder"]).is_dir(),
}))
new.delete()
"""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an empty database."""
    with postgres.running() as url:
        yield url


def python(url: str, *words: str | Path, path: str | None = None) -> tuple[int, str]:
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("COMITY_", "DJANGO_"))}
    told = {**plain, "COMITY_DATABASE_URL": url, **({"PATH": path} if path is not None else {})}
    done = subprocess.run([sys.executable, *map(str, words)], env=told, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def destroyed(url: str) -> None:
    """The database is dropped and made anew, as an administrator would for a new machine."""
    name = url.rsplit("/", 1)[1]
    with psycopg.connect(f"{url.rpartition('/')[0]}/postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))
        admin.execute(sql.SQL("create database {}").format(sql.Identifier(name)))


@pytest.mark.slow
def test_home_and_database_come_back_after_both_were_destroyed(server: str, tmp_path: Path) -> None:
    home, moved, file = tmp_path / "home", tmp_path / "elsewhere", tmp_path / "b"
    (tmp_path / "i.csv").write_text("Invoice Number,Contact,Date,Total\n1,Orr,2026-09-01,10\n")
    before = json.loads(python(server, "-c", _MAKE + _ASK, home, tmp_path / "i.csv")[1].splitlines()[-1])
    assert before["vendor"] == "postgresql"
    assert before["guarded"]
    facts = {p.relative_to(home): p.read_bytes() for p in (home / "book").rglob("*") if p.is_file()}
    code, said = python(server, "-m", "comity", "--home", home, "backup", file)
    assert (code, "book and PostgreSQL database" in said) == (0, True), said
    shutil.rmtree(home)
    code, said = python(server, "-m", "comity", "--home", moved, "restore", file)
    assert (code, "already holds Comity's tables. Name an empty one" in said) == (2, True), said
    assert not moved.exists()
    destroyed(server)
    code, said = python(server, "-m", "comity", "--home", moved, "restore", file)
    assert (code, "files are back" in said) == (0, True), said
    after = json.loads(python(server, "-c", _ASK, moved)[1])
    assert after["words"].pop("folder") == str(moved.resolve() / "inbox" / "waits")
    before["words"].pop("folder")
    assert after == before
    assert {p.relative_to(moved): p.read_bytes() for p in (moved / "book").rglob("*") if p.is_file()} == facts
    assert (moved / "published" / "a.timeline.parquet").read_bytes() == b"PAR1"
    assert not (moved / "database.dump").exists()
