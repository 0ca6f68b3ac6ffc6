"""Which sentences are in doubt, and what an answer may change: a doubted label, to just over or under its threshold.

A grave label moves within what is possible: a model alone makes none decide, and takes none away; a person does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from comity.signals.labels import GRAVE, LABELS, NAMES
from comity.signals.thresholds import Thresholds, odds

NEAR = 1.0  # log-odds from a threshold within which a label is doubted
JUST = 0.001  # over or under a threshold
YES, NO, OPEN = 1, 0, -1  # what an answer says of a label; OPEN: nothing that can be used

_GRAVE = np.array([name in GRAVE for name in NAMES])


@dataclass(frozen=True, slots=True)
class _Least:
    """By label: whether the side can say it, from where it holds, and from where a grave one is possible."""

    can: np.ndarray
    holds: np.ndarray
    possibly: np.ndarray


def _least(thresholds: Thresholds, side: str) -> _Least:
    can = np.array([side in label.by for label in LABELS])
    holds = np.array([thresholds.holds[name] for name in NAMES], np.float64)
    possibly = np.array([thresholds.possibly.get(name, 1.1) if name in GRAVE else 1.1 for name in NAMES])
    return _Least(can, holds, np.minimum(possibly, holds))


def doubted(probabilities: np.ndarray, thresholds: Thresholds, side: str) -> np.ndarray:
    """Which labels (sentences, 28) are in doubt."""
    least = _least(thresholds, side)
    told = odds(probabilities)
    near = np.abs(told - odds(least.holds)) <= NEAR
    low = np.where(least.possibly < least.holds, odds(least.possibly) - NEAR / 2, odds(least.holds) - NEAR)
    grave = (told >= low) & ((probabilities < least.holds) | near)
    return np.where(_GRAVE, grave, near) & least.can & (np.minimum(least.holds, least.possibly) <= 1)


def urgency(probabilities: np.ndarray, thresholds: Thresholds, side: str) -> np.ndarray:
    """By sentence, how much a second look matters: grave ones first, then the nearest to a threshold; 0 where none."""
    least = _least(thresholds, side)
    near = 1 - np.minimum(1, np.abs(odds(probabilities) - odds(least.holds)) / (2 * NEAR))
    worth = np.where(_GRAVE, 2 + probabilities, near)
    return np.where(doubted(probabilities, thresholds, side), worth, 0).max(axis=-1, initial=0)


def moved(probabilities: np.ndarray, answers: np.ndarray, thresholds: Thresholds, side: str) -> np.ndarray:
    """The probabilities (sentences, 28) after answers of the same shape: YES, NO or OPEN."""
    least = _least(thresholds, side)
    over, under = np.minimum(least.holds + JUST, 1), np.maximum(least.holds - JUST, 0)
    under = np.minimum(under, 1 - JUST)
    found = probabilities.astype(np.float64)
    yes = np.where(_GRAVE, np.where(found < least.holds, under, found), np.where(least.holds <= 1, over, found))
    yes = np.maximum(found, yes)
    no = np.minimum(found, np.where(_GRAVE, np.where(found < least.holds, least.possibly + JUST, under), under))
    said = np.where(answers == YES, yes, np.where(answers == NO, no, found))
    return np.where(doubted(probabilities, thresholds, side), said, found).astype(np.float32)
