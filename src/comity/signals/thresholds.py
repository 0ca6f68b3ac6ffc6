"""From which probability a label holds, and from which a grave one is at least possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from comity.signals.labels import GRAVE, LABELS, NAMES

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


class Marks:
    """The labels of many sentences at once: the same answers as `Thresholds` gives one by one."""

    def __init__(self, thresholds: Thresholds) -> None:
        self._thresholds = thresholds
        self._least: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def of(self, probabilities: np.ndarray | Sequence[np.ndarray], side: str) -> list[tuple[int, str, float, bool]]:
        """Number of the sentence, label, probability and whether it holds; grave ones that are possible too."""
        if not len(probabilities):
            return []
        if side not in self._least:
            holds = [self._thresholds.holds[n] if side in _BY[n] else np.inf for n in NAMES]
            grave = [self._thresholds.possibly.get(n, 1.1) if n in GRAVE and side in _BY[n] else np.inf for n in NAMES]
            self._least[side] = np.array(holds), np.array(grave)
        holds, grave = self._least[side]
        told = np.asarray(probabilities)
        decides = told >= holds
        rows, columns = np.nonzero(decides | (told >= grave))
        return [
            (row, NAMES[column], float(told[row, column]), bool(decides[row, column]))
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        ]
