"""Why a sentence got a label: which of its words speak for it and which against, whatever reader it was that read.

A word's part is what the label's odds lose when the sentence is read without it. So nothing need be known of a reader's
inside, and what is told is about whole words, as they stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from msgspec.structs import replace

from comity.signals.hearing import Utterance
from comity.signals.labels import GRAVE, LABELS, NAMES
from comity.signals.thresholds import Marks, Spoken, Thresholds, odds
from comity.signals.tongues import CLEAR

AROUND = ("before", "subject", "answers")
MOST = 4  # parts that are told each way
_LEAST = 0.15  # log-odds from which a part is worth telling
_RUN = 3  # words in a row that may be one part
_SHORTER = 0.85  # of a part's worth is left where one more word must be told
_WORDS = 200  # of a sentence are looked at
_NEAREST = 2  # labels that are told where none holds
_PARTS = ".,;:!?)"
_WORD = re.compile(r"\S+")


class Compares(Protocol):
    """A reader that reads sentences alike."""

    def read_alike(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """Probabilities (sentences, 28), all told in the way in which the first is."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a sentence, or what stands around it (`where`), and how many times they make the label's odds."""

    words: str
    times: float
    where: str = "text"


@dataclass(frozen=True, slots=True)
class Why:
    """One label of a sentence: how likely, whether it holds or is possible, from where on it holds, and its parts."""

    label: str
    probability: float
    holds: bool
    possible: bool
    least: float
    speaks_for: tuple[Part, ...]
    speaks_against: tuple[Part, ...]


def explain(reader: Compares, thresholds: Thresholds, said: Utterance, spoken: Spoken) -> list[Why]:
    """The labels of a sentence that hold or are possible, each with its parts; where there are none, the likeliest.

    `spoken` is what is held of that one sentence, which people may have corrected since it was read.
    """
    marked = {label: holds for _, label, _, holds in Marks(thresholds).of(spoken)}
    likeliest = [name for name in _by_likelihood(spoken, thresholds) if name not in marked]
    told = [*marked, *likeliest[: 0 if marked else _NEAREST]]
    parts = _parts(reader, said, [NAMES.index(label) for label in told])
    return [
        Why(label, float(spoken.probabilities[0, NAMES.index(label)]), marked.get(label, False),
            label in marked and not marked[label],
            thresholds.holds[label] if spoken.read[0] else max(CLEAR, thresholds.holds[label]),
            tuple(p for p in some if p.times > 1)[:MOST], tuple(p for p in some if p.times < 1)[:MOST])
        for label, some in zip(told, parts, strict=True)
    ]  # fmt: skip


def _by_likelihood(spoken: Spoken, thresholds: Thresholds) -> list[str]:
    """The labels that this side can say, the nearest to holding first."""
    share = {n: float(p) / max(thresholds.holds[n], 1e-6) for n, p in zip(NAMES, spoken.probabilities[0], strict=True)}
    can = [label.name for label in LABELS if spoken.side in label.by and label.name not in GRAVE]
    return sorted(can, key=lambda name: (-share[name], name))


def _parts(reader: Compares, said: Utterance, labels: Sequence[int]) -> list[list[Part]]:
    """For each label the parts that matter, the weightiest first; none overlaps with another."""
    spans = [found.span() for found in _WORD.finditer(said.text)][:_WORDS]
    runs = list(_runs([said.text[start:end] for start, end in spans]))
    without = [_without(said.text, spans[first][0], spans[end - 1][1]) for first, end in runs]
    around = [name for name in AROUND if getattr(said, name)]
    asked = [said, *(replace(said, text=text) for text in without), *(replace(said, **{name: ""}) for name in around)]
    told = odds(reader.read_alike(asked))[:, labels]
    found = []
    for effects in (told[0] - told[1:]).T:
        parts = [(effect, runs[n]) for n, effect in enumerate(effects[: len(runs)])]
        some = [(e, said.text[spans[a][0] : spans[b - 1][1]], "text") for e, (a, b) in _apart(parts)]
        some += [(e, getattr(said, name), name) for e, name in zip(effects[len(runs) :], around, strict=True)]
        telling = sorted((s for s in some if abs(s[0]) >= _LEAST), key=lambda s: -abs(s[0]))
        found.append([Part(words, float(np.exp(effect)), where) for effect, words, where in telling])
    return found


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where runs of words begin and end that no mark parts, and that are not the whole of it."""
    for first in range(len(words)):
        for end in range(first + 1, min(first + _RUN, len(words)) + 1):
            if end - first < len(words):
                yield first, end
            if words[end - 1][-1] in _PARTS:
                break


def _without(text: str, start: int, end: int) -> str:
    return f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()


def _apart(parts: Sequence[tuple[float, tuple[int, int]]]) -> list[tuple[float, tuple[int, int]]]:
    """The weightiest parts, of which no two share a word; of two that weigh alike the shorter."""
    chosen: list[tuple[float, tuple[int, int]]] = []
    taken: set[int] = set()
    for effect, (first, end) in sorted(parts, key=lambda p: (-abs(p[0]) * _SHORTER ** (p[1][1] - p[1][0] - 1), p[1])):
        if not taken & set(range(first, end)):
            chosen.append((effect, (first, end)))
            taken |= set(range(first, end))
    return chosen
