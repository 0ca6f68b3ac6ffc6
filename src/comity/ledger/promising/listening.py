"""Which sentences of a message promise something, and by when: a quick look at each, a thorough one at few."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec
import numpy as np

from comity.ledger.promising.cues import words_of
from comity.ledger.promising.days import due_day, naming_part
from comity.ledger.promising.deeds import OWED, PAYS
from comity.ledger.promising.heard import Heard
from comity.ledger.promising.naming import names_a_day
from comity.ledger.promising.saying import FLOOR, LEAST, Said, promises, terse
from comity.ledger.promising.workdays import Workdays
from comity.signals.labels import NAMES
from comity.signals.thresholds import Thresholds

_COMMITS, _PAY_NOTICE, _THREAT, _CONCEDES = (
    NAMES.index(n) for n in ("commitment", "pay_notice", "threat", "concession")
)
# What may stand in the sentence that promises: money that comes, a door that opens, something granted.
_BESIDE = frozenset({"commitment", "pay_notice", "access", "concession"})
_THREATENS = 0.15
_PAYS_PERHAPS = 0.1  # of the threshold of `pay_notice`


class Found(msgspec.Struct, frozen=True):
    """One sentence that promises something; `money` tells that it is about paying."""

    text: str
    due_on: dt.date | None
    money: bool


class Listener:
    """Finds the sentences that promise something."""

    def __init__(self, thresholds: Thresholds, workdays: Workdays) -> None:
        self._commits = thresholds.holds["commitment"] or 1.0
        self._pays = thresholds.holds["pay_notice"] or 1.0
        self._concedes = thresholds.holds["concession"] or 1.0
        self._else = np.array([np.inf if n in _BESIDE else thresholds.holds[n] or np.inf for n in NAMES])
        self._workdays = workdays

    def find(self, heard: Heard, on: dt.date, subject: str = "") -> list[Found]:
        """The promises of a message, in order."""
        told = heard.keep("made", lambda: [n for found in self._made(heard, on, subject) for n in found])
        made = zip(told[::3], told[1::3], told[2::3], strict=True)
        return [Found(heard.text(n), dt.date.fromordinal(due) if due else None, bool(money)) for n, due, money in made]

    def _made(self, heard: Heard, on: dt.date, subject: str) -> Iterator[tuple[int, int, int]]:
        """Of each sentence that promises something its number, its day if it names one, and whether money is meant."""
        shares = heard.probabilities[:, _COMMITS] / self._commits
        pay = heard.probabilities[:, _PAY_NOTICE] / self._pays
        floor = LEAST if heard.side == "us" else FLOOR
        for number in np.flatnonzero((shares >= floor) | (pay >= 1)).tolist():
            text, share, pays = heard.text(number), float(shares[number]), float(pay[number])
            if share < FLOOR and pays < 1 and not terse(heard.side, text):
                continue
            told = words_of(text)
            named = names_a_day(text, told)
            due = due_day(text, on, self._workdays) if named else None
            threat = float(heard.probabilities[number, _THREAT]) >= _THREATENS
            gives = float(heard.probabilities[number, _CONCEDES]) >= self._concedes
            instead = bool((heard.probabilities[number] >= self._else).any())
            part = naming_part(text, due, on, self._workdays)
            dated, today = due is not None, due == on
            if promises(Said(text, part, told, heard.side, dated, share, pays, threat, gives, instead, today)):
                money = pays >= 1 or PAYS.search(text) or (pays >= _PAYS_PERHAPS and OWED.search(subject))
                yield number, due.toordinal() if due else 0, bool(money)
