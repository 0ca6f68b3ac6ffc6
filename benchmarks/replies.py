"""Whose words a mail holds, and where its sentences are, beside what a user would take instead.

Three measures.
- `fixtures`: the public fixtures of three reply parsers. One comes out right when every `keep` is in the own words, no
  `must_go` and no `signature` is, and, where `nothing_after` is set, the own words end with the last `keep`. Beside it:
  mail-parser-reply and quotequail, one after the other, marked lines dropped.
- `sentences`: how many of the sentences that annotators labelled in the example firms' mails are found to the letter
  (white space folded); beside it the same own words cut by sentencex.
- `speed`: mails told apart, and cut into sentences, in a second.
"""

from __future__ import annotations

import email
import json
import mailbox
import time
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import quotequail
from mailparser_reply import EmailReplyParser
from sentencex import segment  # pyright: ignore[reportAttributeAccessIssue]

from comity.signals import sentences as ours
from comity.signals.own_words.spans import said
from comity.signals.own_words.split import own_words
from comity.sources.mail.markup import from_html

# Held out: no sentence of theirs is looked at here.
HELD_OUT = ("harrow",)
THEIRS = EmailReplyParser(languages=["en", "de", "cs", "da", "es", "fr", "it", "ja", "ko", "nl", "pl", "sv", "zh"])

Mail = tuple[str, bool]  # the body as text, and whether it was HTML


def run(shared: Path) -> dict[str, Any]:
    """Measure on the shared data; prints a line for each measure."""
    bodies = _fixtures(shared / "data" / "reply-fixtures")
    mine = _right(bodies, _ours)
    theirs = _right(bodies, _theirs)
    print(f"replies: {mine} of {len(bodies)} fixtures right; mail-parser-reply and quotequail {theirs}")
    found = {firm.name: _example(firm) for firm in sorted((shared / "examples").iterdir()) if firm.name not in HELD_OUT}
    enron = _plain(shared / "data" / "enron-maildir")
    return {
        "fixtures": len(bodies),
        "right": mine,
        "mail_parser_reply_and_quotequail": theirs,
        "sentences": found,
        "speed": _speed(enron),
    }


def _fixtures(folder: Path) -> list[tuple[dict[str, Any], str]]:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    return [(told, _fixture(folder, told["fixture"])) for told in expected]


def _fixture(folder: Path, name: str) -> str:
    if name.startswith("talon/"):
        path = folder / "talon" / "standard_replies" / name.removeprefix("talon/")
        return _body(_message(path.read_bytes()))[0]
    return (folder / f"{name}.txt").read_text("utf-8", errors="replace")


def _right(bodies: list[tuple[dict[str, Any], str]], read: Callable[[str], str]) -> int:
    return sum(_is_right(told, read(body)) for told, body in bodies)


def _is_right(told: dict[str, Any], words: str) -> bool:
    words = words.rstrip()
    keep = told.get("keep", [])
    gone = [*told.get("must_go", []), *told.get("signature", [])]
    ended = not told.get("nothing_after") or words.endswith(keep[-1])
    return all(k in words for k in keep) and not any(g in words for g in gone) and ended


def _ours(body: str) -> str:
    return "\n".join(body[span.start : span.end] for span in own_words(body).spans)


def _theirs(body: str) -> str:
    replies = THEIRS.read(body.replace("\r\n", "\n")).replies
    words = (replies[0].body or "") if replies else ""
    unwrapped = quotequail.unwrap(words)
    words = (unwrapped.get("text_top") or "") if unwrapped else words
    return "\n".join(line for line in words.splitlines() if not line.lstrip().startswith(">"))


def _example(folder: Path) -> dict[str, Any]:
    """How many labelled sentences of an example firm are found to the letter, by us and by sentencex."""
    key = json.loads((folder / "key.json").read_text("utf-8"))
    whole = [(mail["message_id"], s["text"]) for mail in key.get("exhaustive", []) for s in mail["sentences"]]
    asked = {(i, _fold(text)) for i, text in [*((s["message_id"], s["text"]) for s in key["sentences"]), *whole]}
    mails = dict(_mails(folder / "exports" / "mail"))
    counts: dict[str, Any] = {"asked": len(asked)}
    for who, cut in (("found", _our_sentences), ("sentencex", _their_sentences)):
        said = {i: cut(*mails[i]) for i, _ in asked if i in mails}
        counts[who] = sum(text in said.get(i, ()) for i, text in asked)
    print(f"sentences, {folder.name}: {counts['found']} of {counts['asked']} found; sentencex {counts['sentencex']}")
    return counts


def _our_sentences(body: str, html: bool) -> set[str]:
    return {said(body, span) for span in ours.sentences(body, own_words(body, html=html).spans)}


def _their_sentences(body: str, html: bool) -> set[str]:
    """sentencex in the same own words."""
    texts = (body[span.start : span.end] for span in own_words(body, html=html).spans)
    return {_fold(cut) for text in texts for cut in segment("en", text)}


def _mails(folder: Path) -> Iterator[tuple[str, Mail]]:
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if path.read_bytes()[:5] == b"From ":
            raws = [message.as_bytes() for message in mailbox.mbox(path, factory=None)]
        else:
            raws = [path.read_bytes()]
        for raw in raws:
            message = _message(raw)
            yield str(message["message-id"] or "").strip(), _body(message)


def _body(message: EmailMessage) -> Mail:
    part = message.get_body(("plain", "html"))
    if part is None:
        return "", False
    try:
        text = str(part.get_content())
    except (LookupError, ValueError):
        text = str(part.get_payload())
    html = part.get_content_type() == "text/html"
    return (from_html(text)[0] if html else text), html


def _plain(folder: Path) -> list[str]:
    paths = sorted(p for p in folder.rglob("*") if p.is_file())[::4]
    return [_body(_message(path.read_bytes()))[0] for path in paths]


def _message(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _speed(bodies: list[str]) -> dict[str, float]:
    characters = sum(map(len, bodies)) // max(1, len(bodies))
    began = time.process_time()
    spans = [own_words(body).spans for body in bodies]
    apart = time.process_time() - began
    began = time.process_time()
    for body, own in zip(bodies, spans, strict=True):
        ours.sentences(body, own)
    cut = time.process_time() - began
    speed = {"own_words_a_second": round(len(bodies) / apart), "sentences_a_second": round(len(bodies) / cut)}
    print(f"own words: {speed['own_words_a_second']:,} mails a second of {characters:,} characters on average")
    print(f"sentences: {speed['sentences_a_second']:,} mails a second")
    return {**speed, "characters": characters}


def _fold(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    run(Path(__file__).parents[2] / "shared")
