"""Training the reader in three steps: how they are mixed, the gates between them, thresholds.

All of it is chosen on log-odds for sentences of writers and firms that no step was trained on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from comity.signals.ears import MODEL, Ears, aloud, beyond, mixed, sketched
from comity.signals.encoder import LARGER, NAME, Encoder
from comity.signals.labels import LABELS
from comity.signals.lessons import CHECK, SKETCH
from comity.signals.linear import MODEL as LINEAR
from comity.signals.linear import LinearReader
from comity.signals.stored import FOLDER, arrays
from comity.signals.stored import told as stored_told
from comity.signals.thresholds import chances
from training import reader
from training.data import Example
from training.folds import FOLDS, KEPT, WHOLE, fold_without
from training.reader import callable_labels, can

GATES = (0.02, 0.03, 0.05, 0.07, 0.1)
SECOND_GATES = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3)
LOSS, SECOND_LOSS = 0.003, 0.003  # what the gates may cost of macro F1
_SEEN = 4000  # sentences by which the sketch's directions are found
_CHECKED = 3000  # sentences that lessons are checked with
STRENGTH = 3.0  # inverse of the ridge under which steps are mixed
CROSSED = 0.1  # how much smaller what other labels say is made before: the ridge then holds it back a hundredfold
FEW = 8  # a label with fewer cases tells nothing by its F1


@dataclass(frozen=True, slots=True)
class Known:
    """Sentences of writers and firms that were left out, and the log-odds of all steps fitted without them."""

    examples: Sequence[Example]
    quick: np.ndarray
    dear: np.ndarray
    beyond: np.ndarray

    def where(self, stay: np.ndarray) -> Known:
        """Only some of them."""
        some = [e for e, kept in zip(self.examples, stay, strict=True) if kept]
        return Known(some, self.quick[stay], self.dear[stay], self.beyond[stay])

    def without(self, *groups: str) -> Known:
        """All but those of some writers or firms."""
        return self.where(np.array([e.group not in groups for e in self.examples]))


@dataclass(frozen=True, slots=True)
class Mixture:
    """Of some steps: how they are weighed together, from which probability on they are asked, what then holds."""

    mix: np.ndarray
    crossed: np.ndarray
    gate: float
    thresholds: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen on sentences of writers and firms that were left out."""

    quick: tuple[np.ndarray, np.ndarray]  # slope and shift of the quick step alone
    quick_thresholds: dict[str, dict[str, float]]
    two: Mixture
    three: Mixture

    def probabilities(self, known: Known, steps: int = 3) -> np.ndarray:
        """As the reader gives them, after one step, two or three."""
        said = callable_labels(known.examples)
        found = chances(known.quick * self.quick[0] + self.quick[1]) * said
        asked = np.ones(len(found), bool)
        for chosen, odds in ((self.two, (known.quick, known.dear)), (self.three, _all(known)))[: steps - 1]:
            asked &= found.max(axis=1) >= chosen.gate
            found = np.where(asked[:, None], chances(mixed(chosen.mix, chosen.crossed, *odds)) * said, found)
        return found

    def holding(self, steps: int = 3) -> dict[str, dict[str, float]]:
        """From which probability each label holds after so many steps."""
        return (self.quick_thresholds, self.two.thresholds, self.three.thresholds)[steps - 1]


def _all(known: Known) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return known.quick, known.dear, known.beyond


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reader is made of, and which tuning of the encoder it uses."""

    linear: tuple[dict[str, np.ndarray], dict[str, Any]]
    arrays: dict[str, np.ndarray]
    told: dict[str, Any]
    tuning: str

    def reader(self) -> Ears:
        """The reader."""
        encoder, further = _encoder(self.tuning), _encoder(self.tuning, LARGER)
        return Ears(LinearReader(*self.linear), encoder, self.arrays, self.told, further)

    def save(self, checked: dict[str, np.ndarray]) -> None:
        """Write it where the program finds it, with what lessons are checked with."""
        reader.save(*self.linear, FOLDER, LINEAR)
        np.savez_compressed(FOLDER / f"{CHECK}.npz", **checked)  # type: ignore[arg-type]
        reader.save(self.arrays, self.told, FOLDER, MODEL)
        for ending in ("onnx", "json"):
            name = f"{NAME}.{ending}"
            (FOLDER / name).write_bytes((KEPT / self.tuning / name).read_bytes())


def known(examples: Sequence[Example]) -> Known:
    """What all steps find in sentences of those writers and firms that were left out of a tuning."""
    folds = np.array([fold_without(e.group) or "" for e in examples])
    quick, told = reader.left_out_logits(examples), np.flatnonzero(folds != "").tolist()
    dear, further = (np.zeros((len(examples), len(LABELS)), np.float32) for _ in range(2))
    for name in FOLDS:
        out = np.flatnonzero(folds == name).tolist()
        some = [examples[row] for row in out]
        dear[out], further[out] = dear_logits(name, some), beyond_logits(name, some)
    return Known([examples[row] for row in told], quick[told], dear[told], further[told])


def dear_logits(tuning: str, examples: Sequence[Example]) -> np.ndarray:
    """Log-odds (sentences, 28) of the dear step before the steps are mixed."""
    heads = arrays("heads", KEPT / tuning)
    return _encoder(tuning).of([e.utterance() for e in examples]) @ heads["weights"] + heads["biases"]


def beyond_logits(tuning: str, examples: Sequence[Example]) -> np.ndarray:
    """Log-odds (sentences, 28) of the larger encoder before the steps are mixed."""
    return beyond(_encoder(tuning, LARGER).of([e.utterance() for e in examples]), arrays(LARGER, KEPT / tuning))


@cache
def _encoder(tuning: str, name: str = NAME) -> Encoder:
    return Encoder(KEPT / tuning, name)


def choices(known: Known) -> Choices:
    """Calibration, mixtures, gates and thresholds."""
    said = callable_labels(known.examples)
    quick = reader.calibrate(known.quick, known.examples)
    sure = chances(known.quick * quick[0] + quick[1]) * said
    mix, crossed = mixing(known.examples, known.quick, known.dear)
    both = chances(mixed(mix, crossed, known.quick, known.dear)) * said
    gate = widest_gate(sure, both, known.examples, GATES, LOSS)
    found = gated(sure, both, gate)
    two = Mixture(mix, crossed, gate, reader.thresholds(found, known.examples))
    mix, crossed = mixing(known.examples, *_all(known))
    every = chances(mixed(mix, crossed, *_all(known))) * said
    every = np.where(sure.max(axis=1, keepdims=True) >= gate, every, found)
    second = widest_gate(found, every, known.examples, SECOND_GATES, SECOND_LOSS)
    three = Mixture(mix, crossed, second, reader.thresholds(gated(found, every, second), known.examples))
    return Choices(quick, reader.thresholds(sure, known.examples), two, three)


def parts(examples: Sequence[Example], chosen: Choices, tuning: str = WHOLE) -> Parts:
    """A reader fitted on these sentences, with what was chosen and a tuned encoder."""
    linear = reader.parts(examples, chosen.quick, chosen.quick_thresholds)
    heads = arrays("heads", KEPT / tuning)
    some = [examples[i].utterance() for i in np.linspace(0, len(examples) - 1, _SEEN).astype(int)]
    turn, middle = turning(_encoder(tuning).of(some))
    made = {**heads, "mix": chosen.two.mix, "crossed": chosen.two.crossed, "turn": turn, "middle": middle}
    made = {name: array.astype(np.float32) for name, array in made.items()}
    told = {"gate": chosen.two.gate, "thresholds": chosen.two.thresholds}
    digest = hashlib.blake2b(f"{linear[1]['version']} {json.dumps(told)}".encode(), digest_size=6)
    digest.update((KEPT / tuning / f"{NAME}.onnx").read_bytes())
    _add(digest, made)
    told = {"version": f"ears-{digest.hexdigest()}", **told}
    further = {**arrays(LARGER, KEPT / tuning), f"{LARGER}.mix": chosen.three.mix}
    further[f"{LARGER}.crossed"] = chosen.three.crossed
    further = {name: array.astype(np.float16) for name, array in further.items()}
    more = {"gate": chosen.three.gate, "thresholds": chosen.three.thresholds}
    digest.update(json.dumps([more, stored_told(LARGER, KEPT / tuning)]).encode())
    _add(digest, further)
    told[LARGER] = {"version": f"ears-{digest.hexdigest()}", **more}
    return Parts(linear, {**made, **further}, told, tuning)


def _add(digest: hashlib.blake2b, arrays: Mapping[str, np.ndarray]) -> None:
    for name in sorted(arrays):
        digest.update(arrays[name].tobytes())


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
        "odds": mixed(chosen.three.mix, chosen.three.crossed, *_all(some)).astype(np.float16),
        "labels": reader.targets(some.examples),
        "can": can(some.examples).astype(np.int8),
    }


def parts_without(firm: str, examples: Sequence[Example], known: Known) -> Parts:
    """A reader that saw nothing of a firm, in any of its parts or choices."""
    tuning = fold_without(firm)
    if tuning is None:
        raise KeyError(f"{firm}: is left out of no tuning; name it in training/folds.py")
    return parts([e for e in examples if e.group != firm], choices(known.without(firm)), tuning)


def mixing(examples: Sequence[Example], *steps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`mix` and `crossed` of `comity.signals.ears.mixed`, so that probabilities are honest: shapes (steps + 1, 28) and
    (steps - 1, 28, 28).
    """
    found, counted = reader.targets(examples), callable_labels(examples)
    mix = np.zeros((len(steps) + 1, len(LABELS)), np.float32)
    crossed = np.zeros((len(steps) - 1, len(LABELS), len(LABELS)), np.float32)
    mix[len(steps) - 1] = 1
    others = np.concatenate([CROSSED * aloud(step) for step in steps[1:]], axis=1)
    for column in range(len(LABELS)):
        rows = counted[:, column]
        if found[rows, column].sum() < 2:
            continue
        odds = np.concatenate([np.stack([step[rows, column] for step in steps], axis=1), others[rows]], axis=1)
        model = LogisticRegression(C=STRENGTH, max_iter=500).fit(odds, found[rows, column])
        mix[:-1, column], mix[-1, column] = model.coef_[0, : len(steps)], model.intercept_[0]
        crossed[..., column] = CROSSED * model.coef_[0, len(steps) :].reshape(len(steps) - 1, -1)
    return mix, crossed


def gated(before: np.ndarray, after: np.ndarray, gate: float) -> np.ndarray:
    """Probabilities as the reader gives them: of a further step where those before find anything likely enough."""
    return np.where(before.max(axis=1, keepdims=True) >= gate, after, before)


def widest_gate(
    before: np.ndarray, after: np.ndarray, examples: Sequence[Example], gates: Sequence[float], loss: float
) -> float:
    """The gate that leaves most to the steps before and costs little."""
    most = _macro(after, examples)
    return max((g for g in gates if _macro(gated(before, after, g), examples) >= most - loss), default=gates[0])


def _macro(probabilities: np.ndarray, examples: Sequence[Example]) -> float:
    """The mean over labels of the best F1."""
    found = reader.targets(examples)
    there = found.sum(axis=0)
    return float(np.mean([
        reader.best_f1(*reader.by_step(probabilities[:, c], found[:, c], 0.05), int(there[c]))
        for c in range(len(LABELS)) if there[c] >= FEW
    ]))  # fmt: skip
