"""Correspondence as the ledger reads it: one row a message and account, and what each sentence in it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
import pyarrow as pa

from comity.book.signature import title_signed
from comity.book.texts import Texts
from comity.book.titles import read_title
from comity.book.whois import Person, WhoIsWho
from comity.keeping import Cache, Kept, of_code
from comity.ledger.clock import outside_hours, work_minutes
from comity.ledger.columns import table
from comity.ledger.denied import denied
from comity.ledger.near_misses import around, counted
from comity.ledger.retold import retold
from comity.ledger.titles import Moment, Titles, Told
from comity.signals.hearing import Hearable, Hearing
from comity.signals.thresholds import Mark
from comity.signals.tongues import READ


class Mail(msgspec.Struct, frozen=True):
    """One message that is correspondence, with everything the ledger needs of it; its body is left where it lies."""

    key: str
    ref: str
    sent_at: dt.datetime
    sent_on: dt.date
    offset: int
    sender: str
    sender_name: str
    said_by: str
    accounts: tuple[str, ...]
    subject: str
    html: bool
    thread: str
    attachments: int
    texts: Texts

    @property
    def by(self) -> str:
        """Which side wrote it."""
        return self.said_by

    @property
    def writer(self) -> str:
        """Under what name."""
        return self.sender_name

    @property
    def body(self) -> str:
        """What it says, quotes and signature still in it."""
        return self.texts[self.key]


_FIRST = 300  # letters of a mail's first words
PORTION = 32_000_000  # letters of mail that are held at a time, about


def in_turn(letters: Sequence[Hearable]) -> Iterator[Hearable]:
    """Letters one after the other, mail as it lies in the book: the cheapest way to ask all of them for their words."""
    yield from _as_they_lie([x for x in letters if isinstance(x, Mail)])
    yield from (x for x in letters if not isinstance(x, Mail))


def _as_they_lie(mails: Sequence[Mail]) -> Iterator[Mail]:
    of = {m.key: m for m in mails}
    return (of[key] for key in mails[0].texts.each(of)) if mails else iter(())


def in_portions(mails: Sequence[Mail], heard: Mapping[str, Hearing]) -> Iterator[Mail]:
    """Mail in its own order, so that asking for any one's words brings along those of the next ones."""
    begins, held = 0, 0
    for end, mail in enumerate(mails, 1):
        held += heard[mail.key].reach
        if held >= PORTION or end == len(mails):
            mail.texts.together([m.key for m in mails[begins:end]])
            yield from mails[begins:end]
            begins, held = end, 0


class Excerpt(NamedTuple):
    """What the ledger needs of a mail's words: its question, else the first ones, by which it is quoted as a whole; the
    title it is signed with; and sentences by number.
    """

    first: str
    title: str
    quotes: Mapping[int, str]


def excerpts(
    mails: Sequence[Mail], heard: Mapping[str, Hearing], marks: Mapping[str, Sequence[Mark]], whois: WhoIsWho,
    cache: Cache | None,
) -> dict[str, Excerpt]:  # fmt: skip
    """Of each mail what is quoted from it: every sentence with a label, and those that tell whether one counts."""
    kept = Kept(cache, "titles", [m.key for m in mails], [of_code("comity.book")])
    found = {}
    for m in _as_they_lie(mails):
        hearing, person = heard[m.key], whois.people.get(m.sender) if m.said_by == "client" else None
        title = _title(m, hearing, person.name, kept) if person and hearing.signs else ""
        numbers = around(marks[m.key], len(hearing.probabilities))
        first = hearing.question or hearing.first_words
        found[m.key] = Excerpt(first[:_FIRST], title, {n: hearing.text(n) for n in numbers})
    kept.save()
    return found


def titles_signed(mails: Sequence[Mail], told: Mapping[str, Excerpt], whois: WhoIsWho) -> Titles:
    """What the clients' people sign with, each from the day of its mail on."""
    found: dict[str, list[tuple[Moment, Told]]] = {}
    for m in sorted(mails, key=lambda m: (m.sent_on, m.sent_at, m.ref)):
        person, title = whois.people.get(m.sender), told[m.key].title
        if person is None or not title:
            continue
        before = found.setdefault(person.key, [])
        if before and before[-1][1].title == title:
            continue
        read = read_title(title)
        # A short signature that names only the department does not undo a title that told a level.
        if read.level is not None or not before or before[-1][1].level is None:
            before.append(((m.sent_on, m.sent_at), Told(title, read.level, read.role, m.ref)))
    return Titles(found)


def _title(m: Mail, hearing: Hearing, name: str, kept: Kept) -> str:
    body = m.body

    def read() -> list[str]:
        signature = "\n\n".join(body[s.start : s.end] for s in hearing.signature)
        return list(filter(None, [title_signed(signature, m.sender_name or name, m.sender)]))

    made_from = f"{name}\0{m.sender_name}\0{m.sender}\0{m.html}"
    return next(iter(kept.texts(m.key, body, made_from, read)), "")


# Minutes from UTC on our own clock on a day; what is given where we never wrote.
Clock = Callable[[dt.date, int], int]


def mail_table(
    mails: Sequence[Mail], heard: Mapping[str, Hearing], told: Mapping[str, Excerpt], whois: WhoIsWho, titles: Titles,
    clock: Clock,
) -> pa.Table:  # fmt: skip
    """The table `mail`."""
    return table("mail", _mail_rows(mails, heard, told, whois, titles, clock))


def _mail_rows(
    mails: Sequence[Mail], heard: Mapping[str, Hearing], told: Mapping[str, Excerpt], whois: WhoIsWho, titles: Titles,
    clock: Clock,
) -> Iterator[tuple[object, ...]]:  # fmt: skip
    for m in mails:
        hearing = heard[m.key]
        person = whois.people.get(m.sender)
        who = person.name if person else whois.own.people.get(m.sender, m.sender)
        manner, language = hearing.manner, hearing.language
        for account in m.accounts:
            yield (account, m.ref, m.thread, m.sent_at, m.sent_on, m.said_by, person.key if person else m.sender, who,
                   _level(m, person, titles), m.subject, work_minutes(m.sent_at, clock(m.sent_on, m.offset)),
                   outside_hours(m.sent_at, m.offset), manner.words, manner.asks, manner.rush, False,
                   told[m.key].first or m.subject, language, language in READ)  # fmt: skip


def mail_talk(
    mails: Sequence[Mail],
    told: Mapping[str, Excerpt],
    whois: WhoIsWho,
    marks: Mapping[str, Sequence[Mark]],
    titles: Titles,
) -> Iterator[tuple[object, ...]]:
    """Rows of the table `talk`: one for each sentence and label that holds, and for grave ones that are possible.

    What a client only retells of somebody else is none of theirs, however sure the label; what is denied, or taken back
    by the words around it, is none at all.
    """
    for m in mails:
        if not marks[m.key]:
            continue
        person = whois.people.get(m.sender)
        who = person.name if person else whois.own.people.get(m.sender, m.sender)
        level = _level(m, person, titles)
        for number, label, probability, holds in counted(marks[m.key], told[m.key].quotes):
            words = told[m.key].quotes[number]
            if denied(label, probability, words) or (m.said_by == "client" and retold(label, probability, words)):
                continue
            for account in m.accounts:
                yield (account, "message", m.ref, m.thread, number, m.sent_on, m.said_by,
                       person.key if person else m.sender, who, level, label, probability, holds,
                       False, words)  # fmt: skip


def _level(m: Mail, person: Person | None, titles: Titles) -> int | None:
    return titles.at(person, (m.sent_on, m.sent_at)).level if person else None
