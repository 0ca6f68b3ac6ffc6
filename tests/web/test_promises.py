"""The page of promises: each with the words that made it, and with what tells how it ended, to be opened."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.conf import settings
from django.template.defaultfilters import date
from django.test import Client

from comity.ledger.columns import SCHEMAS
from comity.web import laid, sheets
from comity.web.jobs.worker import work_once
from comity.web.models.privacy import PrivateMessage, PrivateThread
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.proofs import Proof
from comity.web.sentences import Sentence
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def every() -> list[dict[str, Any]]:
    refresh = Refresh.current()
    assert refresh is not None
    return sheets.every(Path(settings.HOME), refresh.statements, "promises").to_pylist()


def refreshed() -> str:
    refresh = Refresh.current()
    assert refresh is not None
    return refresh.statements


def told() -> dict[str, Any]:
    """A promise of which a message tells what came of it."""
    return next(p for p in every() if p["told_kind"] == "message" and p["told_quote"])


def page(client: Client, account: str, outcome: str) -> str:
    answer = client.get(f"/clients/{account}/promises/", {"outcome": outcome})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_day_of_a_promise_is_told_once_and_a_reader_of_screens_hears_whose_it_is(sign_in: SignIn) -> None:
    one = next(p for p in every() if p["outcome"] == "kept" and p["who"] and p["settled_on"] != p["happened_on"])
    shown = page(sign_in("ann"), one["account"], "kept")
    row = next(r for r in shown.split('<div class="row" role="row">') if f'id="{one["key"]}"' in r)
    assert row.count(date(one["happened_on"], "j M Y")) == 1
    heads = re.findall(r'role="columnheader">([^<]+)<', shown)
    assert heads == ["We promised", "made", "They promised"]
    assert re.findall(r'role="(\w+)"', row) == ["cell", "rowheader", "cell"]


def test_what_tells_how_a_promise_ended_opens_beside_it(sign_in: SignIn) -> None:
    ann, one = sign_in("ann"), told()
    shown = page(ann, one["account"], one["outcome"])
    for key, words in ((one["key"], one["quote"]), (one["told_key"], one["told_quote"])):
        assert f"/proof/{key}/" in shown
        proof = ann.get(f"/clients/{one['account']}/proof/{key}/")
        assert proof.status_code == 200
        assert words[:30] in unescape(proof.content.decode())


@pytest.mark.usefixtures("own_home")
def test_what_is_no_promise_can_be_said_to_be_none(sign_in: SignIn) -> None:
    row = told()
    ann, said = sign_in("ann"), f"/clients/{row['account']}/proof/{row['key']}/correct/"
    offered = ann.get(said).content.decode()
    assert "It is no promise" in offered
    assert "It is not a promise" not in offered  # one button for one thing
    assert "This is no promise." in ann.get(said, {"say": "promise||none"}).content.decode()
    ann.post(said, {"say": "promise||none", "why": "a figure of speech"})
    assert "is no promise" in ann.get("/corrections/").content.decode()
    assert "It is not a promise" not in ann.get(said).content.decode()


@pytest.mark.usefixtures("own_home")
def test_before_a_promise_is_said_to_be_broken_the_page_tells_where_it_will_stand_and_what_the_statement_gains(
    sign_in: SignIn,
) -> None:
    row, ann = next(p for p in every() if p["outcome"] == "open" and p["side"] == "us"), sign_in("ann")
    said = f"/clients/{row['account']}/proof/{row['key']}/correct/"
    shown = " ".join(unescape(ann.get(said, {"say": "promise||broken"}).content.decode()).split())
    assert "it would stand among those that were not kept" in shown
    assert "new: we did not keep a promise" in shown
    ann.post(said, {"say": "promise||broken"})
    while work_once("the tests"):
        pass
    assert row["quote"][:40] in page(ann, row["account"], "broken")
    entries = sheets.rows(Path(settings.HOME), refreshed(), "statement", row["account"]).to_pylist()
    assert [e["flow"] for e in entries if e["ref"] == row["ref"] and "not keep" in e["sentence"]] == ["took"]


@pytest.mark.parametrize("kind", ["message", "meeting"])
def test_words_that_gave_a_promise_another_day_and_those_of_an_invitation_can_be_told_of_too(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = told()
    verdict, words = Verdict.objects.get(account=row["account"]), "You have it a week later."
    tables = laid.tables(Path(settings.HOME), verdict.refresh, verdict.account)
    assert tables is not None
    first = tables["promises"].to_pylist()[0]
    named = {"promises": {**first, "kind": kind, "ref": "there", "quote": words}} if kind == "meeting" else {
        "promise_days": {**first, "moved_on": first["made_on"], "moved_ref": "there", "moved_who": "Ann",
                         "moved_quote": words}}  # fmt: skip
    more = {name: pa.Table.from_pylist([one], schema=SCHEMAS[name]) for name, one in named.items()}
    monkeypatch.setattr(laid, "tables", lambda *_: {**tables, **more})
    proof = Proof(kind, "there", first["made_on"], "Ann", words, "")
    offered = Sentence.of(Path(settings.HOME), verdict, proof).options
    assert [(o.what, o.value) for o in offered] == [("promise", v) for v in ("none", "kept", "broken", "withdrawn")]


def test_every_outcome_is_counted_and_silence_is_called_what_it_is(sign_in: SignIn) -> None:
    ann, made = sign_in("ann"), every()
    account = Counter(p["account"] for p in made if p["outcome"] == "unknown").most_common(1)[0][0]
    shown = page(ann, account, "unknown")
    counts = Counter((p["outcome"], p["side"]) for p in made if p["account"] == account)
    ours, theirs = counts["unknown", "us"], counts["unknown", "client"]
    assert re.search(rf"Outcome unknown\s*<span[^>]*>{ours} ours, {theirs} theirs", shown)
    assert "nobody told what came of it" in shown


def test_where_nothing_is_open_all_promises_are_shown_at_once(sign_in: SignIn) -> None:
    ann, made = sign_in("ann"), every()
    still = {p["account"] for p in made if p["outcome"] == "open"}
    account = next(p["account"] for p in made if p["account"] not in still)
    assert "None of this kind." not in page(ann, account, "")
    assert "None of this kind." in page(ann, account, "open")


def test_what_a_private_message_tells_of_a_promise_is_shown_to_nobody(sign_in: SignIn) -> None:
    ann, one = sign_in("ann"), told()
    PrivateMessage.objects.create(thread=PrivateThread.objects.create(), ref=one["told_ref"])
    assert one["told_key"] not in page(ann, one["account"], "all")
    assert ann.get(f"/clients/{one['account']}/proof/{one['told_key']}/").status_code == 404


@pytest.mark.usefixtures("own_home")
def test_a_promise_that_somebody_marked_as_done_is_shown_so_by_whom(sign_in: SignIn) -> None:
    row, ann = next(p for p in every() if p["outcome"] == "open"), sign_in("ann")
    assert "done, says" not in page(ann, row["account"], "open")
    ann.post(f"/clients/{row['account']}/move/", {"what": f"promise:{row['key']}", "outcome": "done"})
    assert "done, says Ann Whitlock" in page(ann, row["account"], "open")
