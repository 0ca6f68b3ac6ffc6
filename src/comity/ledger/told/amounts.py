"""Money in a sentence: "$1.2m", "EUR 250.000"; "two hundred" is none."""

from __future__ import annotations

import re

from comity.sources.amounts import SYMBOLS, number_readings
from comity.sources.values import plain

_WORDS = {
    "euro": "EUR",
    "euros": "EUR",
    "pounds": "GBP",
    "francs": "CHF",
    "franken": "CHF",
    "dollar": "",
    "dollars": "",
}
_CODES = "USD|EUR|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|MXN|ZAR|INR|SGD"  # those that are no words in capitals
_TIMES = {"k": 1e3, "thousand": 1e3, "tausend": 1e3, "tsd": 1e3, "mille": 1e3, "duizend": 1e3, "mil": 1e3,
          "m": 1e6, "mn": 1e6, "mm": 1e6, "million": 1e6, "millions": 1e6, "mio": 1e6, "millionen": 1e6, "miljoen": 1e6,
          "mln": 1e6, "millones": 1e6, "millón": 1e6, "bn": 1e9, "billion": 1e9}  # fmt: skip
_BARE = "$"  # the one sign of several currencies that stands for money in any sentence
# Those that are words too ("Fr." is a Friday) name no money in running text.
_NAMED = [sign for sign, code in SYMBOLS.items() if code and not sign.rstrip(".").isalpha()]
_SIGNS = "|".join(re.escape(sign) for sign in sorted((*_NAMED, _BARE), key=len, reverse=True))
_NUMBER = r"(?P<number{0}>\d{{1,3}}(?:[.,'’\u00a0\u202f ]\d{{3}})+(?:[.,]\d{{1,2}})?|\d+(?:[.,]\d+)?)"
_UNIT = r"(?:\s?(?P<times{0}>" + "|".join(sorted(_TIMES, key=len, reverse=True)) + r")\b\.?)?"
_MONEY = re.compile(
    rf"(?P<sign>{_SIGNS}|\b(?:{_CODES})\b)\s?{_NUMBER.format('')}{_UNIT.format('')}"
    rf"|{_NUMBER.format('2')}{_UNIT.format('2')}\s?(?P<sign2>{_SIGNS}|\b(?:{_CODES}|{'|'.join(_WORDS)})\b)",
    re.I,
)
_CURRENCIES = {sign.lower(): code for sign, code in {**SYMBOLS, **_WORDS}.items()}
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD")


def amount_in(text: str, home: str) -> tuple[float, str] | None:
    """The largest amount that a sentence names, with its currency; a bare dollar is that of home, else the American."""
    found = [_read(m, home) for m in _MONEY.finditer(text)]
    return max(found, default=None)


def _read(match: re.Match[str], home: str) -> tuple[float, str]:
    number, times, sign = (match[n] or match[f"{n}2"] or "" for n in ("number", "times", "sign"))
    currency = _CURRENCIES.get(sign.lower(), sign.upper()) or (home if home in _DOLLARS else "USD")
    return _number(number) * _TIMES.get(times.lower(), 1), currency


def _number(text: str) -> float:
    """A number as either side of the Channel writes it: a mark with three digits behind it parts thousands."""
    found = number_readings(plain(text))
    return float(max(value for value in (found.point, found.comma) if value is not None))
