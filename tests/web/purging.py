"""Run apart, on a home of its own: reads, publishes, purges by a real job. Words: the home, the exports, the domain."""

from __future__ import annotations

import sys
from pathlib import Path

from comity.web.boot import migrate, ready

ready(Path(sys.argv[1]))
migrate()

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
