"""A language model for sentences in doubt: which one comity.toml names, and whether somebody allowed it.

A comity.toml alone sends nothing. Somebody allows one server, one model and one name of a key, having seen what would
be sent; that stands in the home, and any other server, model or key asks again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from comity.aside import read_json, write_json
from comity.book.store import Book
from comity.folders import OnDisk
from comity.kept_files import KeptFiles
from comity.later import module

if TYPE_CHECKING:
    from comity.fetch import chat
    from comity.signals.asking import questions, second
    from comity.signals.asking.second import SecondLook, Told
else:
    # Few firms have such a model, and what asks it, over the network, takes a while to load.
    chat, questions, second = (
        module(name)
        for name in ("comity.fetch.chat", "comity.signals.asking.questions", "comity.signals.asking.second")
    )

ALLOWED = "reader.json"  # in the home: which server somebody allowed, who and when
FOLDER = "asked"  # in the home: answers by digests, and what came of the last pass; a purge takes it away
LAST = "last.json"
SERVED = "secret"  # in a home that the app serves


class Named(msgspec.Struct, frozen=True):
    """What [reader] in comity.toml names."""

    url: str
    model: str
    key_env: str = ""
    sentences: int = 2000
    minutes: float = 15.0
    timeout: float = 60.0

    @property
    def host(self) -> str:
        """The server's name, as it is told to people."""
        return urlsplit(self.url).netloc

    @property
    def local(self) -> bool:
        """Whether it runs on this machine, so that nothing leaves it."""
        return chat.on_this_machine(self.url)

    @property
    def consent(self) -> dict[str, str]:
        """What somebody allows: another of these asks again."""
        return {"url": self.url, "model": self.model, "key_env": self.key_env}

    @property
    def version(self) -> str:
        """A digest of who answers what question: answers under another one are not used."""
        return hashlib.blake2b(f"{questions.PROMPT}\0{self.url}\0{self.model}".encode(), digest_size=8).hexdigest()


def named(book: Book) -> Named | None:
    """The reader that the newest comity.toml in the book names; None where it names none.

    Of several read on one day the one added last counts, which a table gives first: who tries out a server changes it
    more than once a day.
    """
    rows = book.facts("firm", ["reader", "read_on"]).to_pylist()
    told = max(rows, key=lambda r: r["read_on"], default={}).get("reader")
    found = json.loads(told) if told else {}
    return Named(**found) if {"url", "model"} <= found.keys() else None


def allowed(home: Path, reader: Named) -> dict[str, Any] | None:
    """Who allowed this very reader (`by`) and when (`on`); None where nobody did."""
    found = read_json(home / ALLOWED)
    return found if {k: found.get(k) for k in reader.consent} == reader.consent else None


def allow(home: Path, reader: Named, by: str) -> None:
    """Allow it, in place of any other."""
    write_json(home / ALLOWED, {**reader.consent, "by": by, "on": dt.datetime.now(dt.UTC).date().isoformat()})


def stop(home: Path) -> bool:
    """Allow none any more, and forget what it answered; whether one was allowed."""
    was = (home / ALLOWED).is_file()
    (home / ALLOWED).unlink(missing_ok=True)
    return was


def second_look(home: Path, reader: Named | None, *, patience: float | None = None) -> SecondLook | None:
    """What asks it; None where none is named or allowed. With a `patience` of 0 only earlier answers count."""
    if reader is None or allowed(home, reader) is None:
        return None
    key = os.environ.get(reader.key_env, "") if reader.key_env else ""
    server = chat.Server(reader.url, reader.model, key, reader.timeout)

    def ask(system: str, user: str) -> str:
        if reader.key_env and not key:
            raise questions.NoAnswer(f"{reader.key_env} is not set in the environment")
        try:
            return chat.reply(server, system, user)
        except chat.NoReply as error:
            raise questions.NoAnswer(str(error)) from None

    seconds = reader.minutes * 60 if patience is None else patience
    kept = KeptFiles(OnDisk(home / FOLDER / "answers"), reader.version)
    version = f"+{reader.version}"
    return second.SecondLook(ask if seconds else None, kept, reader.sentences if seconds else 0, seconds, version)


def served(home: Path) -> bool:
    """Whether the app serves this home: then it alone asks, for it alone knows which threads people made private."""
    return (home / SERVED).exists()


def preview(reader: Named) -> SecondLook:
    """Looks what would be asked, and asks nothing."""
    return second.SecondLook(None, None, reader.sentences)


def not_allowed(home: Path, reader: Named | None) -> str:
    """One line where a reader is named and nobody allowed it; '' where there is nothing to say."""
    if reader is None or allowed(home, reader) is not None:
        return ""
    return (
        f"comity.toml names a language model ({reader.model} at {reader.host}); nobody allowed it, so it is asked "
        "nothing. `comity signals allow` shows what it would get."
    )


def explained(reader: Named, told: Told) -> list[str]:
    """What allowing it means, a sentence a line; examples are told beside it."""
    where = (
        "It runs on this machine: nothing leaves it."
        if reader.local
        else f"It runs elsewhere: these sentences leave this machine, encrypted, for {reader.host}."
    )
    key = f" The key in {reader.key_env} goes with them." if reader.key_env else ""
    doubts = (
        f"Of the sentences in this book {told.doubted} are in doubt: some label stands near the line from which it "
        f"holds, or a grave one is merely possible. At most {reader.sentences} of them are asked about in one go, "
        "without what stands around them, with names, firms, addresses and longer numbers replaced."
    )
    lines = [
        f"comity.toml names the language model {reader.model} at {reader.url}. {where}{key}", doubts,
        f"{told.left_out} of them would not go, for a name might show or they speak to a machine.",
        "A name that the book does not know may stay where nothing gives it away, most of all in German.",
        "An answer moves a doubted label just over or under it; what is grave stays possible until a person looked.",
    ]  # fmt: skip
    return [*lines, *(["Examples, as they would be sent:"] if told.examples else [])]


def outcome(reader: Named, told: Told) -> str:
    """What came of a pass, in one line without a word of anybody's mail; '' where there was nothing to ask."""
    if not (told.asked or told.waiting or told.left_out):
        return ""
    name = f"{reader.model} at {reader.host}"
    parts = [f"{name}: {told.asked} sentences asked, {told.answered} answered, {told.moved} read otherwise by its help"]
    if told.stopped:
        parts.append(
            f"it failed {second.TRIES} times in a row ({told.why}) and was asked no more; our own reader holds there"
        )
    elif told.failed:
        parts.append(f"{told.failed} questions failed ({told.why}); our own reader holds there")
    if told.waiting:
        parts.append(f"{told.waiting} wait for the next time")
    if told.left_out:
        parts.append(f"{told.left_out} are not sent, for a name might show or they speak to a machine")
    return "; ".join(parts) + "."


def keep_last(home: Path, reader: Named, told: Told) -> None:
    """Keep what came of a pass, for whoever looks at the settings."""
    before = last(home, reader)
    examples = told.examples or before.get("examples", [])
    write_json(
        home / FOLDER / LAST, {**asdict(told), **reader.consent, "examples": examples, "says": outcome(reader, told)}
    )


def last(home: Path, reader: Named) -> dict[str, Any]:
    """What came of the last pass with this reader, or would have; empty before the first."""
    found = read_json(home / FOLDER / LAST)
    return found if {k: found.get(k) for k in reader.consent} == reader.consent else {}
