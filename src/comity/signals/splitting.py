"""A mail told apart: the writer's own words, their sentences, in what manner and language; where each of it stands."""

from __future__ import annotations

import numpy as np

from comity.later import pattern
from comity.signals.languages import languages_of
from comity.signals.manner import manner_of
from comity.signals.own_words.spans import said
from comity.signals.own_words.split import own_words
from comity.signals.sentences import sentences
from comity.signals.told_apart import packed

_WORD = pattern(r"[^\w\s]{0,3}([^\W\d_]+(?:[-'’./&@][^\W_]+)*)[^\w\s]{0,3}")
_NUMBER = pattern(r"[^\w\s]{0,3}\d[\d.,:/%-]*(?:/?[^\W\d_]{1,4})?[^\w\s]{0,3}")


def split(body: str, *, html: bool, writer: str) -> np.ndarray:
    """The own words and their sentences: those that say something, and what is said twice once."""
    words = own_words(body, html=html, writer=writer)
    told: dict[str, tuple[int, int]] = {}
    for span in sentences(body, words.spans):
        text = said(body, span)
        if says_something(text):
            told.setdefault(text, (span.start, span.end))
    return packed(words, list(told.values()), manner_of(told), languages_of(list(told)))


def says_something(text: str) -> bool:
    """Whether a sentence has a word, and half of it is words and numbers: debris of broken mails is nobody's talk."""
    pieces = text.split()
    words = [w for w in map(_WORD.fullmatch, pieces) if w and (w[1].islower() or w[1][1:].islower() or w[1].isupper())]
    caseless = [p for p in pieces if p.isalpha() and p.lower() == p.upper()]
    numbers = [p for p in pieces if _NUMBER.fullmatch(p)]
    spoken = any(len(w[1]) > 1 for w in words) or bool(caseless)
    return (spoken or any(c.isalpha() for n in numbers for c in n)) and 2 * (
        len(words) + len(caseless) + len(numbers)
    ) >= len(pieces)
