"""Doubtful names are asked about, answered with a click, and taken back: then everything is home again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from comity.book.known import known_on
from comity.book.store import DeltaBook
from comity.book.whois import who_is_who
from comity.web.jobs.worker import work_once
from comity.web.models.begin import Answer
from comity.web.models.jobs import Job, State
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.pages.begin.asking import open_questions
from tests.web.small_firm import CLIENTS, FREIGHT, LAST, MILLS, QUIET, THEY_SAY, exports, letter, mbox, papers


def work() -> Job:
    assert work_once("the tests")
    job = Job.objects.latest("pk")
    assert job.state == State.DONE, job.error + job.log
    return job


@pytest.fixture
def ann(db: None, tmp_path: Path, settings: Settings) -> Client:  # noqa: ARG001 - needs the database
    settings.HOME = tmp_path / "home"
    folder = exports(tmp_path / "exports")
    known = papers("Goldfield").replace("Papier,Wer,Wann,Bis,Wieviel", "Invoice Number,Customer,Date,Due Date,Total")
    (folder / "papers.csv").write_text(known)
    client = Client()
    client.force_login(User.objects.get(email="ann@larkfieldtalent.example"))
    client.post("/read/", {"folder": str(folder)})
    work()
    return client


def homes(home: Path) -> dict[str, set[str]]:
    """By account, the mails and invoices that are laid to it."""
    facts = known_on(DeltaBook(home / "book"), LAST + dt.timedelta(days=30))
    whois = who_is_who(facts)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for m in facts["messages"].to_pylist():
        for address in (m["sender"], *(r["address"] for r in m["recipients"])):
            if address in whois.by_address:
                found[whois.by_address[address]].add(m["ref"])
    for invoice in facts["invoices"].to_pylist():
        found[whois.account_of(invoice["customer"]) or ""].add(invoice["number"])
    return dict(found)


def test_a_merge_undone_after_a_week_of_new_mail_leaves_everything_at_home(ann: Client, tmp_path: Path) -> None:
    home = tmp_path / "home"
    question = next(q for q in open_questions() if q.name == "Goldfield")
    page = ann.get("/begin/questions/").content.decode()
    assert "Is “Goldfield” one client with" in page
    assert page.count("no, another") <= 5
    before = homes(home)
    ann.post("/begin/questions/answer/", {"question": question.key, "firm": CLIENTS[MILLS]})
    work()
    joined = homes(home)
    assert {"P-1", "P-7"} <= joined[MILLS]
    assert not [q for q in open_questions() if q.key == question.key]
    week = tmp_path / "week"
    week.mkdir()
    new = [letter(5000 + n, f"cleo@{d}", "ida@petrelworks.example", LAST + dt.timedelta(days=n), THEY_SAY[n % 4])
           for n, d in enumerate((MILLS, FREIGHT, MILLS, FREIGHT, QUIET))]  # fmt: skip
    (week / "new.mbox").write_bytes(mbox(new))
    ann.post("/read/", {"folder": str(week)})
    work()
    ann.post(f"/begin/questions/{Answer.objects.get().pk}/undo/")
    work()
    after = homes(home)
    came = {MILLS: {"5000", "5002"}, FREIGHT: {"5001", "5003"}, QUIET: {"5004"}}
    for account in before.keys() | after.keys():
        arrived = {r for r in after.get(account, set()) if r.strip("<>").split("@")[0] in came.get(account, ())}
        assert len(arrived) == len(came.get(account, ()))
        assert after.get(account, set()) - arrived == before.get(account, set())
    assert [q for q in open_questions() if q.key == question.key]
    assert not Answer.objects.exists()


def test_five_mails_a_year_and_no_calls_are_unknown_and_the_page_names_the_file_that_would_decide(ann: Client) -> None:
    quiet = Verdict.objects.get(refresh=Refresh.current(), account=QUIET)
    assert quiet.standing == "unknown"
    page = ann.get(f"/clients/{QUIET}/").content.decode()
    assert "a telephone log (CSV: who, when, how long, in or out)" in page
