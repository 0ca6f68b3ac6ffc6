"""Sentences go to the encoders that learn as they are, each once a round, and each writer and firm is left out once."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.signals import stored
from comity.signals.encoder import NAME
from training.data import HERE, Example, mail_folders
from training.folds import FOLDS, fold_without
from training.lessons import LATER, LESSONS, NEWEST
from training.ready import sentences
from training.sentences import Sentences

TEXTS = ("We will pay on Friday.", "Ten percent off, or we leave you for somebody else.", "Thanks!", "")


@pytest.fixture(scope="module")
def some() -> Sentences:
    examples = [
        Example(text, by, frozenset({"pay_notice"} if "pay" in text else ()), group, True, before, "Your invoice")
        for group in ("writer1", "harrow", "writer11") for by in ("client", "us")
        for text, before in zip(TEXTS, ("", "Hello.", "It came late again and nobody rang.", ""), strict=True)
    ]  # fmt: skip
    return sentences(examples, stored.told(NAME)["pieces"].split("\n"))


def test_only_a_sentences_own_pieces_are_listened_to(some: Sentences) -> None:
    pieces, lengths, share, client = some.batch(range(len(some.client)))
    assert share.sum(axis=1) == pytest.approx(1)
    for row, (begin, end) in enumerate(some.own):
        assert np.flatnonzero(share[row]).tolist() == list(range(begin, end))
        assert not pieces[row, lengths[row] :].any()
        assert pieces[row, : lengths[row]].tolist() == some.pieces[some.begins[row] : some.begins[row + 1]].tolist()
    assert client.tolist() == [1.0, 1, 1, 1, 0, 0, 0, 0] * 3


@given(st.integers(5, 400), st.integers(0, 99))
def test_each_sentence_is_learnt_from_once_a_round(pieces: int, seed: int) -> None:
    lengths = np.random.default_rng(seed).integers(3, 90, 300)
    none = np.zeros(0)
    drawn = Sentences(none, np.cumsum([0, *lengths]), none, none, none, none, none)
    rows = np.arange(0, 300, 2)
    batches = list(drawn.batches(rows, pieces, np.random.default_rng(seed)))
    assert sorted(chain(*batches)) == rows.tolist()


def test_what_is_kept_is_what_was_laid_ready(some: Sentences, tmp_path: Path) -> None:
    some.save(tmp_path / "kept" / "sentences.npz")
    again = Sentences.kept(tmp_path / "kept" / "sentences.npz")
    for name in Sentences.__slots__:
        assert np.array_equal(getattr(some, name), getattr(again, name)), name


def test_a_fold_learns_nothing_of_those_it_leaves_out(some: Sentences) -> None:
    rows = some.without(FOLDS["first"])
    assert set(some.group[rows]) == {"writer1", "writer11"}
    assert len(rows) == 16


def test_each_shared_writer_and_each_firm_is_left_out_of_one_fold() -> None:
    out = list(chain(*FOLDS.values()))
    assert len(out) == len(set(out))
    firms = [key.parent.name for key in (HERE / "firms").glob("*/key.json")]
    assert {*(f"writer{n}" for n in range(1, 9)), *firms} <= set(out)
    assert {fold_without(name) for name in out} == set(FOLDS)
    assert fold_without("writer11") is None  # ours teach, and measure nothing


@pytest.mark.parametrize(
    ("lesson", "firm", "about"),
    [
        ("abroad", mail_folders()[0].name, ("writer1 fr", "firm de")),
        ("mail", mail_folders()[0].name, ("mail en", "mail nl")),
        ("later", LATER[0], ("mail en", "mail nl")),
        ("newest", NEWEST[0], ("mail en", "mail nl")),
    ],
)
def test_who_goes_on_learns_all_that_a_lesson_is_about_and_some_of_all_else(
    lesson: str, firm: str, about: tuple[str, ...]
) -> None:
    kinds = np.repeat(["writer1 en", "writer1 fr", "firm en", "firm de", "mail en", "mail nl", "firm la"], 3000)
    group = np.array([kind.split()[0].replace("mail", firm) for kind in kinds])
    none = np.zeros(0)
    drawn = Sentences(none, none, none, none, none, none, group)
    rows = LESSONS[lesson](drawn, np.array([kind.split()[1] for kind in kinds]), np.random.default_rng(0))
    assert len(rows) == len(set(rows.tolist()))
    for kind in about:
        assert set(np.flatnonzero(kinds == kind)) <= set(rows.tolist())
    for kind in ("writer1 en", "firm en", "firm de"):
        assert set(np.flatnonzero(kinds == kind)) & set(rows.tolist()), kind
    assert not set(np.flatnonzero(kinds == "firm la")) & set(rows.tolist())  # a language that nobody reads


def test_the_firms_of_a_lesson_are_there() -> None:
    assert {*LATER, *NEWEST} <= {firm.name for firm in mail_folders()}
    assert not {*LATER} & {*NEWEST}
