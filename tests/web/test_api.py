"""The API: what a key opens is what its owner may see, and its own description tells every answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import crc32

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import negative_data_rejection

from comity.web import tokens
from comity.web.models.people import User
from comity.web.models.tokens import Token
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.rights import WORDS, verdicts
from tests.web.addresses import addresses
from tests.web.conftest import SignIn
from tests.web.firm import NAMES

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
PATHS = ("accounts", "accounts/{}", "accounts/{}/reasons", "accounts/{}/proofs", "moves")


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@larkfieldtalent.example")


def program(name: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {tokens.make(person(name), 'a test')}"})


def test_the_table_of_the_api_is_the_one_that_is_tested() -> None:
    there = {a.name for a in addresses() if a.rule == "key"}
    assert there == {"api-accounts", "api-account", "api-reasons", "api-evidence", "api-moves"}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer x", "Bearer comity_\x00", "Basic YW5uOg==", "Bearer é"])
def test_without_a_key_nothing_is_told(path: str, sent: str, sign_in: SignIn) -> None:
    url = f"/api/v1/{path.format('ferrandauto.example')}"
    for client in (Client(), sign_in("ann")):  # who is signed in has no key by that
        answer = client.get(url, headers={"Authorization": sent} if sent else {})
        assert answer.status_code == 401
        assert answer.json() == {"detail": "Unauthorized"}
    assert program("ann").post(url).status_code == 405


@pytest.mark.parametrize("name", NAMES)
def test_a_key_opens_what_its_owner_may_see_and_betrays_nothing_else(name: str) -> None:
    user, asking = person(name), program(name)
    theirs = set(verdicts(user).values_list("account", flat=True))
    listed = asking.get("/api/v1/accounts", {"limit": 200}).json()
    assert {x["id"] for x in listed["items"]} == theirs
    assert listed["count"] == len(theirs)
    for verdict in Verdict.objects.filter(refresh=Refresh.current()):
        for path in PATHS:
            answer = asking.get(f"/api/v1/{path.format(verdict.account)}", {"limit": 200})
            if "{}" in path:
                assert answer.status_code == (200 if verdict.account in theirs else 404)
            for other in Verdict.objects.exclude(account__in=theirs) if answer.status_code == 200 else ():
                assert other.account not in answer.content.decode()
                assert other.name not in answer.content.decode()


def test_finance_gets_money_and_never_a_word() -> None:
    fay, ann = program("fay"), program("ann")
    words = 0
    for verdict in Verdict.objects.filter(refresh=Refresh.current()):
        base = f"/api/v1/accounts/{verdict.account}"
        of_ann = ann.get(f"{base}/proofs", {"limit": 200}).json()["items"]
        quotes = {p["quote"] for p in of_ann if p["kind"] in WORDS and len(p["quote"]) > 12}
        words += len(quotes)
        for path in ("", "/reasons", "/proofs"):
            text = str(fay.get(base + path, {"limit": 200}).json())
            assert not [q for q in quotes if q in text]
    assert words > 50
    assert not [m for m in fay.get("/api/v1/moves").json()["items"] if m["why"]]


def test_a_proof_names_the_page_that_opens_it(sign_in: SignIn) -> None:
    reason = program("ann").get("/api/v1/accounts/ferrandauto.example/reasons").json()["items"][0]
    assert reason["evidence"]
    assert sign_in("ann").get(reason["evidence"][0]["page"]).status_code == 200


def test_pages_follow_each_other_and_tell_everything_once() -> None:
    ann, url, seen, count = program("ann"), "/api/v1/accounts?limit=5&q=a", [], 0
    while url:
        answer = ann.get(url).json()
        seen += [x["id"] for x in answer["items"]]
        url, count = answer["next"], answer["count"]
    assert len(seen) == len(set(seen)) == count > 5


def test_a_key_is_shown_once_kept_as_a_digest_and_ended_at_once(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    page = ann.post("/settings/keys/", {"name": "The sheet of Mondays"}).content.decode()
    key = re.findall(r">(comity_[\w-]+)<", page)[0]
    again = ann.get("/settings/keys/").content.decode()
    assert key not in again
    assert "never" in again
    token = Token.objects.get(name="The sheet of Mondays")
    assert key not in str(list(Token.objects.values()))
    assert len(key) > 40
    asking = Client(headers={"Authorization": f"Bearer {key}"})
    assert asking.get("/api/v1/moves").status_code == 200
    token.refresh_from_db()
    assert token.used_at
    assert sign_in("beth").post(f"/settings/keys/{token.pk}/end/").status_code == 404
    assert ann.post(f"/settings/keys/{token.pk}/end/").status_code == 302
    assert asking.get("/api/v1/moves").status_code == 401


def test_the_key_of_who_may_no_longer_sign_in_opens_nothing() -> None:
    asking = program("cody")
    User.objects.filter(pk=person("cody").pk).update(is_active=False)
    assert asking.get("/api/v1/accounts").status_code == 401


@pytest.fixture
def held_open() -> Iterator[None]:
    """As Django's own client does: the test's connection outlives each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@pytest.mark.usefixtures("held_open")
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_generated_requests_meet_no_fault_and_no_answer_outside_the_description(case: Case) -> None:
    # Half of the requests are about an account that is there, half about what was made up.
    if "account" in case.path_parameters and len(str(case.path_parameters["account"])) % 2:
        case.path_parameters["account"] = "ferrandauto.example"
    key = tokens.make(person("beth"), "generated")
    # What is no word of ours in a request is passed over, as elsewhere on the web.
    case.call_and_validate(
        headers={"Authorization": f"Bearer {key}", "Accept-Encoding": "identity"},
        excluded_checks=[negative_data_rejection],
    )


@pytest.fixture
def keys() -> list[str]:
    """A key of everybody."""
    return [tokens.make(person(name), "generated") for name in NAMES]


@pytest.mark.slow
@schema.parametrize()
@pytest.mark.usefixtures("held_open")
@settings(
    max_examples=1_000, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_many_more_generated_requests_of_everybody_meet_no_fault(case: Case, keys: list[str]) -> None:
    asked = crc32(repr((case.path_parameters, case.query, case.headers)).encode("utf-8", "replace"))
    if "account" in case.path_parameters and asked % 3:
        there = list(Verdict.objects.filter(refresh=Refresh.current()).values_list("account", flat=True))
        case.path_parameters["account"] = there[asked % len(there)]
    case.call_and_validate(
        headers={"Authorization": f"Bearer {keys[asked % len(keys)]}", "Accept-Encoding": "identity"},
        excluded_checks=[negative_data_rejection],
    )


def test_the_description_is_told_to_everybody_and_holds_nothing_of_a_firm() -> None:
    told = Client().get("/api/v1/openapi.json")
    assert set(told.json()["paths"]) == {f"/api/v1/{p.format('{account}')}" for p in PATHS}
    assert all({"200", "401", "422"} <= set(p["get"]["responses"]) for p in told.json()["paths"].values())
    assert "larkfield" not in told.content.decode().lower()
