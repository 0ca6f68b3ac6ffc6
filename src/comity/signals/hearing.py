"""From messages to labelled sentences: own words, sentences, probabilities; derived when judged, cached by message."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from comity.signals.own_words import OwnWords, own_words
from comity.signals.sentences import said, sentences


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the reader is given: a sentence, whose it is ('client' or 'us'), and what stands around it."""

    text: str
    by: str
    before: str = ""
    subject: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to be heard. `key` is its digest, `by` which side wrote it, `writer` under what name."""

    key: str
    by: str
    body: str
    html: bool = False
    subject: str = ""
    writer: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence of somebody's own words, where it stands in the body, and a probability for each label."""

    start: int
    end: int
    text: str
    probabilities: np.ndarray


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was heard of one message: its own words told apart, and its sentences."""

    words: OwnWords
    sentences: tuple[Heard, ...]


class Reader(Protocol):
    """Labels sentences. `version` names the model: what is cached under another one is not used."""

    version: str

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """Probabilities, an array of float32 of shape (sentences, 28) in the order of `labels.NAMES`."""
        ...


_WORD = re.compile(r"[^\w\s]{0,3}([^\W\d_]+(?:[-'’./&@][^\W_]+)*)[^\w\s]{0,3}")
_NUMBER = re.compile(r"[^\w\s]{0,3}\d[\d.,:/%-]*(?:/?[^\W\d_]{1,4})?[^\w\s]{0,3}")


class Cache(Protocol):
    """Keeps probabilities by message: no text of anybody."""

    def get(self, keys: Sequence[str]) -> Mapping[str, np.ndarray]:
        """What is kept under these keys, each an array (sentences, 28)."""
        ...

    def put(self, found: Mapping[str, np.ndarray]) -> None:
        """Keep these."""
        ...


def hear(letters: Sequence[Letter], reader: Reader, cache: Cache | None = None) -> dict[str, Hearing]:
    """Hear every letter, by its key. Only what the cache does not hold is given to the reader, all in one go."""
    told = {letter.key: _split(letter) for letter in letters}
    keys = {letter.key: f"{letter.key}.{letter.by}" for letter in letters}
    kept = dict(cache.get(list(keys.values()))) if cache else {}
    missing = [x for x in letters if len(kept.get(keys[x.key], ())) != len(told[x.key][1]) or keys[x.key] not in kept]
    utterances = [u for letter in missing for u in _utterances(letter, told[letter.key][1])]
    read = reader.read(utterances) if utterances else np.zeros((0, 0), np.float32)
    fresh, at = {}, 0
    for letter in missing:
        size = len(told[letter.key][1])
        fresh[keys[letter.key]] = read[at : at + size]
        at += size
    if cache and fresh:
        cache.put(fresh)
    kept.update(fresh)
    return {
        key: Hearing(words, tuple(Heard(s, e, text, p) for (s, e, text), p in zip(parts, kept[keys[key]], strict=True)))
        for key, (words, parts) in told.items()
    }


def _split(letter: Letter) -> tuple[OwnWords, list[tuple[int, int, str]]]:
    """The own words and their sentences: those that say something, and what is said twice once."""
    words = own_words(letter.body, html=letter.html, writer=letter.writer)
    told: dict[str, tuple[int, int, str]] = {}
    for span in sentences(letter.body, words.spans):
        text = said(letter.body, span)
        if says_something(text):
            told.setdefault(text, (span.start, span.end, text))
    return words, list(told.values())


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


def _utterances(letter: Letter, parts: Sequence[tuple[int, int, str]]) -> list[Utterance]:
    before = ""
    found = []
    for _, _, text in parts:
        found.append(Utterance(text, letter.by, before, letter.subject))
        before = text
    return found
