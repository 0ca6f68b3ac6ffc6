"""Why a sentence got its labels: the words that matter, told of whole words, and sentences that are known."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from comity.signals import known as known_sentences
from comity.signals.explaining import Why, explain
from comity.signals.hearing import Utterance
from comity.signals.known import known, nearest
from comity.signals.labels import NAMES
from comity.signals.thresholds import SAID, Spoken, Thresholds
from comity.signals.tongues import CLEAR
from tools.known import lines

THRESHOLDS = Thresholds(dict.fromkeys(NAMES, 0.5), {"threat": 0.3})
ODDS = {"lawyers": 4.0, "friday": 1.0, "soon": 1.5, "please": -2.0}


class Weighing:
    """A reader of threats by a few words; a word in the sentence before counts too."""

    version = "weighing"

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """See `comity.signals.hearing.Reader`."""
        return self.read_alike(utterances)

    def read_alike(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """See `comity.signals.explaining.Compares`."""
        found = np.zeros((len(utterances), len(NAMES)), np.float32)
        for row, said in enumerate(utterances):
            odds = -2 + sum(by for word, by in ODDS.items() if word in f"{said.before} {said.text}".lower())
            found[row, NAMES.index("threat")] = 1 / (1 + np.exp(-odds))
        return found


def why(text: str, before: str = "", *, read: bool = True) -> list[Why]:
    said = Utterance(text, "client", before)
    return explain(Weighing(), THRESHOLDS, said, Spoken(Weighing().read([said]), "client", np.array([read])))


def test_the_words_that_speak_for_a_label_and_against_it_are_told_by_weight() -> None:
    [threat] = why("Please pay by Friday, or our lawyers will call.")
    assert (threat.label, threat.holds) == ("threat", True)
    assert [p.words for p in threat.speaks_for] == ["lawyers", "Friday,"]
    assert [p.words for p in threat.speaks_against] == ["Please"]
    assert threat.speaks_for[0].times == pytest.approx(np.exp(4), rel=1e-3)


def test_what_stands_around_a_sentence_is_told_where_it_matters() -> None:
    [threat] = why("They call on Friday.", "I spoke to our lawyers.")
    assert [(p.where, p.words) for p in threat.speaks_for] == [
        ("before", "I spoke to our lawyers."),
        ("text", "Friday."),
    ]


def test_where_no_label_holds_the_likeliest_are_told_and_that_they_do_not_hold() -> None:
    told = why("The boat is blue.")
    assert told
    assert not any(w.holds or w.possible for w in told)


def test_a_grave_label_that_is_only_possible_is_told_as_that() -> None:
    [threat] = why("Pay soon.")
    assert (threat.label, threat.holds, threat.possible) == ("threat", False, True)


def test_in_a_language_that_is_not_read_more_is_asked_of_a_label() -> None:
    read, unread = (why("The boat is blue.", read=read)[0].least for read in (True, False))
    assert (read, unread) == (0.5, CLEAR)


def test_what_a_person_said_goes_before_what_the_reader_thinks() -> None:
    held = np.zeros((1, len(NAMES)), np.float32)
    held[0, NAMES.index("threat")] = SAID
    said = Utterance("The boat is blue.", "client")
    [threat] = explain(Weighing(), THRESHOLDS, said, Spoken(held, "client", np.array([True])))
    assert (threat.label, threat.probability, threat.holds, threat.speaks_for) == ("threat", 1.0, True, ())


@pytest.mark.parametrize("text", ["", "x", "a " * 3000, "😀 \ud800"])
def test_any_text_can_be_explained(text: str) -> None:
    assert all(w.label in NAMES for w in why(text))


def test_the_nearest_known_sentence_to_a_known_one_is_itself() -> None:
    one = next(k for k in known() if k.labels and len(k.text.split()) > 8)
    [(alike, found), *_] = nearest(one.text, one.by)
    assert (round(alike, 2), found) == (1.0, one)


def test_the_nearest_are_of_the_side_that_is_asked_about() -> None:
    assert {k.by for _, k in nearest("We will send the papers by Friday.", "us")} == {"us"}
    assert nearest("", "us") == []


def test_the_sentences_that_come_with_the_program_are_those_of_its_writers() -> None:
    file = Path(known_sentences.__file__).parent / known_sentences.FILE
    assert gzip.decompress(file.read_bytes()).decode("utf-8").split("\n") == list(lines()), "run python tools/known.py"
