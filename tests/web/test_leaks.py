"""The table of addresses asked for as an attacker would: by other methods, parts of pages, and others' names in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils.html import escape

from comity.judge import Sight, see
from comity.web import kept, tokens
from comity.web.jobs.kinds import refresh
from comity.web.jobs.worker import work_once
from comity.web.models.begin import Favourite
from comity.web.models.jobs import Job
from comity.web.models.people import User
from comity.web.models.privacy import PrivateMessage, PrivateThread
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.rights import verdicts
from tests.web.addresses import addresses, places_of
from tests.web.conftest import SignIn

MINE, OTHERS = "kesslerhydraulics.example", "ferrandauto.example"  # Tyrell's, and Beth's
GUARDED = [a for a in addresses() if a.rule not in ("open door", "key")]
OF_ACCOUNT = [a for a in GUARDED if a.rule == "account"]
# What an address may be asked with that names a client, a person, a proof or a file.
PROBES = [
    {"account": OTHERS, "n": "0"},
    {"owner": "Beth Sandoval", "standing": "coercive"},
    {"q": OTHERS, "file": "mail/all.mbox", "of": OTHERS, "other": OTHERS, "sort": "name", "page": "2"},
]

pytestmark = pytest.mark.django_db


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@larkfieldtalent.example")


def betrayed(text: str, theirs: set[str], asked: str = "") -> list[str]:
    """The clients of others that a text names beside the one that was asked for."""
    every = Verdict.objects.exclude(account__in=theirs)
    return [v.account for v in every if v.account != asked and (v.account in text or str(escape(v.name)) in text)]


@pytest.mark.parametrize("part", [False, True], ids=["page", "part"])
def test_no_question_to_any_address_betrays_anothers_client(home: Path, sign_in: SignIn, part: bool) -> None:
    tyrell, theirs = sign_in("tyrell"), set(verdicts(person("tyrell")).values_list("account", flat=True))
    head = {"HX-Request": "true"} if part else {}
    places = places_of(MINE, home)[0]
    name = Verdict.objects.get(refresh=Refresh.current(), account=OTHERS).name
    for address in GUARDED:
        for probe in PROBES:
            answer = tyrell.get(address.filled(places), probe, headers=head)
            # What one typed oneself stands in the page's own links and fields; the client's name was never typed.
            text = answer.content.decode("utf-8", "replace")
            assert betrayed(text, theirs, asked=OTHERS) == [], address.name
            assert str(escape(name)) not in text, address.name
            assert OTHERS not in answer.headers.get("Content-Disposition", "")


@pytest.mark.parametrize("name", ["tyrell", "fay"])
def test_anothers_client_and_one_that_is_none_are_answered_alike_by_every_method(
    name: str, home: Path, sign_in: SignIn
) -> None:
    client, theirs = sign_in(name), set(verdicts(person(name)).values_list("account", flat=True))
    places = places_of(OTHERS if OTHERS not in theirs else MINE, home)[0]
    for address in OF_ACCOUNT:
        nobody = {**places, "account": "nobody.example"}
        for method in ("get", "head", "post", "put", "delete", "options"):
            one, none = (getattr(client, method)(address.filled(p)) for p in (places, nobody))
            if places["account"] in theirs:
                assert none.status_code == 404
                continue
            assert (one.status_code, none.status_code) == (404, 404), address.name
            known = (str(places["account"]), "nobody.example")
            plain = [a.content.decode().replace(k, "") for a, k in zip((one, none), known, strict=True)]
            assert len(plain[0]) == len(plain[1]), address.name


def test_search_counts_of_one_person_tell_nothing_of_the_clients_of_others(sign_in: SignIn) -> None:
    verdict = Verdict.objects.get(refresh=Refresh.current(), account=OTHERS)
    people = {e["who"] for r in verdict.told["reasons"] for e in r["evidence"] if e["by"] == "client" and e["who"]}
    tyrell = sign_in("tyrell")
    for words in (OTHERS, verdict.name, *sorted(people)[:3]):
        page = tyrell.get("/clients/", {"q": words}).content.decode()
        made_up = tyrell.get("/clients/", {"q": "x" * 12}).content.decode()
        assert "0 clients found." in page
        assert "0 clients found." in made_up
        assert tyrell.get("/clients.csv", {"q": words}).content.count(b"\n") == 1


def make_private(verdict: Verdict) -> None:
    """The mail that bears out the reason which lists show."""
    reason = next(r for r in verdict.told["reasons"] if r["sentence"] == verdict.reason)
    thread = PrivateThread.objects.create(made_by=person("beth"))
    for e in reason["evidence"]:
        if e["kind"] == "message":
            PrivateMessage.objects.get_or_create(ref=e["ref"], defaults={"thread": thread})


def test_what_a_reason_says_by_a_private_thread_is_told_nowhere_before_the_next_refresh(sign_in: SignIn) -> None:
    current = Refresh.current()
    verdict = next(
        v for v in Verdict.objects.filter(refresh=current)
        if any(r["sentence"] == v.reason and any(e["kind"] == "message" for e in r["evidence"])
               for r in v.told["reasons"])
    )  # fmt: skip
    make_private(verdict)
    Favourite.objects.create(user=person("ann"), account=verdict.account, side=Favourite.Side.LIKED, place=1)
    ann, key = sign_in("ann"), {"Authorization": f"Bearer {tokens.make(person('ann'), 'a test')}"}
    texts = [
        ann.get(p).content.decode()
        for p in ("/clients/", "/map/", "/clients.csv", "/begin/", f"/clients/{verdict.account}/")
    ]
    texts += [
        ann.get(p, headers=key).content.decode()
        for p in (f"/api/v1/accounts/{verdict.account}", "/api/v1/accounts?limit=200")
    ]
    sole = Verdict.objects.filter(refresh=current, reason=verdict.reason).count() == 1
    assert sole
    for text in texts:
        assert verdict.reason not in text
        assert str(escape(verdict.reason)) not in text


def test_what_is_kept_of_one_persons_page_is_never_shown_to_who_may_see_less(sign_in: SignIn) -> None:
    verdict = Verdict.objects.get(refresh=Refresh.current(), account=OTHERS)
    quotes = [e["quote"] for r in verdict.told["reasons"] for e in r["evidence"] if e["kind"] == "message"]
    pages = (f"/clients/{OTHERS}/", f"/clients/{OTHERS}/timeline/", "/clients/", "/map/")
    for first, second in (("ann", "fay"), ("fay", "ann")):
        kept.forget()
        alone = {}
        for page in pages:
            sign_in(first).get(page)
            alone[page] = sign_in(second).get(page).content.decode()
        text = alone[pages[0]]
        if second == "fay":
            assert not [q for q in quotes if len(q) > 12 and str(escape(q))[:60] in text]
        else:
            assert [q for q in quotes if str(escape(q))[:60] in text]


def test_a_purge_and_a_private_thread_change_what_pages_are_kept_under(own_home: Path, sign_in: SignIn) -> None:
    current = Refresh.current()
    assert current
    before = kept.edition(own_home, current)
    (own_home / "published" / f"{current.statements}.statement.parquet").unlink()
    assert kept.edition(own_home, current) != before
    ann, verdict = sign_in("ann"), Verdict.objects.get(refresh=current, account=OTHERS)
    page = ann.get(f"/clients/{OTHERS}/").content.decode()
    quote = next(e for r in verdict.told["reasons"] for e in r["evidence"]
                 if e["kind"] == "message" and len(e["quote"]) > 20 and str(escape(e["quote"])) in page)  # fmt: skip
    PrivateMessage.objects.create(thread=PrivateThread.objects.create(made_by=person("beth")), ref=quote["ref"])
    assert str(escape(quote["quote"])) not in ann.get(f"/clients/{OTHERS}/").content.decode()


@pytest.mark.usefixtures("own_home")
def test_what_became_private_while_clients_were_judged_is_told_in_no_list(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict = Verdict.objects.filter(refresh=Refresh.current()).exclude(reason="").get(account=OTHERS)

    def see_late(*words: Any, **means: Any) -> Sight:  # noqa: ANN401 - as `see`
        make_private(verdict)
        return see(*words, **means)

    monkeypatch.setattr(refresh, "see", see_late)
    job = Job.objects.create(kind="refresh")
    assert work_once("the tests")
    job.refresh_from_db()
    assert job.state == "done", job.error + job.log
    assert Verdict.objects.get(refresh=Refresh.current(), account=OTHERS).reason == verdict.reason
    for page in ("/clients/", "/clients.csv"):
        assert str(escape(verdict.reason)) not in sign_in("ann").get(page).content.decode()
