"""Every address x every role x one's own account or another's, generated from the table of addresses: no leaks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape

from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.rights import POWERS, WORDS, verdicts
from tests.web.addresses import Address, addresses, places_of
from tests.web.conftest import SignIn
from tests.web.firm import NAMES

ALL = addresses()
GUARDED = [a for a in ALL if a.rule not in ("open door", "key")]  # keys: test_api
ONE, OTHER = "kesslerhydraulics.example", "ferrandauto.example"  # Tyrell's and Beth's

each_address = pytest.mark.parametrize("address", ALL, ids=lambda a: a.name)
each_guarded = pytest.mark.parametrize("address", GUARDED, ids=lambda a: a.name)
each_person = pytest.mark.parametrize("name", NAMES)


@each_address
def test_every_view_says_which_rule_it_is_under(address: Address) -> None:
    assert address.rule in ("open door", "signed in", "own", "account", "key") or address.rule.startswith("may ")
    if "account" in address.places:
        assert address.rule in ("account", "key")


@each_guarded
@pytest.mark.usefixtures("db")
def test_nobody_gets_in_without_signing_in(address: Address, home: Path) -> None:
    for url in {address.filled(places) for places in places_of(ONE, home)}:
        for method in ("get", "post"):
            answer = getattr(Client(), method)(url)
            assert answer.status_code == 302
            assert answer["Location"].startswith("/sign-in/")


@each_guarded
@each_person
@pytest.mark.parametrize("account", [ONE, OTHER])
def test_an_address_opens_to_whom_its_rule_names_and_betrays_nobody_elses_clients(
    address: Address, name: str, account: str, home: Path, sign_in: SignIn
) -> None:
    user = User.objects.get(email=f"{name}@larkfieldtalent.example")
    theirs = set(verdicts(user).values_list("account", flat=True))
    others = Verdict.objects.exclude(account__in=theirs).values_list("account", "name")
    strange = {word for account, name in others for word in (account, escape(name))}
    client = sign_in(name)
    for url, places in {address.filled(places): places for places in places_of(account, home)}.items():
        answer = client.get(url, {"q": "e", "file": "mail/all.mbox"})
        misread = address.name == "columns" and answer.status_code == 404  # only of a table not understood
        if answer.status_code not in (302, 405) and not misread:
            assert answer.status_code == (200 if _opens(address, user, account, theirs, places) else 404)
        text = answer.content.decode()
        assert not [word for word in strange if word in text]


def _opens(address: Address, user: User, account: str, theirs: set[str], places: Mapping[str, object]) -> bool:
    if address.rule == "account":
        words = "words" in POWERS[user.role] or address.name != "proof" or places["kind"] not in WORDS
        return account in theirs and words
    if address.rule == "own":
        return False  # the places are filled with what is nobody's
    return address.rule == "signed in" or address.rule.removeprefix("may ") in POWERS[user.role]


@pytest.mark.usefixtures("db")
def test_each_role_sees_the_accounts_that_are_its_own(sign_in: SignIn) -> None:
    owners = dict(Verdict.objects.values_list("account", "owner"))
    for name, whose in (
        ("tyrell", {"Tyrell Oakes"}),
        ("cody", {"Cody Wüst"}),
        ("beth", {"Beth Sandoval", "Cody Wüst"}),
    ):
        seen = verdicts(User.objects.get(email=f"{name}@larkfieldtalent.example")).values_list("account", flat=True)
        assert set(seen) == {a for a, owner in owners.items() if owner in whose}
    for name in ("ann", "fay", "rob"):
        page = sign_in(name).get("/clients/").content.decode()
        assert all(escape(v.name) in page for v in Verdict.objects.all())


def test_finance_sees_money_and_never_a_word_of_mail(sign_in: SignIn) -> None:
    fay = sign_in("fay")
    refresh = Refresh.current()
    for verdict in Verdict.objects.filter(refresh=refresh):
        quotes = {e["quote"] for r in verdict.told["reasons"] for e in r["evidence"] if e["kind"] in WORDS}
        quotes |= {p["evidence"]["quote"] for p in verdict.told["possible"]}
        pages = [fay.get(f"/clients/{verdict.account}/"), fay.get(f"/clients/{verdict.account}/statement/")]
        for text in (p.content.decode() for p in pages):
            assert not [q for q in quotes if len(q) > 12 and str(escape(q))[:60] in text]
