"""The quick reader: a linear model on words and pieces of words, small enough to ship and to read ten years of mail."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from comity.signals.hearing import Utterance
from comity.signals.labels import LABELS
from comity.signals.thresholds import Thresholds

MODEL = "linear"
# Words keep the marks that carry meaning in business talk: questions, cries, money, percent.
_WORDS = {"ngram_range": (1, 3), "token_pattern": r"(?u)\b\w+\b|[?!$€£%]"}
_PIECES = {"analyzer": "char_wb", "ngram_range": (2, 5)}


def vectorizers(vocabularies: Sequence[Sequence[str]] | None = None) -> tuple[TfidfVectorizer, TfidfVectorizer]:
    """The two feature makers, of words and of pieces of words, with a given vocabulary or to be fitted."""
    words, pieces = vocabularies or (None, None)
    return (
        TfidfVectorizer(sublinear_tf=True, min_df=2, dtype=np.float32, vocabulary=words, **_WORDS),
        TfidfVectorizer(sublinear_tf=True, min_df=3, dtype=np.float32, vocabulary=pieces, **_PIECES),
    )


class LinearReader:
    """Probabilities by one logistic model a label, calibrated on writers and firms that it was not trained on."""

    def __init__(self, arrays: dict[str, np.ndarray], told: dict[str, object]) -> None:
        """`arrays` holds weights (features, 28), biases and calibration (28 each); `told` vocabularies and thresholds."""
        vocabularies = [str(told[name]).split("\n") for name in ("words", "pieces")]
        self._makers = vectorizers(vocabularies)
        sizes = [len(v) for v in vocabularies]
        for maker, idf in zip(self._makers, np.split(arrays["idf"].astype(np.float32), sizes[:1]), strict=True):
            maker.idf_ = idf
        self._weights = arrays["weights"].astype(np.float32) * arrays["scale"].astype(np.float32)
        self._biases = arrays["biases"].astype(np.float32)
        self._slope, self._shift = arrays["slope"].astype(np.float32), arrays["shift"].astype(np.float32)
        self._sides = {side: np.array([side in label.by for label in LABELS]) for side in ("client", "us")}
        self.version = str(told["version"])
        thresholds = told["thresholds"]
        assert isinstance(thresholds, dict)
        self.thresholds = Thresholds(thresholds["holds"], thresholds["possibly"])

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """Probabilities (sentences, 28); a label that the side cannot say has probability 0."""
        if not utterances:
            return np.zeros((0, len(LABELS)), np.float32)
        texts = [u.text for u in utterances]
        features = csr_matrix(hstack([maker.transform(texts) for maker in self._makers], format="csr"))
        logits = np.asarray(features @ self._weights) + self._biases
        found = 1 / (1 + np.exp(-(logits * self._slope + self._shift)))
        found[~np.stack([self._sides[u.by] for u in utterances])] = 0
        return found.astype(np.float32)


@cache
def shipped_reader() -> LinearReader:
    """The reader that comes with the program."""
    folder = resources.files("comity.signals") / "model"
    with (folder / f"{MODEL}.npz").open("rb") as file, np.load(file) as stored:
        arrays = dict(stored)
    return LinearReader(arrays, json.loads((folder / f"{MODEL}.json").read_text("utf-8")))
