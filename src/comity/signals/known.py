"""Labelled sentences that the program brings along, and which of them are nearest to one that somebody asks about.

They are those of our own writers on whom the reader is trained (`python tools/known.py` writes them): all that carry a
label, and some that carry none.
"""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import log, sqrt

from comity.signals.features import words

FILE = "known.tsv.gz"  # a line each: side, labels, sentence


@dataclass(frozen=True, slots=True)
class Known:
    """One labelled sentence."""

    text: str
    by: str
    labels: tuple[str, ...]


def nearest(text: str, by: str, count: int = 4) -> list[tuple[float, Known]]:
    """The known sentences of that side whose words are most like these, and how alike they are (0 to 1)."""
    index = _index(by)
    alike: defaultdict[int, float] = defaultdict(float)
    for feature, weight in index.weighed(text).items():
        for number, other in index.where.get(feature, ()):
            alike[number] += weight * other
    best = sorted(alike.items(), key=lambda pair: (-pair[1], pair[0]))[:count]
    return [(round(share, 3), index.known[number]) for number, share in best]


@cache
def known() -> tuple[Known, ...]:
    """All of them."""
    return tuple(_lines(gzip.decompress((resources.files("comity.signals") / FILE).read_bytes()).decode("utf-8")))


def _lines(text: str) -> Iterator[Known]:
    for line in text.splitlines():
        by, labels, sentence = line.split("\t")
        yield Known(sentence, by, tuple(labels.split()))


class _Index:
    """By word, or run of words: in which sentences it stands, and how much of each it is."""

    def __init__(self, by: str) -> None:
        self.known = [k for k in known() if k.by == by]
        counts = [Counter(words(k.text)) for k in self.known]
        often = Counter(feature for some in counts for feature in some)
        self._rarity = {feature: log(len(counts) / n) for feature, n in often.items() if n > 1}
        self.where: dict[str, list[tuple[int, float]]] = {}
        for number, some in enumerate(counts):
            for feature, weight in self._shares(some).items():
                self.where.setdefault(feature, []).append((number, weight))

    def weighed(self, text: str) -> dict[str, float]:
        """How much each word, or run of words, is of a text."""
        return self._shares(Counter(words(text)))

    def _shares(self, counts: Counter[str]) -> dict[str, float]:
        weights = {f: (1 + log(n)) * self._rarity[f] for f, n in counts.items() if f in self._rarity}
        whole = sqrt(sum(w * w for w in weights.values())) or 1.0
        return {f: w / whole for f, w in weights.items()}


@cache
def _index(by: str) -> _Index:
    return _Index(by)
