"""What an encoder that goes on learns from (`training.further`): what a lesson is about, and some of all else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np

from training.data import mail_folders
from training.ears import ABROAD, HOME
from training.sentences import Sentences

Rows = np.ndarray
# Whose mail came when the reader had learnt that of all others of `training/mail`, and whose after that.
LATER = (
    "ashlar", "belvoir", "brandywine", "cordier", "gantryvale", "hexworthy", "montalet", "ravensworth", "takahe",
)  # fmt: skip
NEWEST = ("garrowby", "inverlochy", "kerkrade", "lavaux", "ostrava", "thistlemoor", "vennwald")


def other_languages(sentences: Sentences, languages: np.ndarray, lot: np.random.Generator) -> Rows:
    """All in other languages that are read, all English ones of no writer, and some of writers."""
    english, writers = languages == HOME, _of_writers(sentences)
    return np.concatenate([
        np.flatnonzero(np.isin(languages, ABROAD)), np.flatnonzero(english & ~writers),
        _some(english & writers, 2000, lot),
    ])  # fmt: skip


def mail(sentences: Sentences, languages: np.ndarray, lot: np.random.Generator) -> Rows:
    """All in the mail of the firms of `training/mail`, and some of all others."""
    new = np.isin(sentences.group, [firm.name for firm in mail_folders()])
    english, writers, abroad = languages == HOME, _of_writers(sentences), np.isin(languages, ABROAD)
    return np.concatenate([
        np.flatnonzero(new), _some(english & ~writers & ~new, 2500, lot), _some(english & writers, 1500, lot),
        _some(abroad & ~new, 1200, lot),
    ])  # fmt: skip


def of_some(firms: Sequence[str], sentences: Sentences, languages: np.ndarray, lot: np.random.Generator) -> Rows:
    """All in the mail of these firms, and some of all others."""
    new, english = np.isin(sentences.group, firms), languages == HOME
    mail = np.isin(sentences.group, [firm.name for firm in mail_folders()]) & ~new
    writers, abroad = _of_writers(sentences), np.isin(languages, ABROAD) & ~mail & ~new
    return np.concatenate([
        np.flatnonzero(new), _some(mail, 1500, lot), _some(english & ~writers & ~mail & ~new, 700, lot),
        _some(english & writers, 700, lot), _some(abroad, 600, lot),
    ])  # fmt: skip


LESSONS: Mapping[str, Callable[[Sentences, np.ndarray, np.random.Generator], Rows]] = {
    "abroad": other_languages, "mail": mail, "later": partial(of_some, LATER), "newest": partial(of_some, NEWEST),
}  # fmt: skip


def _of_writers(sentences: Sentences) -> np.ndarray:
    return np.char.startswith(sentences.group.astype(str), "writer")


def _some(there: np.ndarray, most: int, lot: np.random.Generator) -> Rows:
    rows = np.flatnonzero(there)
    return lot.choice(rows, min(most, len(rows)), replace=False)
