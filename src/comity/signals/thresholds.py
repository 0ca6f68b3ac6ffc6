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


# Number of the sentence, label, probability, and whether it holds: a grave one may be merely possible.
Mark = tuple[int, str, float, bool]


class Marks:
    """The labels of many sentences at once: the same answers as `Thresholds` gives one by one."""

    def __init__(self, thresholds: Thresholds) -> None:
        self._thresholds = thresholds
        self._least: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def of(self, probabilities: np.ndarray | Sequence[np.ndarray], side: str) -> list[Mark]:
        """Number of the sentence, label, probability and whether it holds; grave ones that are possible too."""
        return self.of_all([(np.asarray(probabilities), side)])[0]

    def of_all(self, letters: Sequence[tuple[np.ndarray, str]]) -> list[list[Mark]]:
        """The same for each of many letters, given as the probabilities of their sentences and the side that wrote."""
        found: list[list[Mark]] = [[] for _ in letters]
        for side in sorted({side for _, side in letters}):
            places = [i for i, (told, by) in enumerate(letters) if by == side and len(told)]
            if not places:
                continue
            told = np.concatenate([letters[i][0] for i in places])
            begins = np.cumsum([0, *(len(letters[i][0]) for i in places)])
            holds, grave = self._of_side(side)
            decides = told >= holds
            rows, columns = np.nonzero(decides | (told >= grave))
            at = np.searchsorted(begins, rows, "right") - 1
            numbers = (rows - begins[at]).tolist()
            values = told[rows, columns].tolist(), decides[rows, columns].tolist()
            for place, number, column, p, sure in zip(at.tolist(), numbers, columns.tolist(), *values, strict=True):
                found[places[place]].append((number, NAMES[column], p, sure))
        return found

    def _of_side(self, side: str) -> tuple[np.ndarray, np.ndarray]:
        if side not in self._least:
            holds = [self._thresholds.holds[n] if side in _BY[n] else np.inf for n in NAMES]
            grave = [self._thresholds.possibly.get(n, 1.1) if n in GRAVE and side in _BY[n] else np.inf for n in NAMES]
            self._least[side] = np.array(holds), np.array(grave)
        return self._least[side]
