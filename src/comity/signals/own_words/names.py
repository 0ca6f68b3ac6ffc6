"""What a line of a signature looks like: a name, a post or a firm, a telephone number or an address."""

from __future__ import annotations

import re
from functools import lru_cache

from comity.later import pattern
from comity.signals.own_words.words import Vocabulary, either, lists

_WORDS = lists("names.toml")
_NO_NAMES = frozenset(_WORDS["no_names"])
_ALSO_NAMES = frozenset(_WORDS["also_names"])
_PARTICLES = frozenset(_WORDS["particles"])
_FIRM_WORDS = frozenset(_WORDS["firms"])
_LABELS = frozenset(_WORDS["contact"])
_JOINING = frozenset(_WORDS["joining"])
_SMALL = _PARTICLES | _JOINING
_POSTS = Vocabulary(_WORDS["posts"])
_FIRMS = Vocabulary(_WORDS["firms"])
# A mailbox has the same signatures again and again, and one line is asked about from several sides.
_REMEMBERED = 4096

_LONGEST_NAME = 50
_LONGEST_LINE = 110
_MOST_NAME_WORDS = 5
_MOST_FIRM_WORDS = 6
_MOST_POST_WORDS = 8
_MOST_SHOUTED = 3
_MOST_LINE_WORDS = 14

_SEPARATED = pattern(r"\s[|·•–/]\s|\s\|\s?")
_MAIL = pattern(r"(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_URL = pattern(
    r"(?:https?://|www\.)\S{1,300}|(?<![\w@.])[\w-]{2,63}(?:\.[\w-]{2,63}){0,3}\.[a-z]{2,12}(?:/\S{0,200})?(?![\w@])"
)
_PHONE = pattern(r"(?<![\w.,/-])(?:\+|\(|\d)[\d\s()./\-]{5,22}\d(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?![\w,/])")
_DIGITS = pattern(r"\d{2}")
_DATE = pattern(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")
_LABEL = pattern(rf"(?<![^\W_]){either(_LABELS)}\s?[:.]", re.IGNORECASE)
_INITIALS = pattern(r"(?:[A-Z]\.?[ -]?){1,4}$")
_DEGREE = pattern(
    r",?\s(?:ph\.?d|mba|cpa|md|m\.d|esq|jr|sr|cpsm|phr|sphr|pmp|rn|cfa|pe|msc|ba|ma|ii|iii)\.?(?=,|$|\s)", re.IGNORECASE
)
_SMILE = pattern(r"\s*(?:[:;=8]-?[)(DPp3]|[^\w\s.,!?:;\-–—~*_/|()<>\"'“”’]{1,6})\s*$")
# German and English deputies put this before their name.
_ON_BEHALF = pattern(r"\b(?:i\.\s?[AV]\.|ppa\.|p\.\s?p\.)\s?", re.IGNORECASE)
_WORD = pattern(r"[^\W\d_][\w'’.\-]*")
_TRIM = " \t\xa0,;-–—~*_/|\"'“”()<>"


@lru_cache(_REMEMBERED)
def is_name(text: str) -> bool:
    """Whether a line may be nothing but a person's name, or initials."""
    if len(text) > _LONGEST_NAME + 20 or not (text[0].isalpha() or text[0] in _TRIM):
        return False
    bare = _DEGREE.sub("", _SMILE.sub("", text)).strip(_TRIM)
    on_behalf = _ON_BEHALF.search(bare)
    if on_behalf:
        bare = bare[on_behalf.end() :]
    if not bare or len(bare) > _LONGEST_NAME or bare.lower().rstrip(".!") in _NO_NAMES:
        return False
    if _INITIALS.match(bare):
        return True
    words = bare.split()
    if len(words) > _MOST_NAME_WORDS or bare[-1] in "!?:" or (bare[-1] == "." and len(words[-1]) > 3):
        return False
    return _are_names(words)


def _are_names(words: list[str]) -> bool:
    capitals = 0
    for word in words:
        low = word.lower().strip(".,")
        if low in _PARTICLES:
            continue
        if not word[0].isupper() or not _WORD.fullmatch(word.rstrip(",")):
            return False
        taken = low in _NO_NAMES and not (len(words) > 1 and low in _ALSO_NAMES)
        if len(low) > 1 and (taken or low in _FIRM_WORDS):
            return False
        capitals += 1
    return capitals > 0


@lru_cache(_REMEMBERED)
def is_name_and_post(text: str) -> bool:
    """Whether a line may be a name of two words or more and, behind a comma or a bar, a post: "Ann Lee, Purchasing"."""
    if len(text) > _LONGEST_LINE or text[-1] in "!?:":
        return False
    for mark in (",", " | ", " · ", " - ", " – "):
        name, found, rest = text.partition(mark)
        if found and rest.strip() and len(name.split()) > 1 and is_name(name):
            return has_post(rest) and is_post(rest.strip()) and len(rest.split()) <= _MOST_POST_WORDS
    return _ON_BEHALF.search(text) is not None and is_name(text)


@lru_cache(_REMEMBERED)
def is_detail(text: str) -> bool:
    """Whether a line is a way to reach somebody: telephone, mail, web, or such behind a label."""
    if len(text) > _LONGEST_LINE * 2:
        return False
    rest, found = text, 0
    if "@" in rest:
        rest, n = _MAIL.subn(" ", rest)
        found += n
    if "." in rest or "/" in rest:
        rest, n = _URL.subn(" ", rest)
        found += n
    if _DIGITS.search(rest):
        rest, n = _PHONE.subn(" ", _DATE.sub(" date ", rest))
        found += n
    if not found:
        return False
    words = [word for word in _WORD.findall(_LABEL.sub(" ", rest)) if len(word) > 1]
    lower = [word for word in words if word[0].islower() and word.lower() not in _LABELS]
    return len(lower) <= 1 and (len(words) <= 4 or _SEPARATED.search(text) is not None)


@lru_cache(_REMEMBERED)
def is_post(text: str) -> bool:
    """Whether a line may tell a post, a firm or a place, as signatures do."""
    if (
        len(text) > _LONGEST_LINE
        or text[-1] in "!?:;"
        or (text[-1] == "." and not _FIRMS.is_in(text.rsplit(None, 1)[-1]))
    ):
        return False
    words = _WORD.findall(text)
    if not words or len(words) > _MOST_LINE_WORDS:
        return False
    lower = sum(word[0].islower() and word.lower() not in _SMALL for word in words)
    if lower:
        return (lower <= len(words) // 3 or len(words) <= 3) and tells_post(text)
    most = _MOST_SHOUTED if text.isupper() else _MOST_FIRM_WORDS
    return len(words) <= most or _SEPARATED.search(text) is not None or tells_post(text)


@lru_cache(_REMEMBERED)
def tells_post(text: str) -> bool:
    """Whether a text names a post, or has a word that firms' names and addresses have."""
    return _POSTS.is_in(text) or _FIRMS.is_in(text)


def has_post(text: str) -> bool:
    """Whether a text names a post that somebody holds."""
    return _POSTS.is_in(text)


def is_firm(text: str) -> bool:
    """Whether a line may be the name of a firm and nothing else."""
    return is_post(text) and _FIRMS.is_in(text) and len(text.split()) > 1 and text[0].isupper()


def is_full_name(text: str, writer: str) -> bool:
    """Whether a short line begins with the writer's whole name, in any capitals."""
    name = _letters(writer)
    return (
        len(name) > 1 and len(text) <= _LONGEST_LINE and _letters(text)[: len(name)] == name and text[-1] not in ".!?"
    )


def same_person(name: str, other: str) -> bool:
    """Whether a short form may stand for a name: a word of it, the beginning of one, or its initials."""
    mine, theirs = _letters(name), _letters(other)
    if not mine or not theirs:
        return False
    initials = "".join(word[0] for word in theirs)
    if "".join(mine) in (initials, initials[:1]) or [word[0] for word in mine] == list(initials):
        return True
    return any(_alike(a, b) for a in mine for b in theirs)


def _alike(a: str, b: str) -> bool:
    """Nick and Nicholas, Bernie and Bernadette; a nickname that shares no beginning is not seen."""
    return a == b or (min(len(a), len(b)) >= 3 and a[:3] == b[:3])


@lru_cache(_REMEMBERED)
def _letters(name: str) -> list[str]:
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", name)]
    return [word for word in words if word not in _PARTICLES] or words
