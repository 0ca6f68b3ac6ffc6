"""Run apart, on a home of its own: reads, publishes, purges by a real job. Words: the home, the exports, the domain."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.db import connection

from comity.web.boot import migrate, ready

ready(Path(sys.argv[1]))
if connection.vendor == "postgresql":
    with connection.cursor() as cursor:
        cursor.execute("drop schema public cascade; create schema public")
migrate()

from comity.web.backup.database import dump, tool_of  # noqa: E402
from comity.web.jobs.worker import work_once  # noqa: E402
from comity.web.models.jobs import Job, State  # noqa: E402
from comity.web.models.people import Role, User  # noqa: E402


def do(kind: str, **words: object) -> None:
    job = Job.objects.create(kind=kind, words=words, made_by=User.objects.first())
    assert work_once("apart")
    job.refresh_from_db()
    assert job.state == State.DONE, job.error + job.log


User.objects.create_user("ann@larkfieldtalent.example", "four plain words", name="Ann", role=Role.OWNER)
do("read", folder=sys.argv[2])
if len(sys.argv) > 3:
    do("purge", rules=[["domain", sys.argv[3]]])
    do("read", folder=sys.argv[2])
if connection.vendor == "postgresql":
    # Into the home, whose files are looked through for the word: here it does not lie there. A dump is packed.
    dump(Path(sys.argv[1]) / "database.dump")
    tool = tool_of("pg_restore")
    said = subprocess.run([tool, "--file=-", Path(sys.argv[1]) / "database.dump"], capture_output=True, check=True)
    (Path(sys.argv[1]) / "database.sql").write_bytes(said.stdout)
