"""One raw message to one outcome: a row of `messages` with its filings, or a reject that says what is wrong."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from comity.sources.mail import addresses, body, dates, headers, journal, marks, parts, unsent, words
from comity.sources.mail.addresses import Mailbox
from comity.sources.mail.headers import Fields, first
from comity.sources.mail.letter import LONGEST_SUBJECT, NO_DATE_OF_DRAFT, NO_HEADER, Letter, ids, message_id, no_date
from comity.sources.outcome import Reject, Row

_SAID = ("from", "to", "date", "subject", "message-id", "received", "sender", "cc")
_HEX = re.compile(r"[0-9A-Fa-f]{1,8}\Z")
_DELETED = 0x0008  # X-Mozilla-Status: moved or deleted, only the mailbox was not compacted yet
_NOBODY: Mailbox = {"name": "", "address": ""}
# In which fields a list tells its own address, and how it shows whose mail it sends on: "'Noor Idris' via Orders".
_LISTS = frozenset(("list-post", "mailing-list", "x-beenthere"))
_ADDRESS = re.compile(r"[^\s<>:;,]{1,200}@[A-Za-z0-9.-]{1,200}")
_VIA = re.compile(r"\s(?:via|über|through)\s.*$", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class Piece:
    """A raw message and where it was found.

    `envelope` is the mbox separator before it, `done` the bytes of the file behind it, `labels` what it was filed
    under, `cut` whether it was too large to be kept whole, `unsent` whether its mailbox marked it as a draft, `before`
    the moment until which it can have been sent.
    """

    raw: bytes
    place: str
    envelope: str = ""
    done: int = 0
    labels: tuple[str, ...] = ()
    cut: bool = False
    unsent: bool = False
    before: dt.datetime = dates.LAST


def sent_before(pieces: Iterable[Piece], before: dt.datetime) -> Iterator[Piece]:
    """The raw messages, each with the moment until which it can have been sent."""
    for piece in pieces:
        piece.before = before
        yield piece


def outcome(piece: Piece) -> Row | Reject:
    """The row of a raw message, or why there is none. Never raises."""
    raw = piece.raw
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    fields, start = headers.split(raw)
    if fields.keys().isdisjoint(_SAID):
        return Reject(piece.place, NO_HEADER, raw, piece.done)
    fields, raw, start, piece = _unwrapped(fields, raw, start, piece)
    told = fields.get("date", ()), fields.get("received", ()), piece.envelope
    sent = dates.moment(*told, piece.before)
    if sent is None:
        reason = NO_DATE_OF_DRAFT if _never_sent(fields, piece) else no_date(dates.moment(*told))
        return Reject(piece.place, reason, raw, piece.done)
    return letter(fields, sent, raw, start, piece).row(piece.place, piece.done)


def letter(fields: Fields, sent: dates.Moment, raw: bytes, start: int, piece: Piece) -> Letter:
    """What the header and the parts of a raw message tell."""
    leaves = parts.leaves(fields, raw, start)
    shown = body.body_of(leaves)
    shown.cut = shown.cut or piece.cut
    told = from_fields(fields, sent, shown, labels_of(fields) or ([] if _deleted(fields) else list(piece.labels)))
    told.unsent = _never_sent(fields, piece)
    if "auto" not in told.marks and marks.answers_an_invitation(leaves, shown.text):
        told.marks = [*told.marks, "auto"]
    return told


def from_fields(fields: Fields, sent: dates.Moment, shown: body.Body, labels: list[str]) -> Letter:
    """A letter by its header fields, its body given."""
    sender = sender_of(fields)
    kind = parts.described(first(fields, "content-type"), "text/plain")[0]
    answered = ids(first(fields, "in-reply-to"))
    reply_to = boxes_of(fields, "reply-to")
    subject = words.decoded(first(fields, "subject"))[:LONGEST_SUBJECT]
    return Letter(
        sent=sent,
        sender=sender,
        recipients=boxes_of(fields, "to"),
        copied=boxes_of(fields, "cc", "bcc"),
        reply_to=reply_to[0]["address"] if reply_to else "",
        subject=subject,
        message_id=message_id(first(fields, "message-id")),
        in_reply_to=answered[0] if answered else "",
        thread_refs=ids(first(fields, "references")),
        body=shown,
        marks=marks.marks_of(fields, kind, sender["address"], subject),
        labels=labels,
    )


def sender_of(fields: Fields) -> Mailbox:
    """Who the address in From says; nobody where there is none, or where several From lines say different ones.

    Of several addresses in one From line the one in Sender wrote it, as the format has it; without a Sender nobody did.
    A list that puts itself in the place of who wrote to it says in other fields who that was.
    """
    told = (
        _behind_a_list(fields)
        or boxes_of(fields, "from")
        or (boxes_of(fields, "sender") if "from" not in fields else [])
    )
    if not told:
        shown = words.decoded(first(fields, "from"))[: addresses.LONGEST_NAME]
        return {"name": shown, "address": ""} if shown else _NOBODY
    if len(told) > 1:
        sent = boxes_of(fields, "sender") if len(fields.get("from", ())) == 1 else []
        told = sent or [{"name": told[0]["name"], "address": ""}]
    sender = told[0]
    if not sender["name"] and "x-from" in fields:
        name = words.decoded(first(fields, "x-from")).partition("<")[0].strip(" \"'")
        sender = {"name": name[: addresses.LONGEST_NAME], "address": sender["address"]}
    return sender


def _behind_a_list(fields: Fields) -> list[Mailbox]:
    """Who wrote to a list (a group that a firm shares a mailbox by, mostly) which sent it on as from itself."""
    if _LISTS.isdisjoint(fields):
        return []
    told = boxes_of(fields, "from")
    itself = {a.lower() for name in _LISTS if name in fields for value in fields[name] for a in _ADDRESS.findall(value)}
    if len(told) != 1 or told[0]["address"] not in itself:
        return []
    wrote = boxes_of(fields, "x-original-from") or boxes_of(fields, "x-original-sender")
    if not wrote and _VIA.search(told[0]["name"]):
        wrote = boxes_of(fields, "reply-to")
    wrote = [box for box in wrote if box["address"] not in itself]
    if len(wrote) != 1:
        return []
    shown = wrote[0]["name"] or _VIA.sub("", told[0]["name"]).strip("'\" ")
    return [{"name": shown, "address": wrote[0]["address"]}]


def boxes_of(fields: Fields, *names: str) -> list[Mailbox]:
    """The mailboxes of all fields of these names, each address once."""
    values = [value for name in names if name in fields for value in fields[name]]
    if not values:
        return []
    if len(values) == 1 and len(boxes := addresses.mailboxes(values[0])) < 2:
        return list(boxes)
    return addresses.distinct(box for value in values for box in addresses.mailboxes(value))


def _unwrapped(fields: Fields, raw: bytes, start: int, piece: Piece) -> tuple[Fields, bytes, int, Piece]:
    """The message that a journal's report holds, kept where the report was kept; any other as it is."""
    within = journal.message_within(fields, raw, start)
    inner, begin = headers.split(within) if within else (Fields(), 0)
    if inner.keys().isdisjoint(_SAID):
        return fields, raw, start, piece
    return inner, within, begin, replace(piece, labels=tuple(labels_of(fields)) or piece.labels, unsent=False)


def _never_sent(fields: Fields, piece: Piece) -> bool:
    """Also of what was taken out of its folder since: of a draft that was sent, only the draft is taken out."""
    gmails = labels_of(fields)
    return unsent.never_sent(fields, gmails or piece.labels, gmail=bool(gmails), marked=piece.unsent)


def _deleted(fields: Fields) -> bool:
    """Whether Thunderbird moved or deleted the message, and only has not compacted its folder yet."""
    status = _HEX.match(first(fields, "x-mozilla-status"))
    return status is not None and bool(int(status[0], 16) & _DELETED)


def labels_of(fields: Fields) -> list[str]:
    """What Gmail filed the message under."""
    value = words.decoded(first(fields, "x-gmail-labels"))
    if '"' not in value:
        return [label.strip() for label in value.split(",") if label.strip()]
    try:
        return [label.strip() for label in next(csv.reader([value], skipinitialspace=True), []) if label.strip()]
    except csv.Error:
        return [value]
