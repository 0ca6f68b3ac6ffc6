"""What is chosen on sentences that were left out is what the reader then says of them, step by step."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from comity.signals import stored
from comity.signals.ears import Ears, beyond, mixed
from comity.signals.labels import NAMES
from comity.signals.linear import MODEL as LINEAR
from comity.signals.thresholds import chances
from tests.signals.test_ears import Counts, drawn, ears, quick, reader_told
from training import ears as training
from training.data import Example
from training.ears import Choices, Known, Mixture, heard_by
from training.mixing import mixing_abroad
from training.reader import can, targets

TEXTS = (
    "See you on Tuesday at nine.", "Ten percent off or we leave you and tell everyone why.", "Thank you, quick work.",
    "Zehn Prozent weniger, oder wir gehen und sagen allen, warum das so gekommen ist.",
    "We will not pay 4711 until your people have explained every hour on it to our auditors.", "Fine.",
    "Nous partons si la facture n'est pas corrigée avant vendredi prochain.",
)  # fmt: skip
AT_A_GATE = 0.01
EXAMPLES = [Example(text, by, frozenset(), "writer1", True) for text in TEXTS for by in ("client", "us")]


def known() -> Known:
    arrays, said = drawn(), [e.utterance() for e in EXAMPLES]
    numbers = Counts().of(said)
    dear = numbers @ arrays["weights"] + arrays["biases"]
    return Known(EXAMPLES, quick().logits(said), dear, beyond(numbers, arrays))


def chosen(gate: float, second_gate: float) -> Choices:
    arrays, linear = drawn(), stored.arrays(LINEAR)
    two = Mixture(arrays["mix"], arrays["crossed"], gate, {})
    three = Mixture(arrays["larger.mix"], arrays["larger.crossed"], second_gate, {})
    return Choices((linear["slope"].astype(np.float32), linear["shift"].astype(np.float32)), {}, two, three)


@pytest.mark.parametrize(("gate", "second_gate"), [(0.0, 0.0), (0.02, 0.0), (0.1, 0.3), (0.0, 0.97), (1.1, 0.0)])
def test_the_reader_says_what_was_chosen_on(gate: float, second_gate: float) -> None:
    # What is chosen on sentences that were left out is for English; abroad the steps are weighed by others.
    arrays, told = drawn() | {"larger.mix_abroad": drawn()["larger.mix"]}, reader_told(gate, second_gate)
    told["larger"]["languages"] = list(training.LEARNT)
    two, three = ears(Counts(), gate), Ears(quick(), Counts(), arrays, told, Counts())
    said, choice = [e.utterance() for e in EXAMPLES], chosen(gate, second_gate)
    # A reader rounds to a 32nd of log-odds: what lies at a gate may fall to either side of it.
    before = quick().read(said).max(axis=1), choice.probabilities(known(), 2).max(axis=1)
    clear = np.ones(len(said), bool)
    for steps, reader, asked, at in ((2, two, before[0], gate), (3, three, before[1], second_gate)):
        clear &= np.abs(asked - at) > AT_A_GATE if at else True
        assert clear.sum() > len(said) / 2
        assert choice.probabilities(known(), steps)[clear] == pytest.approx(reader.read(said)[clear], abs=0.01)


def test_public_mail_is_taught_with_what_its_side_can_say_and_is_likely_and_heard_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []

    def loud(_tuning: str, some: list[Example]) -> np.ndarray:
        heard.append(len(some))
        return np.where(np.arange(len(NAMES)) % 2, 4.0, -4.0) * np.ones((len(some), 1))

    monkeypatch.setattr(training, "KEPT", tmp_path)
    monkeypatch.setattr(training, "_digest", lambda *_: "known")
    monkeypatch.setattr(training, "dear_logits", loud)
    monkeypatch.setattr(training, "beyond_logits", loud)
    (tmp_path / "whole").mkdir()
    for _ in range(2):
        taught = heard_by("whole", EXAMPLES)
        for example, able in zip(taught, can(EXAMPLES), strict=True):
            assert example.labels == {n for at, n in enumerate(NAMES) if able[at] and at % 2}
    assert heard == [len(EXAMPLES)] * 2
    assert heard_by("whole", []) == []


def test_abroad_the_steps_count_as_its_own_sentences_have_it() -> None:
    """Where the quick step alone is right about a language, it counts more there, and another step less."""
    lot = np.random.default_rng(7)
    examples = [
        Example(f"Guten Tag {i}.", "client", frozenset({"appreciation"} if i % 3 == 0 else ()), "firm", True)
        for i in range(240)
    ]
    truth = np.where(targets(examples), 3.0, -3.0)
    noise = [lot.normal(size=truth.shape) for _ in range(3)]
    steps = truth + noise[0], noise[1] * 3, noise[2] * 3
    mix = np.tile(np.array([[0.3], [0.3], [0.3], [0.5]], np.float32), (1, len(NAMES)))
    crossed = np.zeros((2, len(NAMES), len(NAMES)), np.float32)
    moved = mixing_abroad(mix, crossed, examples, *steps)
    at = NAMES.index("appreciation")
    assert moved.shape == mix.shape
    assert moved[0, at] > mix[0, at]
    assert (np.abs(moved[1:3, at]) < 0.1).all()
    told, before = (chances(mixed(m, crossed, *steps))[:, at] for m in (moved, mix))
    assert np.abs(told - targets(examples)[:, at]).mean() < np.abs(before - targets(examples)[:, at]).mean() / 2
