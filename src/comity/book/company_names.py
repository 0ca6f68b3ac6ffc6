"""Reading a company name: its words, what kind of word each is, its legal form, and what was only added to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from comity.book.company_words import Kind, vocabulary
from comity.book.spelling import LONGEST, LOST, WORDS, clean, fold, spellings
from comity.later import pattern

_ALSO = pattern(
    r"[\s,;(]+(?:d\s?/\s?b\s?/\s?a|dba|t/a|f/?k/?a|a/?k/?a|trading as|trades as|doing business as|also known as"
    r"|formerly(?: known as)?|vormals|vorm\.|firmierend als|voorheen|h\.?o\.?d\.?n\.?|handelend onder de naam"
    r"|anciennement)[\s.:]+",
    re.IGNORECASE,
)
_NAME_ENDS = pattern(
    r"\s*[,;()]|\.\s|\s+(?:since|from|until|till|as of|before|and|seit|ab|bis|sinds|vanaf|tot|depuis|jusqu)\b|\s\d",
    re.IGNORECASE,
)
_BRACKETS = pattern(r"[(\[{]([^()\[\]{}]*)[)\]}]?")
_TAIL = pattern(r"\s+[-–—|/]+(?=\s|$)|:\s|:(?=[A-Za-z])|;")
_INITIALS = pattern(r"(?<!\w)(?:[^\W\d_][./]\s?){2,}(?:[^\W\d_](?!\w))?|(?<!\w)[^\W\d_]/[^\W\d_](?!\w)")
_ELIDED = pattern(r"(?<!\w)([dDlL])['’](?=\w)")
_APOSTROPHE = pattern(r"(?<=\w)['’](?=\w)")
_RUN_TOGETHER = pattern(r"(?<=[a-zß-ÿ]{3})(?=[A-ZÀ-Þ][A-Za-zÀ-ÿ]{2})|(?<=[^\W\d_]{4})(?=\d\d)|(?<=\d\d)(?=[^\W\d_]{4})")
_WORD = pattern(rf"[^\W_{LOST}]+(?:{LOST}[^\W_{LOST}]+)*|{LOST}[^\W_{LOST}]+|[&+]")
_AND = frozenset({"&", "+", "and", "und", "en", "et", "y", "e", "og"})
_LEGAL_INSIDE = frozenset({"co", "bv", "nv", "ag", "kg"})  # shorter ones are words too often inside a name


class Word(msgspec.Struct, frozen=True):
    """One word: `text` folded, `forms` its spellings, `key` the one by which it is counted.

    `aside` is told of a word that was only added to the name, in brackets or after a dash.
    """

    text: str
    forms: frozenset[str]
    key: str
    kind: Kind
    concept: str
    aside: bool
    shown: str


class CompanyName(msgspec.Struct, frozen=True):
    """A company name read: `words` in order without the legal form, `legal` its forms, `also` further names told in it.

    `telling` leaves the stop words out; `compact` and `whole` spell it as one string, without them and with them.
    """

    written: str
    words: tuple[Word, ...]
    legal: frozenset[str]
    also: tuple[CompanyName, ...]
    telling: tuple[Word, ...]
    compact: str
    whole: str


@lru_cache(maxsize=65_536)
def company_key(name: str) -> CompanyName:
    """Read a name as someone wrote it. Never fails: a name without letters or digits has no words."""
    parts = [part for part in _ALSO.split(clean(name)) if part.strip(" ,;()")]
    if not parts:
        return _made(name, (), frozenset(), ())
    also = tuple(company_key(part.strip(" ,;()")) for part in parts[1:4])
    main, asides = _apart(parts[0])
    tokens, legal = _without_legal(_tokens(main))
    tokens, places = _without_place(tokens, main)
    words = [_word(t, aside=False) for t in tokens]
    extra = [_word(t, aside=True) for part in asides for t in _tokens(part) if fold(t) not in vocabulary().currencies]
    extra += [_word(t, aside=True) for t in places]
    inside = {w.text for w in words if w.text in _LEGAL_INSIDE or (len(w.text) > 2 and w.text in vocabulary().legal)}
    if any(w.text not in inside and w.kind is not Kind.STOP for w in words):
        words = [w for w in words if w.text not in inside]
        legal |= {vocabulary().legal[text] for text in inside}
    return _made(name, tuple((words + extra)[:WORDS]), legal, also)


def also_called(remark: str) -> list[str]:
    """Further names that a remark tells: "trades as Gold Feed since 2024" tells "Gold Feed"."""
    told = (_NAME_ENDS.split(part)[0].strip(" \"'“”") for part in _ALSO.split(" " + clean(remark))[1:])
    return [name for name in told if len(name) > 1 and re.search(r"[^\W\d_]{2}", name)]


def _made(written: str, words: tuple[Word, ...], legal: frozenset[str], also: tuple[CompanyName, ...]) -> CompanyName:
    telling = tuple(w for w in words if w.kind is not Kind.STOP) or words
    core = [w for w in words if not w.aside]
    compact = "".join(w.text for w in core if w.kind is not Kind.STOP)
    return CompanyName(written, words, legal, also, telling, compact, "".join(w.text for w in core))


def _apart(text: str) -> tuple[str, list[str]]:
    """The name itself, and what stands in brackets or after a dash, slash, bar or colon."""
    asides = [part for part in _BRACKETS.findall(text) if part.strip()]
    main = _BRACKETS.sub(" ", text)
    first, *rest = [part for part in _TAIL.split(main) if _WORD.search(part)] or [""]
    if rest and not re.search(r"[^\W\d_]{2}", first):  # "10442 - Name": the number is the customer's, not the name
        first, rest = rest[0], [first, *rest[1:]]
    if not first:
        return text, []
    return first, rest + asides


def _tokens(text: str) -> list[str]:
    """The words as written, initials joined ("B.V." is one word), run-together words taken apart."""
    text = _INITIALS.sub(lambda m: "".join(c for c in m.group() if c.isalnum()) + " ", text)
    text = _APOSTROPHE.sub("", _ELIDED.sub(r"\1 ", text))
    return _WORD.findall(_RUN_TOGETHER.sub(" ", text))[:WORDS]


def _without_legal(tokens: Sequence[str]) -> tuple[list[str], frozenset[str]]:
    """Take legal forms off the end and the front, leaving at least one word."""
    left, legal, known = list(tokens), set[str](), vocabulary()
    while left:
        if len(left) > 1 and fold(left[-1]) in known.currencies and left[-1].isupper():
            left.pop()
            continue
        length = next((n for n in (4, 3, 2, 1) if _is_legal(left, n)), 0)
        if length:
            legal.add(known.legal[_joined(left[-length:])])
            del left[-length:]
        elif legal and len(left) > 1 and fold(left[-1]) in ("&", "+", "and", "und", "en", "et"):
            left.pop()
        else:
            break
    while len(left) > 1 and fold(left[0]) in known.legal_first:
        first = fold(left.pop(0))
        legal.add(known.legal.get(first, first))
    return left, frozenset(legal)


def _is_legal(tokens: Sequence[str], length: int) -> bool:
    """Whether the last words are a legal form and something that names a firm stands before them."""
    rest = tokens[:-length]
    return _joined(tokens[-length:]) in vocabulary().legal and any(
        _word(t, aside=False).kind is not Kind.STOP for t in rest
    )


def _joined(tokens: Sequence[str]) -> str:
    return "".join(fold(t) for t in tokens if t not in "&+")


def _without_place(tokens: list[str], text: str) -> tuple[list[str], list[str]]:
    """Take off a place that follows a comma ("Name, Austin, TX"), so that it is only an addition."""
    _, *parts = [_WORD.findall(part) for part in text.split(",")]
    if not parts or not parts[-1]:
        return tokens, []
    if not all(
        _word(t, aside=False).kind is Kind.PLACE or (t.isupper() and fold(t) in vocabulary().states) for t in parts[-1]
    ):
        return tokens, []
    place = parts[-1]
    if len(parts) > 1 and len(parts[-2]) < 3:  # the town before the state
        place = parts[-2] + place
    if len(tokens) <= len(place) or tokens[-len(place) :] != place:
        return tokens, []
    return tokens[: -len(place)], place


@lru_cache(maxsize=65_536)
def _word(token: str, *, aside: bool) -> Word:
    forms = spellings(token[:LONGEST])
    text = fold(token)
    known = next((vocabulary().words[form] for form in (text, *sorted(forms)) if form in vocabulary().words), None)
    if text in ("&", "+"):
        kind, concept, forms = Kind.STOP, "and", _AND
    elif _is_number(text):
        kind, concept = Kind.NUMBER, text
    elif len(text) == 1:
        kind, concept = Kind.INITIAL, text
    elif known is not None:
        kind, concept = known.kind, known.concept
    else:
        kind, concept = (Kind.SHORT if len(text) <= 3 else Kind.DISTINCTIVE), text
    return Word(text, forms, min(forms, key=lambda form: (len(form), form)), kind, concept, aside, token)


def _is_number(text: str) -> bool:
    """Whether digits are what a word is about; one digit among many letters is a slip."""
    digits = sum(c.isdigit() for c in text)
    return digits > 1 or (digits == 1 and len(text) < 5)
