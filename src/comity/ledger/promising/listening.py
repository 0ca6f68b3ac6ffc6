"""Which sentences of a message promise something, and by when: a quick look at each, a thorough one at few."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from msgspec.structs import replace

from comity.ledger.promising.clauses import goes_on, promised_parts
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
_COLUMNS = 5  # numbers that are kept of each promise
_PAYS_PERHAPS = 0.1  # of the threshold of `pay_notice`


class Found(msgspec.Struct, frozen=True):
    """One sentence that promises something, or a part of one that promises more (`whole`) and may be of what stands
    there `before` it; `money` tells that it is about paying.
    """

    text: str
    due_on: dt.date | None
    money: bool
    whole: str = ""
    before: str = ""

    @property
    def tells(self) -> str:
        """All that says what it is about."""
        return f"{self.before}{self.text}"


class _Sounds(msgspec.Struct, frozen=True):
    """What the reader thinks of a sentence, and whose it is; see `Said`."""

    side: str
    share: float
    pays: float
    threat: bool
    gives: bool
    instead: bool

    def of_part(self, text: str) -> _Sounds:
        """The same of a part of it: money is meant where that is spoken of."""
        return self if PAYS.search(text) else replace(self, pays=0.0)


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
        made = zip(*(told[column::_COLUMNS] for column in range(_COLUMNS)), strict=True)
        return [self._found(heard.text(number), place, due, money) for number, *place, due, money in made]

    def _found(self, text: str, place: Sequence[int], due: int, money: int) -> Found:
        begin, end = place
        whole = text if (begin, end) != (0, len(text)) else ""
        before = text[:begin] if whole and goes_on(text[begin:]) else ""
        return Found(text[begin:end], dt.date.fromordinal(due) if due else None, bool(money), whole, before)

    def _made(self, heard: Heard, on: dt.date, subject: str) -> Iterator[tuple[int, int, int, int, int]]:
        """Of each promise the number of its sentence, where it stands in that, its day if it names one, and whether
        money is meant.
        """
        shares = heard.probabilities[:, _COMMITS] / self._commits
        pay = heard.probabilities[:, _PAY_NOTICE] / self._pays
        floor = LEAST if heard.side == "us" else FLOOR
        for number in np.flatnonzero((shares >= floor) | (pay >= 1)).tolist():
            text, share, pays = heard.text(number), float(shares[number]), float(pay[number])
            if share < FLOOR and pays < 1 and not terse(heard.side, text):
                continue
            threat = float(heard.probabilities[number, _THREAT]) >= _THREATENS
            gives = float(heard.probabilities[number, _CONCEDES]) >= self._concedes
            instead = bool((heard.probabilities[number] >= self._else).any())
            sounds = _Sounds(heard.side, share, pays, threat, gives, instead)
            for begin, end, due in self._parts(text, sounds, on):
                said = text[begin:end]
                money = PAYS.search(said) or (
                    (begin, end) == (0, len(text)) and (pays >= 1 or (pays >= _PAYS_PERHAPS and OWED.search(subject)))
                )
                yield number, begin, end, due.toordinal() if due else 0, bool(money)

    def _parts(self, text: str, sounds: _Sounds, on: dt.date) -> list[tuple[int, int, dt.date | None]]:
        """Each part of a sentence that promises something, all of it where no parts are told apart, with its day."""
        told = words_of(text)
        named = names_a_day(text, told)
        parts = promised_parts(text, lambda part: self._day(part, on) is not None) if named else []
        if len(parts) > 1:
            found = [(begin, end, self._day(text[begin:end], on)) for begin, end in parts]
            kept = [
                one
                for one in found
                if self._promises(text[one[0] : one[1]], sounds.of_part(text[one[0] : one[1]]), on, one[2])
            ]
            if len(kept) > 1:
                return kept
        last = text[parts[-1][0] :] if len(parts) == 1 else text
        due = self._day(last, on) if named else None
        return [(0, len(text), due)] if self._promises(text, sounds, on, due, told) else []

    def _day(self, text: str, on: dt.date) -> dt.date | None:
        return due_day(text, on, self._workdays)

    def _promises(
        self, text: str, sounds: _Sounds, on: dt.date, due: dt.date | None, told: frozenset[str] | None = None
    ) -> bool:
        part = naming_part(text, due, on, self._workdays)
        return promises(
            Said(
                text, part, told or words_of(text), sounds.side, due is not None, sounds.share, sounds.pays,
                sounds.threat, sounds.gives, sounds.instead, due == on,
            )
        )  # fmt: skip
