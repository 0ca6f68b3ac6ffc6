"""Word lists in TOML, by language, and how a list becomes a pattern; a word that is missing is added there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files


@cache
def lists(file: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of one file of this folder: name to phrases, languages put together, in lower case, each once."""
    tables = tomllib.loads(files(__name__).joinpath(file).read_text("utf-8"))
    return {
        name: tuple(dict.fromkeys(phrase.lower() for phrases in by_language.values() for phrase in phrases))
        for name, by_language in tables.items()
    }


def either(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, longest first: any spaces, either apostrophe, "*" for the rest of a word."""
    return "(?:" + "|".join(_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True)) + ")"


def _pattern(phrase: str) -> str:
    words = (re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in phrase.split())
    return r"\s+".join(words)


class Vocabulary:
    """A list of words and phrases that a text is looked through for, in time that does not grow with the list."""

    def __init__(self, phrases: Iterable[str]) -> None:
        every = tuple(phrases)
        single = [phrase for phrase in every if " " not in phrase]
        self.words = frozenset(word.strip(_EDGES) for word in single if "*" not in word)
        self._begin = tuple(word[:-1] for word in single if word.endswith("*") and not word.startswith("*"))
        self._end = tuple(word[1:].rstrip("*") for word in single if word.startswith("*"))
        self._phrases = tuple(phrase for phrase in every if " " in phrase)

    def is_in(self, text: str) -> bool:
        """Whether the text has one of the words or phrases, capitals or not."""
        low = text.lower()
        for word in low.translate(_SPLIT).split():
            bare = word.strip(_EDGES)
            if bare in self.words or word in self.words or bare.startswith(self._begin) or bare.endswith(self._end):
                return True
        return any(phrase in low for phrase in self._phrases)


_EDGES = ".,;:!?()[]\"'’“”|*_"
_SPLIT = str.maketrans("/|-–—·•&", "        ")

# Not inside a word; "\b" will not do, for a phrase may end in a bracket.
WORD_START = r"(?<![^\W\d_])"
WORD_END = r"(?![^\W\d_])"
