"""The clients' own sentences of the last two years: who looks for what they told need not know how mail is heard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from comity.ledger.ground import Ground
from comity.ledger.mail_facts import in_portions
from comity.ledger.promising.cues import Cue

SINCE = dt.timedelta(days=730)  # what somebody told before that is looked up on the line of time


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a client's person, in which message, and when."""

    account: str
    ref: str
    on: dt.date
    person: str
    who: str
    text: str


def told(ground: Ground, day: dt.date, cue: Cue) -> Iterator[Told]:
    """Those in which a cue stands. Most mails have none: they are looked through once and not taken apart."""
    recent = [m for m in ground.mails if m.said_by == "client" and day - SINCE < m.sent_on <= day]
    for m in in_portions(recent, ground.heard):
        if not cue.search(m.body):
            continue
        person = ground.whois.people.get(m.sender)
        key, name = (person.key, person.name) if person else (m.sender, m.sender)
        for sentence in ground.heard[m.key].sentences:
            if cue.search(sentence.text):
                for account in m.accounts:
                    yield Told(account, m.ref, m.sent_on, key, name or m.sender, sentence.text)
