"""Where an erased person is named in a text, and the text without that."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from comity.book.spelling import fold

MARK = "[erased]"  # stands where somebody's name or address stood


@dataclass(frozen=True, slots=True)
class Person:
    """What a person is called: their address, in any case, and their full name, as names are written.

    A name of one word is as often a word like any other ("Will"): of a running text it is no person's sign.
    """

    taken: tuple[re.Pattern[str], ...] = ()
    names: tuple[re.Pattern[str], ...] = ()
    alone: frozenset[str] = frozenset()

    @classmethod
    def of(cls, words: Collection[str]) -> Person:
        """Of an address and a name as somebody typed them."""
        told = [word for word in words if word.strip()]
        addresses = tuple(re.compile(_pattern(w)) for w in told if "@" in w)
        names = tuple(re.compile(_pattern(w)) for w in told if "@" not in w)
        return cls(addresses, names, frozenset(" ".join(fold(w).split()) for w in told))

    def taken_out(self, text: str) -> str:
        """The text with the mark in the place of the person."""
        if not text or not (self.taken or self.names):
            return text
        folded, at = _folded(text)
        if " ".join(folded.split()) in self.alone:
            return MARK
        found = [m.span() for sought in self.taken for m in sought.finditer(folded)]
        found += [m.span() for sought in self.names for m in sought.finditer(folded) if _full(text, at, m)]
        parts, last = [], 0
        for start, end in sorted((at[start], at[end]) for start, end in found):
            if start >= last:
                parts += [text[last:start], MARK]
                last = end
        return "".join([*parts, text[last:]])

    def stands_in(self, text: str) -> bool:
        """Whether the name or the address stands in a text, written however it is."""
        folded = fold(text)
        return any(sought.search(folded) for sought in (*self.taken, *self.names))


def _pattern(word: str) -> str:
    """Finds a word in folded text where it stands by itself: "Ann" is not in "annual", "Mary-Ann" or "jo.ann@firm.com",
    nor "ann@firm.co" in "ann@firm.co.uk".
    """
    whole = r"\s+".join(re.escape(part) for part in fold(word).split())
    return rf"(?<!\w)(?<!\w[.+-]){whole}(?!\w|[{'.-' if '@' in word else '-'}]\w)"


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and of each of its letters, and of its end, where in the text it stands."""
    if text.isascii():
        return fold(text), [*range(len(text) + 1)]
    parts = [fold(letter) for letter in text]
    return "".join(parts), [*(i for i, part in enumerate(parts) for _letter in part), len(text)]


def _full(text: str, at: list[int], match: re.Match[str]) -> bool:
    """Whether it is a name of several words, of which the first and the last are written as names are."""
    words = text[at[match.start()] : at[match.end()]].split()
    return len(words) > 1 and not any(_small(word) for word in (words[0], words[-1]))


def _small(word: str) -> bool:
    return next((letter.islower() for letter in word if letter.isalpha()), False)
