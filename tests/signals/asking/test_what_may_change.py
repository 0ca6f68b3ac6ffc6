"""An answer moves a doubted label to just over or under its threshold, and a grave one never past being possible."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.signals.asking.doubt import NO, OPEN, YES, doubted, moved, urgency
from comity.signals.labels import GRAVE, LABELS, NAMES
from comity.signals.thresholds import Thresholds

THRESHOLDS = Thresholds(
    dict.fromkeys(NAMES, 0.5) | {"threat": 0.9, "bypass": 1.1}, dict.fromkeys(GRAVE, 0.4) | {"bypass": 0.3}
)
PROBABILITY = st.floats(0, 1, width=32)


def row(**told: float) -> np.ndarray:
    found = np.zeros((1, len(NAMES)), np.float32)
    for name, p in told.items():
        found[0, NAMES.index(name)] = p
    return found


def after(before: np.ndarray, label: str, answer: int, side: str = "client") -> float:
    answers = np.full(before.shape, OPEN, np.int8)
    answers[0, NAMES.index(label)] = answer
    return float(moved(before, answers, THRESHOLDS, side)[0, NAMES.index(label)])


def test_a_doubted_label_that_is_named_holds_and_one_that_is_not_named_does_not() -> None:
    assert THRESHOLDS.decides("feedback", after(row(feedback=0.4), "feedback", YES), "client")
    assert not THRESHOLDS.decides("feedback", after(row(feedback=0.6), "feedback", NO), "client")
    assert after(row(feedback=0.6), "feedback", OPEN) == pytest.approx(0.6)


@pytest.mark.parametrize("p", [0.01, 0.99])
@pytest.mark.parametrize("answer", [YES, NO])
def test_what_nobody_doubts_does_not_move(p: float, answer: int) -> None:
    assert after(row(feedback=p), "feedback", answer) == pytest.approx(p)


def test_a_label_that_this_side_cannot_say_does_not_move() -> None:
    assert after(row(pitch=0.45), "pitch", YES) == pytest.approx(0.45)


@given(st.sampled_from(sorted(GRAVE)), PROBABILITY, st.sampled_from([YES, NO, OPEN]))
def test_a_model_makes_no_grave_label_decide_and_hides_none_that_was_possible(
    label: str, p: float, answer: int
) -> None:
    found = after(row(**{label: p}), label, answer)
    before_decides, before_possible = (f(label, p, "client") for f in (THRESHOLDS.decides, THRESHOLDS.possible))
    assert before_decides or not THRESHOLDS.decides(label, found, "client")
    assert not before_possible or THRESHOLDS.possible(label, found, "client")


@given(st.lists(PROBABILITY, min_size=len(NAMES), max_size=len(NAMES)), st.sampled_from(["client", "us"]))
def test_only_doubted_labels_move_and_what_is_urgent_is_what_is_doubted(told: list[float], side: str) -> None:
    before = np.array([told], np.float32)
    doubts = doubted(before, THRESHOLDS, side)
    for answer in (YES, NO):
        changed = moved(before, np.full(before.shape, answer, np.int8), THRESHOLDS, side) != before
        assert not (changed & ~doubts).any()
    assert (urgency(before, THRESHOLDS, side) > 0).all() or not doubts.any() or urgency(before, THRESHOLDS, side) >= 0
    assert not doubts[0, [side not in label.by for label in LABELS]].any()


def test_grave_ones_come_first() -> None:
    both = np.concatenate([row(feedback=0.5), row(threat=0.5), row(threat=0.8)])
    assert np.argsort(-urgency(both, THRESHOLDS, "client")).tolist() == [2, 1, 0]
