"""What the reader learns from being corrected: label by label a shift of its log-odds near the sentences corrected.

Fitted anew at each refresh from the whole list of corrections, so that their order does not matter and an undo is
exact. A lesson that would lose anything on sentences whose labels are known is made weaker, and in the end dropped:
then the corrections hold for their own sentences alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import msgspec
import numpy as np
from msgspec.structs import replace

from comity.signals import stored
from comity.signals.labels import GRAVE, NAMES
from comity.signals.thresholds import Thresholds, chances, odds

CHECK = "check"
FEWEST = 3  # corrections of a label from which something is learnt: fewer are about their own sentences
SKETCH = 32  # numbers of the encoder that are kept for each sentence
# Chosen on half of the kinds of benchmarks/lessons.py: how far a correction is heard, how much it counts beside a
# sentence of the check, and how hard the shift is held small.
_NEAR, _COUNTS, _HELD = 4.0, 4.0, 0.5
_STRENGTHS = (1.0, 0.85, 0.7, 0.5, 0.3, 0.15)
_ROUNDS = 30
_MOST = 6.0  # log-odds that a lesson may move a sentence
_TINY = 1e-6


class Case(NamedTuple):
    """One correction: of which label (its number), whether it holds, the reader's log-odds, and the sketch."""

    label: int
    holds: bool
    odds: float
    sketch: np.ndarray


class Check(msgspec.Struct, frozen=True):
    """Sentences whose labels are known, read by a reader that was not trained on them.

    `sketches` (sentences, SKETCH), `odds` (sentences, 28), `labels` (sentences, 28) of 0 and 1; `can` which labels
    their side can say.
    """

    sketches: np.ndarray
    odds: np.ndarray
    labels: np.ndarray
    can: np.ndarray


class Heard(msgspec.Struct, frozen=True):
    """What was learnt of one label: the sketches of the sentences corrected, and how much each shifts what is near."""

    sketches: np.ndarray
    weights: np.ndarray

    def shift(self, sketches: np.ndarray) -> np.ndarray:
        """Log-odds to add to sentences with these sketches."""
        return np.clip(_near(sketches, self.sketches) @ self.weights, -_MOST, _MOST)


class Lesson(msgspec.Struct, frozen=True):
    """What was learnt by label, and for which labels it would have cost more than it gave."""

    heard: Mapping[str, Heard]
    dropped: tuple[str, ...] = ()
    limits: Mapping[str, float] = msgspec.field(default_factory=dict)

    @property
    def learnt(self) -> tuple[str, ...]:
        """The labels that moved."""
        return tuple(self.heard)

    @property
    def version(self) -> str:
        """A digest; empty where nothing was learnt."""
        digest = hashlib.blake2b(digest_size=6)
        for label, told in self.heard.items():
            digest.update(label.encode() + told.sketches.tobytes() + told.weights.tobytes())
        return digest.hexdigest() if self.heard else ""

    def of(self, probabilities: np.ndarray, sketches: np.ndarray) -> np.ndarray:
        """Probabilities after the lesson. A sentence without sketch stays; no grave label is made to decide."""
        told = sketches.any(axis=1) if sketches.shape[1] else np.zeros(len(sketches), bool)
        if not self.heard or not told.any():
            return probabilities
        found, alike = probabilities.copy(), sketches[told]
        for label, heard in self.heard.items():
            column = NAMES.index(label)
            before = probabilities[told, column]
            after = chances(odds(before) + heard.shift(alike))
            after = np.minimum(after, np.maximum(before, self.limits.get(label, 1.0)))
            found[told, column] = np.where(before > 0, after, before)
        return found


def learnt(cases: Sequence[Case], thresholds: Thresholds, check: Check | None = None) -> Lesson:
    """The lesson of these corrections, whatever their order; one without labels where there is nothing to learn."""
    found, dropped = {}, []
    for number in sorted({c.label for c in cases}):
        label = NAMES[number]
        mine = sorted((c for c in cases if c.label == number and c.sketch.any()), key=_order)
        if len(mine) < FEWEST:
            continue
        check = check or shipped_check()
        heard = _fitted(mine, check, number)
        holds = thresholds.possibly.get(label, thresholds.holds[label])
        weaker = (replace(heard, weights=heard.weights * strength) for strength in _STRENGTHS)
        kept = next((some for some in weaker if _costs_nothing(some, check, number, holds)), None)
        if kept:
            found[label] = kept
        else:
            dropped.append(label)
    return Lesson(found, tuple(dropped), _limits(thresholds))


@cache
def shipped_check() -> Check:
    """The check that comes with the program. Raises UserError where its file is missing or damaged."""
    arrays = stored.arrays(CHECK)
    return Check(*(arrays[name].astype(np.float32) for name in ("sketches", "odds", "labels", "can")))


def _order(case: Case) -> tuple[bool, float, bytes]:
    return case.holds, case.odds, case.sketch.tobytes()


def _limits(thresholds: Thresholds) -> dict[str, float]:
    """Just below what makes a grave label decide; a person decides that."""
    return {n: float(np.nextafter(np.float32(thresholds.holds[n]), np.float32(0))) for n in GRAVE}


def _fitted(cases: Sequence[Case], check: Check, label: int) -> Heard:
    """By Newton's steps: corrections, and every second sentence of the check, which hold what is known in place.

    Formula: kernel logistic regression with the reader's log-odds as offset (Hastie and others, The Elements of
    Statistical Learning, 12.3.3); what is near is told by the angle between sketches.
    """
    anchors = np.flatnonzero(check.can[::2, label]) * 2
    corrected = np.stack([c.sketch for c in cases])
    alike = _near(corrected, corrected)
    rows = np.concatenate([alike, _near(check.sketches[anchors], corrected)])
    offset = np.concatenate([[c.odds for c in cases], check.odds[anchors, label]])
    wanted = np.concatenate([[float(c.holds) for c in cases], check.labels[anchors, label]])
    counts = np.concatenate([np.full(len(cases), _COUNTS), np.ones(len(anchors))])
    held = _HELD * alike + _TINY * np.eye(len(cases))
    weights = np.zeros(len(cases))
    for _ in range(_ROUNDS):
        p = chances(offset + rows @ weights)
        slope = rows.T @ (counts * (p - wanted)) + held @ weights
        bend = (rows * (counts * p * (1 - p))[:, None]).T @ rows + held
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < _TINY:
            break
    return Heard(corrected, np.round(weights, 4))


def _costs_nothing(heard: Heard, check: Check, label: int, holds: float) -> bool:
    """Whether the label's F1 on the check's other half is no less than before."""
    rows = np.flatnonzero(check.can[1::2, label]) * 2 + 1
    wanted, told = check.labels[rows, label] > 0, check.odds[rows, label]
    before, after = (chances(some) >= holds for some in (told, told + heard.shift(check.sketches[rows])))
    return _balance(after, wanted) >= _balance(before, wanted)


def _balance(called: np.ndarray, wanted: np.ndarray) -> float:
    """F1; 1 where there is nothing to find and nothing was called."""
    both = int(called.sum() + wanted.sum())
    return 2 * float((called & wanted).sum()) / both if both else 1.0


def _near(sketches: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How near each sentence is to each other one: 1 for the same, towards 0 as what they say parts."""
    one, two = (x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), _TINY) for x in (sketches, others))
    return np.exp(_NEAR * (one @ two.T - 1))
