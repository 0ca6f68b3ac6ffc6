"""From an empty home to a quote in its thread, as a browser without scripts would go."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape
from pytest_django import Settings

from comity.web.jobs.worker import work_once
from comity.web.models.jobs import Job, State
from comity.web.models.people import User
from comity.web.models.privacy import Keeping
from comity.web.models.verdicts import Refresh, Verdict
from tests.web.conftest import PASSWORD, SignIn

CSP = "script-src 'self'"


@pytest.mark.usefixtures("db")
def test_an_empty_home_asks_for_the_firm_and_its_first_account() -> None:
    User.objects.all().delete()
    client = Client()
    assert client.get("/")["Location"] == "/setup/"
    page = client.get("/setup/").content.decode()
    assert "Nothing leaves this machine." in page
    typed = {"firm": "Orr & Sons", "name": "Ida Orr", "email": "Ida@orr.example", "password": "four plain words"}
    assert client.post("/setup/", {**typed, "password": "password"}).status_code == 200
    assert client.post("/setup/", typed)["Location"] == "/read/"
    assert User.objects.get().role == "owner"
    assert client.get("/setup/")["Location"] == "/"


@pytest.mark.usefixtures("db")
def test_a_wrong_password_keeps_what_was_typed_and_a_right_one_leads_on() -> None:
    client = Client()
    ann = {"username": "ANN@larkfieldtalent.example", "password": PASSWORD}
    refused = client.post("/sign-in/", {**ann, "password": "no"})
    assert "ANN@larkfieldtalent.example" in refused.content.decode()
    assert client.post("/sign-in/?next=/clients/", ann)["Location"] == "/clients/"
    assert client.post("/sign-in/?next=https://elsewhere.example/", ann)["Location"] == "/"


def test_what_is_dropped_is_read_judged_and_told_file_by_file(sign_in: SignIn, own_home: Path) -> None:
    ann = sign_in("ann")
    rows = (
        b"Invoice Number,Contact,Date,Due Date,Total\n9001,Kessler Hydraulics,2026-09-01,2026-10-01,10\n9002,,x,y,z\n"
    )
    answer = ann.post("/read/", {"files": [SimpleUploadedFile("more invoices.csv", rows)]})
    job = Job.objects.get(pk=re.findall(r"\d+", answer["Location"])[0])
    assert "Reading" in ann.get(f"/read/{job.pk}/progress/").content.decode()
    before = Refresh.current()
    assert work_once("the tests")
    job.refresh_from_db()
    assert job.state == State.DONE, job.error
    assert Refresh.current() != before
    page = ann.get(f"/read/{job.pk}/").content.decode()
    assert "more invoices.csv" in page
    assert not list((own_home / "inbox").iterdir())


def test_a_rejected_row_is_told_with_its_place_and_reason(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    reading = Job.objects.filter(kind="read").earliest("pk")
    page = ann.get(f"/read/{reading.pk}/").content.decode()
    links = re.findall(r'href="(/read/rejects/[^"]+)"', page)
    assert len(links) == 2
    rejects = ann.get(links[-1].replace("&amp;", "&")).content.decode()
    assert "1 record could not be read" in rejects


def test_the_list_is_narrowed_by_standing_owner_and_search(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    for asked, condition in (
        ({"standing": "partner"}, lambda v: v.standing == "partner"),
        ({"owner": "Tyrell Oakes", "move": "us"}, lambda v: v.owner == "Tyrell Oakes" and v.move == "us"),
        ({"q": "kessler"}, lambda v: "Kessler" in v.name),
    ):
        page = ann.get("/clients/", asked, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in page
        for verdict in Verdict.objects.filter(refresh=Refresh.current()):
            assert (f"/clients/{verdict.account}/" in page) == condition(verdict), verdict


def test_a_client_is_told_in_one_sentence_with_both_sides_and_its_proof(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    page = ann.get("/clients/ferrandauto.example/").content.decode()
    assert "is coercive" in page
    assert "they took" in page
    key = re.findall(r'href="(/clients/ferrandauto.example/proof/\w+/)">see it in its thread', page)[0]
    proof = ann.get(key).content.decode()
    marked = re.findall(r"<mark id=\"sentence\">(.+?)</mark>", proof, re.S)[0]
    verdict = Verdict.objects.get(refresh=Refresh.current(), account="ferrandauto.example")
    quotes = [str(escape(e["quote"])) for r in verdict.told["reasons"] for e in r["evidence"]]
    assert " ".join(marked.split()) in [" ".join(q.split()) for q in quotes]


@pytest.mark.parametrize(
    "url", ["/", "/clients/", "/clients/ferrandauto.example/", "/read/", "/settings/", "/sign-in/"]
)
def test_nothing_stands_inline_and_nothing_comes_from_elsewhere(url: str, sign_in: SignIn) -> None:
    answer = sign_in("ann").get(url)
    text = answer.content.decode()
    assert CSP in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=|<style", text)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)


def test_this_week_tells_few_moves_ours_first(sign_in: SignIn) -> None:
    page = sign_in("ann").get("/").content.decode()
    assert 1 <= page.count("<b>Our move</b>") <= 5
    assert "Their move" not in page or page.index("Their move") > page.rindex("<b>Our move</b>")


def test_the_invented_firm_gives_way_to_ones_own(sign_in: SignIn, tmp_path: Path, settings: Settings) -> None:
    settings.HOME = tmp_path
    (tmp_path / "book" / "messages").mkdir(parents=True)
    assert sign_in("beth").post("/own/").status_code == 404
    ann = sign_in("ann")
    assert "removed from this home" in ann.get("/own/").content.decode()
    ann.post("/settings/people/invite/", {"name": "Eve", "email": "eve@x.example", "role": "owner", "team": ""})
    Keeping.objects.create(months=24)
    assert ann.post("/own/")["Location"] == "/setup/"
    assert not (tmp_path / "book").exists()
    assert {m.__name__ for m in apps.get_app_config("web").get_models() if m._default_manager.exists()} == {"LogEntry"}
    assert "Nothing leaves this machine." in ann.get("/setup/").content.decode()
