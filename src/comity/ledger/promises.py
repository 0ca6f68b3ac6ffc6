"""Promises of both sides, as far as words tell: who promised what, by when, and what came of it.

A first, honest version: kept where the promiser's own next words or files in that conversation deliver, broken where
the other side complains about it or the promiser owns that it was not done, open otherwise.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from comity.book.corrections import Corrections, digest
from comity.book.whois import WhoIsWho
from comity.ledger.columns import table
from comity.ledger.corrected import outcome_as_told
from comity.ledger.mail_facts import Mail
from comity.signals.hearing import Hearing
from comity.signals.thresholds import Marks, Thresholds

# By message, the numbers of sentences with the labels that hold of them.
Labels = Mapping[str, Sequence[tuple[int, str]]]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_BY_DAY = re.compile(r"\b(?:by|on|until|before|this|next|due)\s+(?:the\s+)?(" + "|".join(_WEEKDAYS) + r")\b", re.I)
_TOMORROW = re.compile(r"\b(tomorrow|morgen|demain|mañana)\b", re.I)
_TODAY = re.compile(
    r"\b(today|tonight|this (?:morning|afternoon|evening)|end of (?:the )?day|eod|heute|vandaag)\b", re.I
)
_WEEK = re.compile(r"\b(?:this|end of (?:the|this)) week\b", re.I)
_NEXT_WEEK = re.compile(r"\bnext week\b", re.I)
_DONE = re.compile(
    r"\b(attached|here (?:is|are|it is|you go)|as promised|done|sent|finished|in your inbox|uploaded|paid|anbei"
    r"|bijgevoegd|bijlage|erledigt|ci-joint)\b",
    re.I,
)
# How long after a promise without a day something may still be its delivery.
_DELIVERY = dt.timedelta(days=21)
_GRACE = dt.timedelta(days=1)


def due_day(text: str, said_on: dt.date) -> dt.date | None:
    """The day a promise names, counted from the day it was made; None where it names none."""
    if _TODAY.search(text):
        return said_on
    if _TOMORROW.search(text):
        return said_on + dt.timedelta(days=1)
    named = _BY_DAY.search(text)
    if named:
        ahead = (_WEEKDAYS.index(named[1].lower()) - said_on.weekday()) % 7 or 7
        return said_on + dt.timedelta(days=ahead)
    if _WEEK.search(text):
        return said_on + dt.timedelta(days=(4 - said_on.weekday()) % 7)
    if _NEXT_WEEK.search(text):
        return said_on + dt.timedelta(days=(4 - said_on.weekday()) % 7 + 7)
    return None


def promises_table(
    mails: Sequence[Mail],
    heard: Mapping[str, Hearing],
    whois: WhoIsWho,
    thresholds: Thresholds,
    said: Corrections,
) -> pa.Table:
    """The table `promises`; what people said of one goes before what words tell."""
    return table("promises", _promises(mails, heard, whois, thresholds, said))


def _promises(
    mails: Sequence[Mail],
    heard: Mapping[str, Hearing],
    whois: WhoIsWho,
    thresholds: Thresholds,
    said: Corrections,
) -> Iterator[tuple[object, ...]]:
    by_thread: defaultdict[str, list[Mail]] = defaultdict(list)
    for mail in mails:
        by_thread[mail.thread].append(mail)
    labels = _labels(mails, heard, thresholds)
    for conversation in by_thread.values():
        for place, mail in enumerate(conversation):
            for number, label in labels[mail.key]:
                if label != "commitment":
                    continue
                sentence = heard[mail.key].sentences[number]
                due = due_day(sentence.text, mail.sent_on)
                done, broken = _outcome(conversation[place + 1 :], mail, due, heard, labels)
                told_so = said.promises.get((mail.ref, digest(sentence.text))) if said.promises else None
                came_of_it = outcome_as_told(told_so, mail.sent_on, done, broken)
                person = whois.people.get(mail.sender)
                who = person.name if person else whois.own.people.get(mail.sender, mail.sender)
                for account in mail.accounts:
                    yield (account, mail.ref, mail.said_by, who, sentence.text, mail.sent_on, due, *came_of_it)


def _labels(mails: Sequence[Mail], heard: Mapping[str, Hearing], thresholds: Thresholds) -> Labels:
    marks = Marks(thresholds)
    return {
        m.key: [
            (number, label)
            for number, label, _, holds in marks.of([s.probabilities for s in heard[m.key].sentences], m.said_by)
            if holds
        ]
        for m in mails
    }


def _outcome(
    later: Sequence[Mail],
    made: Mail,
    due: dt.date | None,
    heard: Mapping[str, Hearing],
    labels: Labels,
) -> tuple[dt.date | None, dt.date | None]:
    """The day a promise was kept, or the day from which it is known to be broken."""
    limit = (due or made.sent_on) + _DELIVERY
    for mail in later:
        if mail.sent_on > limit:
            break
        told = {label for _, label in labels[mail.key]}
        if mail.said_by == made.said_by:
            if "apology" in told and due and mail.sent_on > due:
                return None, mail.sent_on
            if mail.attachments or any(_DONE.search(s.text) for s in heard[mail.key].sentences):
                return mail.sent_on, None
        elif due and mail.sent_on > due + _GRACE and told & {"feedback", "threat", "contempt"}:
            return None, mail.sent_on
    return None, None
