"""The line with which a mail begins: "Dear Ms Lee,", "Hi both", "Ann,"."""

from __future__ import annotations

from functools import lru_cache

from comity.later import pattern
from comity.signals.own_words.names import is_name
from comity.signals.own_words.words import lists

_WORDS = lists("sentences.toml")
_GREETS = frozenset(_WORDS["greets"])
_TITLES = frozenset(_WORDS["titles"])
_GREETED = frozenset(_WORDS["greeted"])
_MOST_CHARS = 80
_MOST_WORDS = 8
_MOST_GREETS = max(len(phrase.split()) for phrase in _GREETS)
_MARK = pattern(r"(?:[^,:!.?\n]|\.(?=\s?[A-Z])){1,50}?(?:[,:!]|\s[-–—])\s+")
_TRIM = " \t\xa0,.!:;-–—~*_"
_ALSO = ("and", "&", "und", "en", "et", "y", "e", "og", "och", "ja")


@lru_cache(4096)
def is_greeting(text: str) -> bool:
    """Whether a line is nothing but a greeting, or the name of whom it is for followed by a comma or the like."""
    if len(text) > _MOST_CHARS or text.endswith("?"):
        return False
    words = text.split()
    if not words or len(words) > _MOST_WORDS:
        return False
    greets = _greets(words)
    named = words[greets:]
    if not named:
        return True
    if not greets:
        return _is_addressed(text, named)
    # Behind a comma a sentence may begin, which is told from a name by its small letters or by its full stop.
    comma = words[greets - 1].endswith(",")
    for name in _each(named):
        if not _is_greeted(name, apart=comma, ended=text.endswith(".")):
            return False
        comma = name.endswith(",")
    return True


def behind_greeting(text: str) -> int:
    """Offset behind a greeting that text follows on the same line: "Hi Ann, could you ..."; 0 without one.

    A bare name before a comma is left where it is: "Bob, Ann and I ..." need not speak to Bob.
    """
    behind = 0
    while (found := _MARK.match(text, behind)) is not None:
        part = text[behind : found.end()].strip()
        part = part if part[-1] in ",:!" else f"{part[:-1].strip()},"
        words = part.split()
        if not (behind or 0 < _greets(words) < len(words)) or not is_greeting(part):
            break
        behind = found.end()
    return behind if len(text[behind : behind + 100].split()) > 1 else 0


def _greets(words: list[str]) -> int:
    """How many words at the beginning greet."""
    for count in range(min(_MOST_GREETS, len(words)), 0, -1):
        if " ".join(words[:count]).lower().strip(_TRIM) in _GREETS:
            return count
    return 0


def _is_addressed(text: str, named: list[str]) -> bool:
    """A line with nothing but names, and a mark that shows that something is said to them."""
    return text[-1] in ",:!-–—" and not text.islower() and all(map(_is_greeted, _each(named)))


def _each(words: list[str]) -> list[str]:
    """The names of a list: "Ann, Bob and Cy" in three."""
    names: list[list[str]] = [[]]
    for word in words:
        if word.lower() in _ALSO:
            names.append([])
            continue
        names[-1].append(word)
        if word.endswith(","):
            names.append([])
    return [" ".join(name) for name in names if name]


def _is_greeted(name: str, *, apart: bool = False, ended: bool = False, titled: bool = False) -> bool:
    """Whether somebody is named; `apart` behind a comma, on a line that a full stop `ended`, behind a title.

    In small letters a name is one word, or stands behind a title: more words, or such behind a comma, are a sentence.
    """
    bare = name.strip(_TRIM)
    low = bare.lower()
    if not bare or low in _GREETED:
        return True
    words = bare.split()
    first = low.split()[0]
    if first.rstrip(".") in _TITLES or first in _GREETS:
        return len(words) == 1 or _is_greeted(" ".join(words[1:]), titled=True)
    if bare.islower() or bare.isupper():
        most = 5 if titled else 1 if bare.islower() else 2
        return not apart and len(words) <= most and is_name(bare.title())
    return not (apart and ended) and len(words) <= 5 and is_name(bare)
