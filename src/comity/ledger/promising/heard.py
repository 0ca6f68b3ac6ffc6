"""One message as promises are read from it: its labels and words, and what it tells of promises made before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from comity.keeping import Kept
from comity.later import module
from comity.ledger.promising import deeds
from comity.ledger.promising.cues import Cue, words_of
from comity.signals.hearing import Hearing
from comity.signals.own_words.spans import Span, said
from comity.signals.thresholds import Mark

if TYPE_CHECKING:
    from comity.signals import sentences as telling
else:
    telling = module("comity.signals.sentences")

# What the other side tells of a promise, what who made it does, and what either may tell; each a bit of a number, in
# this order.
_THEIRS = (deeds.LACK, deeds.RECEIVED, deeds.MISSING, deeds.GONE, deeds.WONDERS, deeds.TARDY)
_OWN = (deeds.DONE, deeds.LATE)
_EITHER = (deeds.RELEASED,)
# What every sentence is asked; the others only where the whole text tells it, or this label is beside it.
_EACH = frozenset({deeds.LACK, deeds.DONE})
_HINTS = {deeds.RECEIVED: "appreciation", deeds.LATE: "apology"}


class Heard:
    """One message with the labels that hold in it; nothing is taken out of the body before somebody asks for it.

    What it tells of promises is kept by `kept` under the letter's name; `around` is what it depends on beside that.
    """

    _kept: Kept | None = None

    def __init__(self, name: str, hearing: Hearing, side: str, marks: Sequence[Mark], kept: Kept, around: str) -> None:
        self._name, self._hearing, self.side, self._marks, self._kept = name, hearing, side, marks, kept
        self._around = around

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels that hold of any of its sentences."""
        return frozenset(label for _, label, _, holds in self._marks if holds)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """What it says."""
        return tuple(s.text for s in self._hearing.sentences)

    @cached_property
    def whole(self) -> str:
        """All that it says."""
        return " ".join(self.sentences)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its sentences in lower case."""
        return words_of(self.whole)

    @property
    def probabilities(self) -> np.ndarray:
        """What the reader thinks of its sentences."""
        return self._hearing.probabilities

    def text(self, number: int) -> str:
        """What one sentence says."""
        return self.sentences[number] if "sentences" in self.__dict__ else self._hearing.text(number)

    def tells(self, cue: Cue, number: int | None = None) -> bool:
        """Whether one sentence tells this, or all of it together."""
        bits, place = self._bits(cue)
        return bool(bits[0 if number is None else 1 + number] >> place & 1)

    def telling(self, cue: Cue) -> list[str]:
        """The sentences that tell it."""
        bits, place = self._bits(cue)
        return [self.text(number) for number, told in enumerate(bits[1:]) if told >> place & 1]

    def keep(self, what: str, make: Callable[[], Sequence[int]]) -> Sequence[int]:
        """Numbers that depend on this message alone."""
        return self._kept.of(f"{self._name}.{what}", self._origin, make) if self._kept else make()

    @cached_property
    def _origin(self) -> bytes:
        told = f"{self.side}\0{self._around}".encode("utf-8", "surrogatepass")
        return blake2b(self._hearing.numbers + told, digest_size=16).digest()

    def _bits(self, cue: Cue) -> tuple[Sequence[int], int]:
        if cue in _THEIRS:
            return self._theirs, _THEIRS.index(cue)
        return (self._own, _OWN.index(cue)) if cue in _OWN else (self._either, _EITHER.index(cue))

    @cached_property
    def _theirs(self) -> Sequence[int]:
        return self.keep("theirs", lambda: self._asked(_THEIRS))

    @cached_property
    def _own(self) -> Sequence[int]:
        return self.keep("own", lambda: self._asked(_OWN))

    @cached_property
    def _either(self) -> Sequence[int]:
        return self.keep("either", lambda: self._asked(_EITHER))

    def _asked(self, cues: Sequence[Cue]) -> list[int]:
        """Which of these the whole text tells, and then which each sentence does, as bits."""
        found = [0] * (1 + len(self.sentences))
        for place, cue in enumerate(cues):
            told = cue not in _EACH and cue.search(self.whole, self.words) is not None
            found[0] |= told << place
            if told or cue in _EACH or _HINTS.get(cue) in self.labels:
                for number, sentence in enumerate(self.sentences, 1):
                    found[number] |= (cue.search(sentence) is not None) << place
        return found


class Remark:
    """A note of ours as the story hears it: what our own people tell of what was promised, heard by no reader."""

    labels: frozenset[str] = frozenset()
    probabilities = np.zeros((0, 0))

    def __init__(self, note: str) -> None:
        self.sentences = tuple(said(note, span) for span in telling.sentences(note, (Span(0, len(note)),)))
        self.whole = " ".join(self.sentences)

    def tells(self, cue: Cue, number: int | None = None) -> bool:
        """Whether one sentence tells this, or all of it together."""
        return cue.search(self.whole if number is None else self.sentences[number]) is not None

    def telling(self, cue: Cue) -> list[str]:
        """The sentences that tell it."""
        return [sentence for sentence in self.sentences if cue.search(sentence)]

    def keep(self, what: str, make: Callable[[], Sequence[int]]) -> Sequence[int]:
        """Numbers that depend on this note alone: of notes nothing is kept."""
        del what
        return make()


def names_of(keys: Iterable[str]) -> list[str]:
    """The names under which what these letters tell is kept."""
    return [f"{key}.{what}" for key in keys for what in ("made", "theirs", "own", "either", "ahead", "amiss")]
