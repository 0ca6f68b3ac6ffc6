"""What is trained on is read with all that the reader is given: whose it is, its subject, what stands before."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from comity.signals.labels import NAMES
from training import data
from training.data import Example
from training.reader import best_f1, by_step, can, targets, thresholds

OURS = "bayou"  # one of the firms that lie in the repository


@pytest.fixture(scope="module")
def sentences() -> list[Example]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "firm_folders", lambda _shared: [data.HERE / "firms" / OURS])
        patch.setattr(data, "mail_folders", list)
        return list(data.firms(Path()))


def test_the_sentences_of_a_firm_are_read_with_what_stands_around_them(sentences: list[Example]) -> None:
    assert {e.group for e in sentences} == {OURS}
    assert {e.by for e in sentences} == {"client", "us"}
    assert all(e.subject for e in sentences)
    assert sum(bool(e.before) for e in sentences) > len(sentences) / 2
    assert all(e.before != e.text for e in sentences)


def test_no_sentence_is_labelled_with_what_its_side_cannot_say(sentences: list[Example]) -> None:
    assert not (targets(sentences) > can(sentences)).any()


def test_a_label_holds_from_where_its_balance_is_best_and_a_grave_one_from_where_it_is_nearly_always_right() -> None:
    rows = 200
    some = [
        Example(
            "We will pay this as agreed.",
            "client",
            frozenset({"threat", "feedback"} if n < rows / 2 else ()),
            "w",
            True,
        )
        for n in range(rows)
    ]
    sure = np.linspace(1, 0, rows)
    probabilities = np.tile(sure[:, None], (1, len(NAMES)))
    told = thresholds(probabilities, some)
    right = sure >= told["holds"]["threat"]
    assert 0.95 < targets(some)[right, NAMES.index("threat")].mean() < 0.98
    assert told["possibly"]["threat"] <= told["holds"]["threat"]
    assert told["holds"]["feedback"] == pytest.approx(sure[rows // 2 - 1], abs=0.006)


def test_a_grave_label_that_is_right_at_the_very_top_alone_holds_from_there() -> None:
    some = [Example("We will pay this as agreed.", "client", frozenset({"threat"} if n < 20 else ()), "w", True)
            for n in range(100)]  # fmt: skip
    probabilities = np.tile(np.where(np.arange(100) < 20, 0.995, 0.985)[:, None], (1, len(NAMES)))
    assert thresholds(probabilities, some)["holds"]["threat"] == pytest.approx(0.995)


@pytest.mark.parametrize("seed", range(20))
def test_steps_count_what_a_plain_count_gives(seed: int) -> None:
    random = np.random.default_rng(seed)
    p, found = np.round(random.random(60), 2), random.integers(0, 2, 60)
    steps, right, called = by_step(p, found, 0.1)
    assert called.tolist() == [int((p >= t).sum()) for t in steps]
    assert right.tolist() == [int(found[p >= t].sum()) for t in steps]
    balances = [2 * found[p >= t].sum() / ((p >= t).sum() + found.sum()) for t in steps]
    assert best_f1(steps, right, called, int(found.sum())) == pytest.approx(max(balances))
