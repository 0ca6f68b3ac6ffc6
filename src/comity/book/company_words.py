"""General knowledge about the words of company names: what kind of word each is, and which mean the same."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from enum import Enum
from functools import cache
from importlib.resources import files

import msgspec
from cleanco.termdata import terms_by_type

from comity.book.spelling import fold


class Kind(Enum):
    """What a word in a company name is; the value is the share of all firms that have such a word, roughly."""

    DISTINCTIVE = 0.0004
    SHORT = 0.002  # distinctive, but of three characters or fewer
    COMMON = 0.003  # a family name or a well-sounding word that many firms share
    NUMBER = 0.004
    PLACE = 0.01
    TRADE = 0.015
    GENERIC = 0.05
    INITIAL = 0.06
    STOP = 0.5

    @property
    def names(self) -> bool:
        """Whether such a word can tell one firm from another by itself."""
        return self in (Kind.DISTINCTIVE, Kind.SHORT, Kind.COMMON, Kind.NUMBER)


class Known(msgspec.Struct, frozen=True):
    """A word that is generally known, and the concept that it stands for."""

    kind: Kind
    concept: str


class Vocabulary(msgspec.Struct, frozen=True):
    """The lists of company_words.toml, folded."""

    words: dict[str, Known]
    legal: dict[str, str]  # a form as one folded word without dots -> the spelling of it that is kept
    legal_first: frozenset[str]
    nobody: frozenset[str]
    nobody_marks: frozenset[str]
    states: frozenset[str]
    currencies: frozenset[str]


# Terms of cleanco that are words of names or of other languages much more often than legal forms.
_NO_LEGAL_FORM = {"private", "et", "at", "da", "pp", "ses", "pt", "as", "nl", "mb", "hf", "ee", "ae", "ks", "kt", "sd"}
_KINDS = {"generic": Kind.GENERIC, "trade": Kind.TRADE, "place": Kind.PLACE, "common": Kind.COMMON, "stop": Kind.STOP}


@cache
def vocabulary() -> Vocabulary:
    """The lists, read once."""
    lists = tomllib.loads(files("comity.book").joinpath("company_words.toml").read_text("utf-8"))
    words: dict[str, Known] = {}
    for section, kind in _KINDS.items():
        for concept, word in _entries(lists[section]):
            same_only_as_itself = concept == "alone" or kind in (Kind.COMMON, Kind.STOP)
            words.setdefault(word, Known(kind, word if same_only_as_itself else concept))
    legal = {_joined(term): _joined(term) for terms in terms_by_type.values() for term in terms}
    legal = {term: kept for term, kept in legal.items() if term and term not in _NO_LEGAL_FORM}
    for concept, word in _entries(lists["legal"]):
        legal[word] = word if concept == "alone" else concept
    return Vocabulary(
        words=words,
        legal=legal,
        legal_first=_folded(lists["legal_first"]["alone"]),
        nobody=_folded(lists["nobody"]["words"]),
        nobody_marks=_folded(lists["nobody"]["marks"]),
        states=_folded(lists["codes"]["states"]),
        currencies=_folded(lists["codes"]["currencies"]),
    )


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


def _entries(section: dict[str, str]) -> Iterator[tuple[str, str]]:
    for concept, written in section.items():
        for word in written.split():
            yield concept, fold(word).replace("'", "")


def _joined(term: str) -> str:
    """A legal form as one word: "s. en c." gives "senc"."""
    return "".join(c for c in fold(term) if c.isalnum())
