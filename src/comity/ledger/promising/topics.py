"""What a sentence is about, as far as it can be compared with another: stems of its telling words, and its numbers."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from comity.later import pattern
from comity.ledger.promising.cues import words
from comity.ledger.promising.names import MONTHS, WEEKDAYS

_WORD = pattern(r"[^\W\d_]{4,}|\bq[1-4]\b")
_NUMBER = pattern(r"(?<![\d.,/:-])\d{1,4}(?![\d/:%]|[.,]\d)")
_STEM = 6
_NO_TOPIC = words("topics", "none")
_DAYS = frozenset(word[:_STEM] for word in (*WEEKDAYS, *MONTHS))
_SPELT = {
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
}  # fmt: skip
_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, **_SPELT}  # behind tens: "twenty three"
_TENS = "|".join(word for word, n in _SPELT.items() if 20 <= n < 100)
_ONE_TO_NINE = "|".join(word for word, n in _ONES.items() if n < 10)
_ANY = rf"(\d+|(?:{_TENS})[\s-](?:{_ONE_TO_NINE})|{'|'.join(sorted(_SPELT, reverse=True))})\b"
_FIGURE = pattern(rf"\b{_ANY}", re.I)
_THAN = pattern(rf"\b(?:of|not|against|instead\s+of|statt|van\s+de|sur|de\s+los)\s+(?:the\s+|your\s+)?{_ANY}", re.I)
_NEAR = pattern(r"[^.\d]{0,30}")
_NOTHING = pattern(rf"\b{_ANY}(?=[^.]{{0,30}}\b(?:zero|never|none)\b)", re.I)
_SPELT_OUT = pattern(r"\b(?:" + "|".join(_SPELT) + r")\b", re.I)


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that tell what a text is about."""
    telling = (w for w in _WORD.findall(text.lower()) if w not in _NO_TOPIC)
    return frozenset(w[:_STEM] for w in telling if w[:_STEM] not in _DAYS)


def amounts(text: str) -> frozenset[int]:
    """Numbers of five and more that count something: no days, times, shares or money with decimals."""
    found = {int(n) for n in _NUMBER.findall(text)} | {_SPELT[w.lower()] for w in _SPELT_OUT.findall(text)}
    return frozenset(n for n in found if n >= 5 and not 2000 <= n <= 2100)


def falls_short(text: str, promised: frozenset[int]) -> bool:
    """Whether a text counts less than a promised number: "7 of 30", "18, not 20"."""
    for figure in _FIGURE.finditer(text):
        for than in _THAN.finditer(text, figure.end()):
            if not _NEAR.fullmatch(text, figure.end(), than.start()):
                break
            if (number := _counted(than[1])) in promised and _counted(figure[0]) < number:
                return True
    return any(_counted(m[1]) in promised for m in _NOTHING.finditer(text))


def _counted(told: str) -> int:
    """A number in figures or spelt out."""
    return int(told) if told.isdecimal() else sum(_ONES[word] for word in re.split(r"[\s-]+", told.lower()))


def mentions(text: str, day: dt.date) -> bool:
    """Whether a text names a day by its number or month: "you said the 10th"."""
    month, number = _namings(day)
    if month and month.search(text):
        return True
    return str(day.day) in text and number.search(text) is not None


@lru_cache(maxsize=4096)
def _namings(day: dt.date) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """How the month of a day is named where the day ends it, and how the day is."""
    ending = "th" if 10 <= day.day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    names = [name for name, number in MONTHS.items() if number == day.month]
    spans, months = "|".join(name for name in names if len(name) > 3), "|".join(names)
    ends = (day + dt.timedelta(days=1)).day == 1
    number = rf"{day.day}(?:{ending}|\.|e|ste|de)?"
    named = (
        rf"\b(?:the|der|den|dem|am|de|le|el)\s+{day.day}(?:{ending}|\.|e\b|ste\b)"
        rf"|\b(?:el|le)\s+(?:\w{{5,9}}\s+)?{day.day}\b(?!\s*[%€$:h]|[.,]\d)"
        rf"|\b(?:{number}\s+(?:of\s+|de\s+)?(?:{months})|(?:{months})\s+{number})\b"
    )
    return re.compile(rf"\b(?:{spans})\b", re.I) if ends else None, re.compile(named, re.I)


def names_weekday(text: str, day: dt.date) -> bool:
    """Whether a text names the day of the week that a day is."""
    names = "|".join(name for name, number in WEEKDAYS.items() if number == day.weekday())
    return re.search(rf"\b(?:{names})\b", text, re.I) is not None


def topics_of(quote: str, subject: str) -> frozenset[str]:
    """What a promise is about: its own words, and where those tell little, the subject it stands under."""
    own = stems(quote)
    return own if len(own) > 2 else own | stems(subject)
