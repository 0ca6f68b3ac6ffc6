"""What is heard of a mail: sentences that say something, and each of them once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from comity.signals.hearing import Letter, Utterance, hear
from comity.signals.splitting import says_something


class Deaf:
    """A reader that finds nothing."""

    version = "deaf"

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """See `comity.signals.hearing.Reader`."""
        return np.zeros((len(utterances), 28), np.float32)


@pytest.mark.parametrize("text", ["No.", "£48/hr?", "Wir kündigen.", "12 hours at 40 each", "Ça va, OK"])
def test_what_has_words_says_something(text: str) -> None:
    assert says_something(text)


@pytest.mark.parametrize("text", ["a.", "* * *", "ÚZ:¯UÄ)j([A", "1,234.50", "ð<Ó>r:<™¿Š*´D,ë—ï;A”@»D’È„", "====="])
def test_debris_says_nothing(text: str) -> None:
    assert not says_something(text)


def test_what_a_mail_says_twice_is_heard_once() -> None:
    letter = Letter("<1>", "client", "We will leave you.\n\nWe will leave you.\n\nWhat is the price?")
    [heard] = hear([letter], Deaf()).values()
    assert [h.text for h in heard.sentences] == ["We will leave you.", "What is the price?"]
