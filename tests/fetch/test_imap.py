"""A mailbox by IMAP, against a real Dovecot: read-only, resumable, complete when its own counts say so."""

from __future__ import annotations

import datetime as dt
import imaplib
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.book.reading import read_folders
from comity.book.store import MemoryBook
from comity.errors import UserError
from comity.fetch import imap
from comity.fetch.imap import Account, fetch, settle
from comity.fetch.names import decoded
from comity.fetch.staging import mail_of, ranges, spread
from comity.sources import Settings
from tests.fetch.dovecot import LOGIN, PASSWORD, Dovecot, dovecot

TODAY = dt.date(2026, 10, 1)


def mail(number: int, text: str = "We should talk.") -> bytes:
    return (
        f"Message-ID: <{number}@client.example>\r\nFrom: Cleo <cleo@client.example>\r\nTo: {LOGIN}\r\n"
        f"Date: Tue, 1 Sep 2026 10:{number % 60:02}:00 +0000\r\nSubject: Note {number}\r\n\r\n{text}\r\n"
    ).encode()


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as served:
        served.deliver("", *(mail(n, "From the start:\r\nFrom here on\r\n>From there") for n in range(120)))
        served.deliver("Clients/M&APw-ller", *(mail(n) for n in range(200, 210)))
        served.deliver("Spam", mail(300))
        yield served


@pytest.fixture
def account(server: Dovecot) -> Account:
    return Account("localhost", LOGIN, PASSWORD, server.port, server.certificate)


def test_every_message_of_every_folder_is_fetched_once_and_counted(account: Account, tmp_path: Path) -> None:
    staging, ledger = tmp_path / "staging", tmp_path / "ledger.json"
    counted = {c.folder: c for c in fetch(account, staging, ledger)}
    assert {f: (c.there, c.held, c.new, c.missing) for f, c in counted.items() if not c.left_out} == {
        "INBOX": (120, 120, 120, 0),
        "Clients/Müller": (10, 10, 10, 0),
    }
    assert counted["Spam"].left_out == "spam"
    book = MemoryBook()
    counts = read_folders([mail_of(staging)], book, today=TODAY, settings=Settings())
    assert {c.file: (c.kind, c.kept, c.rejected) for c in counts} == {
        "Clients/Müller.mbox": ("mail", 10, 0),
        "INBOX.mbox": ("mail", 120, 0),
    }
    bodies = set(book.facts("messages", ["body"])["body"].to_pylist())
    assert any(b.split() == ["From", "the", "start:", "From", "here", "on", ">From", "there"] for b in bodies)
    assert set(book.facts("filings", ["label"])["label"].to_pylist()) == {"INBOX", "Clients/Müller"}
    settle(staging, ledger)
    assert not staging.exists()
    assert [(c.held, c.new) for c in fetch(account, staging, ledger) if not c.left_out] == [(10, 0), (120, 0)]


def test_nothing_is_changed_in_the_mailbox(account: Account, server: Dovecot, tmp_path: Path) -> None:
    fetch(account, tmp_path / "staging", tmp_path / "ledger.json")
    box = imaplib.IMAP4_SSL(
        "localhost", server.port, ssl_context=ssl.create_default_context(cafile=str(server.certificate))
    )
    box.login(LOGIN, PASSWORD)
    box.select("INBOX", readonly=True)
    assert box.uid("SEARCH", "SEEN")[1] == [b""]
    box.logout()


def test_what_breaks_off_goes_on_where_it_stopped(account: Account, tmp_path: Path) -> None:
    staging, ledger = tmp_path / "staging", tmp_path / "ledger.json"

    def stop(folder: str, done: int, _all: int) -> None:
        if folder == "INBOX" and done >= 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(account, staging, ledger, stop)
    with (mail_of(staging) / "INBOX.mbox").open("ab") as half:
        half.write(b"From - Thu Jan  1 00:00:00 1970\nhalf a mess")
    counted = {c.folder: c for c in fetch(account, staging, ledger)}
    assert (counted["INBOX"].new, counted["INBOX"].missing) == (70, 0)
    counts = read_folders([mail_of(staging)], MemoryBook(), today=TODAY, settings=Settings())
    assert [(c.kept, c.duplicate, c.rejected) for c in counts] == [(10, 0, 0), (120, 0, 0)]


def test_a_connection_that_drops_is_made_again(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped = []
    usual = imap._messages

    def drops(box: imaplib.IMAP4_SSL, uids: list[int]) -> Iterator[tuple[int, bytes]]:
        yield from usual(box, uids)
        if len(dropped) < 2:
            dropped.append(True)
            box.shutdown()

    monkeypatch.setattr(imap, "_messages", drops)
    counted = fetch(account, tmp_path / "staging", tmp_path / "ledger.json")
    assert len(dropped) == 2
    assert sum(c.missing for c in counted) == 0


def test_what_the_server_does_not_give_is_told_as_missing(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = imap._messages
    monkeypatch.setattr(imap, "_messages", lambda box, uids: list(usual(box, uids))[3:])
    counted = {c.folder: c for c in fetch(account, tmp_path / "staging", tmp_path / "ledger.json")}
    assert counted["Clients/Müller"].missing == 3
    assert counted["INBOX"].missing == 9


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"password": "wrong"}, "refuses the login"),
        ({"password": "größer"}, "signs that IMAP cannot send"),
        ({"authorities": None}, "certificate does not hold"),
        ({"host": "nowhere.invalid"}, "no such server|cannot be reached"),
        ({"port": 1}, "cannot be reached"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_line(
    account: Account, changed: dict[str, object], says: str, tmp_path: Path
) -> None:
    told = {n: getattr(account, n) for n in ("host", "login", "password", "port", "authorities")}
    with pytest.raises(UserError, match=says) as caught:
        fetch(Account(**{**told, **changed}), tmp_path / "staging", tmp_path / "ledger.json")
    assert "\n" not in str(caught.value)
    assert "größer" not in str(caught.value)


def test_names_and_numbers_are_told_back_as_they_were() -> None:
    assert decoded("Entw&APw-rfe & more &- x &zz") == "Entwürfe & more & x &zz"
    assert spread(ranges({1, 2, 3, 7, 9, 10})) == {1, 2, 3, 7, 9, 10}
    assert ranges({1, 2, 3, 7}) == [[1, 3], [7, 7]]
