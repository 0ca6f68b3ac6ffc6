"""The clients' own sentences of the last two years: who looks for what they told need not know how mail is heard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from comity.ledger.columns import DAY, TEXT
from comity.ledger.ground import Ground
from comity.ledger.mail_facts import in_portions
from comity.ledger.promising.cues import Cue

SINCE = dt.timedelta(days=730)  # what somebody told before that is looked up on the line of time
# What every line tells: of whom, when, where it stands, who said it, and the sentence.
COLUMNS = (("account", TEXT), ("happened_on", DAY), ("proof_kind", TEXT), ("ref", TEXT), ("person", TEXT),
           ("who", TEXT), ("quote", TEXT))  # fmt: skip
_ORDER = [("account", "ascending"), ("happened_on", "descending"), ("ref", "ascending"), ("quote", "ascending")]


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a client's person, in which message, and when."""

    account: str
    ref: str
    on: dt.date
    person: str
    who: str
    text: str

    def line(self) -> dict[str, object]:
        """The values of COLUMNS."""
        return {"account": self.account, "happened_on": self.on, "proof_kind": "message", "ref": self.ref,
                "person": self.person, "who": self.who, "quote": self.text}  # fmt: skip


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


def newest_first(lines: Iterable[Mapping[str, object]], *more: tuple[str, pa.DataType]) -> pa.Table:
    """Lines by account, the newest first; `more` are columns that they have beside COLUMNS."""
    return pa.Table.from_pylist(list(lines), schema=pa.schema([*COLUMNS, *more])).sort_by(_ORDER)
