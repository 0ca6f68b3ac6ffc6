"""How steps are weighed together: label by label, and otherwise in languages of which little was learnt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from comity.signals.ears import aloud, mixed
from comity.signals.labels import LABELS
from comity.signals.thresholds import chances
from training import reader
from training.data import Example
from training.reader import callable_labels

STRENGTH = 3.0  # inverse of the ridge under which steps are mixed
CROSSED = 0.1  # how much smaller what other labels say is made before: the ridge then holds it back a hundredfold
# The same for what is weighed otherwise abroad: what all labels have in common, and what each has of its own.
TOGETHER, ALONE = 10.0, 0.3
_SMALLER = 4.0  # log-odds are made so much smaller, as a shift weighs as much as one step then


def mixing(examples: Sequence[Example], *steps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`mix` and `crossed` of `comity.signals.ears.mixed`, so that probabilities are honest: shapes (steps + 1, 28) and
    (steps - 1, 28, 28).
    """
    found, counted = reader.targets(examples), callable_labels(examples)
    mix = np.zeros((len(steps) + 1, len(LABELS)), np.float32)
    crossed = np.zeros((len(steps) - 1, len(LABELS), len(LABELS)), np.float32)
    mix[len(steps) - 1] = 1
    others = np.concatenate([CROSSED * aloud(step) for step in steps[1:]], axis=1)
    for column in range(len(LABELS)):
        rows = counted[:, column]
        if found[rows, column].sum() < 2:
            continue
        odds = np.concatenate([np.stack([step[rows, column] for step in steps], axis=1), others[rows]], axis=1)
        model = LogisticRegression(C=STRENGTH, max_iter=500).fit(odds, found[rows, column])
        mix[:-1, column], mix[-1, column] = model.coef_[0, : len(steps)], model.intercept_[0]
        crossed[..., column] = CROSSED * model.coef_[0, len(steps) :].reshape(len(steps) - 1, -1)
    return mix, crossed


def mixing_abroad(mix: np.ndarray, crossed: np.ndarray, examples: Sequence[Example], *steps: np.ndarray) -> np.ndarray:
    """`mix` as it is for sentences like these: moved first for all labels alike, then a little for each."""
    found, counted = reader.targets(examples), callable_labels(examples)
    small = np.stack([*(step / _SMALLER for step in steps), np.ones_like(steps[0])], axis=2)
    odds = mixed(mix, crossed, *steps)
    alike = _moved(small[counted], odds[counted], found[counted], TOGETHER)
    odds = odds + small @ alike
    moved = np.tile(alike, (len(LABELS), 1))
    for column in range(len(LABELS)):
        rows = counted[:, column]
        moved[column] += _moved(small[rows, column], odds[rows, column], found[rows, column], ALONE)
    scale = np.array([*(1 / _SMALLER for _ in steps), 1.0])
    return (mix + (moved * scale).T).astype(np.float32)


def _moved(numbers: np.ndarray, odds: np.ndarray, found: np.ndarray, strength: float) -> np.ndarray:
    """What is best added to log-odds, by weights of these numbers, under a ridge of inverse strength."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        told = odds + numbers @ weights
        missed = np.logaddexp(0, told).sum() - told @ found + weights @ weights / (2 * strength)
        return missed, numbers.T @ (chances(told) - found) + weights / strength

    return minimize(loss, np.zeros(numbers.shape[1]), jac=True, method="BFGS").x
