"""The dear reader's ears: sentence encoders, run by ONNX Runtime on this machine.

A sentence, read with its subject and what stands before it, becomes numbers in which what it does shows, whatever
words it is put in (docs/reader.md). The file is opened when the first sentence is read; nothing is fetched or told.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from comity.signals import stored
from comity.signals.hearing import Utterance
from comity.signals.pieces import Pieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

NAME = "encoder"
LARGER = "larger"  # see `comity.signals.larger`
# Pieces of words that are read of a sentence, of what stands before it, and of the subject.
MOST_OWN, MOST_BEFORE, MOST_SUBJECT = 96, 14, 8
_BATCH = 768  # pieces at once: what fits a processor's cache
_NOT_OWN = -1e4  # lower than any number that the encoder gives

# Numbers of a sentence's pieces with what stands before, and where its own begin.
Sequenced = tuple[list[int], int]


class Encoder:
    """What sentences say, as numbers: the same for a sentence whatever else is read with it."""

    def __init__(self, folder: Path = stored.FOLDER, name: str = NAME) -> None:
        """`folder` holds the model `name` and the vocabulary of all; both are opened when they are needed."""
        self._folder, self._name = folder, name

    def __reduce__(self) -> tuple[type[Encoder], tuple[Path, str]]:
        # What is open stays in its process; another one opens its own.
        return Encoder, (self._folder, self._name)

    def of(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """A row of numbers for each sentence, float32. Raises UserError where the model is damaged or missing."""
        pieces, session = self._model
        read = [sequenced(pieces, u) for u in utterances]
        client = np.array([[float(u.by == "client")] for u in utterances], np.float32)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            some = list(batches([len(numbers) for numbers, _ in read]))
            found = list(pool.map(lambda rows: _numbers(session, [read[r] for r in rows], client[rows]), some))
        out = np.zeros((len(read), found[0].shape[1] if found else 0), np.float32)
        for rows, numbers in zip(some, found, strict=True):
            out[rows] = numbers
        return out

    @cached_property
    def _model(self) -> tuple[Pieces, InferenceSession]:
        pieces = stored.told(NAME, self._folder)["pieces"].split("\n")
        return Pieces(pieces), stored.session(self._name, self._folder)


def sequenced(pieces: Pieces, said: Utterance) -> Sequenced:
    """What is read of a sentence: subject and what stands before, then its own pieces."""
    own = pieces.of(said.text)[:MOST_OWN] or [pieces.end]
    before = pieces.of(said.before or said.answers)[-MOST_BEFORE:]
    around = pieces.of(said.subject)[:MOST_SUBJECT] + before
    if not around:
        return [pieces.start, *own, pieces.end], 1
    return [pieces.start, *around, pieces.end, pieces.end, *own, pieces.end], len(around) + 3


def own_part(read: Sequenced) -> slice:
    """Where a sentence's own pieces stand."""
    numbers, begin = read
    return slice(begin, max(len(numbers) - 1, begin + 1))


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Sentences that are read together: of about the same length, so that little is filled up."""
    order = sorted(range(len(lengths)), key=lambda row: lengths[row])
    at = 0
    while at < len(order):
        size = max(1, _BATCH // lengths[order[min(at + 16, len(order) - 1)]])
        yield order[at : at + size]
        at += size


def _numbers(session: InferenceSession, batch: Sequence[Sequenced], client: np.ndarray) -> np.ndarray:
    longest = max(len(numbers) for numbers, _ in batch)
    given: dict[str, Any] = {
        "pieces": np.zeros((len(batch), longest), np.int64),
        "places": np.arange(longest),
        "lengths": np.array([len(numbers) for numbers, _ in batch], np.int32),
        "share": np.zeros((len(batch), longest), np.float32),
        "apart": np.full((len(batch), longest), _NOT_OWN, np.float32),
        "client": client,
    }
    for row, read in enumerate(batch):
        own = own_part(read)
        given["pieces"][row, : len(read[0])] = read[0]
        given["share"][row, own] = 1 / (own.stop - own.start)
        given["apart"][row, own] = 0
    asked = [one.name for one in session.get_inputs()]
    return np.asarray(session.run(["numbers"], {name: given[name] for name in asked})[0])
