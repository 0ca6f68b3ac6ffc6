"""An empty home on an open address belongs to who sees its terminal, not to the first visitor."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import Client
from pytest_django import Settings

from comity.web import claiming
from comity.web.models.firm import Firm
from comity.web.models.people import User
from tests.web.conftest import SignIn
from tests.web.test_serve import free_port

TYPED = {"firm": "Orr & Sons", "name": "Ida Orr", "email": "ida@orr.example", "password": "four plain words"}


@pytest.fixture
def code(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(claiming.CODE, claiming.new_code())
    return os.environ[claiming.CODE]


@pytest.mark.usefixtures("db")
def test_without_the_code_of_the_terminal_nobody_claims_an_empty_home(code: str) -> None:
    User.objects.all().delete()
    client = Client()
    assert "The code that the terminal shows" in client.get("/setup/").content.decode()
    for wrong in ("", "x", claiming.new_code()):
        page = client.post("/setup/", {**TYPED, "code": wrong}).content.decode()
        assert "Orr &amp; Sons" in page
        assert not User.objects.exists()
    assert client.post("/setup/", {**TYPED, "code": code.upper().replace("-", " ")})["Location"] == "/read/"


@pytest.mark.usefixtures("db")
def test_on_this_machine_alone_no_code_is_asked_for() -> None:
    User.objects.all().delete()
    assert "terminal" not in Client().get("/setup/").content.decode()


@pytest.mark.usefixtures("db")
def test_of_two_who_set_up_an_empty_home_at_once_one_is_its_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    User.objects.all().delete()
    firms, late = Firm.objects.count(), {**TYPED, "email": "zoe@orr.example"}

    def meanwhile(_request: HttpRequest) -> bool:
        monkeypatch.undo()
        assert Client().post("/setup/", TYPED)["Location"] == "/read/"
        return False

    monkeypatch.setattr(claiming, "asks", meanwhile)
    assert Client().post("/setup/", late)["Location"] == "/"
    assert [user.email for user in User.objects.all()] == [TYPED["email"]]
    assert Firm.objects.count() == firms + 1


@pytest.mark.usefixtures("code")
def test_who_has_emptied_the_home_sets_it_up_and_nobody_else(
    sign_in: SignIn, tmp_path: Path, settings: Settings
) -> None:
    settings.HOME = tmp_path
    (tmp_path / "book").mkdir()
    ann = sign_in("ann")
    ann.post("/own/")
    assert "terminal" not in ann.get("/setup/").content.decode()
    assert "terminal" in Client().get("/setup/").content.decode()
    assert ann.post("/setup/", TYPED)["Location"] == "/read/"


def test_which_addresses_others_can_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMITY_HOSTS", raising=False)
    assert [h for h in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "10.1.2.3") if claiming.is_open(h)] == [
        "0.0.0.0",
        "::",
        "10.1.2.3",
    ]
    monkeypatch.setenv("COMITY_HOSTS", "comity.orr.example")
    assert claiming.is_open("127.0.0.1")


def test_the_terminal_tells_the_code_of_an_open_address(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "comity", "--home", str(tmp_path), "serve", "--host", "0.0.0.0"]
    with subprocess.Popen([*call, "--port", str(free_port())], stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        said = served.stdout.readline()
        served.send_signal(signal.SIGTERM)
    assert re.search(r"type this code there: \w{4}-\w{4}-\w{4}\n", said)
