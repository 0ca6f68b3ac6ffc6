"""By when: the days that a sentence names, counted from the day it was said, in the five languages that are read."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator

from comity.later import pattern
from comity.ledger.promising.feasts import LIMITS, feast_day, nth_weekday, plain
from comity.ledger.promising.names import MONTHS, NUMBERS, ORDINAL_DAYS, PLACES, WEEKDAYS
from comity.ledger.promising.naming import (
    AFTER,
    BARE,
    BEFORE_FEAST,
    BEGINS,
    ENDS_OF,
    IN_A_WEEK,
    LETTERS,
    NAMED,
    OF_A_DAY,
    PAST,
    PAST_WEEKDAY,
    RUNS_OUT,
    SEASONS,
    SHARE,
    STILL_AHEAD,
    UNTIL,
    UNTIL_FEAST,
    WEEK_OF,
    of_the_past,
)
from comity.ledger.promising.workdays import Workdays

_DAY = dt.timedelta(days=1)
_AS_FAR = dt.timedelta(days=3 * 365)
_TODAY = pattern(r"day|night|heute|vandaag|aujourd|hoy|noon|soir|nuit|matin|mañana|nacht|ochtend|avond|middag", re.I)
_WEEK = dt.timedelta(days=7)
_FRIDAY = 4
_BY = pattern(
    r"\b(?:by|until|before|no\s+later\s+than|bis(?:\s+zum)?|avant(?:\s+le)?|d['’]ici(?:\s+le)?|antes\s+del?|hasta(?:\s+el)?"
    r"|v[oó][oó]r|tegen|uiterlijk)\s+$", re.I,
)  # fmt: skip
_PARTS = pattern(r"[,;:]\s+|\s[–—-]\s|\s(?:but|aber|maar|mais|pero)\s", re.I)  # where one part of a sentence ends
# A day and month without a year that lie further ahead are of the past: "your mail of 3 October" of the 20th.
_FURTHEST = dt.timedelta(days=300)
_BY_NAME = (
    "place", "last", "nth", "weekday", "possessed", "today", "tomorrow", "overmorrow", "count", "on_day", "on_day2",
    "later_by", "later_by2",
)  # fmt: skip
_DATE, _BEGUN, _WEEKDAY, _SPAN, _LEAST = range(5)  # how exactly a day is named
_OF_PLANS = (_DATE, _BEGUN, _SPAN, _WEEKDAY, _LEAST)  # as these count in a plan
_WEEKS_AHEAD = 7
_MONTHS, _ALWAYS = 12, (24, 7)
# How long after a feast "after" it lasts: after the holidays until the middle of January.
_AFTERMATH, _LONG_AFTERMATH = dt.timedelta(days=7), dt.timedelta(days=21)
_FRENCH = {"huitaine": 8, "quinzaine": 15}  # days, both ends counted in
_AT_LATEST = pattern(r"(?:['’]s)?(?:\s+(?:at\s+the\s+latest|for\s+sure|week)\b|\s*(?:[.,;:!?)]|$))", re.I)


def due_day(text: str, said_on: dt.date, workdays: Workdays | None = None) -> dt.date | None:
    """The last day that a promise names, counted from the day it was made; None where it names none.

    Of dates, weekdays, spans ("next week") and hours of the day the most exact kind that the sentence names counts
    alone.
    """
    found = list(_found(text, said_on, workdays or Workdays()))
    exact = min((kind for _, kind in found), default=0)
    return max((day for day, kind in found if kind == exact), default=None)


def planned_day(text: str, said_on: dt.date, workdays: Workdays | None = None) -> dt.date | None:
    """The last day that a plan names; None where it names none.

    Plans are made for months and seasons: a weekday or an hour beside these is of something else ("by June, she will
    tell you the rest on Monday").
    """
    found = list(_found(text, said_on, workdays or Workdays()))
    exact = min((_OF_PLANS.index(kind) for _, kind in found), default=0)
    return max((day for day, kind in found if kind == _OF_PLANS[exact]), default=None)


def naming_part(text: str, due: dt.date | None, said_on: dt.date, workdays: Workdays | None = None) -> str:
    """A sentence until the end of the part that names its day, `due`; all of it where it names none.

    What stands before belongs to what is promised ("we shall not manage, by Friday, ..."); what comes after tells more
    of it.
    """
    ends = [match.start() for match in _PARTS.finditer(text)] if due else ()
    until = (text[:end] for end in ends)
    return next((part for part in until if due_day(part, said_on, workdays) == due), text)


def _found(text: str, said: dt.date, workdays: Workdays) -> Iterator[tuple[dt.date, int]]:
    """The days a text names, each with how exactly: by its date, by the date on which something begins, as a weekday,
    as a span; by the hour, or as another day on which something begins, least.
    """
    month: int | None = None
    within: int | None = None  # the month in which, or from which on, something is done on one weekday after the other
    text = text.translate(LETTERS)
    for match in NAMED.finditer(text):
        before = text[: match.end() - len(match[0].lstrip())]
        week = WEEK_OF.search(before[-56:]) if any(match[kind] for kind in IN_A_WEEK) else None
        past = PAST_WEEKDAY if match["weekday"] else PAST
        still = (ENDS_OF if match["ahead"] else STILL_AHEAD).search(before[-40:])
        over = past.search(before[-24:]) or of_the_past(before, match)
        if (over and not (week or still)) or RUNS_OUT.search(before[-24:]):
            continue
        if match["festival"] and not _limits(text, match, before):
            continue
        # "The week of the 2nd", said on the 3rd, is this one.
        start = _monday(said) if week else said
        if within and (match["nth"] or match["each"]):
            start = max(said, dt.date(said.year + (within < said.month), within, 1) - _DAY)
        day = _day(match, start, workdays)
        if day is not None and day < said and match["slashed"] and _BY.search(before[-16:]):
            # Over in the firm's order, ahead in the other: what is to come by a day is not over.
            day = _numeric(match["slashed"], said, not workdays.month_first)
        if day is not None and month and _day_of_month(match):
            day = _yearly(month, day.day, None, said) or day
        month = MONTHS.get((match["alone"] or match["alone2"] or "").lower(), month)
        within = month if not UNTIL.search(match[0]) else within
        if day is not None and match["festival"]:
            day = _about_feast(match, day, before)
        if day is not None and week:
            day = _monday(day) + WEEKDAYS[week["on"].lower()] * _DAY if week["on"] else _friday(day)
        if day is not None and said <= day <= said + _AS_FAR and not _is_decimal(match, before):
            yield day, _LEAST if match["slashed"] and _is_share(match, before) else _exactness(match, before)


def _exactness(m: re.Match[str], before: str) -> int:
    begins = BEGINS.search(before[-24:]) is not None
    if any(m[name] for name in ("iso", "dotted", "slashed", "month", "month2", "ordinal", *BARE)):
        return _BEGUN if begins else _DATE
    if begins or (m["today"] and not _TODAY.search(m["today"])):
        return _LEAST
    if m["place"] and (m["placed"] or "").lower() not in WEEKDAYS:
        return _SPAN
    return _WEEKDAY if any(m[name] for name in _BY_NAME) else _SPAN


def _is_decimal(m: re.Match[str], before: str) -> bool:
    """Whether two numbers end a sentence, and nothing before them says that they are a day: "go to 5.5."."""
    ends = m["dotted"] and m[0][-1] == "." and not m.string[m.end() :].strip()
    return bool(ends) and OF_A_DAY.search(before[-24:]) is None


def _is_share(m: re.Match[str], before: str) -> bool:
    """Whether two numbers likely count parts of what stands behind them, or say "always", and name no day."""
    told = SHARE.match(m.string, m.start("slashed"))
    if told is None or OF_A_DAY.search(before[-24:]):
        return False
    part, whole = int(told["of"]), int(told["all"])
    return part < whole <= _MONTHS or (part, whole) == _ALWAYS


def _day(m: re.Match[str], said: dt.date, workdays: Workdays) -> dt.date | None:
    kind = m.lastgroup or ""
    g = {k: v for k, v in m.groupdict().items() if v}
    if "iso" in g:
        return _date(*map(int, g["iso"].split("-")))
    if "dotted" in g or "slashed" in g:
        return _numeric(g.get("dotted") or g["slashed"], said, workdays.month_first and "slashed" in g)
    if "month" in g or "month2" in g:
        month = MONTHS[(g.get("month") or g["month2"]).lower()]
        return _yearly(month, int(g.get("day") or g["day2"]), g.get("year") or g.get("year2"), said)
    if "place" in g or "last" in g or "nth" in g:
        return _placed(g, said)
    if "count" in g:
        return _counted(g["count"].lower(), g["unit"].lower(), said, workdays)
    if "from_day" in g or "from_day2" in g:
        return _later(g, said, workdays)
    if "weekday" in g or "possessed" in g:
        return _weekday(g, said)
    if "festival" in g:
        return feast_day(g["festival"], said, workdays)
    if "fortnight" in g:
        return said + _FRENCH[g["fortnight"].lower()] * _DAY
    if told := _day_of_month(m).lower():
        return _monthly(ORDINAL_DAYS.get(told) or int(re.sub(r"\D", "", told) or 0), said)
    return _span(g, said, workdays) if kind else None


def _day_of_month(m: re.Match[str]) -> str:
    """A day told without its month ("the 14th"), as written; else nothing."""
    return next((m[name] for name in ("ordinal", *BARE) if m[name]), "")


def _span(g: dict[str, str], said: dt.date, workdays: Workdays) -> dt.date | None:
    for name, days in (("today", 0), ("tomorrow", 1), ("overmorrow", 2)):
        if name in g:
            return said + days * _DAY
    if "week" in g:
        return _iso_week(int(g["week"]), said)
    if "quarter" in g:
        ends = [_month_end(y, 3 * int(g["quarter"])) for y in (said.year, said.year + 1)]
        return next(d for d in ends if d >= said)
    if alone := g.get("alone") or g.get("alone2") or g.get("ends_in"):
        return _of_month(MONTHS[alone.lower()], said, "next_year" in g or "next_year2" in g)
    if "week_after" in g:
        return workdays.on_or_before(_friday(said) + 2 * _WEEK)
    if "season" in g:
        month = next(m for names, m in SEASONS.items() if g["season"].lower() in names)
        return _month_end(said.year + (month < said.month), month)
    if "middle" in g or "early" in g:
        month, day = (g["middle"], 15) if "middle" in g else (g["early"], 10)
        return _yearly(MONTHS[month.lower()], day, g.get("of_year"), said)
    if "half" in g:
        day = (6, 30) if g["half"].lower().startswith(("f", "er", "ee")) else (12, 31)
        years = [int(g["half_of"])] if "half_of" in g else [said.year, said.year + 1]
        return next((d for d in (dt.date(year, *day) for year in years) if d >= said), None)
    if "weekend" in g:
        return said + (6 - said.weekday()) * _DAY + ("next_weekend" in g) * _WEEK
    if told := g.get("end") or g.get("out") or g.get("yearend"):
        return _end(told.lower(), said, workdays)
    return _ahead(g, said, workdays)


def _of_month(month: int, said: dt.date, next_year: bool) -> dt.date | None:
    """The end of a month; None for one that is over lately: "they were to be here by the end of July", of August."""
    if next_year:
        return _month_end(said.year + 1, month)
    year = said.year + (month < said.month)
    return _month_end(year, month) if dt.date(year, month, 1) - said <= _FURTHEST else None


def _ahead(g: dict[str, str], said: dt.date, workdays: Workdays) -> dt.date | None:
    """To the end of what is named: "next week", "this month"."""
    ahead = not g.get("ahead", "next").lower().startswith(("this", "diese", "deze", "ce", "este", "esta"))
    span = (g.get("span") or g.get("span2") or "").lower()
    if not span:
        return None
    if on := g.get("on_day") or g.get("on_day2"):
        return _monday(said) + (_WEEK if ahead else 0 * _DAY) + WEEKDAYS[on.lower()] * _DAY
    if span.startswith(("week", "woche", "semaine", "semana")):
        return workdays.on_or_before(_friday(said) + (_WEEK if ahead else 0 * _DAY))
    if span.startswith(("month", "monat", "maand", "mois", "mes")):
        last = _month_end(said.year, said.month)
        return _month_end((last + _DAY).year, (last + _DAY).month) if ahead else last
    if span.startswith(("quarter", "quartal", "kwartaal")):
        quarter = (said.month - 1) // 3 + 1 + ahead
        return _month_end(said.year + quarter // 5, 3 * ((quarter - 1) % 4 + 1))
    return None


def _end(what: str, said: dt.date, workdays: Workdays) -> dt.date:
    if what in ("day", "cob", "eod"):
        return said
    if what in ("week", "woche", "semaine", "semana", "eow") or what.endswith(("wochenende", "weekend")):
        return max(said, workdays.on_or_before(_friday(said)))
    if what == "mo" or what.startswith(("month", "monat", "maand", "mois", "mes", "eom")):
        return _month_end(said.year, said.month)
    if what.startswith(("quarter", "quartal", "trimestre")):
        return _month_end(said.year, 3 * ((said.month - 1) // 3 + 1))
    return dt.date(said.year, 12, 31)


def _limits(text: str, m: re.Match[str], before: str) -> bool:
    """Whether a feast is named as a limit, and not what is made for it: "the Christmas schedule"."""
    return bool(UNTIL_FEAST.search(before[-40:]) or _AT_LATEST.match(text, m.end()))


def _about_feast(m: re.Match[str], day: dt.date, before: str) -> dt.date:
    """The last day that is meant by before, by or after a feast."""
    limit = plain(m["festival"]) in LIMITS
    if AFTER.search(before[-16:]):
        return day + (_LONG_AFTERMATH if limit else _AFTERMATH)
    if m["feast_weekend"]:
        return day - (day.weekday() - _FRIDAY) % 7 * _DAY
    return day - _DAY if not limit and BEFORE_FEAST.search(before[-30:]) else day


def _counted(count: str, unit: str, said: dt.date, workdays: Workdays) -> dt.date:
    number = int(count) if count.isdigit() else NUMBERS[count]
    if unit.startswith(("minut", "hour", "stund", "heure", "hora", "uur")):
        return said + dt.timedelta(days=number // 24 if unit.startswith(("hour", "stund", "heure", "hora")) else 0)
    if unit.startswith(("working", "business", "werk", "arbeits", "jours o")) or "hábil" in unit:
        return workdays.after(said, number)
    if unit.startswith(("day", "tag", "dag", "jour", "dia", "día")):
        return said + number * _DAY
    if unit.startswith(("week", "weke", "woche", "semaine", "semana", "fortnight")):
        return said + number * _WEEK * (2 if unit.startswith("fortnight") else 1)
    return _clamped(*_month_after(said, number), said.day)


def _later(g: dict[str, str], said: dt.date, workdays: Workdays) -> dt.date:
    """So long after a day that is named: "two weeks from today", "a week from Monday"."""
    start = (g.get("from_day") or g["from_day2"]).lower()
    days = 1 if start in ("tomorrow", "morgen") else 0
    begin = _weekday({"weekday": start}, said) if start in WEEKDAYS else said + days * _DAY
    count, unit = g.get("later_by") or g["later_by2"], g.get("later_unit") or g["later_unit2"]
    return _counted(count.lower(), unit.lower(), begin, workdays)


def _weekday(g: dict[str, str], said: dt.date) -> dt.date:
    """The next of its name, or that of the day of the month beside it."""
    weekday = WEEKDAYS[(g.get("weekday") or g["possessed"]).lower()]
    day = said + ((weekday - said.weekday()) % 7 or 7) * _DAY
    if "dated" in g:
        return _dated(day, int(g["dated"]))
    if "after" in g or "next" in g:
        # "Next Friday" said on a Tuesday is the one of next week.
        day = _monday(said) + _WEEK + weekday * _DAY
    return day + (_WEEK if "later" in g else 0 * _DAY)


def _dated(day: dt.date, number: int) -> dt.date:
    """The first of these weekdays that has the number in its month; the day itself where none of the next does."""
    weeks = (day + n * _WEEK for n in range(_WEEKS_AHEAD))
    return next((one for one in weeks if one.day == number), day)


def _placed(g: dict[str, str], said: dt.date) -> dt.date | None:
    """To the end of "the first week of July"; "the last Friday" of this month, or of the next that has it ahead."""
    place, what = g.get("place", "").lower(), g.get("placed", "").lower()
    if not place:
        place, what = (g.get("last") or g["nth"]).lower().split()
    within = MONTHS.get(g.get("within", "").lower())
    begin = int("further" in g)
    months = [(said.year + n, within) if within else _month_after(said, begin + n) for n in (0, 1, 2)]
    found = [_place_in(*month, PLACES[place], WEEKDAYS.get(what)) for month in months]
    return next((day for day in found if said <= day <= said + _FURTHEST), None)


def _place_in(year: int, month: int, place: int, weekday: int | None) -> dt.date:
    """The end of a month's first, second ... week, or its first, second ... weekday of a kind; place 0: its last."""
    if weekday is None:
        return dt.date(year, month, 7 * place) if place else _month_end(year, month)
    return nth_weekday(year, month, weekday, place)


def _month_after(day: dt.date, months: int) -> tuple[int, int]:
    month = day.month - 1 + months
    return day.year + month // 12, month % 12 + 1


def _numeric(told: str, said: dt.date, month_first: bool) -> dt.date | None:
    parts = [int(p) for p in re.findall(r"\d+", told)]
    one, two = (parts[1], parts[0]) if month_first else (parts[0], parts[1])
    if two > 12 >= one and "/" in told:  # "12.20." is a price
        one, two = two, one
    year = parts[2] + (2000 if parts[2] < 100 else 0) if len(parts) > 2 else None
    return _yearly(two, one, str(year) if year else None, said)


def _yearly(month: int, day: int, year: str | None, said: dt.date) -> dt.date | None:
    if year:
        return _date(int(year), month, day)
    for guess in (said.year, said.year + 1):
        found = _date(guess, month, day)
        if found and found >= said:
            return found if found - said <= _FURTHEST else None
    return None


def _monthly(day: int, said: dt.date) -> dt.date | None:
    """The next day of that number: of this month, else of the next that has it."""
    year, month = said.year, said.month
    for _ in range(3):
        found = _date(year, month, day)
        if found and found >= said:
            return found
        year, month = year + month // 12, month % 12 + 1
    return None


def _iso_week(number: int, said: dt.date) -> dt.date | None:
    for year in (said.year, said.year + 1):
        try:
            found = dt.date.fromisocalendar(year, number, _FRIDAY + 1)
        except ValueError:
            return None
        if found >= said:
            return found
    return None


def _monday(said: dt.date) -> dt.date:
    return said - said.weekday() * _DAY


def _friday(said: dt.date) -> dt.date:
    """The Friday of this week; on a weekend that of the next."""
    return said + ((_FRIDAY - said.weekday()) % 7) * _DAY


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, monthrange(year, month)[1])


def _clamped(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, monthrange(year, month)[1]))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
