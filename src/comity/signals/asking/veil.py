"""Names, addresses and numbers replaced before a sentence may leave; where one would still show, nothing leaves.

People and firms are known from the book. Of others, in languages that write nouns small, a capital letter within a
sentence tells; in German only who stands behind a title. What a word is without a capital (the *will* in "I will",
the *foods* in "our foods") is told by the book's own mail.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

import msgspec

from comity.later import pattern

ADDRESS, NUMBER, PERSON, FIRM, NAME = "ADDRESS", "NUMBER", "PERSON", "FIRM", "NAME"
LONGEST = 600  # signs of a sentence that is sent
EVIDENT = 5  # times that a word was written small before it is taken for no name

_LETTERS = pattern(r"[^\W\d_]+")
_PARTS = pattern(
    r"(?P<ADDRESS>[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;]+|\w+://\S+|\bwww\.\S+|@\w[\w.-]*"
    r"|\b\w[\w-]*(?:\.[\w-]+)*\.[^\W\d_]{2,24}\b(?:/\S*)?)"
    r"|(?P<NUMBER>(?!\d{1,3}-?[a-z]+\b)(?!(?:Q|H|FY|KW|CW|W)\d{1,4}\b)"
    r"(?=[\w/-]*\d)(?=[\w/-]*[^\W\d_])\w+(?:[-/]\w+)*"
    r"|[+(]?\d[\d\s().,:/–-]*\d)"
    r"|(?P<WORD>[^\W\d_]+)"
)
_YEAR = pattern(r"(?:19|20)\d\d")
_RUN = pattern(r"\d{4,}")
_END = pattern(r"[.!?…\n]")
_JOINS = pattern(r"[\s.'’&-]{0,3}")
_HIDDEN = pattern(r"\[[A-Z]+ \d+\]")


@cache
def _words(kind: str) -> frozenset[str]:
    told = tomllib.loads((resources.files("comity.signals.asking") / "words.toml").read_text("utf-8"))
    return frozenset(fold(word) for word in told[kind].split())


@cache
def _nobody() -> frozenset[str]:
    return _words("kept") | (_words("small") - {"will", "may"})


def fold(word: str) -> str:
    """A word as it is compared: small, without accents."""
    apart = unicodedata.normalize("NFKD", word)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def clean(text: str) -> str:
    """The signs that one sees, each in its usual form: none that hides a name or turns the writing round."""
    usual = unicodedata.normalize("NFKC", text)
    return " ".join("".join(c for c in usual if unicodedata.category(c) not in ("Cf", "Co", "Cn")).split())


class Names(msgspec.Struct, frozen=True):
    """Everybody whom the book knows: people, firms with the labels of their domains, and what may be either."""

    people: frozenset[str] = frozenset()
    firms: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


class Usage:
    """How words are written in the book's mail: small, or with a capital within a sentence."""

    def __init__(self, sentences: Iterable[str] = ()) -> None:
        self.small: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()
        for text in sentences:
            for number, word in enumerate(_LETTERS.findall(text)):
                if word.islower():
                    self.small[fold(word)] += 1
                elif number:
                    self.capital[fold(word)] += 1

    def plain(self, word: str, often: int) -> bool:
        """Whether a folded word is one of the language, and a name at most beside that."""
        return word in _words("small") or self.small[word] >= max(EVIDENT, often * self.capital[word])

    def named(self, word: str) -> bool:
        """Whether a folded word is written with a capital more often than not."""
        return self.capital[word] > self.small[word]


class _Piece(msgspec.Struct):
    kind: str  # '' stays as it is
    text: str
    start: int
    end: int


class Veil:
    """Lays placeholders over names, addresses and numbers: "[PERSON 1] of [FIRM 1] will pay"."""

    def __init__(self, names: Names, usage: Usage) -> None:
        self._usage = usage
        self._people = frozenset(_tokens(names.people))
        self._firms = frozenset(_tokens(names.firms))
        self._others = frozenset(_tokens(names.others))
        every = " ".join((*names.people, *names.firms, *names.others))
        caseless = {part for part in clean(every).split() if _caseless(part)}
        self._caseless = sorted(caseless, key=lambda n: (-len(n), n))

    def over(self, text: str) -> str | None:
        """The sentence as it may leave; None where it may not: too long, or somebody would still be seen."""
        text = clean(text)
        if not text or len(text) > LONGEST or _HIDDEN.search(text):
            return None
        for name in self._caseless:
            text = text.replace(name, " \x00 ")
        hidden = self._hidden(text)
        return None if self._seen(hidden) else hidden

    def _hidden(self, text: str) -> str:
        pieces = list(self._pieces(text))
        shown, at, numbers = [], 0, {}
        for number, piece in enumerate(pieces):
            if not piece.kind:
                continue
            gap = text[at : piece.start]
            joined = number and pieces[number - 1].kind in _NAMED and piece.kind in _NAMED and _JOINS.fullmatch(gap)
            if not joined:
                of = numbers.setdefault(piece.kind, {})
                shown += [gap, f"[{piece.kind} {of.setdefault(fold(piece.text), len(of) + 1)}]"]
            at = piece.end
        return "".join([*shown, text[at:]]).replace("\x00", "[NAME 0]")

    def _pieces(self, text: str) -> Iterator[_Piece]:
        words = _LETTERS.findall(text)
        loud = (
            sum(w.isupper() for w in words if len(w) > 1) * 10 >= 6 * sum(len(w) > 1 for w in words) and len(words) > 3
        )
        german = sum(fold(w) in _words("german") for w in words) > max(1, len(words) // 8)
        begins, last, titled = True, 0, False
        matches = list(_PARTS.finditer(text))
        for number, match in enumerate(matches):
            kind, found = match.lastgroup or "", match[0]
            gap = text[last : match.start()]
            begins = begins or (bool(_END.search(gap)) and not titled and len(matches[number - 1][0]) > 1)
            last = match.end()
            if kind == "WORD":
                following = matches[number + 1][0] if number + 1 < len(matches) else ""
                kind = self._kind(found, begins, loud, german and not titled, following)
                titled = fold(found) in _words("titles")
                begins = False
            elif kind == NUMBER and not _telling(found):
                kind = ""
            yield _Piece(kind, found, match.start(), match.end())

    def _kind(self, word: str, begins: bool, loud: bool, german: bool, following: str) -> str:
        """What a word is hidden as; '' shows it."""
        known = self._known(word, begins)
        key = fold(word)
        if known or loud or not any(c.isupper() for c in word) or key in _nobody() or german:
            return known
        if not begins:
            return NAME
        follows = following[:1].isupper() and fold(following) not in _nobody() and not self._usage.plain(key, 1)
        return NAME if follows or self._usage.named(key) else ""

    def _known(self, word: str, begins: bool) -> str:
        key, capital = fold(word), any(c.isupper() for c in word)
        if key in self._people and (capital or not self._usage.plain(key, 9)):
            return PERSON
        if key in self._firms or key in self._others:
            small = key in _words("small")
            if (capital and not (small and begins)) or not (small or self._usage.plain(key, 1)):
                return FIRM if key in self._firms else NAME
        return ""

    def _seen(self, hidden: str) -> bool:
        """Whether something that should be hidden still shows: looked at once more, in another way."""
        rest = _HIDDEN.sub(" ", hidden)
        return "@" in rest or "://" in rest or bool(re.search(r"\d{5,}", rest)) or any(
            self._known(word, begins=True) for word in _LETTERS.findall(rest)
        )  # fmt: skip


_NAMED = frozenset({PERSON, FIRM, NAME})


def _tokens(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from (key for word in _LETTERS.findall(clean(name)) if len(key := fold(word)) > 1)


def _caseless(word: str) -> bool:
    return len(word) > 1 and any(c.isalpha() and c.lower() == c.upper() for c in word)


def _telling(number: str) -> bool:
    """Whether a number may say whose it is: not a year, a day, a share or a small amount."""
    if _LETTERS.search(number):
        return True
    digits = sum(c.isdigit() for c in number)
    runs = [run for run in _RUN.findall(number) if not _YEAR.fullmatch(run)]
    return bool(runs) or digits > 4
