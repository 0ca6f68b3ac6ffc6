"""Words cut into the pieces that the encoder knows (WordPiece, lower case, accents taken off)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from comity.later import pattern

START, END, UNKNOWN = "<s>", "</s>", "[UNK]"
_LONGEST = 40  # letters of a word; longer ones are no words
_REMEMBERED = 100_000  # words whose pieces are kept
_TOKENS = pattern(r"[^\W_]+|[^\w\s]|_")


class Pieces:
    """The pieces of a vocabulary, by number."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._known: dict[str, list[int]] = {}
        self.start, self.end = self._numbers[START], self._numbers[END]

    def of(self, text: str) -> list[int]:
        """The numbers of a text's pieces, the longest that are known first."""
        plain = text.lower()
        if not plain.isascii():
            plain = "".join(c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn")
        return [number for word in _TOKENS.findall(plain) for number in self._cut(word)]

    def _cut(self, word: str) -> list[int]:
        found = self._known.get(word)
        if found is None:
            found = self._longest(word)
            if len(self._known) < _REMEMBERED:
                self._known[word] = found
        return found

    def _longest(self, word: str) -> list[int]:
        found, at, mark = [], 0, ""
        while at < len(word) <= _LONGEST:
            for end in range(len(word), at, -1):
                number = self._numbers.get(mark + word[at:end])
                if number is not None:
                    found.append(number)
                    at, mark = end, "##"
                    break
            else:
                break
        return found if at == len(word) else [self._numbers[UNKNOWN]]
