"""What listens to the encoder's numbers: small networks with one hidden layer, all labels learnt together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh

from comity.signals.labels import LABELS, can_say
from training.data import Example

# Chosen on writers and firms left out.
DIRECTIONS = 1024  # how many directions of the encoder's numbers are looked at
SEEDS = 2
HIDDEN = 256  # of each seed's network
ROUNDS = 12
RATE = 1e-3
DECAY = 1e-2
DROPPED = {"numbers": 0.1, "hidden": 0.3}
BATCH = 256

Weights = list[np.ndarray]


def targets(examples: Sequence[Example]) -> np.ndarray:
    """Labels as an array of 0 and 1, shape (sentences, 28)."""
    return np.array([[label.name in e.labels for label in LABELS] for e in examples], np.float32)


def can(examples: Sequence[Example]) -> np.ndarray:
    """Which labels each sentence's side can say."""
    return np.array([[can_say(label, e.by) for label in LABELS] for e in examples], np.float32)


@dataclass(frozen=True, slots=True)
class Turn:
    """The encoder's numbers turned so that each stands by itself, the strongest directions alone: no label is used."""

    mean: np.ndarray
    by: np.ndarray  # (numbers, directions)

    def of(self, numbers: np.ndarray) -> np.ndarray:
        """Turned numbers."""
        return (numbers - self.mean) @ self.by


def turning(numbers: np.ndarray) -> Turn:
    """How to turn numbers such as these."""
    mean, spread = numbers.mean(axis=0), numbers.std(axis=0) + 1e-6
    even = (numbers - mean) / spread
    size = even.shape[1]
    least = max(0, size - DIRECTIONS)
    strength, directions = eigh(even.T @ even / len(even), subset_by_index=[least, size - 1])
    return Turn(mean, (directions / np.sqrt(strength + 1) / spread[:, None]).astype(np.float32))


def heard(turned: np.ndarray, examples: Sequence[Example]) -> np.ndarray:
    """What the networks are given: turned numbers, and whether the client speaks."""
    return np.column_stack([turned, [float(e.by == "client") for e in examples]]).astype(np.float32)


def fit(rows: np.ndarray, found: np.ndarray, counted: np.ndarray) -> list[Weights]:
    """One network a seed."""
    return [_fitted(rows, found, counted, seed) for seed in range(SEEDS)]


def logits(networks: Sequence[Weights], rows: np.ndarray) -> np.ndarray:
    """The mean of the networks' log-odds."""
    found = [np.maximum(rows @ n[0] + n[1], 0) @ n[2] + n[3] for n in networks]
    return np.mean(found, axis=0).astype(np.float32)


def _fitted(rows: np.ndarray, found: np.ndarray, counted: np.ndarray, seed: int) -> Weights:
    lot = np.random.default_rng(seed)
    size, labels = rows.shape[1], found.shape[1]
    weights = [
        (lot.standard_normal((size, HIDDEN)) / np.sqrt(size)).astype(np.float32),
        np.zeros(HIDDEN, np.float32),
        (lot.standard_normal((HIDDEN, labels)) * np.sqrt(0.5 / HIDDEN)).astype(np.float32),
        np.full(labels, -3, np.float32),
    ]
    adam = Adam(weights, ROUNDS * (len(rows) // BATCH))
    for _ in range(ROUNDS):
        order = lot.permutation(len(rows))
        for at in range(0, len(rows) - BATCH + 1, BATCH):
            some = order[at : at + BATCH]
            adam.step(_slopes(weights, rows[some], found[some], counted[some], lot))
    return weights


def _slopes(
    weights: Weights, rows: np.ndarray, found: np.ndarray, counted: np.ndarray, lot: np.random.Generator
) -> list[np.ndarray]:
    shown = rows * _left(rows.shape, DROPPED["numbers"], lot)
    hidden = shown @ weights[0] + weights[1]
    open_ = (hidden > 0) * _left(hidden.shape, DROPPED["hidden"], lot)
    hidden = hidden * open_
    missed = counted * (1 / (1 + np.exp(-np.clip(hidden @ weights[2] + weights[3], -30, 30))) - found) / len(rows)
    back = (missed @ weights[2].T) * open_
    return [shown.T @ back, back.sum(axis=0), hidden.T @ missed, missed.sum(axis=0)]


def _left(shape: tuple[int, ...], dropped: float, lot: np.random.Generator) -> np.ndarray:
    return (lot.random(shape, np.float32) > dropped).astype(np.float32) / np.float32(1 - dropped)


class Adam:
    """Steps down a slope, each weight at its own pace; matrices are held small."""

    def __init__(self, weights: Weights, steps: int) -> None:
        self._weights, self._steps, self._done = weights, steps, 0
        self._pace = [(np.zeros_like(w), np.zeros_like(w)) for w in weights]

    def step(self, slopes: Sequence[np.ndarray]) -> None:
        """One step."""
        self._done += 1
        rate = RATE * min(1, self._done / 100) * (1 - self._done / self._steps)
        first, second = 1 - 0.9**self._done, 1 - 0.999**self._done
        for weight, slope, (mean, square) in zip(self._weights, slopes, self._pace, strict=True):
            mean *= 0.9
            mean += 0.1 * slope
            square *= 0.999
            square += 0.001 * slope * slope
            decay = DECAY * weight if weight.ndim > 1 else 0.0
            weight -= np.float32(rate) * (mean / first / (np.sqrt(square / second) + 1e-8) + decay)
