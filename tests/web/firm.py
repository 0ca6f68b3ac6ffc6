"""The bundled firm in the app: one person of each role, and its exports read and judged by a real job."""

from __future__ import annotations

from pathlib import Path

from comity.web.jobs import running
from comity.web.jobs.worker import work_once
from comity.web.models.firm import Firm
from comity.web.models.jobs import Job, State
from comity.web.models.people import Role, Team, User

# The CRM names Beth, Cody and Tyrell as owners of accounts; Cody is in Beth's team, Tyrell is not.
PEOPLE = (
    ("ann", "Ann Whitlock", Role.OWNER, None),
    ("beth", "Beth Sandoval", Role.LEAD, "Columbus"),
    ("cody", "Cody Wüst", Role.MEMBER, "Columbus"),
    ("tyrell", "Tyrell Oakes", Role.MEMBER, None),
    ("fay", "Fay Money", Role.FINANCE, None),
    ("rob", "Rob Reads", Role.READER, None),
)
NAMES = tuple(name for name, *_ in PEOPLE)


def fill(example: Path, password: str) -> None:
    """Fill the database and the home."""
    running.BEAT = 3600.0  # tests hold the database in transactions of their own; nobody waits for a heart
    Firm.objects.create(name="Larkfield Talent", invented=True)
    teams = {"Columbus": Team.objects.create(name="Columbus")}
    for name, full, role, team in PEOPLE:
        address = f"{name}@larkfieldtalent.example"
        User.objects.create_user(address, password, name=full, role=role, team=teams.get(team or ""))
    job = Job.objects.create(kind="read", words={"folder": str(example)}, made_by=User.objects.get(name="Ann Whitlock"))
    assert work_once("the tests")
    job.refresh_from_db()
    assert job.state == State.DONE, job.error + job.log
