"""What our own notes tell second hand: a client's sentence quoted in one is the client's, the rest is ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from comity.book.known import Facts
from comity.book.whois import WhoIsWho
from comity.later import pattern
from comity.ledger.columns import rows_of
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
    columns = ("row_id", "ref", "note_id", "crm", "company", "company_id", "written_on", "author", "person", "text")
    for row, ref, note, crm, company, company_id, day, author, person, text in rows_of(facts["notes"], *columns):
        account = whois.account_of(str(company or ""), (str(crm or ""), str(company_id or "")))
        if account is not None and isinstance(day, dt.date):
            about = str(author or ""), str(person or ""), str(text or "")
            found.append(Noted(str(row), account, str(ref or note), day, *about))
    return found


def quoted_in_notes(notes: Sequence[Noted]) -> list[Quoted]:
    """Everything that notes quote."""
    return [
        Quoted(f"{note.key}#{number}", note.account, note.ref, note.written_on, note.person, words)
        for note in notes
        for number, words in enumerate(quotes(note.text))
    ]


def quotes(note: str) -> list[str]:
    """The quoted words in a note, in order."""
    parts = [next(filter(None, match.groups())) for match in _QUOTED.finditer(note)]
    return [part for part in parts if len(part.split()) >= _FEWEST]


def letters_of_notes(quoted: Sequence[Quoted]) -> list[Letter]:
    """The quoted words as the reader hears them: said by the client."""
    return [Letter(q.key, "client", q.text) for q in quoted]


def note_talk(
    quoted: Sequence[Quoted], heard: Mapping[str, Hearing], marks: Mapping[str, Sequence[Mark]]
) -> Iterator[tuple[object, ...]]:
    """Rows of the table `talk`, told second hand."""
    for q in quoted:
        sentences = heard[q.key].sentences
        for number, label, probability, decides in marks[q.key]:
            yield (q.account, "note", q.ref, None, number, q.said_on, "client", q.who, q.who, None, label,
                   probability, decides, True, sentences[number].text)  # fmt: skip
