"""What our people type is a source like any other: kept through readings, told second hand, gone when deleted."""

from __future__ import annotations

import json

import pytest

from comity.web.jobs.worker import work_once
from comity.web.models.jobs import Job, State
from comity.web.models.notes import OwnNote
from comity.web.models.verdicts import Refresh, Verdict
from tests.web.conftest import EXAMPLE, SignIn

pytestmark = pytest.mark.usefixtures("own_home")
ACCOUNT = "kesslerhydraulics.example"
QUOTE = "Next year we plan to open a second plant in Dayton and will double the budget for staffing"
AT = f"/clients/{ACCOUNT}/notes/"


def worked(kind: str, **words: str) -> None:
    waiting = Job.objects.filter(kind=kind, state=State.WAITING).first()
    job = waiting or Job.objects.create(kind=kind, words=words)
    assert work_once("the tests")
    job.refresh_from_db()
    assert job.state == State.DONE, job.error + job.log


def told() -> str:
    return json.dumps([v.told for v in Verdict.objects.filter(refresh=Refresh.current()).order_by("account")])


def plans() -> float:
    return Verdict.objects.get(refresh=Refresh.current(), account=ACCOUNT).told["measures"]["plans_shared_12m"]


@pytest.mark.slow
def test_a_sentence_quoted_in_a_note_counts_second_hand_until_the_note_is_deleted(sign_in: SignIn) -> None:
    beth, before, count = sign_in("ann"), told(), plans()
    beth.post(f"{AT}change/", {"what": "add", "text": "They seemed glad."})
    assert not Job.objects.filter(kind="refresh", state=State.WAITING).exists()
    OwnNote.objects.all().delete()
    beth.post(f"{AT}change/", {"what": "add", "text": f"She told me on the phone: “{QUOTE}.” Ask again in May."})
    note = OwnNote.objects.get()
    worked("refresh")
    assert plans() == count + 1
    page = beth.get(f"/clients/{ACCOUNT}/timeline/?kind=note").content.decode()
    assert "She told me on the phone" in page
    assert "From the CRM" not in beth.get(AT).content.decode()
    worked("read", folder=str(EXAMPLE))
    assert plans() == count + 1
    reasons = Verdict.objects.get(refresh=Refresh.current(), account=ACCOUNT).told["reasons"]
    proof = next(e for r in reasons for e in r["evidence"] if QUOTE in e["quote"])
    assert (proof["kind"], proof["by"]) == ("note", "client")
    opened = [line for line in page.split('"') if line.startswith(f"/clients/{ACCOUNT}/proof/")]
    shown = beth.get(opened[0]).content.decode()
    assert "Ask again in May." in shown
    beth.post(f"{AT}change/", {"what": "delete", "note": str(note.pk)})
    worked("refresh")
    assert told() == before
    assert QUOTE not in beth.get(f"/clients/{ACCOUNT}/timeline/").content.decode()
