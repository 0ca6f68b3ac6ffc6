"""Correspondence as the ledger reads it: one row a message and account, and what each sentence in it says."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from comity.book.correspondence import Letter as Kind
from comity.book.known import Facts
from comity.book.signature import title_signed
from comity.book.titles import read_title
from comity.book.whois import Person, WhoIsWho
from comity.book.whois.ends import Named, went_to
from comity.keeping import Cache, Kept, of_code
from comity.ledger.clock import outside_hours, work_minutes
from comity.ledger.columns import rows_of, table
from comity.ledger.threads import Headers, threads
from comity.ledger.titles import Moment, Titles, Told
from comity.signals.hearing import Hearing, Letter
from comity.signals.languages import READ
from comity.signals.thresholds import Mark


@dataclass(frozen=True, slots=True)
class Mail:
    """One message that is correspondence, with everything the ledger needs of it."""

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
    body: str
    html: bool
    thread: str
    attachments: int


def correspondence(facts: Facts, kinds: Sequence[Kind]) -> list[Mail]:
    """The messages that are correspondence, in the order they were sent, each with its conversation."""
    columns = ("row_id", "ref", "sent_at", "sent_on", "offset_minutes", "sender", "subject", "body", "body_from",
               "in_reply_to", "thread_refs", "attachments", "sender_name")  # fmt: skip
    rows = zip(rows_of(facts["messages"], *columns), went_to(facts["messages"]), kinds, strict=True)
    picked = [(row, named, kind) for row, named, kind in rows if kind.counts]
    heads = [_headers(row, named) for row, named, _ in picked]
    found = [
        Mail(str(r[0]), str(r[1]), _instant(r[2]), _day(r[3]), int(str(r[4] or 0)), str(r[5] or ""), str(r[12] or ""),
             kind.said_by,
             kind.accounts, str(r[6] or ""), str(r[7] or ""), r[8] == "html", thread,
             len(r[11]) if isinstance(r[11], list) else 0)
        for (r, _, kind), thread in zip(picked, threads(heads), strict=True)
    ]  # fmt: skip
    return sorted(found, key=lambda m: (m.sent_at, m.ref, m.key))


def letters_of(mails: Sequence[Mail]) -> list[Letter]:
    """The messages as the reader hears them."""
    return [Letter(m.key, m.said_by, m.body, m.html, m.subject, m.sender_name) for m in mails]


def titles_signed(mails: Sequence[Mail], heard: Mapping[str, Hearing], whois: WhoIsWho, cache: Cache | None) -> Titles:
    """What the clients' people sign with, each from the day of its mail on."""
    found: dict[str, list[tuple[Moment, Told]]] = {}
    kept = Kept(cache, "titles", [m.key for m in mails], [of_code("comity.book")])
    for m in sorted(mails, key=lambda m: (m.sent_on, m.sent_at, m.ref)):
        person = whois.people.get(m.sender) if m.said_by == "client" else None
        if person is None or not heard[m.key].signs:
            continue
        title = _title(m, heard[m.key], person.name, kept)
        told = found.setdefault(person.key, [])
        if not title or (told and told[-1][1].title == title):
            continue
        read = read_title(title)
        # A short signature that names only the department does not undo a title that told a level.
        if read.level is not None or not told or told[-1][1].level is None:
            told.append(((m.sent_on, m.sent_at), Told(title, read.level, read.role, m.ref)))
    kept.save()
    return Titles(found)


def _title(m: Mail, hearing: Hearing, name: str, kept: Kept) -> str:
    def read() -> list[str]:
        signature = "\n\n".join(m.body[s.start : s.end] for s in hearing.signature)
        return list(filter(None, [title_signed(signature, m.sender_name or name, m.sender)]))

    made_from = f"{name}\0{m.sender_name}\0{m.sender}\0{m.html}"
    return next(iter(kept.texts(m.key, m.body, made_from, read)), "")


def mail_table(mails: Sequence[Mail], heard: Mapping[str, Hearing], whois: WhoIsWho, titles: Titles) -> pa.Table:
    """The table `mail`."""
    return table("mail", _mail_rows(mails, heard, whois, titles))


def _mail_rows(
    mails: Sequence[Mail], heard: Mapping[str, Hearing], whois: WhoIsWho, titles: Titles
) -> Iterator[tuple[object, ...]]:
    clock = our_clock(mails)
    for m in mails:
        hearing = heard[m.key]
        person = whois.people.get(m.sender)
        who = person.name if person else whois.own.people.get(m.sender, m.sender)
        manner, language = hearing.manner, hearing.language
        for account in m.accounts:
            yield (account, m.ref, m.thread, m.sent_at, m.sent_on, m.said_by, person.key if person else m.sender, who,
                   _level(m, person, titles), m.subject, work_minutes(m.sent_at, clock(m)),
                   outside_hours(m.sent_at, m.offset), manner.words, manner.asks, manner.rush, False,
                   hearing.first_words[:300] or m.subject, language, language in READ)  # fmt: skip


def our_clock(mails: Sequence[Mail]) -> Callable[[Mail], int]:
    """Minutes from UTC on our own clock at the time of a mail: what most of our mail of that month shows.

    Both sides' answers are timed on one clock, ours; where we wrote nothing that month, our commonest clock stands in.
    """
    by_month: dict[tuple[int, int], Counter[int]] = {}
    for m in mails:
        if m.said_by == "us":
            by_month.setdefault((m.sent_on.year, m.sent_on.month), Counter())[m.offset] += 1
    usual = sum(by_month.values(), Counter[int]())

    def offset(m: Mail) -> int:
        seen = by_month.get((m.sent_on.year, m.sent_on.month)) or usual
        return max(sorted(seen), key=lambda o: seen[o], default=m.offset)

    return offset


def mail_talk(
    mails: Sequence[Mail],
    heard: Mapping[str, Hearing],
    whois: WhoIsWho,
    marks: Mapping[str, Sequence[Mark]],
    titles: Titles,
) -> Iterator[tuple[object, ...]]:
    """Rows of the table `talk`: one for each sentence and label that holds, and for grave ones that are possible."""
    for m in mails:
        told = marks[m.key]
        if not told:
            continue
        person = whois.people.get(m.sender)
        who = person.name if person else whois.own.people.get(m.sender, m.sender)
        level = _level(m, person, titles)
        for number, label, probability, decides in told:
            for account in m.accounts:
                yield (account, "message", m.ref, m.thread, number, m.sent_on, m.said_by,
                       person.key if person else m.sender, who, level, label, probability, decides,
                       False, heard[m.key].text(number))  # fmt: skip


def _level(m: Mail, person: Person | None, titles: Titles) -> int | None:
    return titles.at(person, (m.sent_on, m.sent_at)).level if person else None


def _headers(row: Sequence[object], named: Sequence[Named]) -> Headers:
    people = {str(row[5] or ""), *(address for address, _ in named)}
    refs = row[10] if isinstance(row[10], list) else []
    return Headers(str(row[1]), str(row[9] or ""), refs, str(row[6] or ""), _instant(row[2]), frozenset(people))


def _instant(value: object) -> dt.datetime:
    assert isinstance(value, dt.datetime)
    return value


def _day(value: object) -> dt.date:
    assert isinstance(value, dt.date)
    return value
