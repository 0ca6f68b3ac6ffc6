"""When a grave label decides is chosen on sentences that taught the reader nothing."""

from __future__ import annotations

import numpy as np

from comity.signals.labels import GRAVE, NAMES
from comity.signals.thresholds import chances
from training.data import Example
from training.reader import PRECISION, SUREST, thresholds
from training.sure import deciding

HOLDS = dict.fromkeys(NAMES, 0.4) | dict.fromkeys(GRAVE, 0.9)
BEFORE = {"holds": HOLDS, "possibly": dict.fromkeys(GRAVE, 0.5)}


def test_a_grave_label_decides_from_where_it_is_right_on_new_sentences_and_all_else_stays() -> None:
    lot = np.random.default_rng(3)
    there = lot.random(400) < 0.3
    examples = [
        Example(f"This is sentence {n} of them.", "client", frozenset({"threat"} if is_so else ()), "firm", True)
        for n, is_so in enumerate(there)
    ]
    told = np.full((400, len(NAMES)), 0.01)
    told[:, NAMES.index("threat")] = chances(np.where(there, 1.5, -1.5) + lot.normal(size=400))
    held = deciding(BEFORE, thresholds(told, examples)["holds"])
    sure = told[:, NAMES.index("threat")] >= held["holds"]["threat"]
    assert sure.sum() >= 30
    assert there[sure].mean() >= PRECISION
    assert {n: p for n, p in held["holds"].items() if n != "threat"} == {n: HOLDS[n] for n in NAMES if n != "threat"}
    assert held["possibly"].keys() == GRAVE
    assert all(p <= held["holds"][name] for name, p in held["possibly"].items())


def test_a_grave_label_that_is_hardly_told_on_new_sentences_keeps_what_it_had() -> None:
    held = deciding(BEFORE, dict.fromkeys(NAMES, SUREST) | {"threat": 0.3})
    assert held["holds"] == HOLDS | {"threat": 0.3}
    assert held["possibly"]["threat"] == 0.3, "what decides is possible too"
