"""What our own notes tell second hand: a sentence of the client's that one quotes is theirs, the rest is ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from comity.book.known import Facts
from comity.book.whois import WhoIsWho
from comity.later import pattern
from comity.ledger.columns import rows_of
from comity.ledger.denied import denied
from comity.ledger.near_misses import counted
from comity.ledger.promising.cues import words_of
from comity.ledger.promising.reported import called
from comity.ledger.retold import retold
from comity.ledger.speakers import Quotation, by_client
from comity.ledger.written_at import WrittenAt
from comity.signals.hearing import Hearing, Letter
from comity.signals.thresholds import Mark

# Words in quotation marks, of three words at least: fewer are names and terms.
_QUOTED = pattern(r"“([^“”]{12,400})”|\"([^\"]{12,400})\"|„([^„“”]{12,400})[“”]|«\s?([^«»]{12,400})\s?»")
_FEWEST = 3


class Quoted(msgspec.Struct, frozen=True):
    """One sentence or more that a note quotes: at which account, in which note, on which day, whose."""

    key: str
    account: str
    ref: str
    said_on: dt.date
    who: str
    text: str


class Noted(msgspec.Struct, frozen=True):
    """One note: of which account, on which day, by whom of ours and about whom of theirs."""

    key: str
    account: str
    ref: str
    written_on: dt.date
    author: str
    person: str
    text: str

    @property
    def own(self) -> str:
        """What it says in our own words."""
        return _QUOTED.sub(" … ", self.text)


def notes_of(facts: Facts, whois: WhoIsWho) -> list[Noted]:
    """The notes about known accounts."""
    found = []
    written_at = WrittenAt(facts, whois)
    columns = ("row_id", "ref", "note_id", "crm", "company", "company_id", "written_on", "author", "person", "text")
    for row, ref, note, crm, company, company_id, day, author, person, text in rows_of(facts["notes"], *columns):
        account = written_at.account(crm, company, company_id)
        if account is not None and isinstance(day, dt.date):
            about = str(author or ""), str(person or ""), str(text or "")
            found.append(Noted(str(row), account, str(ref or note), day, *about))
    return found


def quoted_in_notes(notes: Sequence[Noted], whois: WhoIsWho) -> list[Quoted]:
    """Everything that notes quote of clients."""
    theirs = called(whois, {note.account for note in notes})
    found = []
    for note in notes:
        quoted = _quotations(note.text)
        whose = by_client(quoted, theirs[note.account] | words_of(note.person))
        found += [
            Quoted(f"{note.key}#{number}", note.account, note.ref, note.written_on, note.person, q.words)
            for number, (q, clients) in enumerate(zip(quoted, whose, strict=True)) if clients
        ]  # fmt: skip
    return found


def quotes(note: str) -> list[str]:
    """The quoted words in a note, in order, whoever said them."""
    return [q.words for q in _quotations(note)]


def _quotations(note: str) -> list[Quotation]:
    places = list(_QUOTED.finditer(note))
    begins, ends = [m.start() for m in places], [m.end() for m in places]
    parts = [
        Quotation(note[behind : m.start()], next(filter(None, m.groups())), note[m.end() : ahead])
        for behind, m, ahead in zip([0, *ends], places, [*begins[1:], len(note)], strict=False)
    ]
    return [part for part in parts if len(part.words.split()) >= _FEWEST]


def letters_of_notes(quoted: Sequence[Quoted]) -> list[Letter]:
    """The quoted words as the reader hears them: said by the client."""
    return [Letter(q.key, "client", q.text) for q in quoted]


def note_talk(
    quoted: Sequence[Quoted], heard: Mapping[str, Hearing], marks: Mapping[str, Sequence[Mark]]
) -> Iterator[tuple[object, ...]]:
    """Rows of the table `talk`, told second hand."""
    for q in quoted:
        sentences = heard[q.key].sentences
        for number, label, probability, holds in counted(marks[q.key], {n: s.text for n, s in enumerate(sentences)}):
            words = sentences[number].text
            if denied(label, probability, words) or retold(label, probability, words):
                continue
            yield (q.account, "note", q.ref, None, number, q.said_on, "client", q.who, q.who, None, label,
                   probability, holds, True, words)  # fmt: skip
