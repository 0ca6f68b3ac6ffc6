"""Where the sentences stand that people corrected: found again in the mails and notes themselves, by their digests."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comity.book.corrections import Place, digest
from comity.book.store import DeltaBook
from comity.ledger.note_facts import quotes
from comity.ledger.promising.clauses import runs
from comity.signals.own_words.spans import said
from comity.signals.own_words.split import own_words
from comity.signals.sentences import sentences


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence in the text of a message or note, from `start` to `end`."""

    kind: str
    start: int
    end: int
    text: str


def standing(book: DeltaBook, wanted: Collection[Place]) -> dict[Place, Standing]:
    """Each of these sentences that the book still holds."""
    found: dict[Place, Standing] = {}
    refs = sorted({ref for ref, _ in wanted})
    for table, parts in (("messages", _of_message), ("notes", _of_note)):
        for row in book.find(table, "ref", refs).to_pylist() if refs else ():
            for part in parts(row):
                place = (row["ref"], digest(part.text))
                if place in wanted:
                    found.setdefault(place, part)
    return found


def _of_message(row: Mapping[str, Any]) -> Iterator[Standing]:
    yield from _in("message", row["body"] or "", html=row["body_from"] == "html", writer=row["sender_name"] or "")


def _of_note(row: Mapping[str, Any]) -> Iterator[Standing]:
    """What a note quotes, counted from the beginning of the note."""
    text, behind = row["text"] or "", 0
    for quoted in quotes(text):
        behind = text.index(quoted, behind)
        for s in _in("note", quoted):
            yield Standing(s.kind, behind + s.start, behind + s.end, s.text)


def _in(kind: str, body: str, *, html: bool = False, writer: str = "") -> Iterator[Standing]:
    told = own_words(body, html=html, writer=writer)
    for span in sentences(body, told.spans):
        text = said(body, span)
        yield Standing(kind, span.start, span.end, text)
        # Of a sentence that promises several things each part is told of by itself.
        for part in runs(text):
            words = re.search(r"\s+".join(map(re.escape, part.split())), body[span.start : span.end])
            if words:
                yield Standing(kind, span.start + words.start(), span.start + words.end(), part)
