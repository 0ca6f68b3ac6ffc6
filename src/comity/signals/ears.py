"""The reader in two steps: the quick one reads every sentence, the encoder reads those in which something may be said.

What both found is weighed together, label by label; weights, calibration, thresholds and the gate between the steps
were chosen on writers and firms that neither was trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any, Protocol

import numpy as np

from comity.signals import stored
from comity.signals.encoder import Encoder
from comity.signals.hearing import Utterance
from comity.signals.labels import LABELS
from comity.signals.lessons import SKETCH
from comity.signals.linear import MODEL as LINEAR
from comity.signals.linear import LinearReader, sides
from comity.signals.thresholds import Thresholds, chances

MODEL = "ears"
# Log-odds and sketches are rounded to this part of one: a product of matrices differs in its last digits with what
# else is read, and a label must not.
_STEPS = 32


class Hears(Protocol):
    """What turns sentences into numbers."""

    def of(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """A row of numbers for each sentence."""
        ...


class Ears:
    """Probabilities in two steps. `version` covers every part: what is cached under another one is not used."""

    def __init__(
        self, linear: LinearReader, encoder: Hears, arrays: dict[str, np.ndarray], told: dict[str, Any]
    ) -> None:
        """`arrays`: what each label listens to in the encoder's numbers, and how both steps are mixed; `told`: gate,
        thresholds, version.
        """
        self._linear = linear
        self._encoder = encoder
        self._weights, self._biases, self._mix = (arrays[n].astype(np.float32) for n in ("weights", "biases", "mix"))
        self._turn, self._middle = arrays["turn"].astype(np.float32), arrays["middle"].astype(np.float32)
        self._gate = float(told["gate"])
        self.version = str(told["version"])
        self.thresholds = _thresholds(told)

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """Probabilities (sentences, 28); a label that the side cannot say has probability 0."""
        return self.listen(utterances)[:, : len(LABELS)]

    def listen(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """Probabilities, and behind them sketches: shape (sentences, 28 + SKETCH).

        Equal sentences are read once. Those that the quick step alone answers have a sketch of zeros.
        """
        if not utterances:
            return np.zeros((0, len(LABELS) + SKETCH), np.float32)
        places: dict[Utterance, int] = {}
        rows = [places.setdefault(u, len(places)) for u in utterances]
        return self._read(list(places))[rows]

    def _read(self, utterances: list[Utterance]) -> np.ndarray:
        first = self._linear.logits(utterances)
        can = sides(utterances)
        found = self._linear.calibrated(first) * can
        doubtful = np.flatnonzero(found.max(axis=1) >= self._gate)
        sketches = np.zeros((len(found), SKETCH), np.float32)
        if len(doubtful):
            numbers = self._encoder.of([utterances[i] for i in doubtful])
            both = mixed(self._mix, first[doubtful], numbers @ self._weights + self._biases)
            found[doubtful] = chances(_rounded(both)) * can[doubtful]
            sketches[doubtful] = _rounded(sketched(numbers, self._turn, self._middle))
        return np.concatenate([found, sketches], axis=1).astype(np.float32)


def sketched(numbers: np.ndarray, turn: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """Sketches (sentences, SKETCH): the encoder's numbers along their strongest directions, from the middle of all."""
    return numbers @ turn - middle


def _rounded(numbers: np.ndarray) -> np.ndarray:
    return np.round(numbers * _STEPS) / _STEPS


def mixed(mix: np.ndarray, quick: np.ndarray, dear: np.ndarray) -> np.ndarray:
    """Log-odds of both steps as one; `mix` has, by label, the weight of the quick one, of the dear one, and a shift."""
    return quick * mix[0] + dear * mix[1] + mix[2]


class Shipped:
    """The reader that comes with the program. Its parts are opened when the first sentence is read."""

    def __init__(self) -> None:
        self._told = stored.told(MODEL)
        self.version = str(self._told["version"])
        self.thresholds = _thresholds(self._told)

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """See `Ears`."""
        return self._ears.read(utterances)

    def listen(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """See `Ears`."""
        return self._ears.listen(utterances)

    @cached_property
    def _ears(self) -> Ears:
        linear = LinearReader(stored.arrays(LINEAR), stored.told(LINEAR))
        return Ears(linear, Encoder(), stored.arrays(MODEL), self._told)


def _thresholds(told: dict[str, Any]) -> Thresholds:
    return Thresholds(told["thresholds"]["holds"], told["thresholds"]["possibly"])


@cache
def shipped_reader() -> Shipped:
    """The reader that comes with the program."""
    return Shipped()
