"""The quick reader: a linear model on words and pieces of words, small enough to ship and to read ten years of mail."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from comity.signals.features import Weighed
from comity.signals.hearing import Utterance
from comity.signals.labels import LABELS
from comity.signals.thresholds import Thresholds, chances

MODEL = "linear"
MAKERS = ("words", "pieces")
_SIDES = {side: np.array([side in label.by for label in LABELS]) for side in ("client", "us")}


class LinearReader:
    """Probabilities by one logistic model a label, calibrated on writers and firms that it was not trained on."""

    def __init__(self, arrays: dict[str, np.ndarray], told: dict[str, object]) -> None:
        """`arrays`: weights (features, 28), biases and calibration (28 each); `told`: vocabularies and thresholds."""
        vocabularies = {name: str(told[name]).split("\n") for name in MAKERS}
        cut = len(vocabularies["words"])
        parts = zip(MAKERS, np.split(arrays["idf"], [cut]), strict=True)
        self._makers = [
            Weighed({f: i for i, f in enumerate(vocabularies[name])}, rarity, name) for name, rarity in parts
        ]
        self._weights = np.split(arrays["weights"].astype(np.float32) * arrays["scale"].astype(np.float32), [cut])
        self._biases = arrays["biases"].astype(np.float32)
        self._slope, self._shift = arrays["slope"].astype(np.float32), arrays["shift"].astype(np.float32)
        self.version = str(told["version"])
        thresholds = told["thresholds"]
        assert isinstance(thresholds, dict)
        self.thresholds = Thresholds(thresholds["holds"], thresholds["possibly"])

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """Probabilities (sentences, 28); a label that the side cannot say has probability 0."""
        if not utterances:
            return np.zeros((0, len(LABELS)), np.float32)
        return self.calibrated(self.logits(utterances)) * sides(utterances)

    def logits(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """Log-odds (sentences, 28) before calibration, whoever says it."""
        texts = [u.text for u in utterances]
        parts = zip(self._makers, self._weights, strict=True)
        return self._biases + sum(maker.sums(texts, weights) for maker, weights in parts)

    def calibrated(self, logits: np.ndarray) -> np.ndarray:
        """Probabilities of log-odds."""
        return chances(logits * self._slope + self._shift)


def sides(utterances: Sequence[Utterance]) -> np.ndarray:
    """Which labels each sentence's side can say: true or false, shape (sentences, 28)."""
    return np.stack([_SIDES[u.by] for u in utterances])
