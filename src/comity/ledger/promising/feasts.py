"""Feasts and holidays that people name as a limit: "by Labor Day", "vor Ostern", "avant la Toussaint"."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import TYPE_CHECKING

from comity.later import module
from comity.ledger.promising.workdays import Workdays

if TYPE_CHECKING:
    from dateutil import easter
else:
    easter = module("dateutil.easter")

_DAY = dt.timedelta(days=1)
# Named as limits themselves: who says "by Christmas" means the days before.
_LIMITS = {
    (
        12,
        24,
    ): "christmas; christmas eve; xmas; weihnachten; heiligabend; kerst; kerstmis; kerstavond; noël; les fêtes; navidad"
    "; nochebuena; the holidays",
    (12, 31): "new year; new year's; new year's eve; silvester; neujahr; jahreswechsel; oud en nieuw; nieuwjaar"
    "; jaarwisseling; nouvel an; saint-sylvestre; nochevieja; fin de año; año nuevo",
}
_FIXED = {
    (1, 6): "reyes; epiphany; dreikönig",
    (1, 26): "australia day",
    (2, 6): "waitangi day; waitangi",
    (2, 14): "valentine's day; valentine's; valentinstag; saint-valentin",
    (3, 17): "st patrick's day; st. patrick's day; paddy's day",
    (4, 25): "anzac day",
    (4, 27): "koningsdag",
    (6, 19): "juneteenth",
    (7, 1): "canada day",
    (7, 4): "fourth of july; july fourth; independence day",
    (7, 14): "14 juillet; quatorze juillet",
    (8, 15): "15 août; quinze août; assomption; mariä himmelfahrt",
    (9, 15): "rentrée",
    (10, 3): "tag der deutschen einheit",
    (10, 31): "halloween",
    (11, 1): "allerheiligen; toussaint; todos los santos",
    (11, 5): "bonfire night; guy fawkes",
    (11, 11): "veterans day; veteran's day; remembrance day",
    (12, 5): "sinterklaas",
    (12, 6): "nikolaus; constitución",
    (12, 26): "boxing day; tweede kerstdag",
}
# Days from Easter Sunday.
_EASTER = {
    -48: "rosenmontag",
    -47: "mardi gras; carnaval; karneval; fasching",
    -3: "semana santa",
    -2: "good friday; karfreitag; vendredi saint; goede vrijdag; viernes santo",
    0: "easter; ostern; pasen; pâques; pascua",
    1: "easter monday; ostermontag; paasmaandag; tweede paasdag; lundi de pâques; lunes de pascua",
    39: "ascension; himmelfahrt; hemelvaart; ascensión",
    49: "whitsun; pentecost; pfingsten; pinksteren; pentecôte; pentecostés",
    50: "whit monday; pfingstmontag; pinkstermaandag; tweede pinksterdag; lundi de pentecôte",
    60: "fronleichnam; corpus christi",
}
# By country ("" for any other): month, weekday from Monday, and which of them (0: the last).
_WEEKDAYS = {
    "labor day; labour day": {"": (9, 0, 1), "NZ": (10, 0, 4)},
    "thanksgiving": {"": (11, 3, 4), "CA": (10, 0, 2)},
    "memorial day": {"": (5, 0, 0)},
    "presidents day; presidents' day; president's day": {"": (2, 0, 3)},
    "mlk day; martin luther king day": {"": (1, 0, 3)},
    "columbus day": {"": (10, 0, 2)},
    "mother's day; mothers day": {"": (5, 6, 2)},
    "father's day; fathers day": {"": (6, 6, 3)},
}
_BANK = "bank holiday"
_SOON = 120  # days within which the next bank holiday is


def _parted(told: str) -> list[str]:
    return [name.strip() for name in told.split(";")]


_FIXED_BY_NAME = {name: day for some in (_LIMITS, _FIXED) for day, names in some.items() for name in _parted(names)}
_EASTER_BY_NAME = {name: days for days, names in _EASTER.items() for name in _parted(names)}
_WEEKDAY_BY_NAME = {name: rule for names, rule in _WEEKDAYS.items() for name in _parted(names)}
LIMITS = frozenset(name for names in _LIMITS.values() for name in _parted(names))
FEASTS = frozenset({*_FIXED_BY_NAME, *_EASTER_BY_NAME, *_WEEKDAY_BY_NAME, _BANK})
_PLAIN = frozenset(
    ("day", "the", "of", "and", "bank", "de", "los", "año", "fin", "oud", "en", "nieuw", "der", "tag", "new", "father",
     "fathers", "mother", "mothers", "an", "les", "eve", "tweede", "saint", "good")
)  # fmt: skip
# One of these words stands in the name of each, or a number.
FEAST_WORDS = frozenset(word for name in FEASTS for word in name.split() if not word.isdigit()) - _PLAIN


def plain(name: str) -> str:
    """A name as it stands in FEASTS."""
    return " ".join(name.lower().replace("’", "'").split())


def feast_day(name: str, said: dt.date, workdays: Workdays) -> dt.date | None:
    """The next day of this name, from a day on; None for one that nobody knows there."""
    name = plain(name)
    if name == _BANK:
        ahead = (said + n * _DAY for n in range(1, _SOON))
        return next((day for day in ahead if day.weekday() < 5 and not workdays.works(day)), None)
    found = (_of_year(name, year, workdays.country) for year in (said.year, said.year + 1))
    return next((day for day in found if day is not None and day >= said), None)


def _of_year(name: str, year: int, country: str) -> dt.date | None:
    if name in _FIXED_BY_NAME:
        return dt.date(year, *_FIXED_BY_NAME[name])
    if name in _EASTER_BY_NAME:
        return easter.easter(year) + _EASTER_BY_NAME[name] * _DAY
    if name in _WEEKDAY_BY_NAME:
        rule = _WEEKDAY_BY_NAME[name]
        return nth_weekday(year, *rule.get(country, rule[""]))
    return None


def nth_weekday(year: int, month: int, weekday: int, place: int) -> dt.date:
    """The first, second ... of a weekday in a month; place 0: the last."""
    if not place:
        last = dt.date(year, month, monthrange(year, month)[1])
        return last - (last.weekday() - weekday) % 7 * _DAY
    first = dt.date(year, month, 1)
    return first + (weekday - first.weekday()) % 7 * _DAY + 7 * (place - 1) * _DAY
