"""Words and pieces of words as numbers: what the linear reader looks at.

The same features as scikit-learn's TfidfVectorizer gives, which trains the model (a test holds the two together), made
here without it: importing it takes longer than reading a firm's mail.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from comity.later import pattern

# Words keep the marks that carry meaning in business talk: questions, cries, money, percent.
TOKENS = r"(?u)\b\w+\b|[?!$€£%]"
WORD_RUN = (1, 3)  # words in a row
PIECE = (2, 5)  # letters of a piece, within a word and its edges
_REMEMBERED = 100_000  # words whose pieces are kept
_TOKENS = pattern(TOKENS)
_SPACES = pattern(r"\s\s+")


def words(text: str) -> Iterator[str]:
    """Runs of one to three words, lower case."""
    tokens = _TOKENS.findall(text.lower())
    yield from tokens
    for size in range(WORD_RUN[0] + 1, WORD_RUN[1] + 1):
        for start in range(len(tokens) - size + 1):
            yield " ".join(tokens[start : start + size])


def pieces(text: str) -> Iterator[str]:
    """Pieces of two to five letters within each word, its edges marked by a space; lower case."""
    for word in _split(text):
        yield from _within(word)


def _split(text: str) -> list[str]:
    return _SPACES.sub(" ", text.lower()).split()


def _within(word: str) -> Iterator[str]:
    edged = f" {word} "
    for size in range(PIECE[0], PIECE[1] + 1):
        if size >= len(edged):
            # A word shorter than the piece is counted once, whole.
            yield edged
            break
        for start in range(len(edged) - size + 1):
            yield edged[start : start + size]


class Weighed:
    """Sums of weights over the features of sentences: term frequency dampened, rarity counted, length one."""

    def __init__(self, vocabulary: Mapping[str, int], rarity: np.ndarray, make: str) -> None:
        """`rarity` is the inverse document frequency by feature; `make` is 'words' or 'pieces'."""
        self._vocabulary = vocabulary
        self._rarity = rarity.astype(np.float32)
        self._numbers = {"words": self._of_words, "pieces": self._of_pieces}[make]
        self._known: dict[str, list[int]] = {}

    def _of_words(self, text: str) -> list[int]:
        return self._kept(words(text))

    def _of_pieces(self, text: str) -> list[int]:
        """Word by word: the same words come again and again, and cutting them up is most of the work."""
        found: list[int] = []
        for word in _split(text):
            numbers = self._known.get(word)
            if numbers is None:
                numbers = self._kept(_within(word))
                if len(self._known) < _REMEMBERED:
                    self._known[word] = numbers
            found += numbers
        return found

    def _kept(self, features: Iterable[str]) -> list[int]:
        """The numbers of those that the vocabulary holds."""
        return [self._vocabulary[f] for f in features if f in self._vocabulary]

    def sums(self, texts: Sequence[str], weights: np.ndarray) -> np.ndarray:
        """For each text the weighted sum of the rows of `weights` (features, labels): an array (texts, labels)."""
        found = np.zeros((len(texts), weights.shape[1]), np.float32)
        for row, text in enumerate(texts):
            counts = Counter(self._numbers(text))
            if counts:
                index = np.fromiter(counts, np.int64, len(counts))
                often = np.fromiter(counts.values(), np.float32, len(counts))
                values = (1 + np.log(often)) * self._rarity[index]
                found[row] = (values / np.sqrt((values * values).sum())) @ weights[index]
        return found
