"""Labelled sentences as encoders learn from them: numbers alone, so that they can be tuned on another machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_LOT = 2048  # sentences among which those of about the same length are read together


@dataclass(frozen=True, slots=True)
class Sentences:
    """`pieces` of all sentences, one behind the other; of each where it `begins` there (and where the last ends), which
    of its pieces are its `own` (from, to), whether the `client` speaks, its `labels` and those its side `can` say
    (sentences, 28), and its `group`: its writer or firm.
    """

    pieces: np.ndarray
    begins: np.ndarray
    own: np.ndarray
    client: np.ndarray
    labels: np.ndarray
    can: np.ndarray
    group: np.ndarray

    def save(self, path: Path) -> None:
        """Keep them."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, **{name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def kept(cls, path: Path) -> Sentences:
        """Those that were kept."""
        with np.load(path) as held:
            return cls(**{name: held[name] for name in held.files})

    def without(self, groups: frozenset[str]) -> np.ndarray:
        """The rows of all but some writers and firms."""
        return np.flatnonzero(~np.isin(self.group, list(groups)))

    def batch(self, rows: Sequence[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Pieces (rows, length), lengths, shares of the own pieces (rows, length), and whether the client speaks."""
        lengths = self.begins[1:][rows] - self.begins[:-1][rows]
        pieces = np.zeros((len(rows), lengths.max()), np.int64)
        share = np.zeros(pieces.shape, np.float32)
        for at, row in enumerate(rows):
            pieces[at, : lengths[at]] = self.pieces[self.begins[row] : self.begins[row + 1]]
            begin, end = self.own[row]
            share[at, begin:end] = 1 / (end - begin)
        return pieces, lengths, share, self.client[list(rows)].astype(np.float32)

    def batches(self, rows: np.ndarray, pieces: int, lot: np.random.Generator) -> Iterator[list[int]]:
        """Rows in a new order, about so many pieces at once, those read together of about the same length."""
        found, order, lengths = [], lot.permutation(rows), np.diff(self.begins)
        for at in range(0, len(order), _LOT):
            some = sorted(order[at : at + _LOT].tolist(), key=lambda row: lengths[row])
            while some:
                size = max(4, pieces // int(lengths[some[min(len(some) - 1, pieces // 40)]]))
                found.append(some[:size])
                some = some[size:]
        yield from (found[at] for at in lot.permutation(len(found)))
