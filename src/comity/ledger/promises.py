"""Promises of both sides: who promised what to whom, by when, and what came of it, each with its proof.

A promise is a sentence; a later one of the same side about the same thing repeats it, or moves its day. What came of
it is told by the first thing that tells it: words of either side, or the books.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from comity.book.corrections import Corrections, digest
from comity.book.whois import WhoIsWho
from comity.ledger.columns import table
from comity.ledger.corrected import outcome_as_told
from comity.ledger.mail_facts import Mail
from comity.ledger.note_facts import Quoted
from comity.ledger.promising.books import Books, settle_by_books
from comity.ledger.promising.days import due_day
from comity.ledger.promising.deeds import OWED, PAYS
from comity.ledger.promising.saying import FLOOR, Said, promises
from comity.ledger.promising.story import BROKEN, KEPT, Promise, Story, Word
from comity.ledger.promising.topics import amounts, stems, topics_of
from comity.ledger.promising.workdays import Workdays
from comity.signals.hearing import Heard, Hearing
from comity.signals.labels import NAMES
from comity.signals.thresholds import Marks, Thresholds

_COMMITS, _PAY_NOTICE, _THREAT = (NAMES.index(n) for n in ("commitment", "pay_notice", "threat"))
# Labels beside which a sentence may well promise something: they tell more of the same.
_BESIDE = frozenset({"commitment", "apology", "pay_notice", "appreciation"})
_THREATENS = 0.15

Rows = Iterator[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """What promises are read from: mail, what notes quote, and what the books tell of deeds."""

    mails: Sequence[Mail]
    quoted: Sequence[Quoted]
    heard: Mapping[str, Hearing]
    books: Books
    country: str = ""


def promises_tables(told: Told, whois: WhoIsWho, thresholds: Thresholds, said: Corrections) -> dict[str, pa.Table]:
    """The tables `promises` and `promise_days`; what people said of one goes before what words and books tell."""
    found = promises_of(told, whois, thresholds)
    return {
        "promises": table("promises", (_row(p, said) for p in found)),
        "promise_days": table("promise_days", (row for p in found for row in _days(p))),
    }


def promises_of(told: Told, whois: WhoIsWho, thresholds: Thresholds) -> list[Promise]:
    """Every promise with what came of it, by account in the order in which they were made."""
    workdays = Workdays(told.country)
    listener = _Listener(told, whois, thresholds, workdays)
    found = [p for account in sorted(listener.words) for p in listener.story(account)]
    found += listener.from_notes()
    for promise in found:
        by_books = settle_by_books(promise, told.books, workdays)
        if by_books and (promise.settled_on is None or by_books[1] < promise.settled_on):
            promise.outcome, promise.settled_on, promise.proof = by_books
    return found


def _row(p: Promise, said: Corrections) -> tuple[object, ...]:
    done = p.settled_on if p.outcome == KEPT else None
    broken = p.settled_on if p.outcome == BROKEN else None
    told = said.promises.get((p.ref, digest(p.quote))) if said.promises else None
    days = outcome_as_told(told, p.made_on, done, broken)
    if told is None and p.settled_on and not (done or broken):
        days = (None, None, p.settled_on)
    proof = p.proof if told is None else None
    tells = (proof.kind, proof.ref, proof.on, proof.by, proof.who, proof.quote) if proof else (None,) * 6
    return (p.account, p.kind, p.ref, p.side, p.who, p.quote, p.made_on, p.due_on, *days, *tells)


def _days(p: Promise) -> Rows:
    last = {on: (on, due, proof) for on, due, proof in p.moved}  # of several of one day the last
    for on, due, proof in last.values():
        yield p.account, p.ref, p.side, p.quote, on, due, proof.ref, proof.who, proof.quote


class _Listener:
    """Hears every mail once, and tells it to the stories of its accounts."""

    def __init__(self, told: Told, whois: WhoIsWho, thresholds: Thresholds, workdays: Workdays) -> None:
        self._told, self._whois, self._thresholds = told, whois, thresholds
        self._workdays, self._month_first = workdays, told.country == "US"
        self._marks = Marks(thresholds)
        self._holds = thresholds.holds["commitment"] or 1.0
        self._pays = thresholds.holds["pay_notice"] or 1.0
        self.words: dict[str, list[Mail]] = defaultdict(list)
        for mail in told.mails:
            for account in mail.accounts:
                self.words[account].append(mail)
        self._heard: dict[str, tuple[Word, list[Promise]]] = {}

    def story(self, account: str) -> list[Promise]:
        """The promises of one account."""
        story, found = Story(self._workdays), []
        for mail in self.words[account]:
            word, made = self._hear(mail, account)
            story.hear(word)
            for promise in made:
                old = story.again(promise)
                if old is None:
                    story.open.append(promise)
                    found.append(promise)
                elif promise.due_on and promise.due_on != old.due:
                    old.moved.append((promise.made_on, promise.due_on, word.proof(promise.quote)))
        return found

    def from_notes(self) -> list[Promise]:
        """What notes quote of clients' promises, second hand."""
        found = []
        for q in self._told.quoted:
            hearing = self._told.heard[q.key]
            marks = self._marks.of(hearing.probabilities, "client")
            others = {number for number, label, _, holds in marks if holds and label not in _BESIDE}
            for number, sentence in enumerate(hearing.sentences):
                due = self._due(sentence, q.said_on)
                if self._promised(sentence, "client", due, other=number in others):
                    found.append(Promise(q.account, "note", q.ref, "client", q.who, sentence.text, q.said_on, due, "",
                                         topics=topics_of(sentence.text, ""),
                                         money=self._is_money(sentence)))  # fmt: skip
        return found

    def _hear(self, mail: Mail, account: str) -> tuple[Word, list[Promise]]:
        hearing = self._told.heard[mail.key]
        sentences, marks = hearing.sentences, self._marks.of(hearing.probabilities, mail.said_by)
        who = self._who(mail)
        word = Word(mail.ref, mail.sent_on, mail.said_by, who, mail.thread, mail.subject,
                    [s.text for s in sentences], frozenset(m[1] for m in marks if m[3]), mail.attachments)  # fmt: skip
        others = {number for number, label, _, holds in marks if holds and label not in _BESIDE}
        made = []
        for number, sentence in enumerate(sentences):
            if float(sentence.probabilities[_COMMITS]) < FLOOR * self._holds:
                continue
            due = self._due(sentence, mail.sent_on)
            if self._promised(sentence, mail.said_by, due, other=number in others):
                made.append(
                    Promise(account, "message", mail.ref, mail.said_by, who, sentence.text, mail.sent_on, due,
                            mail.thread, mail.subject, topics=topics_of(sentence.text, mail.subject),
                            own=stems(sentence.text), counts=amounts(sentence.text),
                            money=self._is_money(sentence, mail.subject))
                )  # fmt: skip
        return word, made

    def _who(self, mail: Mail) -> str:
        person = self._whois.people.get(mail.sender)
        return person.name if person else self._whois.own.people.get(mail.sender, mail.sender)

    def _due(self, sentence: Heard, on: dt.date) -> dt.date | None:
        return due_day(sentence.text, on, self._workdays, month_first=self._month_first)

    def _is_money(self, sentence: Heard, subject: str = "") -> bool:
        told = float(sentence.probabilities[_PAY_NOTICE]) / self._pays
        return told >= 1 or PAYS.search(sentence.text) is not None or (told >= 0.1 and OWED.search(subject) is not None)

    def _promised(self, sentence: Heard, side: str, due: dt.date | None, *, other: bool) -> bool:
        told: np.ndarray = sentence.probabilities
        share = float(told[_COMMITS]) / self._holds
        pays, threat = float(told[_PAY_NOTICE]) / self._pays, float(told[_THREAT]) >= _THREATENS
        return promises(Said(sentence.text, side, due is not None, share, pays, other, threat))
