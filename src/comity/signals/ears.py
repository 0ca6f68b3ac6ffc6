"""The reader in two steps: the quick one reads every sentence, the encoder reads those in which something may be said.

What both found is weighed together, label by label; weights, calibration, thresholds and the gate between the steps
were chosen on writers and firms that neither was trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np

from comity.signals import stored
from comity.signals.encoder import Encoder
from comity.signals.hearing import Utterance
from comity.signals.labels import LABELS
from comity.signals.linear import MODEL as LINEAR
from comity.signals.linear import LinearReader, chances, sides
from comity.signals.thresholds import Thresholds

MODEL = "ears"
# Log-odds of both steps are rounded to this part of one: a product of matrices differs in its last digits with what
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
        """`arrays`: the heads on the encoder's numbers, and how both steps are mixed; `told`: gate, thresholds."""
        self._linear = linear
        self._encoder = encoder
        self._heads = _Heads(arrays)
        self._mix = arrays["mix"].astype(np.float32)
        self._gate = float(told["gate"])
        self.version = str(told["version"])
        self.thresholds = Thresholds(told["thresholds"]["holds"], told["thresholds"]["possibly"])

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """Probabilities (sentences, 28); a label that the side cannot say has probability 0. Equal ones once."""
        if not utterances:
            return np.zeros((0, len(LABELS)), np.float32)
        places: dict[Utterance, int] = {}
        rows = [places.setdefault(u, len(places)) for u in utterances]
        return self._read(list(places))[rows]

    def _read(self, utterances: list[Utterance]) -> np.ndarray:
        first = self._linear.logits(utterances)
        can = sides(utterances)
        found = self._linear.calibrated(first) * can
        doubtful = np.flatnonzero(found.max(axis=1) >= self._gate)
        if len(doubtful):
            some = [utterances[i] for i in doubtful]
            heard = self._heads.of(self._encoder.of(some), np.array([u.by == "client" for u in some]))
            both = np.round(mixed(self._mix, first[doubtful], heard) * _STEPS) / _STEPS
            found[doubtful] = chances(both) * can[doubtful]
        return found.astype(np.float32)


class _Heads:
    """What listens to the encoder's numbers: networks with one hidden layer, side by side."""

    def __init__(self, arrays: dict[str, np.ndarray]) -> None:
        self._wide = arrays["wide"] * arrays["step"].astype(np.float32)
        self._client, self._shift = arrays["client"], arrays["shift"]
        self._out, self._biases = arrays["out"], arrays["biases"]

    def of(self, numbers: np.ndarray, client: np.ndarray) -> np.ndarray:
        """Log-odds (sentences, 28) before calibration; `client` tells whether the client speaks."""
        hidden = numbers @ self._wide + self._shift + client[:, None] * self._client
        return np.maximum(hidden, 0) @ self._out + self._biases


def mixed(mix: np.ndarray, quick: np.ndarray, dear: np.ndarray) -> np.ndarray:
    """Log-odds of both steps as one; `mix` has, by label, the weight of the quick one, of the dear one, and a shift."""
    return quick * mix[0] + dear * mix[1] + mix[2]


@cache
def shipped_reader() -> Ears:
    """The reader that comes with the program; its encoder is opened when the first sentence needs it."""
    linear = LinearReader(stored.arrays(LINEAR), stored.told(LINEAR))
    return Ears(linear, Encoder(), stored.arrays(MODEL), stored.told(MODEL))
