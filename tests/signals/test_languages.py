"""Languages told apart: what is in one that our reader does not read is marked, and labels only what is clear."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from comity.signals.hearing import Letter, Utterance, hear
from comity.signals.labels import NAMES
from comity.signals.languages import language_of, languages_of
from comity.signals.thresholds import SAID, Marks, Spoken, Thresholds
from comity.signals.tongues import CLEAR, READ

THRESHOLDS = Thresholds(dict.fromkeys(NAMES, 0.2) | {"threat": 0.75}, {"threat": 0.3})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please send the invoice again.", "en"),
        ("Die Rechnung ist leider noch nicht bezahlt.", "de"),
        ("La facture n'est pas encore payée.", "fr"),
        ("De factuur is nog niet betaald.", "nl"),
        ("La factura todavía no está pagada.", "es"),
        ("La fattura non è ancora stata pagata.", "other"),
        ("A fatura ainda não foi paga.", "other"),
        ("Faktura nie została jeszcze zapłacona.", "other"),
        ("Fakturan är inte betald än.", "other"),
        ("Счёт ещё не оплачен.", "other"),
        ("請求書はまだ支払われていません。", "other"),
    ],
)
def test_one_short_sentence_tells_its_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "ok", "OK 12.5 %", "4711/12-B", "Re: 4 x M12", "Ann", "\ud800", "😀"])
def test_where_too_little_is_said_the_usual_language_is_taken(text: str) -> None:
    assert language_of(text) == "en"


def test_a_short_sentence_is_of_the_language_of_its_letter() -> None:
    letter = ["Danke!", "Die Lieferung kam gestern bei uns an und alles war in Ordnung.", "Bis Montag."]
    assert languages_of(letter) == ["de", "de", "de"]


def test_a_sentence_that_tells_its_language_plainly_keeps_it_in_a_letter_of_another() -> None:
    letter = [
        "Please find below what our plant wrote this morning, and tell me what you make of it.",
        "Die Maschine steht seit gestern Abend, und niemand von Ihnen geht ans Telefon.",
        "I would rather not forward this to the board.",
    ]
    assert languages_of(letter) == ["en", "de", "en"]


class Keen:
    """A reader that thinks every sentence a challenge and a threat."""

    version = "keen"

    def __init__(self, sure: float) -> None:
        self.sure = sure

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """See `comity.signals.hearing.Reader`."""
        found = np.zeros((len(utterances), len(NAMES)), np.float32)
        found[:, [NAMES.index("challenge"), NAMES.index("threat")]] = self.sure
        return found


def labels(body: str, sure: float) -> list[tuple[str, bool]]:
    [heard] = hear([Letter("k", "client", body)], Keen(sure)).values()
    return [(label, holds) for _, label, _, holds in Marks(THRESHOLDS).of(heard.spoken("client"))]


ITALIAN, ENGLISH = "Ci aspettiamo da voi molto di più di prima.", "We expect a good deal more of you than before."


def test_what_is_likely_labels_a_sentence_that_is_read_and_none_that_is_not() -> None:
    assert labels(ENGLISH, CLEAR - 0.1) == [("challenge", True), ("threat", False)]
    assert labels(ITALIAN, CLEAR - 0.1) == []


def test_what_is_clear_labels_a_sentence_that_is_not_read_but_what_is_grave_waits_for_a_look() -> None:
    assert labels(ENGLISH, 0.99) == [("challenge", True), ("threat", True)]
    assert labels(ITALIAN, 0.99) == [("challenge", True), ("threat", False)]


def test_what_a_person_confirmed_holds_in_any_language() -> None:
    said = np.zeros((1, len(NAMES)), np.float32)
    said[0, NAMES.index("threat")] = SAID
    [mark] = Marks(THRESHOLDS).of(Spoken(said, "client", np.array([False])))
    assert mark[1:] == ("threat", 1.0, True)


def test_a_letter_is_of_the_language_in_which_most_of_it_is_said() -> None:
    [heard] = hear([Letter("k", "us", f"{ITALIAN} Lo sapete da gennaio scorso. {ENGLISH}")], Keen(0)).values()
    assert (heard.language, heard.read.tolist()) == ("other", [False, False, True])


def test_the_table_names_the_languages_that_are_read() -> None:
    assert frozenset({"en", "de", "fr", "nl", "es"}) == READ
