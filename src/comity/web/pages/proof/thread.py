"""A message among those it belongs with: own words apart from quoted older mail, the proving sentence marked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from comity.book.store import DeltaBook
from comity.engine.duck import DuckEngine
from comity.signals.own_words.split import own_words
from comity.tables.messages import UNSENT
from comity.web.clock import OwnClock
from comity.web.models.people import User
from comity.web.models.verdicts import Verdict
from comity.web.proofs import Proof
from comity.web.rights import may_read_whole

ROUNDS = 4  # how often the thread is widened: each round finds answers to what the last one found
MOST = 60  # messages of one thread that are shown


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a letter: 'own', 'mark' (the proving sentence), 'quoted' or 'signature'."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as it is shown; `sent_at` by our own clock."""

    who: str
    address: str
    to: str
    sent_at: dt.datetime
    subject: str
    source: str
    attachments: tuple[str, ...]
    pieces: tuple[Piece, ...]
    marked: bool
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Conversation:
    """Letters, oldest first; how many are `shut` to this person; and whether our own clock is known."""

    letters: list[Letter]
    shut: int
    clocked: bool = False

    @property
    def told(self) -> dict[str, object]:
        """What a page shows of it, with the subject of the proving letter."""
        subject = next((letter.subject for letter in self.letters if letter.marked), "")
        return {"letters": self.letters, "shut": self.shut, "clocked": self.clocked, "subject": subject}


def thread(book: DeltaBook, verdict: Verdict, proof: Proof, user: User) -> Conversation:
    """The letters of the proof's conversation that were exchanged with this account.

    Where whole messages are for those who took part, only theirs.
    """
    heads = book.facts("messages", ["ref", "in_reply_to", "thread_refs"])
    refs = _widened(heads, proof.ref)
    found = book.find("messages", "ref", sorted(refs)).to_pylist()
    rows = {r["ref"]: r for r in found if UNSENT not in (r["marks"] or ())}
    target = rows.get(proof.ref)
    if target is None:
        return Conversation([], 0)
    domains, people = set(verdict.told["domains"]), _addresses(target) - _ours(target, verdict)
    with_them = [
        r for r in rows.values()
        if r is target or any(a in people or a.partition("@")[2] in domains for a in _addresses(r))
    ]  # fmt: skip
    with_them.sort(key=lambda r: (r["sent_at"], r["ref"]))
    around = with_them.index(target)
    near = with_them[max(0, around - MOST // 2) : around + MOST // 2]
    open_to_them = [r for r in near if may_read_whole(user, r)]
    clock = OwnClock(book, verdict.refresh.own_domains, [r["sent_at"] for r in open_to_them])
    return Conversation([_letter(r, proof, clock) for r in open_to_them], len(near) - len(open_to_them), clock.known)


def _widened(heads: pa.Table, ref: str) -> set[str]:
    """The refs of all messages that name each other, from one of them on."""
    engine = DuckEngine()
    engine.register("heads", heads)
    known, size = {ref}, 0
    for _ in range(ROUNDS):
        if len(known) == size:
            break
        size = len(known)
        engine.register("known", pa.table({"ref": sorted(known)}))
        found = engine.query(
            """select distinct unnest(list_concat([ref, in_reply_to], thread_refs)) as ref from heads
            where ref in (select ref from known) or in_reply_to in (select ref from known)
            or list_has_any(thread_refs, (select list(ref) from known))"""
        )
        known |= {r for r in found["ref"].to_pylist() if r}
    return known


def _addresses(row: dict[str, Any]) -> set[str]:
    people = [*(row["recipients"] or ()), *(row["copied"] or ())]
    return {a for a in (row["sender"], *(p["address"] for p in people)) if a}


def _ours(row: dict[str, Any], verdict: Verdict) -> set[str]:
    """Our own people in a message."""
    ours = set(verdict.refresh.own_domains)
    return {a for a in _addresses(row) if a.partition("@")[2] in ours}


def _letter(row: dict[str, Any], proof: Proof, clock: OwnClock) -> Letter:
    to = ", ".join(p["name"] or p["address"] for p in (*(row["recipients"] or ()), *(row["copied"] or ())))
    attached = tuple(a["name"] or "" for a in row["attachments"] or ())
    marked = row["ref"] == proof.ref
    pieces = tuple(_pieces(row, proof.quote if marked else ""))
    return Letter(
        row["sender_name"] or row["sender"], row["sender"], to, clock.told(row["sent_at"]), row["subject"] or "",
        row["source"], attached, pieces, marked, frozenset(_addresses(row)),
    )  # fmt: skip


def _pieces(row: dict[str, Any], quote: str) -> Iterator[Piece]:
    """The body told apart; what belongs to nobody's span (blank lines) goes with what stands before it."""
    body = row["body"] or ""
    told = own_words(body, html=row["body_from"] == "html", writer=row["sender_name"] or "")
    spans = sorted(
        [(s.start, s.end, "own") for s in told.spans]
        + [(s.start, s.end, "quoted") for s in told.quoted]
        + [(s.start, s.end, "signature") for s in told.signature]
    )
    joined: list[tuple[str, str]] = []
    for start, end, kind in spans:
        if joined and joined[-1][0] == kind:
            joined[-1] = (kind, f"{joined[-1][1]}\n\n{body[start:end]}")
        else:
            joined.append((kind, body[start:end]))
    for kind, text in joined:
        yield from marked(text, quote) if kind == "own" else (Piece(kind, text),)


def marked(text: str, quote: str) -> Sequence[Piece]:
    """A text with the quote marked; line breaks and blanks in it may be others than in the quote."""
    words = [re.escape(w) for w in quote.rstrip("…").split()]
    found = re.search(r"[\s>]+".join(words), text) if words else None
    if found is None:
        return (Piece("own", text),)
    parts = (Piece("own", text[: found.start()]), Piece("mark", found[0]), Piece("own", text[found.end() :]))
    return [p for p in parts if p.text]
