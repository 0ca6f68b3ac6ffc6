"""A language model that comity.toml names is asked once somebody allowed it, and whatever it does ends in a review."""

from __future__ import annotations

import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comity import asking
from comity.home import open_book
from comity.signals.ears import shipped_reader
from comity.signals.hearing import Utterance
from comity.signals.labels import NAMES
from tests.chat import Chat, Labels, answers, knowing, served
from tests.cli.conftest import Say
from tests.cli.firm import FEN, OURS, letter

NAMED = {"tom", "ann", "ida", "fen", "kiln", "clay", "reed", "rowing", "fenboats", "kilnclay"}

# Our reader is not sure what most of this is, some a little more and some a little less likely than it takes for so.
DOUBTFUL = (
    "The second pair came out a little heavier than the first.", "We had pictured the stain nearer to the sample.",
    "One of the blades is a touch longer, not that it matters.", "The collars sat rather loose in the gates.",
    "The lacquer still smelt when it came.", "Somebody had written last year's date on the ticket.",
)  # fmt: skip
SUBJECT = "Days"


def contrary(sentence: dict[str, Any]) -> Labels:
    """Says of each label that a sentence's side can say what our own reader does not."""
    labels = {"client": ["feedback", "price_pressure", "threat"], "us": ["commitment", "concession"]}[sentence["by"]]
    reader, text = shipped_reader(), sentence["text"]
    [found] = reader.read([Utterance(text, sentence["by"], "", SUBJECT)])
    return [(name, text) for name in labels if found[NAMES.index(name)] < reader.thresholds.holds[name]]


@pytest.fixture
def chat() -> Iterator[Chat]:
    with served(knowing(contrary)) as found:
        yield found


@pytest.fixture
def named(read: Say, home: Path, chat: Chat, exports: Path, tmp_path: Path) -> Say:  # noqa: ARG001
    """The program, with a book whose comity.toml names the server."""
    folder = tmp_path / "firm"
    folder.mkdir()
    toml = (exports / "comity.toml").read_text()
    letters = (letter(40 + n, FEN, OURS, SUBJECT, text) for n, text in enumerate(DOUBTFUL))
    (folder / "more.mbox").write_text("".join(letters))
    (folder / "comity.toml").write_text(f'{toml}[reader]\nurl = "{chat.url}"\nmodel = "small"\ntimeout = 8\n')
    assert read("read", folder).code == 0
    return read


def reviewed(say: Say) -> dict[str, Any]:
    return say("review", "--json", "-").json


def test_nothing_is_sent_because_a_file_says_so(named: Say, chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, where: tried.append(where))
    said = named("review")
    assert said.code == 0
    assert "comity: comity.toml names a language model (small at 127.0.0.1:" in said.err
    assert "`comity signals allow`" in said.err
    for words in (["promises"], ["statement", "fenboats.example"], ["correct"]):
        assert named(*words).code == 0
    assert (tried, chat.bodies) == ([], [])


def test_reading_says_that_nobody_allowed_it_and_a_book_without_one_says_nothing(
    named: Say, exports: Path, home: Path
) -> None:
    assert named("read", exports).err.count("nobody allowed it") == 1
    shutil.rmtree(home)
    assert named("read", exports).err == ""


def test_it_is_shown_before_it_is_allowed(named: Say, chat: Chat, home: Path) -> None:
    refused = named("signals", "allow")
    assert refused.code == 2
    assert "nobody is here to say yes" in refused.err
    assert not (home / asking.ALLOWED).exists()
    said = named("signals", "allow", "--yes", columns=200)
    assert said.code == 0
    assert "It runs on this machine: nothing leaves it." in said.out
    assert "as they would be sent:" in said.out
    assert chat.bodies == []
    assert (home / asking.ALLOWED).stat().st_mode & 0o077 == 0


def test_one_who_says_no_has_not_allowed_it(named: Say, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: "n")
    assert "Nothing is sent." in named("signals", "allow").out
    assert not (home / asking.ALLOWED).exists()


def test_what_is_in_doubt_is_asked_once_with_nobody_named_and_the_answers_count(
    named: Say, chat: Chat, home: Path
) -> None:
    before = reviewed(named)
    named("signals", "allow", "--yes")
    said = named("review", "--json", "-")
    assert "sentences asked" in said.err
    assert chat.sentences
    sent = " ".join(s["text"] for s in chat.sentences).lower()
    assert "@" not in sent
    assert not NAMED & set(re.findall(r"[^\W\d_]+", sent))
    assert {tuple(sorted(s)) for s in chat.sentences} == {("by", "n", "text")}
    asked = len(chat.bodies)
    after = reviewed(named)
    assert len(chat.bodies) == asked
    assert after == said.json != before
    assert all(p.name.endswith(".rows") or p.name == asking.LAST for p in (home / "asked").rglob("*") if p.is_file())


def test_the_home_may_be_named_behind_the_words(named: Say, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMITY_HOME")
    assert "None was allowed" in named("signals", "stop", "--home", home).out


def test_another_model_is_another_question(named: Say, home: Path, tmp_path: Path) -> None:
    named("signals", "allow", "--yes")
    toml = tmp_path / "firm" / "comity.toml"
    toml.write_text(toml.read_text().replace('"small"', '"large"'))
    assert "nobody allowed it" in named("read", tmp_path / "firm").err
    assert asking.second_look(home, asking.named(open_book(home))) is None


def test_stopped_is_stopped(named: Say, home: Path) -> None:
    named("signals", "allow", "--yes")
    assert "Stopped" in named("signals", "stop").out
    assert "None was allowed" in named("signals", "stop").out
    assert asking.second_look(home, asking.named(open_book(home))) is None


def test_where_the_app_serves_a_home_the_app_alone_asks(named: Say, chat: Chat, home: Path) -> None:
    named("signals", "allow", "--yes")
    (home / "secret").touch()
    assert named("review").code == 0
    assert chat.bodies == []


@pytest.mark.slow
def test_a_key_that_is_not_set_is_named_and_one_that_is_goes_with_the_question(
    named: Say, chat: Chat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toml = tmp_path / "firm" / "comity.toml"
    toml.write_text(f'{toml.read_text()}key_env = "READER_KEY"\n')
    named("read", tmp_path / "firm")
    monkeypatch.delenv("READER_KEY", raising=False)
    named("signals", "allow", "--yes")
    assert "READER_KEY is not set" in named("review").err
    assert chat.bodies == []
    monkeypatch.setenv("READER_KEY", "open sesame")
    named("review")
    assert set(chat.keys) == {"Bearer open sesame"}


FAILS = {
    "says no": lambda chat: setattr(chat, "status", 500),
    "is no chat": lambda chat: setattr(chat, "raw", b"<html>busy</html>"),
    "hangs": lambda chat: chat.wait.clear(),
    "obeys": lambda chat: setattr(chat, "model", lambda told: answers((s["n"], contrary(s)) for s in told)),
}


@pytest.mark.slow
def test_a_server_that_fails_leaves_the_verdicts_as_they_were(named: Say, chat: Chat) -> None:
    before = reviewed(named)
    named("signals", "allow", "--yes")
    good = dict(vars(chat))
    for how, fails in FAILS.items():
        vars(chat).update(good)
        chat.wait.set()
        asked = len(chat.bodies)
        fails(chat)
        said = named("review", "--json", "-")
        assert said.code == 0, how
        assert said.json == before, how
        [line] = said.err.splitlines()
        assert "failed" in line, how
        assert len(chat.bodies) <= asked + 3, how


def test_a_book_that_names_no_model_says_how_to(read: Say) -> None:
    assert "[reader]" in read("signals", "allow").refusal
