"""Training the reader in two steps: heads, how both steps are mixed, the gate between them, thresholds.

Everything but the heads is chosen on log-odds for sentences of writers and firms that were left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from comity.signals.ears import MODEL, Ears, mixed
from comity.signals.labels import LABELS
from comity.signals.linear import LinearReader, chances
from comity.signals.stored import FOLDER
from training import reader
from training.data import Example
from training.heads import Turn, Weights, can, fit, heard, logits, targets, turning
from training.remembered import Remembered

GATES = (0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2)
LOSS = 0.004  # what the gate may cost of macro F1
_FEW = 8  # a label with fewer cases tells nothing by its F1


@dataclass(frozen=True, slots=True)
class Known:
    """Labelled sentences, the encoder's numbers for them, and log-odds of both steps fitted without their group."""

    examples: Sequence[Example]
    turn: Turn
    rows: np.ndarray  # the encoder's numbers turned, and who speaks
    quick: np.ndarray
    dear: np.ndarray

    def where(self, stay: np.ndarray) -> Known:
        """Only some of them. The log-odds stay as they are: they were fitted without their own group, not without
        the others that are taken out here; of those they tell too little to matter.
        """
        some = [e for e, kept in zip(self.examples, stay, strict=True) if kept]
        return Known(some, self.turn, self.rows[stay], self.quick[stay], self.dear[stay])

    def without(self, *groups: str) -> Known:
        """All but those of some writers or firms."""
        return self.where(np.array([e.group not in groups for e in self.examples]))


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reader in two steps is made of."""

    linear: tuple[dict[str, np.ndarray], dict[str, Any]]
    arrays: dict[str, np.ndarray]
    told: dict[str, Any]

    def reader(self, encoder: Remembered) -> Ears:
        """The reader."""
        return Ears(LinearReader(*self.linear), encoder, self.arrays, self.told)

    def save(self) -> None:
        """Write it where the program finds it."""
        reader.save(*self.linear, FOLDER, "linear")
        reader.save(self.arrays, self.told, FOLDER, MODEL)


def known(examples: Sequence[Example], encoder: Remembered) -> Known:
    """What is known of these sentences: each is read by models that saw nothing of its writer or firm."""
    numbers = encoder.of([e.utterance() for e in examples])
    turn = turning(numbers)
    rows = heard(turn.of(numbers), examples)
    return Known(examples, turn, rows, reader.left_out_logits(examples), left_out(examples, rows))


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


def parts(known: Known, encoder: Remembered) -> Parts:
    """A reader fitted on these sentences."""
    linear = reader.parts(known.examples, known.quick)
    chosen = choices(known)
    networks = fit(known.rows, targets(known.examples), can(known.examples))
    arrays = {**packed(networks, known.turn), "mix": chosen.mix}
    told = {"gate": chosen.gate, "thresholds": chosen.thresholds}
    digest = hashlib.blake2b(f"{encoder.name} {linear[1]['version']} {json.dumps(told)}".encode(), digest_size=6)
    for name in sorted(arrays):
        digest.update(arrays[name].tobytes())
    return Parts(linear, arrays, {"version": f"ears-{digest.hexdigest()}", **told})


def left_out(examples: Sequence[Example], rows: np.ndarray) -> np.ndarray:
    """Log-odds of the dear step for every sentence, by networks that saw nothing of its writer or firm."""
    found = np.zeros((len(examples), len(LABELS)), np.float32)
    wanted, counted = targets(examples), can(examples)
    for out in reader.folds(examples):
        found[out] = logits(fit(rows[~out], wanted[~out], counted[~out]), rows[out])
    return found


def packed(networks: Sequence[Weights], turn: Turn) -> dict[str, np.ndarray]:
    """The networks side by side as one, on the encoder's own numbers: the first layer in small whole numbers."""
    first = np.concatenate([n[0] for n in networks], axis=1)
    wide = np.vstack([turn.by @ first[:-1], first[-1:]])
    shift = np.concatenate([n[1] for n in networks]) - turn.mean @ wide[:-1]
    step = np.abs(wide[:-1]).max(axis=1, keepdims=True) / 127 + 1e-9
    return {
        "wide": np.round(wide[:-1] / step).astype(np.int8),
        "step": step.astype(np.float32),
        "client": wide[-1].astype(np.float32),
        "shift": shift.astype(np.float32),
        "out": (np.concatenate([n[2] for n in networks]) / len(networks)).astype(np.float32),
        "biases": np.mean([n[3] for n in networks], axis=0).astype(np.float32),
    }


def mixing(quick: np.ndarray, dear: np.ndarray, examples: Sequence[Example]) -> np.ndarray:
    """By label the weights of both steps and a shift, so that probabilities are honest: shape (3, 28)."""
    found, counted, weight = targets(examples), can(examples) > 0, reader.weights(examples)
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
    found = targets(examples)
    return float(np.mean([
        best_f1(probabilities[:, c], found[:, c])[1] for c in range(len(LABELS)) if found[:, c].sum() >= _FEW
    ]))  # fmt: skip


def best_f1(probabilities: np.ndarray, found: np.ndarray) -> tuple[float, float]:
    """The threshold with the best F1, and that F1."""
    steps = np.unique(np.round(probabilities[probabilities > 0.05], 3))
    if not len(steps):
        return 0.99, 0.0
    order = np.argsort(-probabilities)
    right = np.concatenate([[0], np.cumsum(found[order])])
    called = np.searchsorted(-probabilities[order], -steps, side="right")
    balance = 2 * right[called] / (called + found.sum())
    return float(steps[int(balance.argmax())]), float(balance.max())
