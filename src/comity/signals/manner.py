"""How a letter is written, whatever it says: how long, whether it asks, whether it wants something at once."""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

from comity.later import pattern
from comity.signals.answerable import wants_answer

# Wanting something at once, in the languages that are read.
_RUSH = pattern(
    r"\b(asap|a\.s\.a\.p|urgent(?:ly)?|right away|immediately|at once|tonight|first thing"
    r"|by (?:noon|tomorrow|end of day|eod|cob)|need(?:ed)? (?:it |this |them )?(?:today|tomorrow)"
    r"|this (?:morning|afternoon)|over the weekend|this weekend|dringend|sofort|bis morgen|heute noch|spoed|meteen"
    r"|vandaag nog|morgenvroeg|au plus vite|tout de suite|d'ici demain|urgente)\b",
    re.IGNORECASE,
)


class Manner(msgspec.Struct, frozen=True):
    """Of somebody's own words: their number, whether they want an answer, whether something is wanted at once."""

    words: int
    asks: bool
    rush: bool


def manner_of(sentences: Collection[str]) -> Manner:
    """How own words are written."""
    own = " ".join(sentences)
    return Manner(len(own.split()), any(map(wants_answer, sentences)), in_a_rush(own))


def in_a_rush(text: str) -> bool:
    """Whether somebody wants something at once."""
    return bool(_RUSH.search(text))
