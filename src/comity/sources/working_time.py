"""Work that is counted by the day, and rates for more than an hour: what they come to in hours.

A day is taken for eight hours and a week for five of them: the week of forty hours (ILO, Forty-Hour Week Convention,
C047, 1935).
"""

from __future__ import annotations

import re
from decimal import Decimal

from comity.later import pattern
from comity.sources.amounts import PER, bounded
from comity.sources.values import Unreadable

DAY = 8
WEEK = 5 * DAY
YEAR = 52 * WEEK
MOST_DAYS = 31  # of one entry: a month
# The time that a rate is for, as five languages say it: whichever of these its word holds.
_SPANS = (
    (pattern(r"\b(?:daily|days?|tag|tages\w*|täglich|dag|dagen|jour|journali\w*|día|diari[ao])\b", re.IGNORECASE), DAY),
    (pattern(r"\b(?:week|weekly|woche|wöchentlich|semaine|hebdo\w*|semana|semanal)\b", re.IGNORECASE), WEEK),
    (pattern(r"\b(?:month|monthly|monat|monatlich|maand|mois|mensuel|mes|mensual)\b", re.IGNORECASE), YEAR / 12),
    (pattern(r"\b(?:year|yearly|annual|annum|jahr|jährlich|jaar|an|année|annuel|año|anual)\b", re.IGNORECASE), YEAR),
)


def hours_of(days: float) -> float:
    """The hours of so many days of one entry. Raises Unreadable where nobody works so many."""
    if not -MOST_DAYS <= days <= MOST_DAYS:
        raise Unreadable(f"{days:g} is no number of days for one entry")
    return round(days * DAY, 6)


def by_the_hour(rate: Decimal | None, hours: float = DAY) -> Decimal | None:
    """What an hour costs at a rate for so many."""
    return None if rate is None else bounded(rate / Decimal(str(hours)), str(rate))


_RATED = {"d": DAY, "w": WEEK, "m": YEAR / 12, "y": YEAR, "a": YEAR}  # by the first letter of "day", "annum"


def rated(text: str) -> float:
    """For how many hours an amount is that says so behind it ("400 per day", "50/hr"); nought where it does not."""
    found = PER.search(text)
    return _RATED.get(found["time"][0].lower(), 1) if found else 0


def span(said: str) -> float:
    """For how many hours a rate is, by the word beside it ("DAILY", "par jour"); one where it says nothing else."""
    return next((hours for words, hours in _SPANS if words.search(said)), 1)
