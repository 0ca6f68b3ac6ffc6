"""Corrections at work: labels that a person took from a sentence or gave it, and promises whose outcome they told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from comity.book.corrections import BROKEN, KEPT, WITHDRAWN, Corrections, digest
from comity.signals.hearing import Hearing
from comity.signals.labels import NAMES
from comity.signals.lessons import Case, Lesson, learnt
from comity.signals.thresholds import SAID, Thresholds, odds

UNSAID = 0.0  # the probability of a label that a person cleared; SAID is that of one confirmed


def corrected(
    heard: Mapping[str, Hearing], places: Iterable[tuple[str, str]], corrections: Corrections
) -> Mapping[str, Hearing]:
    """What was heard, with each label as people said; `places` are the keys of letters with their refs."""
    touched = corrections.refs
    if not touched:
        return heard
    found = dict(heard)
    for key, ref in places:
        if ref in touched:
            found[key] = heard[key].relabelled(_settled(heard[key], ref, corrections))
    return found


def lesson_of(
    heard: Mapping[str, Hearing], places: Sequence[tuple[str, str]], corrections: Corrections, thresholds: Thresholds
) -> Lesson | None:
    """What is learnt from all corrections; None where nothing was corrected. Only what they touch need be heard."""
    cases = list(_cases(heard, places, corrections))
    return learnt(cases, thresholds) if cases else None


def taught(heard: Mapping[str, Hearing], lesson: Lesson | None) -> Mapping[str, Hearing]:
    """What was heard after the lesson."""
    if lesson is None or not lesson.learnt or not heard:
        return heard
    keys = list(heard)
    begins = np.cumsum([0, *(len(heard[key].probabilities) for key in keys)])
    moved = lesson.of(
        np.concatenate([heard[key].probabilities for key in keys]),
        np.concatenate([heard[key].sketches for key in keys]),
    )
    return {
        key: heard[key].relabelled(moved[begin:end])
        for key, begin, end in zip(keys, begins[:-1].tolist(), begins[1:].tolist(), strict=True)
    }


def _cases(heard: Mapping[str, Hearing], places: Iterable[tuple[str, str]], corrections: Corrections) -> Iterator[Case]:
    touched = corrections.refs
    for key, ref in places:
        if ref not in touched:
            continue
        hearing = heard[key]
        for number, sentence in enumerate(hearing.sentences if hearing.sketches.shape[1] else ()):
            for label, holds in corrections.labels.get((ref, digest(sentence.text)), {}).items():
                column = NAMES.index(label)
                before = float(odds(hearing.probabilities[number, column]))
                yield Case(column, holds, before, hearing.sketches[number].astype(np.float64))


def _settled(hearing: Hearing, ref: str, corrections: Corrections) -> np.ndarray:
    probabilities = hearing.probabilities.copy()
    for number, sentence in enumerate(hearing.sentences):
        for label, holds in corrections.labels.get((ref, digest(sentence.text)), {}).items():
            probabilities[number, NAMES.index(label)] = SAID if holds else UNSAID
    return probabilities


# The day a promise was kept, broken, or given back.
Outcome = tuple[dt.date | None, dt.date | None, dt.date | None]


def outcome_as_told(told: str | None, made_on: dt.date, done: dt.date | None, broken: dt.date | None) -> Outcome:
    """A promise's outcome, as a person told it or else as words do. Told today, it holds from when it was made."""
    if told == KEPT:
        return done or made_on, None, None
    if told == BROKEN:
        return None, broken or made_on, None
    if told == WITHDRAWN:
        return None, None, made_on
    return done, broken, None
