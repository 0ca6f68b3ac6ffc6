"""How likely a word tells that a promise was kept, or that it was broken, where no rule of the story tells it.

A logistic model of three classes (neither, kept, broken) for each whose word it is: of who promised, of the other side,
of a note of ours. Its weights were fitted by `training.outcomes` on promises of which it was told, by who wrote the
mail, what came of them and where that stands.
"""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from operator import mul
from typing import TYPE_CHECKING

from comity.ledger.promising import deeds
from comity.ledger.promising.beside import awaited, beside, came, near, none_of, undone
from comity.ledger.promising.cues import cue
from comity.ledger.promising.reported import reports
from comity.ledger.promising.topics import mentions, names_weekday, stems
from comity.signals.labels import NAMES

if TYPE_CHECKING:
    from comity.ledger.promising.story import Promise, Word

OWN, OTHER, NOTE = "own", "other", "note"  # whose word it is
_THEIRS = (deeds.LACK, deeds.RECEIVED, deeds.MISSING, deeds.GONE, deeds.WONDERS)
_OURS = (deeds.DONE, deeds.LATE)
CUES = {OWN: (*_OURS, deeds.RELEASED), OTHER: (*_THEIRS, deeds.RELEASED), NOTE: (*_THEIRS, *_OURS, deeds.RELEASED)}
LABELS = (
    "feedback", "appreciation", "apology", "contempt", "pay_refusal", "pay_notice", "commitment", "challenge",
    "value_shown", "threat", "flexibility", "concession", "check_in", "discovery",
)  # fmt: skip
_PLACES = [NAMES.index(label) for label in LABELS]
# Days from when a promise is due within which a word counts; beyond, little was ever told.
NEAR, FAR = dt.timedelta(days=14), dt.timedelta(days=45)
_ABOUT = 2  # days before it is due that count as its own
_DENIES = cue("denied", "denies")


class Outcomes:
    """The weights of the model, by whose word it is (classes, signs), and from where each class is believed."""

    def __init__(self, weights: Mapping[str, Sequence[Sequence[float]]], kept: float, broken: float) -> None:
        self._weights, self._kept, self._broken = weights, kept, broken

    def tell(self, promise: Promise, word: Word, *, first: bool, over: bool) -> tuple[str, str]:
        """Which outcome a word tells ('' for none), and the sentence that does; see `signs`.

        It must be told beside what was promised, or by words that say so (long after its day in its own conversation
        alone); that it was broken on no day before that is over.
        """
        number, by = nearest(promise, word), whose(promise, word)
        found = signs(promise, word, number, first=first, over=over)
        odds = [math.exp(min(30.0, sum(map(mul, of, found)))) for of in self._weights[by]]
        kept, broken = odds[1] / sum(odds) / self._kept, odds[2] / sum(odds) / self._broken
        said = word.sentences[number]
        headed = word.thread == word.ref and beside(promise, word.subject)
        named = beside(promise, said) or headed
        long_after = promise.due is not None and word.said_on > promise.due + NEAR and promise.thread != word.thread
        if long_after and not named:
            return "", ""
        named |= by == OWN and word.files > 0
        if not (named or any(word.said.tells(cue, number) for cue in CUES[by])):
            return "", ""
        if broken >= max(1.0, kept):
            over_by_then = promise.due is None or word.said_on > promise.due
            return ("broken", said) if over_by_then and (by != OWN or _owns_up(promise, word)) else ("", "")
        return ("kept", said) if kept >= 1 and not _unkept(promise, word, said, by) else ("", "")


@cache
def shipped() -> Outcomes:
    """Those that come with the program."""
    told = tomllib.loads((resources.files("comity.ledger.promising") / "outcomes.toml").read_text("utf-8"))
    return Outcomes(told["weights"], told["kept"], told["broken"])


def whose(promise: Promise, word: Word) -> str:
    """Whose word it is, seen from the promise."""
    return NOTE if word.kind == "note" else OWN if word.side == promise.side else OTHER


def counts(promise: Promise, word: Word) -> bool:
    """Whether a word may tell anything: it is of the promise's conversation, shares a word with it, or falls about the
    day it was due, and that is not long ago.
    """
    if not word.sentences:
        return False
    if promise.due is None:
        return True
    since = word.said_on - promise.due
    if since > FAR:
        return False
    if promise.thread == word.thread or -_ABOUT <= since.days <= NEAR.days:
        return True
    return beside(promise, word.said.whole) or beside(promise, word.subject)


def nearest(promise: Promise, word: Word) -> int:
    """The place of the sentence that shares most with what was promised, the first of several."""
    shared = [len(promise.about & stems(sentence)) for sentence in word.sentences]
    return max(range(len(shared)), key=shared.__getitem__)


def _owns_up(promise: Promise, word: Word) -> bool:
    """Whether who promised says anything of its being late, missing or still to come: that they speak of it later
    tells nothing, for most that was promised came.
    """
    told = (deeds.LATE, deeds.LACK, deeds.TARDY, deeds.PUT_OFF, deeds.DONE)
    if "apology" in word.labels or word.files or any(cue.search(s) for cue in told for s in word.sentences):
        return True
    parts = [part for sentence in word.sentences for part in near(promise, sentence)]
    return any(undone(promise, s) for s in word.sentences) or any(_DENIES.search(part) for part in parts)


def _unkept(promise: Promise, word: Word, said: str, by: str) -> bool:
    """Whether the sentence that would tell that a promise was kept asks, denies, or speaks of what is yet to come, of
    a day that is over or of a delay; or the other side, before its day, does not tell that it came.
    """
    if said.endswith("?") or (by != OWN and (deeds.GONE.search(said) or deeds.TARDY.search(said))):
        return True
    if by == OWN:
        elsewhere = promise.money and not deeds.PAYS.search(said)  # who speaks of other things has paid nothing
        return elsewhere or undone(promise, said) or any(_DENIES.search(part) for part in near(promise, said))
    if by == NOTE:  # what tells of a promise, and of nothing that came or was done, keeps no other
        told = deeds.DONE.search(said) or deeds.RECEIVED.search(said)
        return denied(promise, said) or (not told and reports(said))
    if promise.due is not None and word.said_on < promise.due and not came(word):
        return True
    denies = "appreciation" not in word.labels and (_DENIES.search(said) or deeds.AMISS.search(said))
    return bool(denies) or awaited(promise, word)


def denied(promise: Promise, sentence: str) -> bool:
    """Whether a sentence of a note tells that what was promised did not come, or late: not that somebody has no
    objection to it, or is not pleased with it.
    """
    rings = deeds.CALLS.search(promise.quote) and deeds.CALLS.search(sentence)
    if not (rings or beside(promise, sentence)) or deeds.RECEIVED.search(sentence):
        return False
    if deeds.LATE.search(sentence):
        return True
    if deeds.DONE.search(sentence):
        return False
    none = _DENIES.search(sentence) is not None if rings else none_of(promise, sentence)
    return none or deeds.LACK.search(sentence) is not None


def signs(promise: Promise, word: Word, number: int, *, first: bool, over: bool) -> list[float]:
    """What speaks of an outcome, each from 0 to 1 or little more.

    `number` is the place of the nearest sentence, `first` tells that nothing was said on this side since the promise,
    `over` that the days are over in which what comes is in time.
    """
    own = promise.about
    size, text, whole = max(1, len(own)), word.sentences[number], stems(word.said.whole)
    share, shared = len(own & stems(text)) / size, len(own & whole)
    days = (word.said_on - promise.due).days if promise.due else 0
    due = promise.due is not None
    found = [
        1.0, promise.side == "us", promise.thread == word.thread, word.thread == word.ref, word.files > 0,
        promise.money, promise.kind != "message", due,
        due and days < 0, due and days >= -_ABOUT and not over, due and over and days <= NEAR.days,
        due and days > NEAR.days,
        min((word.said_on - promise.made_on).days, 120) / 30,
        share, shared / size, min(1.0, len(own & stems(word.subject)) / size), min(shared, 4) / 4,
        share >= 0.5, share == 0,
        promise.due is not None and mentions(word.said.whole, promise.due),
        promise.due is not None and 0 < days <= NEAR.days and names_weekday(word.said.whole, promise.due),
        first, min(len(word.sentences), 20) / 10,
        share > 0 and _DENIES.search(text) is not None, share > 0 and text.endswith("?"),
        any(sentence.endswith("?") for sentence in word.sentences),
    ]  # fmt: skip
    cues, probabilities = CUES[whose(promise, word)], word.said.probabilities
    found += [word.said.tells(cue) for cue in cues]
    found += [word.said.tells(cue, number) for cue in cues]
    if word.kind != "note":
        found += [label in word.labels for label in LABELS]
        found += probabilities[number][_PLACES].tolist()
    return [float(sign) for sign in found]
