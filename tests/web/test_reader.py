"""An owner sees what a language model would get before they allow it; until then, and once stopped, it gets nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity import asking
from comity.book.reading import read_folders
from comity.home import create_book
from comity.signals.asking.second import Told
from comity.sources import Settings
from comity.web.days import today
from comity.web.jobs.worker import work_once
from comity.web.models.jobs import Job, State
from comity.web.models.log import LogEntry
from comity.web.models.verdicts import Refresh
from comity.web.scrub import scrub
from tests.chat import Chat, knowing, served
from tests.web.conftest import SignIn

TOML = '[firm]\nname = "Larkfield Talent"\n[reader]\nurl = "{url}"\nmodel = "small"\nsentences = 40\n'
PAGE, ALLOW, STOP = "/settings/reader/", "/settings/reader/allow/", "/settings/reader/stop/"


@pytest.fixture
def chat() -> Iterator[Chat]:
    with served(knowing(lambda s: [("feedback", s["text"])] if s["by"] == "client" else [])) as found:
        yield found


def name(home: Path, tmp_path: Path, url: str) -> asking.Named:
    """Read a comity.toml that names a server."""
    folder = tmp_path / "toml"
    folder.mkdir(exist_ok=True)
    (folder / "comity.toml").write_text(TOML.format(url=url))
    read_folders([folder], create_book(home), today=today(), settings=Settings())
    found = asking.named(create_book(home))
    assert found is not None
    assert found.url == url
    return found


def test_without_a_name_in_the_toml_there_is_nothing_to_allow(sign_in: SignIn) -> None:
    page = sign_in("ann").get(PAGE).content.decode()
    assert "None is named, so nothing is asked." in page
    assert "<button>" not in page.partition("<h1>")[2].partition("</main>")[0]


def test_it_is_allowed_once_the_page_showed_what_would_be_sent_and_only_the_one_that_it_showed(
    sign_in: SignIn, own_home: Path, tmp_path: Path
) -> None:
    named, ann = name(own_home, tmp_path, "https://chat.example/v1"), sign_in("ann")
    assert "How many and which is told once" in ann.get(PAGE).content.decode()
    ann.post(ALLOW, named.consent)
    assert asking.allowed(own_home, named) is None
    told = Told(doubted=7, waiting=5, left_out=2, examples=["[PERSON 1] will <pay>."])
    asking.keep_last(own_home, named, told)
    page = ann.get(PAGE).content.decode()
    assert "leave this machine, encrypted, for chat.example" in page
    assert "[PERSON 1] will &lt;pay&gt;." in page
    ann.post(ALLOW, {**named.consent, "model": "another"})
    assert asking.allowed(own_home, named) is None
    ann.post(ALLOW, named.consent)
    assert (asking.allowed(own_home, named) or {})["by"] == "Ann Whitlock"
    assert "by Ann Whitlock, today" in ann.get(PAGE).content.decode()
    assert LogEntry.objects.filter(what="allowed a language model", says__contains="chat.example").count() == 1
    other = name(own_home, tmp_path, "https://other.example/v1")
    assert asking.allowed(own_home, other) is None
    ann.post(STOP)
    assert asking.allowed(own_home, named) is None
    assert LogEntry.objects.filter(what="stopped the language model").count() == 1


def test_only_an_owner_finds_it(sign_in: SignIn, own_home: Path, tmp_path: Path) -> None:
    named = name(own_home, tmp_path, "https://chat.example/v1")
    for who in ("beth", "cody", "fay", "rob"):
        assert sign_in(who).get(PAGE).status_code == 404
        assert sign_in(who).post(ALLOW, named.consent).status_code == 404
    assert asking.allowed(own_home, named) is None


def refreshed() -> Job:
    job = Job.objects.create(kind="refresh")
    assert work_once("the tests")
    job.refresh_from_db()
    assert job.state == State.DONE, job.error + job.log
    return job


def test_a_refresh_asks_nothing_before_somebody_allowed_it_and_then_says_what_came_of_it(
    sign_in: SignIn, own_home: Path, tmp_path: Path, chat: Chat
) -> None:
    named, ann = name(own_home, tmp_path, chat.url), sign_in("ann")
    assert "nobody allowed it" in refreshed().log
    assert chat.bodies == []
    page = ann.get(PAGE).content.decode()
    examples = re.findall(r"<li><q>(.+?)</q></li>", page)
    assert len(examples) == 3
    ann.post(ALLOW, named.consent)
    Job.objects.all().delete()
    assert "40 sentences asked, 40 answered" in refreshed().log
    assert len(chat.sentences) > 40
    sent = {s["text"] for s in chat.sentences}
    current = Refresh.current()
    assert current is not None
    assert current.model.endswith(f"+{named.version}")
    assert "Ferrand" not in " ".join(sent)
    assert "Read otherwise by its help" in ann.get(PAGE).content.decode()
    assert list((own_home / asking.FOLDER).rglob("*.rows"))
    scrub(own_home, set())
    assert not (own_home / asking.FOLDER).exists()
