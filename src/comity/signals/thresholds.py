"""From which probability a label holds, and from which a grave one is at least possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from comity.signals.labels import GRAVE, LABELS, NAMES
from comity.signals.tongues import CLEAR

_BY = {label.name: label.by for label in LABELS}
_GRAVE = np.array([name in GRAVE for name in NAMES])
SAID = 1.0  # the probability of a label that a person confirmed
_SURE = 50  # log-odds beyond which nothing becomes surer


class Thresholds(msgspec.Struct, frozen=True):
    """By label; a grave label's `holds` is set where it reached a precision of 0.95 on writers not trained on."""

    holds: Mapping[str, float]
    possibly: Mapping[str, float]

    def decides(self, label: str, probability: float, side: str) -> bool:
        """Whether the label holds of a sentence of that side."""
        return side in _BY[label] and probability >= self.holds[label]

    def possible(self, label: str, probability: float, side: str) -> bool:
        """Whether a grave label is likely enough to be shown to somebody."""
        return side in _BY[label] and probability >= self.possibly.get(label, 1.1)


class Spoken(NamedTuple):
    """A letter's sentences: their probabilities, the side that wrote, and of each whether its language is read."""

    probabilities: np.ndarray
    side: str
    read: np.ndarray


def odds(probabilities: np.ndarray | float) -> np.ndarray:
    """Log-odds of probabilities, within what a reader can tell; float64, the same shape."""
    held = np.clip(np.asarray(probabilities, np.float64), 1e-6, 1 - 1e-6)
    return np.log(held / (1 - held))


def chances(log_odds: np.ndarray) -> np.ndarray:
    """Probabilities of log-odds, as exact as these were given."""
    return 1 / (1 + np.exp(-np.clip(log_odds, -_SURE, _SURE)))


# Number of the sentence, label, probability, and whether it holds: a grave one may be merely possible.
Mark = tuple[int, str, float, bool]


class Marks:
    """The labels of many sentences at once: the same answers as `Thresholds` gives one by one.

    In a language that is not read a label holds only where it is clear, and a grave one where a person said so.
    """

    def __init__(self, thresholds: Thresholds) -> None:
        self._thresholds = thresholds
        self._least: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def of(self, letter: Spoken) -> list[Mark]:
        """Number of the sentence, label, probability and whether it holds; grave ones that are possible too."""
        return self.of_all([letter])[0]

    def of_each(self, letters: Mapping[str, Spoken]) -> dict[str, list[Mark]]:
        """The same for each of many letters, by its key."""
        return dict(zip(letters, self.of_all(list(letters.values())), strict=True))

    def of_all(self, letters: Sequence[Spoken]) -> list[list[Mark]]:
        """The same for each of many letters."""
        found: list[list[Mark]] = [[] for _ in letters]
        for side in sorted({letter.side for letter in letters}):
            places = [i for i, letter in enumerate(letters) if letter.side == side and len(letter.probabilities)]
            if not places:
                continue
            told = np.concatenate([letters[i].probabilities for i in places])
            begins = np.cumsum([0, *(len(letters[i].probabilities) for i in places)])
            holds, grave = self._of_side(side)
            decides, shown = told >= holds, told >= grave
            unread = np.flatnonzero(~np.concatenate([letters[i].read for i in places]))
            decides[unread] = told[unread] >= np.maximum(holds, np.where(_GRAVE, SAID, CLEAR))
            shown[unread] = told[unread] >= np.maximum(grave, CLEAR)
            rows, columns = np.nonzero(decides | shown)
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
