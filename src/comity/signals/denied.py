"""What a sentence denies, it does not say: "your people are no amateurs" credits them, and a wish that nothing stay as
it is asks for better.

The reader hears the words that stand there more than the "not" before them. Only denials that are plain count here;
whatever else has a "not" in it ("you are not even amateurs", "no professional would do this") stays as it was heard.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np

from comity.signals.labels import NAMES

_LIKELY = 0.2  # below it a label is never told, not even as possible


class _Rule(NamedTuple):
    """A label that is not so where its words are denied, and which one the sentence then carries, if any."""

    label: str
    denied: Callable[[str], bool]
    instead: str = ""


def heeding(found: np.ndarray, sentences: Sequence[str]) -> np.ndarray:
    """Probabilities (sentences, 28) after what is plainly denied in the sentences."""
    for label, denied, instead in _RULES:
        column = NAMES.index(label)
        for row in np.flatnonzero(found[:, column] >= _LIKELY).tolist():
            if not denied(sentences[row]):
                continue
            if instead:
                other = NAMES.index(instead)
                found[row, other] = max(found[row, other], found[row, column])
            found[row, column] = 0
    return found


def is_litotes(sentence: str) -> bool:
    """Whether a word that belittles is plainly denied of those who are written to, or said of others alone."""
    if sentence.rstrip().endswith("?"):
        return False
    if (behind := _whole("{unlike}").search(sentence)) is not None:
        before = sentence[: behind.start()]
        if _whole("{insult}").search(before):
            return not any(_whole(part).search(before) for part in ("{you}", "{denies}"))
    found = _whole("{litotes}").search(sentence)
    if found is None:
        return False
    who = " ".join([*(found["who"] or "").split()[-2:], found["inner"] or ""])
    before, behind_it = sentence[: found.end()], sentence[found.end() :]
    return not (
        _whole("{selves}").search(who)
        or _whole("{doubted}").search(before)
        or _whole("{turns}").search(behind_it)
        or _whole("{insult}").search(sentence[: found.start()] + behind_it)
    )


def is_plea_for_truth(sentence: str) -> bool:
    """Whether somebody asks that nothing false be done."""
    found = None if sentence.rstrip().endswith("?") else _whole("{no_forgery}").search(sentence)
    return found is not None and not _whole("{turns}").search(sentence[found.end() :])


def wants_other(sentence: str) -> bool:
    """Whether somebody wants that something be no longer as it was."""
    found = None if _whole("{content}").search(sentence) else _whole("{denied_wish}").search(sentence)
    return found is not None and not _whole("{rest}").search(sentence[found.end() :])


_RULES = (
    _Rule("contempt", is_litotes),
    _Rule("improper_ask", is_plea_for_truth),
    _Rule("status_quo", wants_other, "challenge"),
)


@cache
def _whole(part: str) -> re.Pattern[str]:
    """An expression, with the parts that it names."""
    told = _told()
    while (name := re.search(r"\{([a-z_]+)\}", part)) is not None:
        part = part.replace(name[0], f"(?:{told[name[1]].strip()})")
    return re.compile(part, re.I | re.X)


@cache
def _told() -> Mapping[str, str]:
    return tomllib.loads((resources.files("comity.signals") / "denied.toml").read_text("utf-8"))
