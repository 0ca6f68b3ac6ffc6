"""The dear reader's ears: the first layers of a sentence encoder (MPNet), as arithmetic on arrays and nothing else.

Its weights were learnt elsewhere on a billion pairs of sentences and are not trained here (docs/reader.md): a sentence
becomes numbers in which its meaning shows, whatever words it is put in. No library of models is needed, so none can
phone; the file is opened when the first sentence is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from comity.signals import stored
from comity.signals.hearing import Utterance

NAME = "encoder"
HEADS = 12
# Pieces of words that are read of a sentence, of what stands before it, and of the subject.
MOST_OWN, MOST_BEFORE, MOST_SUBJECT = 96, 28, 12
_START, _END, _UNKNOWN = "<s>", "</s>", "[UNK]"
_BATCH = 768  # pieces at once: what fits a processor's cache
_LONGEST = 40  # letters of a word; longer ones are no words
_TOKENS = re.compile(r"[^\W_]+|[^\w\s]|_")
_FAR = -1e4
_TINY = np.float32(1e-5)


class Pieces:
    """Words cut into the pieces that the encoder knows, longest first (WordPiece, lower case, accents taken off)."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._known: dict[str, list[int]] = {}
        self.start, self.end = self._numbers[_START], self._numbers[_END]

    def of(self, text: str) -> list[int]:
        """The numbers of a text's pieces."""
        plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
        return [number for word in _TOKENS.findall(plain) for number in self._cut(word)]

    def _cut(self, word: str) -> list[int]:
        found = self._known.get(word)
        if found is None:
            found = self._longest(word)
            if len(self._known) < 100_000:
                self._known[word] = found
        return found

    def _longest(self, word: str) -> list[int]:
        found, at, mark = [], 0, ""
        while at < len(word) <= _LONGEST:
            for end in range(len(word), at, -1):
                number = self._numbers.get(mark + word[at:end])
                if number is not None:
                    found.append(number)
                    at, mark = end, "##"
                    break
            else:
                break
        return found if at == len(word) else [self._numbers[_UNKNOWN]]


class Encoder:
    """What sentences mean, as numbers: `of` gives a row for each, the same in whatever company it is read."""

    def __init__(self, folder: Path = stored.FOLDER) -> None:
        """`folder` holds the file that training.encoder writes; it is opened when it is needed."""
        self._folder = folder

    def of(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """For each sentence the means of its pieces' states behind the last layers, and the most of the last.

        What stands before (subject, the sentence before, or the one that is answered) is read with it and not counted.
        """
        pieces, model = self._model
        read = [_sequence(pieces, u) for u in utterances]
        found = np.zeros((len(read), model.width), np.float32)
        order = sorted(range(len(read)), key=lambda row: len(read[row][0]))
        at = 0
        while at < len(order):
            # Of about the same length, so that little is filled up.
            size = max(1, _BATCH // len(read[order[min(at + 16, len(order) - 1)]][0]))
            batch = order[at : at + size]
            found[batch] = model.numbers([read[row] for row in batch])
            at += size
        return found

    @cached_property
    def _model(self) -> tuple[Pieces, _Model]:
        arrays = stored.arrays(NAME, self._folder)
        return Pieces(bytes(arrays["vocabulary"]).decode("utf-8").split("\n")), _Model(arrays)


def _sequence(pieces: Pieces, said: Utterance) -> tuple[list[int], int]:
    """The numbers of a sentence with what stands before, and where its own begin."""
    own = pieces.of(said.text)[:MOST_OWN] or [pieces.end]
    before = pieces.of(said.before or said.answers)[-MOST_BEFORE:]
    around = pieces.of(said.subject)[:MOST_SUBJECT] + before
    if not around:
        return [pieces.start, *own, pieces.end], 1
    return [pieces.start, *around, pieces.end, pieces.end, *own, pieces.end], len(around) + 3


class _Model:
    """The layers."""

    def __init__(self, arrays: dict[str, np.ndarray]) -> None:
        self._words, self._steps = arrays["words"], arrays["words.step"].astype(np.float32)
        self._positions = arrays["positions"].astype(np.float32)
        self._near = arrays["near"].astype(np.float32)
        self._first = [arrays[f"first.{part}"].astype(np.float32) for part in ("scale", "shift")]
        count = int(arrays["layers"][0])
        self._layers = [_Layer(arrays, number) for number in range(count)]
        self._counted = {int(number) for number in arrays["counted"]}
        self.width = (len(self._counted) + 1) * self._words.shape[1]

    def numbers(self, batch: Sequence[tuple[list[int], int]]) -> np.ndarray:
        longest = max(len(some) for some, _ in batch)
        pieces = np.zeros((len(batch), longest), np.int64)
        own = np.zeros((len(batch), 1, longest), np.float32)
        mask = np.zeros((len(batch), 1, 1, longest), np.float32)
        for row, (some, begin) in enumerate(batch):
            pieces[row, : len(some)] = some
            mask[row, ..., len(some) :] = _FAR
            end = max(len(some) - 1, begin + 1)
            own[row, 0, begin:end] = 1 / (end - begin)
        state = self._words[pieces] * self._steps[pieces] + self._positions[:longest]
        state = _even(state, *self._first)
        near = self._near[_buckets(longest)].transpose(2, 0, 1) + mask
        found = []
        for number, layer in enumerate(self._layers, 1):
            state = layer(state, near)
            if number in self._counted:
                found.append((own @ state)[:, 0])
        found.append(np.where(own.transpose(0, 2, 1) > 0, state, -np.inf).max(axis=1))
        return np.concatenate(found, axis=1)


class _Layer:
    """One layer: every piece looks at every other, then each is thought over by itself."""

    def __init__(self, arrays: dict[str, np.ndarray], number: int) -> None:
        def weights(name: str) -> tuple[np.ndarray, np.ndarray]:
            told = f"{number}.{name}"
            wide = arrays[told] * arrays[f"{told}.step"].astype(np.float32)
            return np.ascontiguousarray(wide.T), arrays[f"{told}.shift"].astype(np.float32)

        self._look, self._out, self._wide, self._narrow = map(weights, ("look", "out", "wide", "narrow"))
        self._even = [
            [arrays[f"{number}.{name}.{part}"].astype(np.float32) for part in ("scale", "shift")]
            for name in ("looked", "thought")
        ]

    def __call__(self, state: np.ndarray, near: np.ndarray) -> np.ndarray:
        rows, length, width = state.shape
        flat = state.reshape(-1, width)
        looks = _times(flat, self._look).reshape(rows, length, 3, HEADS, width // HEADS).transpose(2, 0, 3, 1, 4)
        weights = looks[0] @ looks[1].transpose(0, 1, 3, 2)
        weights *= np.float32(1 / np.sqrt(width // HEADS))
        weights += near
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        seen = (weights @ looks[2]).transpose(0, 2, 1, 3).reshape(-1, width)
        flat = _even(_times(seen, self._out) + flat, *self._even[0])
        thought = _times(_bent(_times(flat, self._wide)), self._narrow)
        return _even(thought + flat, *self._even[1]).reshape(state.shape)


def _times(rows: np.ndarray, by: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    found = rows @ by[0]
    found += by[1]
    return found


def _even(rows: np.ndarray, scale: np.ndarray, shift: np.ndarray) -> np.ndarray:
    """Every row with mean 0 and variance 1, then scaled and shifted; in place."""
    rows -= rows.mean(axis=-1, keepdims=True)
    rows /= np.sqrt(np.einsum("...i,...i->...", rows, rows)[..., None] / rows.shape[-1] + _TINY)
    rows *= scale
    rows += shift
    return rows


def _bent(rows: np.ndarray) -> np.ndarray:
    """GELU, by its tangent form."""
    found = rows * rows
    found *= np.float32(0.044715)
    found += 1
    found *= rows
    found *= np.float32(np.sqrt(2 / np.pi))
    np.tanh(found, out=found)
    found += 1
    found *= rows
    found *= np.float32(0.5)
    return found


@cache
def _buckets(length: int) -> np.ndarray:
    """How far each piece stands from each other, in 32 steps: near ones each by itself, far ones together."""
    away = np.arange(length)[:, None] - np.arange(length)[None, :]
    far = np.abs(away)
    grown = 8 + (np.log(np.maximum(far, 1) / 8) / np.log(128 / 8) * 8).astype(np.int64)
    return np.where(away < 0, 16, 0) + np.where(far < 8, far, np.minimum(grown, 15))
