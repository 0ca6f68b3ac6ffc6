"""The reader in three steps: what one finds harmless no further one is asked, equal sentences are read once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from comity.signals import stored
from comity.signals.ears import Ears, Shipped, in_doubt, likely, mixed, quicker_reader, shipped_reader
from comity.signals.encoder import LARGER
from comity.signals.hearing import Utterance
from comity.signals.labels import LABELS, NAMES
from comity.signals.lessons import SKETCH
from comity.signals.linear import MODEL as LINEAR
from comity.signals.linear import LinearReader

WIDTH = 16


class Counts:
    """An encoder that counts what it is given; what a sentence means is how many letters it has."""

    def __init__(self) -> None:
        self.given: list[Utterance] = []

    def of(self, utterances: Sequence[Utterance]) -> np.ndarray:
        self.given.extend(utterances)
        return np.array([np.full(WIDTH, len(u.text) / 50) for u in utterances], np.float32)


def test_the_shipped_reader_tells_its_version_before_its_parts_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.signals.stored.arrays", None)
    unopened = Shipped()
    assert (unopened.version, unopened.thresholds) == (shipped_reader().version, shipped_reader().thresholds)
    with pytest.raises(TypeError):
        unopened.read([Utterance("We are glad.", "client")])


def test_the_quicker_reader_is_the_shipped_one_where_no_larger_encoder_was_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quicker = quicker_reader()
    monkeypatch.setattr(stored, "is_there", lambda _name: False)
    bare = Shipped()
    assert (quicker.version, quicker.thresholds) == (bare.version, bare.thresholds)
    said = [Utterance("If the rate is not lower by Friday, we go to somebody else.", "client")]
    assert np.array_equal(quicker.read(said), bare.read(said))


def quick() -> LinearReader:
    return LinearReader(stored.arrays(LINEAR), stored.told(LINEAR))


def drawn() -> dict[str, np.ndarray]:
    lot = np.random.default_rng(1)
    return {
        "weights": lot.normal(size=(WIDTH, 28)).astype(np.float32), "biases": np.zeros(28, np.float32),
        "turn": lot.normal(size=(WIDTH, SKETCH)).astype(np.float32), "middle": np.zeros(SKETCH, np.float32),
        "mix": np.tile(np.array([[0.5], [0.5], [0.1]], np.float32), (1, 28)),
        "crossed": lot.normal(size=(1, 28, 28)).astype(np.float32) / 50,
        "larger.crossed": lot.normal(size=(2, 28, 28)).astype(np.float32) / 50,
        "larger.hear": lot.normal(size=(WIDTH, 5)), "larger.hear.shift": np.zeros(5),
        "larger.tell": lot.normal(size=(5, 28)), "larger.tell.shift": np.full(28, 0.3),
        "larger.mix": np.tile(np.array([[0.2], [0.3], [0.5], [0.2]], np.float32), (1, 28)),
        "larger.mix_abroad": np.tile(np.array([[0.4], [0.3], [0.2], [0.1]], np.float32), (1, 28)),
    }  # fmt: skip


def ears(encoder: Counts, gate: float = 0.0, further: Counts | None = None, second_gate: float = 0.0) -> Ears:
    return Ears(quick(), encoder, drawn(), reader_told(gate, second_gate), further)


def reader_told(gate: float = 0.0, second_gate: float = 0.0) -> dict[str, Any]:
    return {
        "version": "drawn", "gate": gate, "thresholds": {"holds": dict.fromkeys(NAMES, 0.5), "possibly": {}},
        LARGER: {
            "version": "drawn, all", "gate": second_gate, "languages": ["en", "fr"], "abroad": ["fr"],
            "thresholds": {"holds": dict.fromkeys(NAMES, 0.6), "possibly": {}},
        },
    }  # fmt: skip


GRAVE = Utterance("Ten percent off or we leave you and tell everyone why.", "client")
HARMLESS = Utterance("See you on Tuesday at nine.", "client")


def test_equal_sentences_are_read_once() -> None:
    encoder = Counts()
    found = ears(encoder).read([GRAVE, HARMLESS, GRAVE])
    assert encoder.given == [GRAVE, HARMLESS]
    assert np.array_equal(found[0], found[2])


def test_the_quick_step_alone_answers_below_the_gate() -> None:
    encoder = Counts()
    found = ears(encoder, gate=1.1).listen([GRAVE, HARMLESS])
    assert np.array_equal(found[:, : len(NAMES)], quick().read([GRAVE, HARMLESS]))
    assert not found[:, len(NAMES) :].any()
    assert encoder.given == []


def test_both_steps_are_weighed_above_it() -> None:
    reader = ears(Counts())
    assert not np.allclose(reader.read([GRAVE]), quick().read([GRAVE]))
    assert reader.thresholds.holds["threat"] == 0.5


def test_the_larger_encoder_is_asked_of_what_two_steps_find_likely_enough() -> None:
    [grave], [harmless] = (ears(Counts()).read([u]).max(axis=1) for u in (GRAVE, HARMLESS))
    between = float(grave + harmless) / 2
    likelier, other = (GRAVE, HARMLESS) if grave > harmless else (HARMLESS, GRAVE)
    further = Counts()
    found = ears(Counts(), further=further, second_gate=between).read([likelier, other])
    assert further.given == [likelier]
    two = ears(Counts()).read([likelier, other])
    assert np.array_equal(found[1], two[1])
    assert not np.allclose(found[0], two[0])


def test_a_label_is_in_doubt_until_it_is_sure_and_a_grave_one_always() -> None:
    found = np.zeros((5, len(NAMES)))
    praise, threat = NAMES.index("appreciation"), NAMES.index("threat")
    found[0, praise], found[1, praise], found[2, praise], found[3, threat] = 0.1, 0.5, 0.95, 0.95
    found[4, praise], found[4, threat] = 0.95, 0.3
    assert in_doubt(found, 0.2).tolist() == [False, True, False, True, True]
    assert likely(found, 0.2).tolist() == [False, True, True, True, True]


def test_sentences_read_alike_take_the_steps_that_the_first_of_them_takes() -> None:
    [grave], [harmless] = (ears(Counts()).read([u]).max(axis=1) for u in (GRAVE, HARMLESS))
    between = float(grave + harmless) / 2
    likelier, other = (GRAVE, HARMLESS) if grave > harmless else (HARMLESS, GRAVE)
    for first, second, heard in ((likelier, other, [likelier, other]), (other, likelier, [])):
        further = Counts()
        found = ears(Counts(), further=further, second_gate=between).read_alike([first, second])
        assert further.given == heard
        assert np.array_equal(found[:1], ears(Counts(), further=Counts(), second_gate=between).read([first]))


def test_the_larger_encoder_is_asked_in_the_languages_that_it_learnt_alone() -> None:
    german = Utterance("Zehn Prozent weniger, oder wir gehen und sagen allen, warum.", "client")
    further = Counts()
    found = ears(Counts(), further=further).read([german, GRAVE])
    assert further.given == [GRAVE]
    assert np.array_equal(found[0], ears(Counts()).read([german])[0])


def test_abroad_the_steps_are_weighed_otherwise() -> None:
    french = Utterance("Dix pour cent de moins, sinon nous partons et nous disons à tous pourquoi.", "client")
    reader, longer = ears(Counts(), further=Counts()), Utterance(f"{GRAVE.text} {GRAVE.text}", "client")
    together, alone = reader.read([french, GRAVE, longer]), [reader.read([u])[0] for u in (french, GRAVE, longer)]
    assert np.array_equal(together, np.stack(alone))
    arrays = drawn() | {"larger.mix_abroad": drawn()["larger.mix"]}
    alike = Ears(quick(), Counts(), arrays, reader_told(), Counts())
    assert np.array_equal(alike.read([GRAVE]), reader.read([GRAVE]))
    assert not np.allclose(alike.read([french]), reader.read([french]))


def test_what_the_quick_step_answers_alone_no_further_step_is_asked() -> None:
    further = Counts()
    ears(Counts(), gate=1.1, further=further).read([GRAVE, HARMLESS])
    assert further.given == []


def test_with_the_larger_encoder_a_reader_has_another_version_and_other_thresholds() -> None:
    two, three = ears(Counts()), ears(Counts(), further=Counts())
    assert (two.version, three.version) == ("drawn", "drawn, all")
    assert (two.thresholds.holds["threat"], three.thresholds.holds["threat"]) == (0.5, 0.6)


def test_steps_are_mixed_label_by_label_with_a_shift_behind_them() -> None:
    one, two = np.array([[1.0, 2.0]]), np.array([[10.0, 20.0]])
    mix = np.array([[1.0, 0.0], [0.5, 1.0], [0.1, -0.1]])
    assert mixed(mix, np.zeros((1, 2, 2)), one, two).tolist() == [[6.1, 19.9]]


def test_what_one_label_is_heard_with_speaks_for_and_against_others_once_it_is_likely() -> None:
    mix, crossed = np.array([[1.0, 1.0], [1.0, 1.0], [0.0, 0.0]]), np.array([[[0.0, -0.5], [0.0, 0.0]]])
    nothing, loud, quiet = (np.array([odds]) for odds in ([0.0, 0.0], [6.0, 1.0], [-7.0, 1.0]))
    assert np.round(mixed(mix, crossed, nothing, loud), 1).tolist() == [[6.0, -2.5]]
    assert np.round(mixed(mix, crossed, nothing, quiet), 1).tolist() == [[-7.0, 1.0]]


def test_no_side_says_what_it_cannot_say_and_nothing_gives_nothing() -> None:
    for side in ("client", "us"):
        [found] = ears(Counts()).read([Utterance(GRAVE.text, side)])
        assert all(p == 0 for p, label in zip(found, LABELS, strict=True) if side not in label.by)
    assert ears(Counts()).read([]).shape == (0, len(NAMES))


def test_labels_are_the_same_to_the_last_digit_whatever_else_is_read() -> None:
    sentences = [Utterance(f"{n} boxes came late and we will not pay.", "client", subject="Boxes") for n in range(30)]
    reader = ears(Counts(), further=Counts())
    together = reader.read(sentences)
    assert np.array_equal(together, np.concatenate([reader.read([s]) for s in sentences]))
    assert np.array_equal(together, reader.read(sentences[::-1])[::-1])
