"""A body told apart, as numbers alone: where own words, quotes, signature and sentences stand, and how it is written.

A row of whole numbers: whether the body was cut and whether forwarded, the own words' number, whether they ask and want
something at once, then how many spans of each kind there are, and where each begins and ends; last the language of each
sentence. No text of anybody.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from comity.signals.manner import Manner
from comity.signals.own_words.spans import OwnWords, Span
from comity.signals.tongues import CODES

_FLAGS = 5  # numbers before the sizes
_KINDS = 4  # own, quoted, signature, sentences
_HEAD = _FLAGS + _KINDS


def packed(words: OwnWords, parts: Sequence[tuple[int, int]], manner: Manner, languages: Sequence[str]) -> np.ndarray:
    """The row of a body; `parts` are its sentences, `languages` their languages."""
    kinds = [[(s.start, s.end) for s in some] for some in (words.spans, words.quoted, words.signature)]
    kinds.append(list(parts))
    flat = [x for some in kinds for pair in some for x in pair]
    flags = (words.cut, words.forwarded, manner.words, manner.asks, manner.rush)
    return np.array([*flags, *map(len, kinds), *flat, *map(CODES.index, languages)], np.int32)


def fits(row: np.ndarray, body: str) -> bool:
    """Whether a row can be of this body."""
    if len(row) < _HEAD:
        return False
    numbers = row.tolist()  # of so few, Python's own ways are quicker than numpy's
    end = _HEAD + 2 * sum(numbers[_FLAGS:_HEAD])
    if len(numbers) != end + numbers[_HEAD - 1]:
        return False
    places, languages = numbers[_HEAD:end], numbers[end:]
    return all(not x or (min(x) >= 0 and max(x) <= most) for x, most in
               ((places, len(body)), (languages, len(CODES) - 1)))  # fmt: skip


def size(row: np.ndarray) -> int:
    """How many sentences there are."""
    return int(row[_HEAD - 1])


def reach(row: np.ndarray) -> int:
    """Where the last of all that was told apart ends."""
    return int(row[_HEAD : len(row) - size(row)].max(initial=0))


def manner_in(row: np.ndarray) -> Manner:
    """How the own words are written."""
    return Manner(int(row[2]), bool(row[3]), bool(row[4]))


def words_in(row: np.ndarray) -> OwnWords:
    """The body told apart."""
    own, quoted, signature, _ = _spans(row)
    first, second, third = (tuple(Span(*s) for s in some) for some in (own, quoted, signature))
    return OwnWords(first, bool(row[0]), second, third, bool(row[1]))


def parts_in(row: np.ndarray) -> list[tuple[int, int]]:
    """Where the sentences stand."""
    return _spans(row)[-1]


def part_in(row: np.ndarray, number: int) -> tuple[int, int]:
    """Where one of the sentences stands."""
    at = len(row) - size(row) - 2 * (size(row) - number)
    return int(row[at]), int(row[at + 1])


def languages_in(row: np.ndarray) -> list[str]:
    """The language of each sentence."""
    return [CODES[n] for n in codes_in(row).tolist()]


def codes_in(row: np.ndarray) -> np.ndarray:
    """The language of each sentence, as its place among CODES."""
    return row[len(row) - size(row) :]


def has_signature(row: np.ndarray) -> bool:
    """Whether anything stands below the writer's name."""
    return bool(row[_FLAGS + 2])


def _spans(row: np.ndarray) -> list[list[tuple[int, int]]]:
    numbers = row.tolist()
    places = numbers[_HEAD : len(numbers) - size(row)]
    spans = zip(places[::2], places[1::2], strict=True)
    return [list(itertools.islice(spans, number)) for number in numbers[_FLAGS:_HEAD]]
