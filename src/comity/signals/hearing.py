"""From messages to labelled sentences: own words, sentences, probabilities; derived when judged, cached by message."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

import numpy as np

from comity.signals.own_words import OwnWords, Span, own_words
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


WORDS, LABELS = "words", "labels"  # what a cache keeps: where own words and sentences stand, and what they are
STEP = 200  # letters between two steps
_KINDS = 4  # own, quoted, signature, sentences

# Told on the way: how many are behind, and how many there are.
Step = Callable[[int, int], None]
# Where sentences begin and end in a body, and what they say.
Parts = list[tuple[int, int, str]]

_WORD = re.compile(r"[^\w\s]{0,3}([^\W\d_]+(?:[-'’./&@][^\W_]+)*)[^\w\s]{0,3}")
_NUMBER = re.compile(r"[^\w\s]{0,3}\d[\d.,:/%-]*(?:/?[^\W\d_]{1,4})?[^\w\s]{0,3}")


class Cache(Protocol):
    """Keeps offsets and probabilities: no text of anybody.

    Of the kind WORDS it holds whole numbers, one row by a text's digest; of the kind LABELS probabilities, an array
    (sentences, 28) by message.
    """

    def get(self, kind: str, keys: Sequence[str]) -> Mapping[str, np.ndarray]:
        """What of a kind is kept under these keys."""
        ...

    def put(self, kind: str, found: Mapping[str, np.ndarray]) -> None:
        """Keep these."""
        ...


def hear(
    letters: Sequence[Letter], reader: Reader, cache: Cache | None = None, step: Step | None = None
) -> dict[str, Hearing]:
    """Hear every letter, by its key. Only what the cache does not hold is given to the reader, all in one go.

    `step` is told every now and then how many letters are behind, and of how many; what it raises goes on upwards.
    """
    told = _told_apart(letters, cache, step or (lambda _done, _total: None))
    keys = {letter.key: f"{letter.key}.{letter.by}" for letter in letters}
    kept = dict(cache.get(LABELS, list(keys.values()))) if cache else {}
    missing = [x for x in letters if len(kept.get(keys[x.key], ())) != len(told[x.key][1]) or keys[x.key] not in kept]
    utterances = [u for letter in missing for u in _utterances(letter, told[letter.key][1])]
    read = reader.read(utterances) if utterances else np.zeros((0, 0), np.float32)
    fresh, at = {}, 0
    for letter in missing:
        size = len(told[letter.key][1])
        fresh[keys[letter.key]] = read[at : at + size]
        at += size
    if cache and fresh:
        cache.put(LABELS, fresh)
    kept.update(fresh)
    return {
        key: Hearing(words, tuple(Heard(s, e, text, p) for (s, e, text), p in zip(parts, kept[keys[key]], strict=True)))
        for key, (words, parts) in told.items()
    }


def _told_apart(letters: Sequence[Letter], cache: Cache | None, step: Step) -> dict[str, tuple[OwnWords, Parts]]:
    """Own words and sentences by the letters' keys; where they stand in a text is kept by the text's digest."""
    names = [_digest(letter) for letter in letters] if cache else [""] * len(letters)
    kept, fresh, found = cache.get(WORDS, names) if cache else {}, {}, {}
    for number, (letter, name) in enumerate(zip(letters, names, strict=True)):
        if number % STEP == 0:
            step(number, len(letters))
        told = _unpacked(letter.body, kept[name]) if name in kept else None
        if told is None:
            told = _split(letter)
            if cache:
                fresh[name] = _packed(*told)
        found[letter.key] = told
    if cache and fresh:
        cache.put(WORDS, fresh)
    return found


def _digest(letter: Letter) -> str:
    text = f"{letter.html:d}{letter.writer}\0{letter.body}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _packed(words: OwnWords, parts: Parts) -> np.ndarray:
    """Numbers alone: two flags, how many of each kind of span, and where each begins and ends."""
    kinds = [[(s.start, s.end) for s in some] for some in (words.spans, words.quoted, words.signature)]
    kinds.append([(start, end) for start, end, _ in parts])
    flat = [x for some in kinds for pair in some for x in pair]
    return np.array([words.cut, words.forwarded, *map(len, kinds), *flat], np.int32)


def _unpacked(body: str, packed: np.ndarray) -> tuple[OwnWords, Parts] | None:
    """What `_packed` packed; None where the numbers cannot be of this body."""
    cut, forwarded, *rest = packed.tolist()
    sizes, flat = rest[:_KINDS], rest[_KINDS:]
    if len(sizes) < _KINDS or 2 * sum(sizes) != len(flat) or max(flat, default=0) > len(body):
        return None
    spans = iter(zip(flat[::2], flat[1::2], strict=True))
    own, quoted, signature, parts = ([next(spans) for _ in range(size)] for size in sizes)
    made = (tuple(Span(*s) for s in some) for some in (own, quoted, signature))
    first, second, third = made
    return (
        OwnWords(first, bool(cut), second, third, bool(forwarded)),
        [(start, end, " ".join(body[start:end].split())) for start, end in parts],
    )


def _split(letter: Letter) -> tuple[OwnWords, Parts]:
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


def _utterances(letter: Letter, parts: Parts) -> list[Utterance]:
    before = ""
    found = []
    for _, _, text in parts:
        found.append(Utterance(text, letter.by, before, letter.subject))
        before = text
    return found
