"""Lessons: order does not matter, an undo is exact, what is known is never lost, no grave label is made to decide."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.signals import stored
from comity.signals.ears import MODEL
from comity.signals.labels import NAMES
from comity.signals.lessons import CHECK, FEWEST, SKETCH, Case, Check, learnt, shipped_check
from comity.signals.thresholds import Thresholds, odds

FEEDBACK, THREAT = NAMES.index("feedback"), NAMES.index("threat")
THRESHOLDS = Thresholds({**dict.fromkeys(NAMES, 0.5), "threat": 0.9}, {"threat": 0.4})
LOT = np.random.default_rng(5)


def known() -> Check:
    """A check in which a label can be told by the first number of a sketch, and the reader's odds know that already."""
    sketches = LOT.normal(size=(400, SKETCH))
    labels = np.zeros((400, len(NAMES)))
    labels[:, [FEEDBACK, THREAT]] = (sketches[:, :1] > 0.8).astype(float)
    odds = np.where(labels > 0, 3.0, -3.0) + LOT.normal(size=labels.shape) * 0.1
    return Check(sketches, odds, labels, np.ones_like(labels))


def like(place: int, strength: float = 3.0) -> np.ndarray:
    """A sentence of a kind: its sketch is strong at one place."""
    sketch = LOT.normal(size=SKETCH) * 0.1
    sketch[place] = strength
    return sketch


def told(label: int, number: int = 20, place: int = 1, *, holds: bool = True, odds: float = -1.5) -> list[Case]:
    return [Case(label, holds, odds, like(place)) for _ in range(number)]


def test_what_lessons_are_checked_with_is_sketched_as_the_shipped_reader_sketches_what_is_corrected() -> None:
    assert str(stored.arrays(CHECK)["of"]) == stored.told(MODEL)["version"]


def test_sentences_like_those_corrected_are_told_otherwise_and_others_stay() -> None:
    lesson = learnt(told(FEEDBACK), THRESHOLDS, known())
    before = np.full((2, len(NAMES)), 0.2, np.float32)
    after = lesson.of(before, np.stack([like(1), like(2)]).astype(np.float32))
    assert lesson.learnt == ("feedback",)
    assert after[0, FEEDBACK] > 0.4
    assert after[1, FEEDBACK] == pytest.approx(0.2, abs=0.12)
    assert np.delete(after, FEEDBACK, axis=1) == pytest.approx(0.2, abs=1e-6)


def test_a_label_that_was_taken_away_is_called_less() -> None:
    lesson = learnt(told(FEEDBACK, holds=False, odds=1.5), THRESHOLDS, known())
    [after] = lesson.of(np.full((1, len(NAMES)), 0.8, np.float32), like(1)[None].astype(np.float32))
    assert after[FEEDBACK] < 0.5


def test_a_lesson_that_would_lose_what_is_known_is_dropped_and_named() -> None:
    certain = known()
    check = replace(certain, odds=np.where(certain.labels > 0, 0.02, -0.02))
    right = [row for row, label in zip(check.sketches, check.labels, strict=True) if label[FEEDBACK]]
    cases = [Case(FEEDBACK, False, 0.02, row) for row in right]
    lesson = learnt(cases, THRESHOLDS, check)
    assert (lesson.learnt, lesson.dropped) == ((), ("feedback",))
    assert lesson.version == ""


def test_a_grave_label_may_become_possible_and_never_decides() -> None:
    lesson = learnt(told(THREAT, number=60), THRESHOLDS, known())
    [after] = lesson.of(np.full((1, len(NAMES)), 0.3, np.float32), like(1, 4.0)[None].astype(np.float32))
    assert THRESHOLDS.possible("threat", float(after[THREAT]), "client")
    assert not THRESHOLDS.decides("threat", float(after[THREAT]), "client")
    sure = np.full((1, len(NAMES)), 0.97, np.float32)
    assert lesson.of(sure, like(1, 4.0)[None].astype(np.float32))[0, THREAT] == pytest.approx(0.97)


def test_what_the_dear_step_did_not_read_and_what_a_side_cannot_say_stays() -> None:
    lesson = learnt(told(FEEDBACK), THRESHOLDS, known())
    before = np.full((2, len(NAMES)), 0.2, np.float32)
    before[1, FEEDBACK] = 0
    after = lesson.of(before, np.stack([np.zeros(SKETCH), like(1)]).astype(np.float32))
    assert np.array_equal(after[0], before[0])
    assert after[1, FEEDBACK] == 0


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_the_order_of_corrections_does_not_matter_and_what_is_taken_back_was_never_said(lot, number) -> None:  # noqa: ANN001
    check = shipped_check()
    cases = [*told(FEEDBACK, number), *told(THREAT, number, place=3, holds=False, odds=float(odds(0.8)))]
    other = list(cases)
    lot.shuffle(other)
    assert learnt(cases, THRESHOLDS, check).version == learnt(other, THRESHOLDS, check).version
    assert learnt(cases[:number], THRESHOLDS, check).learnt in (("feedback",), ())


@pytest.mark.parametrize("number", range(FEWEST))
def test_a_correction_or_two_are_about_their_own_sentences_and_teach_nothing(number: int) -> None:
    lesson = learnt(told(FEEDBACK, number), THRESHOLDS, known())
    before = LOT.random((3, len(NAMES))).astype(np.float32)
    assert lesson.of(before, np.ones((3, SKETCH), np.float32)) is before
    assert (lesson.learnt, lesson.dropped, lesson.version) == ((), (), "")
