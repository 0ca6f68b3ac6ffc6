"""Training the linear reader: weights, calibration on writers and firms left out, thresholds, and what it reaches."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from comity.signals.ears import language_heard
from comity.signals.features import PIECE, TOKENS, WORD_RUN
from comity.signals.labels import GRAVE, LABELS, NAMES
from comity.signals.linear import sides
from comity.signals.tongues import READ
from training.data import Example

# Weights below this share of a label's largest one are dropped: they cost space and change nothing.
PRUNE = 0.02
PRECISION = 0.95  # what a grave label must reach before it decides anything (standings.md)
FEWEST = 5  # sentences called so, from which on that may be told
SUREST = 0.97  # from where a grave label holds that never was as precise
NEVER = 0.99  # from where a label holds that was never rightly told
STRENGTH = 8.0  # inverse of the ridge, chosen on writers left out


def vectorizers() -> tuple[TfidfVectorizer, TfidfVectorizer]:
    """The two feature makers that the reader's own are the quick twins of."""
    short: Any = np.float32  # the library's own types know double numbers alone
    return (
        TfidfVectorizer(sublinear_tf=True, min_df=2, dtype=short, ngram_range=WORD_RUN, token_pattern=TOKENS),
        TfidfVectorizer(sublinear_tf=True, min_df=3, dtype=short, ngram_range=PIECE, analyzer="char_wb"),
    )


def targets(examples: Sequence[Example]) -> np.ndarray:
    """Labels as an array of 0 and 1, shape (sentences, 28)."""
    return np.array([[name in e.labels for name in NAMES] for e in examples], dtype=np.int8)


def can(examples: Sequence[Example]) -> np.ndarray:
    """Which labels each sentence's side can say: true or false, shape (sentences, 28)."""
    return sides([e.utterance() for e in examples])


class Fitted:
    """A fitted model before calibration."""

    def __init__(self, examples: Sequence[Example]) -> None:
        texts = [e.text for e in examples]
        self.makers = vectorizers()
        features: Any = hstack([maker.fit_transform(texts) for maker in self.makers], format="csr")
        self.weights = np.zeros((features.shape[1], len(LABELS)), np.float32)
        self.biases = np.full(len(LABELS), -6.0, np.float32)
        found, counted = targets(examples), can(examples)
        for column in range(len(LABELS)):
            rows = counted[:, column]
            if found[rows, column].sum() < 2:
                continue
            # The dual problem gives the same weights in half the time: there are more features than sentences.
            model = LogisticRegression(
                C=STRENGTH, class_weight="balanced", solver="liblinear", dual=True, max_iter=2000, random_state=0
            )
            model.fit(features[rows], found[rows, column])
            self.weights[:, column] = model.coef_[0]
            self.biases[column] = np.atleast_1d(model.intercept_)[0]

    def logits(self, examples: Sequence[Example]) -> np.ndarray:
        """Uncalibrated log-odds (sentences, 28)."""
        texts = [e.text for e in examples]
        features = csr_matrix(hstack([maker.transform(texts) for maker in self.makers], format="csr"))
        return np.asarray(features @ self.weights) + self.biases


def callable_labels(examples: Sequence[Example]) -> np.ndarray:
    """Which labels each sentence can be told to carry: those that its side can say, none where its language is not one
    that is read. Shape as `can`.
    """
    return can(examples) & np.array([language(e.utterance()) in READ for e in examples])[:, None]


# What is chosen asks for the language of the same sentences over and over.
language = cache(language_heard)


def calibrate(logits: np.ndarray, examples: Sequence[Example]) -> tuple[np.ndarray, np.ndarray]:
    """Slope and shift by label (Platt), on sentences of a language that is read."""
    found, counted = targets(examples), callable_labels(examples)
    slope, shift = np.ones(len(LABELS)), np.zeros(len(LABELS))
    for column in range(len(LABELS)):
        rows = counted[:, column]
        if found[rows, column].sum() < 2:
            continue
        model = LogisticRegression(C=10.0).fit(logits[rows, column : column + 1], found[rows, column])
        slope[column], shift[column] = max(model.coef_[0, 0], 0.1), model.intercept_[0]
    return slope, shift


def thresholds(probabilities: np.ndarray, examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """From which probability each label holds: half the best F1 that can be had.

    That is the best threshold where probabilities are honest (Lipton, Elkan and Naryanaswamy 2014,
    https://arxiv.org/abs/1402.1892), and a steadier one than that at which these sentences happened to have it.

    A grave label holds where it is right 95 times of 100 even with half a standard deviation taken off.
    """
    found, counted = targets(examples), callable_labels(examples)
    holds, possibly = {}, {}
    for column, label in enumerate(LABELS):
        rows = counted[:, column]
        steps, right, called = by_step(probabilities[rows, column], found[rows, column], 0.1)
        best = best_f1(steps, right, called, int(found[rows, column].sum()))
        holds[label.name] = round(best / 2, 3) if best else NEVER
        if label.name in GRAVE:
            spread = (called * PRECISION * (1 - PRECISION)) ** 0.5
            sure = steps[(called >= FEWEST) & (right - spread / 2 >= PRECISION * called)]
            possibly[label.name] = holds[label.name]
            holds[label.name] = float(sure.min()) if len(sure) else SUREST
    return {"holds": holds, "possibly": {name: min(p, holds[name]) for name, p in possibly.items()}}


def by_step(probabilities: np.ndarray, found: np.ndarray, least: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Thresholds above `least`, and how many sentences each calls rightly and calls at all."""
    steps = np.unique(np.round(probabilities[probabilities > least], 3))
    order = np.argsort(-probabilities)
    called = np.searchsorted(-probabilities[order], -steps, side="right")
    return steps, np.concatenate([[0], np.cumsum(found[order])])[called], called


def best_f1(steps: np.ndarray, right: np.ndarray, called: np.ndarray, there: int) -> float:
    """The best F1 of some thresholds."""
    return float((2 * right / (called + there)).max()) if len(steps) else 0.0


def parts(
    examples: Sequence[Example], calibration: tuple[np.ndarray, np.ndarray], holds: dict[str, dict[str, float]]
) -> tuple[dict[str, np.ndarray], dict[str, object]]:
    """What a reader is made of: its arrays, and its vocabularies, thresholds and version.

    `calibration` and `holds` are what `calibrate` and `thresholds` told of log-odds for writers and firms left out.
    """
    slope, shift = calibration
    fitted = Fitted(examples)
    strongest = np.abs(fitted.weights).max(axis=0)
    kept = (np.abs(fitted.weights) > PRUNE * np.maximum(strongest, 1e-6)).any(axis=1)
    words, pieces = (maker.get_feature_names_out() for maker in fitted.makers)
    idf = np.concatenate([maker.idf_ for maker in fitted.makers])
    scale = strongest / 127 + 1e-9
    arrays = {
        "weights": np.round(fitted.weights[kept] / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "biases": fitted.biases,
        "idf": idf[kept].astype(np.float16),
        "slope": slope.astype(np.float32),
        "shift": shift.astype(np.float32),
    }
    told: dict[str, object] = {
        "words": "\n".join(words[kept[: len(words)]]),
        "pieces": "\n".join(pieces[kept[len(words) :]]),
        "thresholds": holds,
    }
    digest = hashlib.blake2b(digest_size=6)
    for name in sorted(arrays):
        digest.update(arrays[name].tobytes())
    told["version"] = f"linear-{digest.hexdigest()}"
    return arrays, told


def save(arrays: dict[str, np.ndarray], told: dict[str, object], folder: Path, name: str) -> None:
    """Write a reader where the program finds it."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / f"{name}.npz", **arrays)  # type: ignore[arg-type]
    (folder / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False, indent=0), "utf-8")
