"""The reader in three steps: the quick one reads every sentence, an encoder reads those in which something may be
said, and a larger one, where it was installed (`comity.signals.larger`), those that are then in doubt or grave.

What the steps found is weighed together, label by label; weights, calibration, thresholds and the gates between the
steps were chosen on writers and firms that none was trained on. What a sentence plainly denies is taken off at the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Protocol

import numpy as np

from comity.signals import stored
from comity.signals.denied import heeding
from comity.signals.encoder import LARGER, Encoder
from comity.signals.hearing import Utterance
from comity.signals.labels import GRAVE, LABELS
from comity.signals.languages import language_said
from comity.signals.lessons import SKETCH
from comity.signals.linear import MODEL as LINEAR
from comity.signals.linear import LinearReader, sides
from comity.signals.thresholds import Thresholds, chances

MODEL = "ears"
# Log-odds and sketches are rounded to this part of one: a product of matrices differs in its last digits with what
# else is read, and a label must not.
_STEPS = 32
_LOUD = 8  # log-odds beyond which a label says no more about others
_SURE = 0.9  # from where a label that is not grave is doubted no more
_GRAVE = np.array([label.name in GRAVE for label in LABELS])


class Hears(Protocol):
    """What turns sentences into numbers."""

    def of(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """A row of numbers for each sentence."""
        ...


class Ears:
    """Probabilities in steps. `version` covers every part: what is cached under another one is not used."""

    def __init__(
        self, linear: LinearReader, encoder: Hears, arrays: dict[str, np.ndarray], told: dict[str, Any],
        further: Hears | None = None,
    ) -> None:  # fmt: skip
        """`arrays`: what each label listens to in the encoders' numbers, and how the steps are mixed; `told`: gates,
        thresholds, version, languages that the larger encoder learnt, and in which of them (`abroad`) the steps are
        weighed otherwise; `further`: that one, where it is there.
        """
        self._linear = linear
        self._encoder, self._further = encoder, further
        self._arrays = {name: array.astype(np.float32) for name, array in arrays.items()}
        self._gate, self._second_gate = float(told["gate"]), float(told[LARGER]["gate"]) if further else 1.0
        self._learnt, self._abroad = frozenset(told[LARGER]["languages"]), list(told[LARGER]["abroad"])
        self.version, self.thresholds = _known(told, there=further is not None)

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

    def read_alike(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """Probabilities of sentences that are all read in the steps that the first of them needs: what tells them apart
        is then what they say.
        """
        return self._read(list(utterances), alike=True)[:, : len(LABELS)]

    def _read(self, utterances: list[Utterance], *, alike: bool = False) -> np.ndarray:
        quick = self._linear.logits(utterances)
        can = sides(utterances)
        found = self._linear.calibrated(quick) * can
        asked = likely(found, self._gate)
        doubtful = np.flatnonzero(np.full_like(asked, asked[0]) if alike else asked)
        sketches = np.zeros((len(found), SKETCH), np.float32)
        if len(doubtful):
            arrays = self._arrays
            numbers = self._encoder.of([utterances[i] for i in doubtful])
            dear = numbers @ arrays["weights"] + arrays["biases"]
            told = mixed(arrays["mix"], arrays["crossed"], quick[doubtful], dear)
            found[doubtful] = chances(_rounded(told)) * can[doubtful]
            sketches[doubtful] = _rounded(sketched(numbers, arrays["turn"], arrays["middle"]))
            heard_in = self._heard_in(found[doubtful], [utterances[i] for i in doubtful])
            heard_in = np.full_like(heard_in, heard_in[0]) if alike else heard_in
            still = np.flatnonzero(heard_in != "")
            if self._further and len(still):
                rows = doubtful[still]
                steps = quick[rows], dear[still], beyond(self._further.of([utterances[i] for i in rows]), arrays)
                told = mixed(arrays["larger.mix"], arrays["larger.crossed"], *steps)
                abroad = np.isin(heard_in[still], self._abroad)
                other = [step[abroad] for step in steps]
                told[abroad] = mixed(arrays["larger.mix_abroad"], arrays["larger.crossed"], *other)
                found[rows] = chances(_rounded(told)) * can[rows]
        found = heeding(found, [u.text for u in utterances])
        return np.concatenate([found, sketches], axis=1).astype(np.float32)

    def _heard_in(self, found: np.ndarray, utterances: Sequence[Utterance]) -> np.ndarray:
        """In which language the larger encoder hears each; '' where it is not asked."""
        asked = in_doubt(found, self._second_gate) if self._further else np.zeros(len(found), bool)
        languages = [language_heard(u) if a else "" for u, a in zip(utterances, asked.tolist(), strict=True)]
        return np.array([language if language in self._learnt else "" for language in languages])


def likely(found: np.ndarray, gate: float) -> np.ndarray:
    """In which sentences any label is at least so probable, after the quick step: shape (sentences,)."""
    return found.max(axis=1) >= gate


def in_doubt(found: np.ndarray, gate: float) -> np.ndarray:
    """In which sentences, after two steps, a label is at least so probable and not yet sure, or a grave one is at
    least so probable: shape (sentences,).
    """
    return np.asarray(((found >= gate) & (_GRAVE | (found <= _SURE))).any(axis=1))


def language_heard(said: Utterance) -> str:
    """In which language an encoder hears a sentence: the larger one is asked of those that it learnt alone."""
    return language_said(said.text, said.before or said.answers)


def beyond(numbers: np.ndarray, arrays: Mapping[str, np.ndarray]) -> np.ndarray:
    """Log-odds (sentences, 28) of what the larger encoder heard, before they are mixed: one layer between."""
    hidden = np.maximum(numbers @ arrays["larger.hear"] + arrays["larger.hear.shift"], 0)
    return hidden @ arrays["larger.tell"] + arrays["larger.tell.shift"]


def sketched(numbers: np.ndarray, turn: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """Sketches (sentences, SKETCH): the encoder's numbers along their strongest directions, from the middle of all."""
    return numbers @ turn - middle


def _rounded(numbers: np.ndarray) -> np.ndarray:
    return np.round(numbers * _STEPS) / _STEPS


def mixed(mix: np.ndarray, crossed: np.ndarray, *steps: np.ndarray) -> np.ndarray:
    """Log-odds of several steps as one; `mix` has, by label, the weight of each step, and behind them a shift.

    `crossed` (steps behind the first, 28, 28) has how far a label that such a step hears speaks for each of all labels,
    or against it: what sounds like a concession is less a commitment.
    """
    found = np.broadcast_to(mix[-1], steps[0].shape)
    for step, weight in zip(steps, mix[:-1], strict=True):
        found = found + step * weight
    for step, weights in zip(steps[1:], crossed, strict=True):
        found = found + aloud(step) @ weights
    return found


def aloud(step: np.ndarray) -> np.ndarray:
    """How loudly each label is heard: nothing where it is unlikely, its log-odds where it is likely; same shape."""
    return np.logaddexp(0, np.clip(step + 1, -_LOUD, _LOUD)).astype(np.float32)


class Shipped:
    """The reader that comes with the program. Its parts are opened when the first sentence is read.

    `larger`: with the larger encoder, where that was installed.
    """

    def __init__(self, *, larger: bool = True) -> None:
        self._told = stored.told(MODEL)
        self._there = larger and stored.is_there(LARGER)
        self.version, self.thresholds = _known(self._told, there=self._there)

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """See `Ears`."""
        return self._ears.read(utterances)

    def listen(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """See `Ears`."""
        return self._ears.listen(utterances)

    def read_alike(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """See `Ears`."""
        return self._ears.read_alike(utterances)

    @cached_property
    def _ears(self) -> Ears:
        linear = LinearReader(stored.arrays(LINEAR), stored.told(LINEAR))
        further = Encoder(name=LARGER) if self._there else None
        return Ears(linear, Encoder(), stored.arrays(MODEL), self._told, further)


def _known(told: dict[str, Any], *, there: bool) -> tuple[str, Thresholds]:
    """Version and thresholds, with the larger encoder or without."""
    told = told[LARGER] if there else told
    return str(told["version"]), Thresholds(told["thresholds"]["holds"], told["thresholds"]["possibly"])


@cache
def shipped_reader() -> Shipped:
    """The reader that comes with the program."""
    return Shipped()


@cache
def quicker_reader() -> Shipped:
    """The same without its larger encoder, which takes two thirds of the time: for a first look."""
    return Shipped(larger=False)
