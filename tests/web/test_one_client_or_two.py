"""Doubtful names are asked about, answered with a click, and taken back: then everything is home again."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from comity.book.known import known_on
from comity.book.store import DeltaBook
from comity.book.whois import who_is_who
from comity.web import sheets
from comity.web.jobs.worker import work_once
from comity.web.models.begin import Answer
from comity.web.models.corrections import Correction
from comity.web.models.jobs import Job, State
from comity.web.models.moves import MoveAnswer
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.pages.begin.asking import open_questions
from tests.web.small_firm import CLIENTS, FREIGHT, LAST, MILLS, OURS, QUIET, THEY_SAY, exports, letter, mbox, papers


def work() -> Job:
    job = Job.objects.filter(state=State.WAITING).earliest("pk")
    assert work_once("the tests")
    job.refresh_from_db()
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
    # It has no mail domain: it is known from invoices alone.
    ann.post("/clients/goldfield/correct/", {"what": "standing", "value": "partner", "why": "They lent us a van."})
    ann.post("/clients/goldfield/notes/change/", {"what": "add", "text": "Cleo likes short mails."})
    assert told_of(ann, "goldfield") == {"", "notes/"}
    ann.post("/begin/questions/answer/", {"question": question.key, "firm": CLIENTS[MILLS]})
    work()
    joined = homes(home)
    assert {"P-1", "P-7"} <= joined[MILLS]
    assert told_of(ann, MILLS) == {"", "notes/", "timeline/"}
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
    assert told_of(ann, MILLS) == set()
    assert told_of(ann, "goldfield") == {"", "notes/", "timeline/"}


def told_of(ann: Client, account: str) -> set[str]:
    """The pages of a client on which something of what was said of one stands."""
    words = {"": "They lent us a van.", "notes/": "Cleo likes short mails.", "timeline/": "Cleo likes short mails."}
    return {page for page, said in words.items() if said in ann.get(f"/clients/{account}/{page}").content.decode()}


def promised(home: Path, account: str) -> set[tuple[str, str]]:
    refresh = Refresh.current()
    assert refresh is not None
    found = sheets.rows(home, refresh.statements, "promises", account)
    return set(zip(found["ref"].to_pylist(), found["outcome"].to_pylist(), strict=True)) if found.num_rows else set()


def promises_of(home: Path, account: str) -> list[str]:
    """What answers call the promises of an account."""
    refresh = Refresh.current()
    assert refresh is not None
    keys = sheets.rows(home, refresh.statements, "promises", account)["key"].to_pylist()
    return [f"promise:{key}" for key in keys]


def answers() -> set[tuple[str, str, str]]:
    return set(MoveAnswer.objects.values_list("account", "what", "reason"))


def feelings(ann: Client) -> list[str]:
    """What the first sentences say of the clients that somebody named."""
    page = ann.get("/begin/").content.decode()
    return re.findall(r"Your favourite, [^,]+|You like [^;]+|You dread [^;]+", page)


def feel(ann: Client) -> list[str]:
    """Name favourites, and give what the first sentences say of them."""
    ann.post("/begin/favourites/", {"liked1": "Goldfield Freight", "liked2": "Quillbridge Partners",
                                    "liked3": "", "dreaded1": "Goldfield Mills"})  # fmt: skip
    felt = ["Your favourite, Goldfield Freight", "You like Quillbridge Partners", "You dread Goldfield Mills"]
    assert feelings(ann) == felt
    return felt


def feel_the_same(ann: Client) -> None:
    """Say again what the page shows of what was said."""
    page = ann.get("/begin/favourites/").content.decode()
    shown = re.findall(r'name="((?:liked|dreaded)\d)"(?: value="([^"]*)")?', page)
    assert ann.post("/begin/favourites/", dict(shown)).status_code == 302


def put_off(ann: Client, account: str, what: str, why: str) -> tuple[str, str, str]:
    """Answer a move or a promise of an account."""
    told = {"outcome": "later", "days": "90", "what": what, "reason": why}
    ann.post(f"/clients/{account}/move/", told)
    assert (account, what, why) in answers()
    return (account, what, why)


def works_for(ann: Client, name: str, *accounts: str) -> Client:
    """Somebody who works for these accounts, as granted by the owner."""
    user = User.objects.get(email=f"{name}@larkfieldtalent.example")
    for account in accounts:
        ann.post("/settings/owners/grant/", {"account": account, "user": user.pk})
    client = Client()
    client.force_login(user)
    return client


def seen(client: Client) -> set[str]:
    """The accounts that somebody can open."""
    return {a for a in (MILLS, FREIGHT, QUIET) if client.get(f"/clients/{a}/").status_code == 200}


def new_mail(ann: Client, folder: Path) -> None:
    """A week goes by: one more mail of theirs is read."""
    folder.mkdir()
    (folder / "new.mbox").write_bytes(mbox([letter(6000, f"cleo@{FREIGHT}", OURS, LAST, THEY_SAY[0])]))
    ann.post("/read/", {"folder": str(folder)})
    work()


def test_what_people_said_of_a_client_follows_a_merge_and_comes_home_with_its_notes_and_promises(
    ann: Client, tmp_path: Path
) -> None:
    home, before = tmp_path / "home", {d: promised(tmp_path / "home", d) for d in (MILLS, FREIGHT)}
    assert all(before.values())
    ann.post(f"/clients/{FREIGHT}/correct/", {"what": "standing", "value": "partner", "why": "They lent us a van."})
    ann.post(f"/clients/{FREIGHT}/notes/change/", {"what": "add", "text": "Cleo likes short mails."})
    felt, theirs = feel(ann), promises_of(home, FREIGHT)
    play = Verdict.objects.get(refresh=Refresh.current(), account=FREIGHT).told["plays"][0]["play"]
    said = {put_off(ann, FREIGHT, play, "after their fair"), put_off(ann, FREIGHT, theirs[0], "the printer is ill")}
    mills = Verdict.objects.get(refresh=Refresh.current(), account=MILLS).told["measures"]
    cody, tyrell = works_for(ann, "cody", FREIGHT), works_for(ann, "tyrell", FREIGHT, MILLS)
    assert (seen(cody), seen(tyrell)) == ({FREIGHT}, {FREIGHT, MILLS})
    ann.post(f"/clients/{MILLS}/correct/", {"what": "merge", "value": FREIGHT, "why": "one owner"})
    work()
    assert not Verdict.objects.filter(refresh=Refresh.current(), account=FREIGHT).exists()
    assert {r for r, _ in promised(home, MILLS)} == {r for some in before.values() for r, _ in some}
    assert told_of(ann, MILLS) == {"", "notes/", "timeline/"}
    assert answers() == {(MILLS, *rest) for _, *rest in said}
    assert seen(cody) == seen(tyrell) == {MILLS}
    assert ann.get("/settings/owners/").content.decode().count("Tyrell Oakes works for Goldfield Mills no more") == 1
    assert "the printer is ill" in ann.get("/").content.decode()
    assert feelings(ann) == ["Your favourite, Goldfield Mills", *felt[1:]]
    feel_the_same(ann)
    put_off(ann, MILLS, theirs[1], "said of both")
    new_mail(ann, tmp_path / "week")
    ann.post(f"/corrections/{Correction.objects.get(what='merge').key}/undo/")
    work()
    assert {d: promised(home, d) for d in before} == before
    # The one that was given while they were one is where its promise is.
    assert answers() == {*said, (FREIGHT, theirs[1], "said of both")}
    assert feelings(ann) == felt
    assert (seen(cody), seen(tyrell)) == ({FREIGHT}, {FREIGHT, MILLS})
    assert Verdict.objects.get(refresh=Refresh.current(), account=MILLS).told["measures"] == mills
    assert [r for r in homes(home)[FREIGHT] if "6000@" in r]
    assert (told_of(ann, FREIGHT), told_of(ann, MILLS)) == ({"", "notes/", "timeline/"}, set())


def test_five_mails_a_year_and_no_calls_are_unknown_and_the_page_names_the_file_that_would_decide(ann: Client) -> None:
    quiet = Verdict.objects.get(refresh=Refresh.current(), account=QUIET)
    assert quiet.standing == "unknown"
    page = ann.get(f"/clients/{QUIET}/").content.decode()
    assert "a telephone log (CSV: who, when, how long, in or out)" in page
