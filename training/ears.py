"""Training the reader in two steps: how both are mixed, the gate between them, thresholds.

All of it is chosen on log-odds for sentences of writers and firms that neither step was trained on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from comity.signals.ears import MODEL, Ears, mixed, sketched
from comity.signals.encoder import NAME, Encoder
from comity.signals.labels import LABELS
from comity.signals.lessons import CHECK, SKETCH
from comity.signals.linear import MODEL as LINEAR
from comity.signals.linear import LinearReader
from comity.signals.stored import FOLDER, arrays
from comity.signals.thresholds import chances
from training import reader
from training.data import Example
from training.halves import HALVES, KEPT, WHOLE, half_without
from training.reader import can

GATES = (0.02, 0.03, 0.05, 0.07, 0.1)
LOSS = 0.01  # what the gate may cost of macro F1
_SEEN = 4000  # sentences by which the sketch's directions are found
_CHECKED = 3000  # sentences that lessons are checked with
FEW = 8  # a label with fewer cases tells nothing by its F1


@dataclass(frozen=True, slots=True)
class Known:
    """Sentences of writers and firms that were left out, and the log-odds of both steps fitted without them."""

    examples: Sequence[Example]
    quick: np.ndarray
    dear: np.ndarray

    def where(self, stay: np.ndarray) -> Known:
        """Only some of them."""
        some = [e for e, kept in zip(self.examples, stay, strict=True) if kept]
        return Known(some, self.quick[stay], self.dear[stay])

    def without(self, *groups: str) -> Known:
        """All but those of some writers or firms."""
        return self.where(np.array([e.group not in groups for e in self.examples]))


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen on sentences of writers and firms that were left out."""

    quick: tuple[np.ndarray, np.ndarray]  # slope and shift of the quick step alone
    mix: np.ndarray
    gate: float
    thresholds: dict[str, dict[str, float]]
    quick_thresholds: dict[str, dict[str, float]]

    def probabilities(self, known: Known) -> np.ndarray:
        """As the reader gives them."""
        said = can(known.examples)
        sure = chances(known.quick * self.quick[0] + self.quick[1]) * said
        return gated(sure, chances(mixed(self.mix, known.quick, known.dear)) * said, self.gate)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reader in two steps is made of, and which tuning of the encoder it uses."""

    linear: tuple[dict[str, np.ndarray], dict[str, Any]]
    arrays: dict[str, np.ndarray]
    told: dict[str, Any]
    tuning: str

    def reader(self) -> Ears:
        """The reader."""
        return Ears(LinearReader(*self.linear), _encoder(self.tuning), self.arrays, self.told)

    def save(self, checked: dict[str, np.ndarray]) -> None:
        """Write it where the program finds it, with what lessons are checked with."""
        reader.save(*self.linear, FOLDER, LINEAR)
        np.savez_compressed(FOLDER / f"{CHECK}.npz", **checked)  # type: ignore[arg-type]
        reader.save(self.arrays, self.told, FOLDER, MODEL)
        for ending in ("onnx", "json"):
            name = f"{NAME}.{ending}"
            (FOLDER / name).write_bytes((KEPT / self.tuning / name).read_bytes())


def known(examples: Sequence[Example]) -> Known:
    """What both steps find in sentences of those writers and firms that were left out of a tuning."""
    quick, dear = reader.left_out_logits(examples), np.zeros((len(examples), len(LABELS)), np.float32)
    halves = np.array([half_without(e.group) or "" for e in examples])
    for name in HALVES:
        out = halves == name
        dear[out] = dear_logits(name, [e for e, is_out in zip(examples, out, strict=True) if is_out])
    return Known(examples, quick, dear).where(halves != "")


def dear_logits(tuning: str, examples: Sequence[Example]) -> np.ndarray:
    """Log-odds (sentences, 28) of the dear step before both are mixed."""
    heads = arrays("heads", KEPT / tuning)
    return _encoder(tuning).of([e.utterance() for e in examples]) @ heads["weights"] + heads["biases"]


@cache
def _encoder(tuning: str) -> Encoder:
    return Encoder(KEPT / tuning)


def choices(known: Known) -> Choices:
    """Calibration, mixture, gate and thresholds."""
    quick = reader.calibrate(known.quick, known.examples)
    mix = mixing(known.quick, known.dear, known.examples)
    said = can(known.examples)
    sure = chances(known.quick * quick[0] + quick[1]) * said
    both = chances(mixed(mix, known.quick, known.dear)) * said
    gate = widest_gate(sure, both, known.examples)
    told = [reader.thresholds(p, known.examples) for p in (gated(sure, both, gate), sure)]
    return Choices(quick, mix, gate, *told)


def parts(examples: Sequence[Example], chosen: Choices, tuning: str = WHOLE) -> Parts:
    """A reader fitted on these sentences, with what was chosen and a tuned encoder."""
    linear = reader.parts(examples, chosen.quick, chosen.quick_thresholds)
    heads = arrays("heads", KEPT / tuning)
    some = [examples[i].utterance() for i in np.linspace(0, len(examples) - 1, _SEEN).astype(int)]
    turn, middle = turning(_encoder(tuning).of(some))
    made = {**heads, "mix": chosen.mix, "turn": turn, "middle": middle}
    made = {name: array.astype(np.float32) for name, array in made.items()}
    told = {"gate": chosen.gate, "thresholds": chosen.thresholds}
    digest = hashlib.blake2b(f"{linear[1]['version']} {json.dumps(told)}".encode(), digest_size=6)
    digest.update((KEPT / tuning / f"{NAME}.onnx").read_bytes())
    for name in sorted(made):
        digest.update(made[name].tobytes())
    return Parts(linear, made, {"version": f"ears-{digest.hexdigest()}", **told}, tuning)


def turning(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How sketches are made of the encoder's numbers: their strongest directions, the stronger ones held back a bit."""
    mean = numbers.mean(axis=0)
    strength, directions = np.linalg.eigh(np.cov(numbers - mean, rowvar=False))
    turn = directions[:, -SKETCH:] / (strength[-SKETCH:] + 1e-6) ** 0.25
    return turn, mean @ turn


def check(known: Known, chosen: Choices, made: Parts) -> dict[str, np.ndarray]:
    """What lessons are checked with (`comity.signals.lessons`): every so many sentences, as the reader would tell them
    had it not been trained on them.
    """
    some = known.where(np.arange(len(known.examples)) % max(1, len(known.examples) // _CHECKED) == 0)
    numbers = _encoder(made.tuning).of([e.utterance() for e in some.examples])
    return {
        "sketches": sketched(numbers, made.arrays["turn"], made.arrays["middle"]).astype(np.float16),
        "odds": mixed(chosen.mix, some.quick, some.dear).astype(np.float16),
        "labels": reader.targets(some.examples),
        "can": can(some.examples).astype(np.int8),
    }


def parts_without(firm: str, examples: Sequence[Example], known: Known) -> Parts:
    """A reader that saw nothing of a firm, in any of its parts or choices."""
    tuning = half_without(firm)
    if tuning is None:
        raise KeyError(f"{firm}: is left out of no tuning; name it in training/halves.py")
    return parts([e for e in examples if e.group != firm], choices(known.without(firm)), tuning)


def mixing(quick: np.ndarray, dear: np.ndarray, examples: Sequence[Example]) -> np.ndarray:
    """By label the weights of both steps and a shift, so that probabilities are honest: shape (3, 28)."""
    found, counted, weight = reader.targets(examples), can(examples), reader.weights(examples)
    mix = np.tile(np.array([[0.0], [1.0], [0.0]], np.float32), (1, len(LABELS)))
    for column in range(len(LABELS)):
        rows = counted[:, column]
        if found[rows, column].sum() < 2:
            continue
        both = np.stack([quick[rows, column], dear[rows, column]], axis=1)
        model = LogisticRegression(C=10.0).fit(both, found[rows, column], weight[rows])
        mix[:2, column], mix[2, column] = np.maximum(model.coef_[0], 0), model.intercept_[0]
    return mix


def gated(sure: np.ndarray, both: np.ndarray, gate: float) -> np.ndarray:
    """Probabilities as the reader gives them: of both steps where the quick one finds anything likely enough."""
    return np.where(sure.max(axis=1, keepdims=True) >= gate, both, sure)


def widest_gate(sure: np.ndarray, both: np.ndarray, examples: Sequence[Example]) -> float:
    """The gate that leaves most to the quick step and costs little."""
    most = _macro(both, examples)
    return max((gate for gate in GATES if _macro(gated(sure, both, gate), examples) >= most - LOSS), default=GATES[0])


def _macro(probabilities: np.ndarray, examples: Sequence[Example]) -> float:
    """The mean over labels of the best F1."""
    found = reader.targets(examples)
    there = found.sum(axis=0)
    return float(np.mean([
        reader.best_f1(*reader.by_step(probabilities[:, c], found[:, c], 0.05), int(there[c]))[1]
        for c in range(len(LABELS)) if there[c] >= FEW
    ]))  # fmt: skip
