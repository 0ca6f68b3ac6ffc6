"""How a letter is written: its length, whether it asks, whether it wants something at once."""

from __future__ import annotations

import itertools

import pytest

from comity.signals.manner import Manner, in_a_rush, manner_of

FOUND = (
    "ASAP",
    "a.s.a.p",
    "Urgently",
    "urgent",
    "right away",
    "Immediately",
    "at once",
    "tonight",
    "first thing",
    "by noon",
    "By tomorrow",
    "by end of day",
    "by EOD",
    "by cob",
    "need today",
    "needed it tomorrow",
    "need this today",
    "need them tomorrow",
    "this morning",
    "this afternoon",
    "over the weekend",
    "this weekend",
    "dringend",
    "sofort",
    "bis morgen",
    "heute noch",
    "spoed",
    "meteen",
    "vandaag nog",
    "morgenvroeg",
    "au plus vite",
    "tout de suite",
    "d'ici demain",
    "urgente",
)


@pytest.mark.parametrize("words", FOUND)
def test_wanting_something_at_once_is_found_as_a_word_of_its_own(words: str) -> None:
    for before, after in itertools.product(("", "Please, ", "é "), ("", "!", " é")):
        assert in_a_rush(before + words + after)
    assert not in_a_rush(f"x{words}")


def test_a_letter_is_as_long_as_its_words_and_asks_where_a_sentence_of_it_wants_an_answer() -> None:
    assert manner_of(["Can you send it?", "We need it today."]) == Manner(8, asks=True, rush=True)
    assert manner_of(["See example.org/?page=2 for more."]) == Manner(4, asks=False, rush=False)
    assert manner_of(["How was your weekend?", "Please send us the drawing."]).asks
    assert not manner_of(["How was your weekend?", "Ours was wet."]).asks
