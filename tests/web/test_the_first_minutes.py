"""The end of the first ten minutes: who is one client, favourites before any verdict, then the first sentences."""

from __future__ import annotations

import re

import pytest

from comity.book.names import Directory, Firm, asked_of
from comity.web.lacking import deciding, file_of, unread
from comity.web.models.begin import Favourite
from comity.web.models.jobs import Job
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.pages.begin import asking
from tests.web.conftest import SignIn


def test_a_question_is_read_back_to_its_names() -> None:
    firms = [Firm("a", ("Goldfield Mills",)), Firm("b", ("Goldfield Freight",))]
    question = Directory(firms).look("Goldfield").question
    name, known = asked_of(question)
    assert name == "Goldfield"
    assert sorted(known) == ["Goldfield Freight", "Goldfield Mills"]
    assert asked_of("something else?") == ("", ())


def test_who_comes_from_a_reading_is_not_stopped_where_nothing_need_be_asked(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = sign_in("ann")
    monkeypatch.setattr(asking, "open_questions", list)
    assert ann.get("/begin/questions/?on=1")["Location"] == "/begin/favourites/"
    ann.post("/begin/favourites/", {"liked1": "Kessler Hydraulics"})
    assert ann.get("/begin/questions/?on=1")["Location"] == "/begin/"
    assert "nothing need be asked" in ann.get("/begin/questions/").content.decode()


@pytest.mark.parametrize("page", ["/", "/clients/", "/map/", "/begin/", "/begin/questions/"])
def test_before_the_first_verdicts_a_page_says_whether_exports_are_being_read_or_judged(
    page: str, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = sign_in("ann")
    ann.post("/begin/favourites/", {"liked1": "Kessler Hydraulics"})
    follows = {"HX-Request": "true", "HX-Target": "main"}
    assert '<main id="main"' in ann.get(page, headers=follows).content.decode()
    monkeypatch.setattr(Refresh, "current", classmethod(lambda _: None))

    def says() -> tuple[bool, bool, bool]:
        found = ann.get(page, headers=follows).content.decode()
        assert '<main id="main"' in found
        return "Read exports" in found, "being read just now" in found, "being judged just now" in found

    assert says() == (True, False, False)
    reading = Job.objects.create(kind="read", words={})
    assert says() == (False, True, False)
    reading.delete()
    Job.objects.create(kind="refresh")
    assert says() == (False, False, True)


def test_favourites_are_asked_by_name_and_without_a_verdict_in_sight(sign_in: SignIn) -> None:
    page = sign_in("ann").get("/begin/favourites/").content.decode()
    assert "Kessler Hydraulics" in page
    for standing in ("partner", "coercive", "unknown", "one_sided"):
        assert f'class="standing {standing}' not in page


def test_a_name_that_is_no_clients_is_told_and_what_was_typed_stays(sign_in: SignIn) -> None:
    page = sign_in("ann").post("/begin/favourites/", {"liked1": "Nobody at all"}).content.decode()
    assert "There is no client of this name" in page
    assert "Nobody at all" in page
    twice = {"liked1": "Kessler Hydraulics", "dreaded1": "kessler hydraulics"}
    assert "It stands here twice" in sign_in("ann").post("/begin/favourites/", twice).content.decode()
    assert not Favourite.objects.exists()


def test_a_part_of_a_name_is_enough_where_one_client_alone_has_it(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    ann.post("/begin/favourites/", {"liked1": "kessler"})
    assert Favourite.objects.get().account == "kesslerhydraulics.example"
    assert "There is no client of this name" in ann.post("/begin/favourites/", {"liked2": "e"}).content.decode()


def test_the_first_sentences_are_said_against_what_was_felt(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    names = {v.account: v.name for v in Verdict.objects.filter(refresh=Refresh.current())}
    liked, dreaded = names["ferrandauto.example"], names["kesslerhydraulics.example"]
    assert ann.post("/begin/favourites/", {"liked1": liked, "dreaded1": dreaded})["Location"] == "/begin/"
    page = " ".join(re.sub(r"<title>.*?</title>|<[^>]+>", "", ann.get("/begin/").content.decode()).split())
    assert f"{len(names)} clients" in page
    assert f"Your favourite, {liked}, is coercive:" in page
    assert f"You dread {dreaded}; it is" in page
    assert 1 <= page.count("Our move") <= 3


@pytest.mark.parametrize(
    ("messages", "channels", "file"),
    [
        (5, {"mail": True, "calls": False, "money": True, "hours": True, "meetings": True}, "a telephone log"),
        (5, {"mail": False, "calls": False, "money": True}, "a mailbox"),
        (90, {"mail": True, "calls": False, "money": False}, "the invoices"),
    ],
)
def test_the_file_that_would_decide_is_named(messages: int, channels: dict[str, bool], file: str) -> None:
    told = {"channels": channels, "measures": {"messages_12m": messages}}
    assert file_of(deciding(told)).startswith(file)
    assert unread([told])
