"""The way in: second factor, slow-down, sessions, invitations; and what an owner sets about people."""

from __future__ import annotations

import re
import time

import pytest
from django.test import Client
from pyotp.totp import TOTP

from comity.web import guessing, second_factor
from comity.web.models.doors import SecondFactor
from comity.web.models.grants import Grant
from comity.web.models.log import LogEntry
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh
from comity.web.publishing import follow_owners
from tests.web.conftest import PASSWORD, SignIn

pytestmark = pytest.mark.django_db
ANN = {"username": "ann@larkfieldtalent.example", "password": PASSWORD}
NEW = "another four plain words"


def try_in(client: Client, password: str, name: str = "ann", at: str = "10.0.0.1") -> int:
    typed = {"username": f"{name}@larkfieldtalent.example", "password": password}
    return client.post("/sign-in/", typed, REMOTE_ADDR=at).status_code


def code_of(user: User, later: int = 0) -> str:
    return TOTP(SecondFactor.objects.get(user=user).secret).at(int(time.time()) + later)


@pytest.mark.parametrize("guess", ["password", "1234567890", "whitlock", "short", "ann@larkfieldtalent.example"])
def test_a_password_that_is_guessed_at_once_is_refused(guess: str, sign_in: SignIn) -> None:
    typed = {"old_password": PASSWORD, "new_password1": guess, "new_password2": guess}
    assert sign_in("ann").post("/you/", typed).status_code == 200
    assert User.objects.get(email=ANN["username"]).check_password(PASSWORD)


def test_who_guesses_waits_and_neither_the_office_nor_the_person_elsewhere_waits_too() -> None:
    assert try_in(Client(), PASSWORD, at="10.0.0.2") == 302
    for _ in range(guessing.FREE):
        assert try_in(Client(), "wrong") == 200
    page = Client().post("/sign-in/", ANN, REMOTE_ADDR="10.0.0.1")
    assert page.status_code == 429
    assert "Wait" in page.content.decode()
    assert try_in(Client(), PASSWORD, "beth") == 302
    assert try_in(Client(), PASSWORD, at="10.0.0.2") == 302


@pytest.mark.slow
def test_a_name_tried_from_everywhere_is_held_up_except_where_its_person_works() -> None:
    assert try_in(Client(), PASSWORD, at="10.0.0.2") == 302
    for n in range(guessing.FREE_FOR_NAME + 2):
        try_in(Client(), "wrong", at=f"10.1.0.{n}")
    assert try_in(Client(), PASSWORD, at="10.2.0.1") == 429
    assert try_in(Client(), PASSWORD, at="10.0.0.2") == 302


def test_the_second_factor_from_turning_it_on_to_a_recovery_code(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)  # a code must not change in the midst
    ann = Client()
    assert ann.post("/sign-in/", ANN).status_code == 302
    page = ann.get("/you/second-factor/").content.decode()
    secret = re.findall(r"<code>(\w{32})</code>", page)[0]
    assert "<svg" in page
    assert "style=" not in page
    assert "does not fit" in ann.post("/you/second-factor/", {"code": "000000"}).content.decode()
    page = ann.post("/you/second-factor/", {"code": TOTP(secret).at(int(now))}).content.decode()
    codes = re.findall(r"<code>([\w-]+)</code>", page)
    assert len(codes) == second_factor.CODES
    user = User.objects.get(email=ANN["username"])

    again = Client()
    assert again.post("/sign-in/", ANN)["Location"] == "/sign-in/code/"
    assert again.get("/clients/").status_code == 302
    # The code that turned it on was used; the next one holds, and only once.
    assert again.post("/sign-in/code/", {"code": code_of(user)}).status_code == 200
    assert again.post("/sign-in/code/", {"code": code_of(user, 30)})["Location"] == "/"
    assert again.get("/clients/").status_code == 200

    third = Client()
    third.post("/sign-in/", ANN)
    assert third.post("/sign-in/code/", {"code": code_of(user, 30)}).status_code == 200
    assert third.post("/sign-in/code/", {"code": codes[0].upper()})["Location"] == "/"
    third.post("/sign-out/")
    third.post("/sign-in/", ANN)
    assert third.post("/sign-in/code/", {"code": codes[0]}).status_code == 200
    for _ in range(guessing.FREE):
        third.post("/sign-in/code/", {"code": "000000"})
    assert third.post("/sign-in/code/", {"code": codes[1]}).status_code == 429


def test_a_second_factor_takes_anothers_place_by_the_password_alone(sign_in: SignIn) -> None:
    ann, page, user = sign_in("ann"), "/you/second-factor/", User.objects.get(email=ANN["username"])

    def turn_on(**typed: str) -> str:
        secret = re.findall(r"<code>(\w{32})</code>", ann.get(page).content.decode())[0]
        return ann.post(page, {"code": TOTP(secret).at(int(time.time())), **typed}).content.decode()

    assert "Your recovery codes" in turn_on()
    first = SecondFactor.objects.get(user=user).secret
    assert 'name="password"' in ann.get(page).content.decode()
    for typed in ({}, {"password": "wrong"}):
        assert "not your password" in turn_on(**typed)
        assert SecondFactor.objects.get(user=user).secret == first
    assert "Your recovery codes" in turn_on(password=PASSWORD)
    assert SecondFactor.objects.get(user=user).secret != first


def test_a_code_alone_leads_nowhere() -> None:
    assert Client().post("/sign-in/code/", {"code": "000000"})["Location"] == "/sign-in/"


def test_sessions_are_seen_and_ended(sign_in: SignIn) -> None:
    here, there = sign_in("ann"), sign_in("ann")
    there.get("/", HTTP_USER_AGENT="An old telephone")
    page = here.get("/you/").content.decode()
    assert "An old telephone" in page
    session = re.findall(r"/you/sessions/(\d+)/end/", page)[0]
    assert sign_in("beth").post(f"/you/sessions/{session}/end/").status_code == 302
    assert there.get("/").status_code == 200
    here.post(f"/you/sessions/{session}/end/")
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_a_new_password_ends_all_other_sessions(sign_in: SignIn) -> None:
    here, there = sign_in("ann"), sign_in("ann")
    there.get("/")
    typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert here.post("/you/", typed).status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_an_invitation_works_once_and_ends(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    typed = {"name": "Nia New", "email": "Nia@larkfieldtalent.example", "role": "member", "team": ""}
    assert sign_in("beth").post("/settings/people/invite/", typed).status_code == 404
    word = re.findall(r"/invited/([\w-]+)/", ann.post("/settings/people/invite/", typed).content.decode())[0]
    nia = Client()
    assert "nia@larkfieldtalent.example" in nia.get(f"/invited/{word}/").content.decode()
    assert nia.post(f"/invited/{word}/", {"password": "password"}).status_code == 200
    assert nia.post(f"/invited/{word}/", {"password": NEW})["Location"] == "/"
    assert User.objects.get(email="nia@larkfieldtalent.example").role == "member"
    assert Client().get(f"/invited/{word}/").status_code == 404
    assert nia.get("/clients/").status_code == 200
    second = {**typed, "email": "second@larkfieldtalent.example"}
    word = re.findall(r"/invited/([\w-]+)/", ann.post("/settings/people/invite/", second).content.decode())[0]
    withdraw = re.findall(r"invite/(\d+)/withdraw", ann.get("/settings/people/").content.decode())[0]
    ann.post(f"/settings/people/invite/{withdraw}/withdraw/")
    assert Client().post(f"/invited/{word}/", {"password": NEW}).status_code == 404


def test_a_link_to_a_new_password_keeps_the_person_and_ends_what_was_open(sign_in: SignIn) -> None:
    cody, old = User.objects.get(name="Cody Wüst"), sign_in("cody")
    old.get("/")
    page = sign_in("ann").post(f"/settings/people/{cody.pk}/link/").content.decode()
    word = re.findall(r"/invited/([\w-]+)/", page)[0]
    assert old.get("/").status_code == 302
    assert Client().post(f"/invited/{word}/", {"password": NEW}).status_code == 302
    cody.refresh_from_db()
    assert cody.check_password(NEW)
    assert cody.name == "Cody Wüst"


def test_the_only_owner_stays_one_and_who_may_not_sign_in_is_out_at_once(sign_in: SignIn) -> None:
    ann, cody, out = User.objects.get(role="owner"), User.objects.get(name="Cody Wüst"), sign_in("cody")
    out.get("/")
    client = sign_in("ann")
    page = client.post(f"/settings/people/{ann.pk}/", {"name": "Ann", "role": "reader", "is_active": "on"})
    assert "only owner" in page.content.decode()
    client.post(f"/settings/people/{cody.pk}/", {"name": "Cody Wüst", "role": "member", "team": ""})
    assert out.get("/").status_code == 302
    assert try_in(Client(), PASSWORD, "cody") == 200


def test_a_grant_and_its_taking_back_outlast_what_the_crm_says(sign_in: SignIn) -> None:
    ann, tyrell = sign_in("ann"), User.objects.get(name="Tyrell Oakes")
    client, refresh = sign_in("tyrell"), Refresh.current()
    assert refresh is not None
    for account, before, act, after in (
        ("kesslerhydraulics.example", 200, "ungrant", 404),
        ("ferrandauto.example", 404, "grant", 200),
    ):
        assert client.get(f"/clients/{account}/").status_code == before
        ann.post(f"/settings/owners/{act}/", {"account": account, "user": tyrell.pk})
        follow_owners(refresh)
        assert client.get(f"/clients/{account}/").status_code == after


def test_of_two_that_are_one_client_now_nobody_sees_what_was_taken_from_them_for_either(sign_in: SignIn) -> None:
    ann, cody, client = sign_in("ann"), User.objects.get(name="Cody Wüst"), sign_in("cody")
    account = "ferrandauto.example"
    Grant.objects.create(account=account, user=cody, written_of="ferrand.example")
    assert client.get(f"/clients/{account}/").status_code == 200
    Grant.objects.create(account=account, user=cody, source=Grant.TAKEN)
    for page in (f"/clients/{account}/", f"/api/v1/accounts/{account}/", f"/clients/{account}/timeline/"):
        assert client.get(page).status_code in (401, 404)
    assert "Cody Wüst" not in ann.get(f"/settings/owners/?q={account}").content.decode().split("<select")[0]
    assert "Ferrand" not in client.get("/clients/?owner=Cody+W%C3%BCst").content.decode()
    ann.post("/settings/owners/grant/", {"account": account, "user": cody.pk})
    assert client.get(f"/clients/{account}/").status_code == 200
    ann.post("/settings/owners/ungrant/", {"account": account, "user": cody.pk})
    assert client.get(f"/clients/{account}/").status_code == 404
    assert set(Grant.objects.filter(account=account, user=cody).values_list("source", flat=True)) == {Grant.TAKEN}


def test_who_the_crm_names_no_more_sees_the_account_no_more() -> None:
    refresh, cody = Refresh.current(), User.objects.get(name="Cody Wüst")
    assert refresh is not None
    Grant.objects.create(account="ferrandauto.example", user=cody, source="crm")
    follow_owners(refresh)
    assert not Grant.objects.filter(account="ferrandauto.example", user=cody).exists()


def test_a_newcomer_who_takes_a_colleagues_name_gets_nothing_of_theirs(sign_in: SignIn) -> None:
    ann, refresh, tyrell = sign_in("ann"), Refresh.current(), User.objects.get(name="Tyrell Oakes")
    assert refresh is not None
    before = set(Grant.objects.filter(user=tyrell).values_list("account", flat=True))
    typed = {"name": "Mallory New", "email": "mallory@larkfieldtalent.example", "role": "member", "team": ""}
    word = re.findall(r"/invited/([\w-]+)/", ann.post("/settings/people/invite/", typed).content.decode())[0]
    Client().post(f"/invited/{word}/", {"name": "Tyrell Oakes", "password": NEW})
    mallory = User.objects.get(email=typed["email"])
    assert mallory.name == "Mallory New"
    follow_owners(refresh)
    assert not Grant.objects.filter(user=mallory).exists()
    assert set(Grant.objects.filter(user=tyrell).values_list("account", flat=True)) == before != set()


def test_a_name_that_two_people_have_opens_nothing_until_an_owner_says_who_is_meant() -> None:
    refresh, tyrell = Refresh.current(), User.objects.get(name="Tyrell Oakes")
    assert refresh is not None
    other = User.objects.create_user("other@larkfieldtalent.example", NEW, name="tyrell oakes", role="member")
    follow_owners(refresh)
    assert not Grant.objects.filter(user__in=[tyrell, other], source="crm").exists()
    other.delete()
    follow_owners(refresh)
    assert Grant.objects.filter(user=tyrell, source="crm").exists()


@pytest.mark.parametrize("word", ["client", "nonsense", "export", "//evil.example", "https:evil"])
def test_who_signs_in_with_a_word_that_leads_nowhere_comes_to_the_first_page(word: str) -> None:
    answer = Client().post(f"/sign-in/?next={word}", {**ANN, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_every_change_is_in_the_log_with_who_made_it(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    ann.post("/settings/teams/", {"name": "Dayton"})
    ann.post("/settings/refresh/")
    lines = list(LogEntry.objects.values_list("who", "what"))
    assert lines[0] == (ANN["username"], "refresh")
    assert lines[1] == (ANN["username"], "people-team")
    page = ann.get("/settings/log/").content.decode()
    assert "made a team" in page


def test_what_stands_beside_a_name_on_a_phone_says_what_it_is_and_no_team_is_said_in_words(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    page, one = ann.get("/settings/people/").content.decode(), User.objects.get(name__startswith="Beth").pk
    assert page.count('<span class="only">second factor </span>') == User.objects.count()
    assert page.count('<span class="only">last seen </span>') == User.objects.count()
    for said in (page, ann.get(f"/settings/people/{one}/").content.decode()):
        assert "no team</option>" in said
        assert "-----" not in said
