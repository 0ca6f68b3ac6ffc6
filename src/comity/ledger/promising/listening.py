"""Which sentences of a message promise something, and by when: a quick look at each, a thorough one at few."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from comity.ledger.promising.cues import words_of
from comity.ledger.promising.days import due_day, names_a_day
from comity.ledger.promising.deeds import OWED, PAYS
from comity.ledger.promising.saying import FLOOR, Said, promises, worth_weighing
from comity.ledger.promising.workdays import Workdays
from comity.signals.hearing import Hearing
from comity.signals.labels import NAMES
from comity.signals.thresholds import Mark, Thresholds

_COMMITS, _PAY_NOTICE, _THREAT = (NAMES.index(n) for n in ("commitment", "pay_notice", "threat"))
# Labels beside which a sentence may well promise something: they tell more of the same.
_BESIDE = frozenset({"commitment", "apology", "pay_notice", "appreciation"})
_THREATENS = 0.15
_PAYS_PERHAPS = 0.1  # of the threshold of `pay_notice`


@dataclass(frozen=True, slots=True)
class Found:
    """One sentence that promises something; `money` tells that it is about paying."""

    text: str
    due_on: dt.date | None
    money: bool


class Heard:
    """One message with the labels that hold in it; nothing is taken out of the body before somebody asks for it."""

    def __init__(self, hearing: Hearing, side: str, marks: Sequence[Mark]) -> None:
        self._hearing, self.side, self._marks = hearing, side, marks

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels that hold of any of its sentences."""
        return frozenset(label for _, label, _, holds in self._marks if holds)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """What it says."""
        return tuple(s.text for s in self._hearing.sentences)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its sentences in lower case."""
        return words_of(" ".join(self.sentences))

    @property
    def probabilities(self) -> np.ndarray:
        """What the reader thinks of its sentences."""
        return self._hearing.probabilities

    def text(self, number: int) -> str:
        """What one sentence says."""
        return self._hearing.text(number)

    def says_more(self, number: int) -> bool:
        """Whether a sentence says something else beside a promise."""
        return any(n == number and holds and label not in _BESIDE for n, label, _, holds in self._marks)


class Listener:
    """Finds the sentences that promise something."""

    def __init__(self, thresholds: Thresholds, workdays: Workdays) -> None:
        self._commits = thresholds.holds["commitment"] or 1.0
        self._pays = thresholds.holds["pay_notice"] or 1.0
        self._workdays, self._month_first = workdays, workdays.country == "US"

    def find(self, heard: Heard, on: dt.date, subject: str = "") -> Iterator[Found]:
        """The promises of a message, in order."""
        shares = heard.probabilities[:, _COMMITS] / self._commits
        pay = heard.probabilities[:, _PAY_NOTICE] / self._pays
        for number in np.flatnonzero((shares >= FLOOR) | (pay >= 1)).tolist():
            text, share, pays = heard.text(number), float(shares[number]), float(pay[number])
            told = words_of(text)
            dated = names_a_day(text, told)
            if not (worth_weighing(told, share, dated=dated) or (dated and pays >= 1)):
                continue
            threat = float(heard.probabilities[number, _THREAT]) >= _THREATENS
            said = Said(text, told, heard.side, dated, share, pays, heard.says_more(number), threat)
            # Telling the day is dear: first whether it would be a promise if it named one.
            if not promises(said):
                continue
            due = due_day(text, on, self._workdays, month_first=self._month_first) if dated else None
            if due or not dated or promises(replace(said, dated=False)):
                money = pays >= 1 or PAYS.search(text) or (pays >= _PAYS_PERHAPS and OWED.search(subject))
                yield Found(text, due, bool(money))
