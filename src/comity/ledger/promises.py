"""Promises of both sides: who promised what to whom, by when, and what came of it, each with its proof.

A promise is a sentence; a later one of the same side about the same thing repeats it, or moves its day. What came of
it is told by the first thing that tells it: words of either side, or the books.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import msgspec
import pyarrow as pa
from msgspec.structs import replace

from comity.book.corrections import NONE, Corrections, Place, digest
from comity.book.whois import WhoIsWho
from comity.keeping import Cache, Kept, of_code
from comity.ledger.columns import table
from comity.ledger.corrected import outcome_as_told
from comity.ledger.mail_facts import Mail, in_portions
from comity.ledger.meeting_facts import Invitation
from comity.ledger.note_facts import Noted, Quoted
from comity.ledger.promising.books import Books, settle_by_books
from comity.ledger.promising.days import due_day
from comity.ledger.promising.deeds import PAYS
from comity.ledger.promising.heard import Heard, Remark, names_of
from comity.ledger.promising.listening import Found, Listener
from comity.ledger.promising.outcomes import shipped
from comity.ledger.promising.reported import called, reported
from comity.ledger.promising.story import BROKEN, KEPT, Promise, Story, Word
from comity.ledger.promising.topics import amounts, stems, topics_of
from comity.ledger.promising.workdays import Workdays, calendars
from comity.ledger.proof import Proof
from comity.signals.hearing import Hearing
from comity.signals.thresholds import Mark, Thresholds
from comity.signals.tongues import CLEAR, READ

Rows = Iterator[tuple[object, ...]]
KIND = "promises"  # of what is kept: what each message promises, and tells of promises


class Told(msgspec.Struct, frozen=True):
    """What promises are read from: mail, notes and what they quote, invitations, and what the books tell of deeds.

    What one message tells by itself is kept in the cache.
    """

    mails: Sequence[Mail]
    notes: Sequence[Noted]
    quoted: Sequence[Quoted]
    invited: Sequence[Invitation]
    heard: Mapping[str, Hearing]
    marks: Mapping[str, Sequence[Mark]]
    books: Books
    country: str = ""
    cache: Cache | None = None


def promises_tables(told: Told, whois: WhoIsWho, thresholds: Thresholds, said: Corrections) -> dict[str, pa.Table]:
    """The tables `promises` and `promise_days`; what people said of one goes before what words and books tell."""
    none = frozenset(place for place, value in said.promises.items() if value == NONE)
    found = promises_of(told, whois, thresholds, none)
    newest = {place: number for number, place in enumerate(said.promises)}
    return {
        "promises": table("promises", (_row(p, said, newest) for p in found)),
        "promise_days": table("promise_days", (row for p in found for row in _days(p))),
    }


def promises_of(told: Told, whois: WhoIsWho, thresholds: Thresholds, none: frozenset[Place]) -> list[Promise]:
    """Every promise with what came of it, by account in the order in which they were made, but for sentences that are
    `none`, as somebody said.
    """
    workdays = Workdays(told.country, told.cache)
    found = _Stories(told, whois, thresholds, workdays, none).tell()
    for promise in found:
        by_books = settle_by_books(promise, told.books, workdays)
        if by_books and (promise.settled_on is None or by_books[1] < promise.settled_on):
            promise.outcome, promise.settled_on, promise.proof = by_books
    workdays.save()
    return found


def _row(p: Promise, said: Corrections, newest: Mapping[Place, int]) -> tuple[object, ...]:
    done = p.settled_on if p.outcome == KEPT else None
    broken = p.settled_on if p.outcome == BROKEN else None
    about = {place: on for place, on in _sentences(p) if place in newest} if newest else {}
    last = max(about, key=newest.__getitem__, default=None)
    told, on = (said.promises[last], about[last]) if last else (None, p.made_on)
    days = outcome_as_told(told, on, done, broken)
    if told is None and p.settled_on and not (done or broken):
        days = (None, None, p.settled_on)
    proof = p.proof if told is None else None
    tells = (proof.kind, proof.ref, proof.on, proof.by, proof.who, proof.quote) if proof else (None,) * 6
    return (p.account, p.kind, p.ref, p.side, p.who, p.quote, p.made_on, p.due_on, *days, *tells)


def _sentences(p: Promise) -> Iterator[tuple[Place, dt.date]]:
    """The sentences that made it and gave it another day: whatever is said of one is said of the promise."""
    for place in _places(p):
        yield place, p.made_on
    for on, _, proof in p.moved:
        yield (proof.ref, digest(proof.quote)), on


def _places(p: Promise) -> list[Place]:
    """Where it was made: by its own words, and by the sentence that promises more."""
    return [(p.ref, digest(said)) for said in (p.quote, p.whole) if said]


def _days(p: Promise) -> Rows:
    last = {on: (on, due, proof) for on, due, proof in p.moved}  # of several of one day the last
    for on, due, proof in last.values():
        yield p.account, p.ref, p.side, p.quote, on, due, proof.ref, proof.who, proof.quote


class _Account(msgspec.Struct):
    """One account's story as it goes on: what it promised so far, and what is promised elsewhere than in mail."""

    story: Story
    none: frozenset[Place]
    found: list[Promise] = msgspec.field(default_factory=list)
    elsewhere: deque[Promise | Word] = msgspec.field(default_factory=deque)
    last: dict[tuple[str, str], Word] = msgspec.field(default_factory=dict)  # by conversation and side

    def answered(self, word: Word) -> str:
        """What stands in the mail of the other side that this one answers."""
        other = self.last.get((word.thread, "us" if word.side == "client" else "client"))
        return other.said.whole if other else ""

    def take(self, new: Promise) -> None:
        """Take a promise in. Given again it is the same one; only a message moves its day.

        What is none neither stands, nor does what comes after it repeat it.
        """
        if self.none and not self.none.isdisjoint(_places(new)):
            return
        old = self.story.again(new)
        if old is None:
            self.story.open.append(new)
            self.found.append(new)
        elif new.kind == "message" and new.due_on and new.due_on != old.due:
            proof = Proof(new.kind, new.ref, new.made_on, new.side, new.who, new.quote, 1.0)
            old.moved.append((new.made_on, new.due_on, proof))

    def elsewhere_until(self, day: dt.date) -> None:
        """Take in what notes and invitations promised until a day, and what notes tell of that."""
        while self.elsewhere and _day(self.elsewhere[0]) <= day:
            one = self.elsewhere.popleft()
            if isinstance(one, Word):
                self.story.hear(one)
            else:
                self.take(one)


def _day(one: Promise | Word) -> dt.date:
    return one.said_on if isinstance(one, Word) else one.made_on


class _Stories:
    """Tells every mail to the stories of its accounts."""

    def __init__(
        self, told: Told, whois: WhoIsWho, thresholds: Thresholds, workdays: Workdays, none: frozenset[Place]
    ) -> None:
        self._told, self._whois, self._workdays = told, whois, workdays
        self._listener = Listener(thresholds, workdays)
        by = f"{told.country}\0{thresholds}\0{CLEAR}\0{sorted(READ)}\0{calendars()}".encode()
        self.kept = Kept(told.cache, KIND, names_of(told.marks), (of_code("comity.ledger.promising"), by))
        self._of: defaultdict[str, _Account] = defaultdict(lambda: _Account(Story(workdays, shipped()), none))
        promised = [(p.account, p) for p in (*self._noted(), *self._quoted(), *self._invited())]
        # Of one day a note tells of what stood before it.
        for account, one in sorted(
            (*self._remarks(), *promised), key=lambda x: (_day(x[1]), isinstance(x[1], Promise), x[1].ref, _quote(x[1]))
        ):
            self._of[account].elsewhere.append(one)

    def tell(self) -> list[Promise]:
        """The promises of all accounts; what notes and invitations tell of a day comes before its mail."""
        for mail in in_portions(self._told.mails, self._told.heard):
            word, made = self._hear(mail)
            for account in mail.accounts:
                of = self._of[account]
                of.elsewhere_until(mail.sent_on)
                of.story.hear(word)
                for one in made:
                    around = (word.said.whole, of.answered(word)) if one.money else ()
                    of.take(_promise(account, word, mail.subject, one, around))
                of.last[word.thread, word.side] = word
        self.kept.save()
        for of in self._of.values():
            of.elsewhere_until(dt.date.max)
        return [promise for _, of in sorted(self._of.items()) for promise in of.found]

    def _remarks(self) -> Iterator[tuple[str, Word]]:
        """What notes tell, by account."""
        for note in self._told.notes:
            yield note.account, Word(note.ref, note.written_on, "us", note.author, f"note/{note.ref}", "",
                                     Remark(note.text), 0, "note")  # fmt: skip

    def _quoted(self) -> Iterator[Promise]:
        """What notes quote of clients' promises, second hand."""
        for q in self._told.quoted:
            heard = self._letter(q.key, "client", q.said_on)
            for one in self._listener.find(heard, q.said_on):
                yield _elsewhere(q.account, "note", q.ref, "client", q.who, q.said_on, one)

    def _noted(self) -> Iterator[Promise]:
        """What notes say outright that we promised, or they."""
        names = called(self._whois, {note.account for note in self._told.notes})
        for note in self._told.notes:
            by_when = partial(due_day, said_on=note.written_on, workdays=self._workdays)
            for text, side in reported(note.own, names[note.account], by_when):
                one = Found(text, by_when(text), bool(PAYS.search(text)))
                yield _elsewhere(note.account, "note", note.ref, side, note.author if side == "us" else note.person,
                                 note.written_on, one)  # fmt: skip

    def _invited(self) -> Iterator[Promise]:
        """What whoever invites promises with it: due on the day of the meeting, where no other is named.

        An invitation is known from the day it is for, as the meeting itself is: what was due before that day was over
        when it was first known, and what came of it stands where nobody listened for it.
        """
        for x in self._told.invited:
            heard = self._letter(x.key, x.said_by, x.written_on, x.subject)
            for one in self._listener.find(heard, x.written_on, x.subject):
                if one.due_on and one.due_on < x.starts_on:
                    continue
                dated = replace(one, due_on=one.due_on or x.starts_on)
                for account in x.accounts:
                    yield _elsewhere(account, "meeting", x.ref, x.said_by, x.who, x.starts_on, dated)

    def _hear(self, mail: Mail) -> tuple[Word, list[Found]]:
        """A mail as a word and what it promises."""
        heard = self._letter(mail.key, mail.said_by, mail.sent_on, mail.subject)
        word = Word(mail.ref, mail.sent_on, mail.said_by, self._who(mail), mail.thread, mail.subject, heard,
                    mail.attachments)  # fmt: skip
        return word, self._listener.find(heard, mail.sent_on, mail.subject)

    def _letter(self, key: str, side: str, on: dt.date, subject: str = "") -> Heard:
        return Heard(key, self._told.heard[key], side, self._told.marks[key], self.kept, f"{on}\0{subject}")

    def _who(self, mail: Mail) -> str:
        person = self._whois.people.get(mail.sender)
        return person.name if person else self._whois.own.people.get(mail.sender, mail.sender)


def _quote(one: Promise | Word) -> str:
    return one.quote if isinstance(one, Promise) else ""


def _elsewhere(account: str, kind: str, ref: str, side: str, who: str, on: dt.date, one: Found) -> Promise:
    """A promise of a note or an invitation: a conversation of its own."""
    return Promise(
        account, kind, ref, side, who, one.text, on, one.due_on, f"{kind}/{ref}",
        topics=topics_of(one.tells, ""), own=stems(one.tells), counts=amounts(one.text), money=one.money,
        whole=one.whole,
    )  # fmt: skip


def _promise(account: str, word: Word, subject: str, one: Found, around: Sequence[str]) -> Promise:
    return Promise(
        account, "message", word.ref, word.side, word.who, one.text, word.said_on, one.due_on, word.thread, subject,
        topics=topics_of(one.tells, subject), own=stems(one.tells), counts=amounts(one.text), money=one.money,
        around=around, whole=one.whole,
    )  # fmt: skip
