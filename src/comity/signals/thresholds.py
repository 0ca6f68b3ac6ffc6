"""From which probability a label holds, and from which a grave one is at least possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from comity.signals.labels import LABELS, NAMES

_BY = {label.name: label.by for label in LABELS}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """By label; a grave label's `holds` is set where it reached a precision of 0.95 on writers not trained on."""

    holds: Mapping[str, float]
    possibly: Mapping[str, float]

    def decides(self, label: str, probability: float, side: str) -> bool:
        """Whether the label holds of a sentence of that side."""
        return side in _BY[label] and probability >= self.holds[label]

    def possible(self, label: str, probability: float, side: str) -> bool:
        """Whether a grave label is likely enough to be shown to somebody."""
        return side in _BY[label] and probability >= self.possibly.get(label, 1.1)

    def labels(self, probabilities: np.ndarray, side: str) -> list[str]:
        """The labels that hold of one sentence."""
        return [n for n, p in zip(NAMES, probabilities, strict=True) if self.decides(n, float(p), side)]
