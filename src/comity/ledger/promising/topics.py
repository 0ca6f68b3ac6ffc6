"""What a sentence is about, as far as it can be compared with another: stems of its telling words, and its numbers."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from comity.later import pattern
from comity.ledger.promising.cues import words
from comity.ledger.promising.names import ANY_MONTH, MONTHS, WEEKDAYS

_WORD = pattern(r"[^\W\d_]{4,}|\bq[1-4]\b")
_NUMBER = pattern(r"(?<![\d.,/:-])\d{1,4}(?![\d/:%]|[.,]\d)")
_LONG = pattern(r"(?<![\d.,/:])\d{4,}(?![\d/:%]|[.,]\d)")
_A_YEAR = pattern(r"(?:19|20)\d\d")
_CALLED = pattern(r"^[^\W\d_]+,\s")  # "Greg, the sheets are attached": who is spoken to is not what it is about
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
# How a day is named: by an article, by one in Spanish or French without an ending, with its month before or behind.
_ABROAD = (".", "e", "ste", "de")
_MONTH = f"(?P<month>{ANY_MONTH})"
_NTH = r"(?P<n>\d{1,2})(?P<ending>st|nd|rd|th|\.|e|ste|de)?"
_DATED = (
    pattern(r"\b(?:the|der|den|dem|am|de|le|el)\s+(?P<n>\d{1,2})(?P<ending>st|nd|rd|th|\.|e\b|ste\b)", re.I),
    pattern(r"\b(?:el|le)\s+(?:\w{5,9}\s+)?(?P<n>\d{1,2})\b(?!\s*[%€$:h]|[.,]\d)", re.I),
    pattern(rf"\b{_NTH}\s+(?:of\s+|de\s+)?{_MONTH}\b", re.I),
    pattern(rf"\b{_MONTH}\s+{_NTH}\b", re.I),
)
_SPAN = pattern(rf"\b(?:{'|'.join(name for name in MONTHS if len(name) > 3)})\b", re.I)
_SPELT_OUT = pattern(r"\b(?:" + "|".join(_SPELT) + r")\b", re.I)


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that tell what a text is about."""
    telling = (w for w in _WORD.findall(_CALLED.sub("", text).lower()) if w not in _NO_TOPIC)
    return frozenset(w[:_STEM] for w in telling if w[:_STEM] not in _DAYS)


def amounts(text: str) -> frozenset[int]:
    """Numbers of five and more that count something: no days, times, shares or money with decimals."""
    found = {int(n) for n in _NUMBER.findall(text)} | {_SPELT[w.lower()] for w in _SPELT_OUT.findall(text)}
    return frozenset(n for n in found if n >= 5 and not 2000 <= n <= 2100)


def contradict(promised: str, told: str) -> bool:
    """Whether both texts name something by a long number, an invoice or an order, and none that the other names."""
    ones, others = _long_numbers(promised), _long_numbers(told)
    return bool(ones and others) and ones.isdisjoint(others)


def _long_numbers(text: str) -> frozenset[str]:
    return frozenset(number for number in _LONG.findall(text) if not _A_YEAR.fullmatch(number))


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
    if (day + dt.timedelta(days=1)).day == 1 and any(MONTHS[m[0].lower()] == day.month for m in _SPAN.finditer(text)):
        return True
    if str(day.day) not in text:
        return False
    ending = "th" if 10 <= day.day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    named = (m.groupdict() for dated in _DATED for m in dated.finditer(text))
    return any(
        int(told["n"]) == day.day
        and (told.get("ending") or ending).lower() in (ending, *_ABROAD)
        and ("month" not in told or MONTHS[told["month"].lower()] == day.month)
        for told in named
    )


def names_weekday(text: str, day: dt.date) -> bool:
    """Whether a text names the day of the week that a day is."""
    names = "|".join(name for name, number in WEEKDAYS.items() if number == day.weekday())
    return re.search(rf"\b(?:{names})\b", text, re.I) is not None


def topics_of(quote: str, subject: str) -> frozenset[str]:
    """What a promise is about: its own words, and where those tell little, the subject it stands under."""
    own = stems(quote)
    return own if len(own) > 2 else own | stems(subject)
