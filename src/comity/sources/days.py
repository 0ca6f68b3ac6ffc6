"""Dates and times as people and programs write them, and the order of day and month as a whole file shows it."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from comity.sources.outcome import Settings
from comity.sources.sheets import Cell
from comity.sources.values import Unreadable, plain, quoted

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST = 60  # characters of a date with weekday, time and zone
EXCEL_ZERO = 1900  # the year in which a workbook shows an empty date
EXCEL_EPOCH = dt.datetime(1899, 12, 30)
EXCEL_DAYS = range(32_874, 73_416)  # 1990 to 2100
EPOCH = dt.datetime(1970, 1, 1)
# Written by databases where they have no date.
NO_DATES = {"0000-00-00", "00/00/0000", "00-00-0000", "00.00.0000", "0000-00-00 00:00:00"}
# English (with its American forms) is alone in putting the month first; CLDR knows these other places.
MONTH_FIRST = {"en", "en_us", "en_ph", "en_pr", "en_gu", "en_vi", "en_as", "en_mp", "en_um", "es_pr", "es_pa", "fil"}

# Months by the first letters that tell them apart, without accents: English, German, Dutch, French, Spanish, Italian.
MONTHS = {
    1: "jan januar january januari janv janvier jaen ene enero gen gennaio",
    2: "feb februar february februari fevr fev fevrier febrero febbraio",
    3: "mar march marz maerz mrz maart mrt mars marzo",
    4: "apr april avr avril abr abril aprile",
    5: "may mai mei mayo mag maggio",
    6: "jun june juni juin junio giu giugno",
    7: "jul july juli juil juillet julio lug luglio",
    8: "aug august augustus aout ago agosto",
    9: "sep sept september septembre septiembre set settembre",
    10: "oct october okt oktober octobre octubre ott ottobre",
    11: "nov november novembre noviembre",
    12: "dec december dez dezember decembre dic diciembre dicembre",
}
MONTH_NUMBERS = {name: number for number, names in MONTHS.items() for name in names.split()}

CLOCK = r"(?P<h>\d{1,2})(?:[:.h](?P<m>\d{2})(?:[:.](?P<s>\d{2})(?:[.,]\d{1,9})?)?)?"
ZONE = r"(?P<z>z|utc|gmt|(?:utc|gmt)?\s*[+-]\d{2}(?::?\d{2})?|[a-z]{3,4})?"
SHORT_ZONE = re.compile(r"[+-]\d{2}")  # as PostgreSQL writes it, behind the seconds
TIME = rf"{CLOCK}\s*(?P<half>am|pm|a\.m\.|p\.m\.)?\s*(?:uhr|h|uur)?\s*{ZONE}"
AT = rf"(?:(?:\s*,\s*|\s*t\s*|\s+(?:at|um|om|a)\s+|\s+){TIME})?"
WEEKDAY = r"(?:[a-z]{2,10}\.?,?\s+)?"
ISO = re.compile(rf"{WEEKDAY}(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){AT}")
NUMERIC = re.compile(rf"{WEEKDAY}(\d{{1,2}})\s*([-/.])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}|\d{{2}}){AT}")
PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
DAY_MONTH = re.compile(
    rf"{WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-]*(?:de |of )?([a-z]{{3,10}})\.?,?[\s-]*(?:de )?"
    rf"(\d{{4}}|\d{{2}}){AT}"
)
MONTH_DAY = re.compile(rf"{WEEKDAY}([a-z]{{3,10}})\.?[\s-]*(\d{{1,2}})(?:st|nd|rd|th)?,?[\s-]+(\d{{4}}){AT}")
YEAR_MONTH = re.compile(rf"(\d{{4}})[\s-]([a-z]{{3,10}})[\s-](\d{{1,2}}){AT}")
ONLY_TIME = re.compile(TIME)


class Moment(NamedTuple):
    """A day, and the time of that day where it was told: on the writer's own clock, or with the zone it named."""

    day: dt.date
    at: dt.datetime | None


class Readings(NamedTuple):
    """What a date means if the day comes first and if the month does; None where it means nothing that way."""

    day_first: Moment | None
    month_first: Moment | None
    dotted: bool = False

    @property
    def open(self) -> bool:
        """Whether the order decides."""
        return self.day_first is not None and self.month_first is not None and self.day_first != self.month_first


NOTHING = Readings(None, None)


class DayOrder:
    """Whether the day or the month comes first in a file, as all of its dates together show."""

    def __init__(self, settings: Settings) -> None:
        self.locale = settings.locale
        self.proofs = {"day": 0, "month": 0}
        self.shown_by: dict[str, str] = {}
        self.open = 0
        self.slashed = 0

    def look(self, cell: Cell, place: str) -> None:
        """Learn from one cell of a date column."""
        if not isinstance(cell, str):
            return
        found = readings(plain(cell))
        if found.open:
            self.open += 1
            self.slashed += not found.dotted
        elif (found.day_first is None) != (found.month_first is None):
            order = "day" if found.day_first else "month"
            self.proofs[order] += 1
            self.shown_by.setdefault(order, place)

    @property
    def order(self) -> str:
        """'day', 'month', 'mixed' (both are proved) or 'unknown'."""
        day, month = self.proofs["day"], self.proofs["month"]
        if day and month:
            # A single slip of the pen among many dates does not put them all in doubt.
            most, least = max(day, month), min(day, month)
            if least * 50 > most or most < 20:
                return "mixed"
        if day or month:
            return "day" if day > month else "month"
        if self.open and not self.slashed:
            return "day"  # dots between the numbers are a habit of places where the day comes first
        if self.locale:
            return "month" if self.locale.lower().replace("-", "_").split(".")[0] in MONTH_FIRST else "day"
        return "day" if self.slashed < self.open else "unknown"

    def said(self) -> str:
        """The decision in words, '' where nothing hung on it."""
        if not self.open:
            return ""
        order = self.order
        if order == "unknown":
            return "whether day or month comes first cannot be told: set locale in comity.toml"
        if order == "mixed":
            return "some dates have the day first and some the month: those that could be both are rejected"
        first, second = ("day", "month") if order == "day" else ("month", "day")
        if order in self.shown_by:
            reason = f"as {self.shown_by[order]} shows"
        elif self.slashed and self.locale:
            reason = f"by the locale {self.locale}"
        else:
            reason = "as is usual with dots"
        return f"{first} comes before {second}, {reason}"

    def read(self, text: str) -> Moment:
        """The moment that a date stands for. Raises Unreadable where it is none or could be two."""
        found = readings(text)
        if not found.open:
            one = found.day_first or found.month_first
            if one is None:
                raise Unreadable(f"{quoted(text)} is no date")
            return one
        order = self.order
        one = found.day_first if order == "day" else found.month_first if order == "month" else None
        if one is None:
            a, b = found.day_first, found.month_first
            assert a is not None
            assert b is not None
            advice = 'Set locale in comity.toml (such as "en_GB") and read again.' if order == "unknown" else ""
            raise Unreadable(f"{quoted(text)} may be {a.day} or {b.day}", advice)
        return one


def is_day(cell: Cell) -> bool:
    """Whether a cell is plainly a day: no bare number, which may be anything."""
    if not isinstance(cell, str):
        return isinstance(cell, dt.date)
    text = plain(cell)
    return not text.isdecimal() and readings(text) != NOTHING


def readings(text: str) -> Readings:
    """What a date as written can mean; `text` is trimmed."""
    return _readings(text) if len(text) <= LONGEST else NOTHING


@lru_cache(maxsize=65_536)
def _readings(text: str) -> Readings:
    text = _folded(text)
    if found := NUMERIC.fullmatch(text):
        year, at = _year(found[4]), _clock(found)
        day_first = _moment(year, int(found[3]), int(found[1]), at)
        month_first = _moment(year, int(found[1]), int(found[3]), at)
        return Readings(day_first, month_first, found[2] == ".")
    one = _named(text)
    return Readings(one, one)


def _named(text: str) -> Moment | None:
    """Dates whose parts cannot be mistaken for one another."""
    if found := ISO.fullmatch(text):
        return _moment(int(found[1]), int(found[3]), int(found[4]), _clock(found))
    if text.isdigit():
        return _counted(text)
    if re.fullmatch(r"\d{5}\.\d+", text):
        return excel_moment(float(text))
    for pattern, (day, month, year) in ((DAY_MONTH, (1, 2, 3)), (MONTH_DAY, (2, 1, 3)), (YEAR_MONTH, (3, 2, 1))):
        found = pattern.fullmatch(text)
        number = MONTH_NUMBERS.get(found[month]) if found else None
        if found and number:
            return _moment(_year(found[year]), number, int(found[day]), _clock(found))
    return None


def _counted(digits: str) -> Moment | None:
    """A date as one number: 20250601, a day of Excel's, seconds or milliseconds since 1970."""
    if found := PACKED.fullmatch(digits):
        return _moment(int(found[1]), int(found[2]), int(found[3]), None)
    if len(digits) == 5:
        return excel_moment(float(digits))
    if len(digits) in (10, 13):
        moment = EPOCH + dt.timedelta(seconds=int(digits) // (1 if len(digits) == 10 else 1000))
        return Moment(moment.date(), moment.replace(tzinfo=dt.UTC))
    return None


def excel_moment(serial: float) -> Moment | None:
    """A day of Excel's calendar and the time behind its point; None outside 1990 to 2100."""
    if not (EXCEL_DAYS.start <= serial < EXCEL_DAYS.stop):
        return None
    moment = EXCEL_EPOCH + dt.timedelta(seconds=round(serial * 86_400))
    return Moment(moment.date(), None if serial.is_integer() else moment)


def time_of(text: str) -> dt.time | None:
    """A time of day alone: "14:05", "2:05 PM", "14.05 Uhr"; None for anything else."""
    found = ONLY_TIME.fullmatch(_folded(text)) if len(text) <= LONGEST else None
    clock = _clock(found) if found else None
    return None if clock is None or isinstance(clock, bool) else clock[0]


# A time of day and its distance from UTC where the writer names one.
Clock = tuple[dt.time, dt.tzinfo | None]


def _clock(found: re.Match[str]) -> Clock | bool | None:
    """The time beside a date: None where there is none, False where it is no time."""
    if found["h"] is None:
        return None
    hour, half = int(found["h"]), (found["half"] or "")[:1]
    if not found["m"] and not half:
        return False
    if SHORT_ZONE.fullmatch(found["z"] or "") and not found["s"]:
        return False  # "9:00-17" is a span
    if half:
        if not 1 <= hour <= 12:
            return False
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return dt.time(hour, int(found["m"] or 0), int(found["s"] or 0)), _zone(found["z"] or "")
    except ValueError:
        return False


def _zone(text: str) -> dt.tzinfo | None:
    if text in ("z", "utc", "gmt"):
        return dt.UTC
    found = re.search(r"([+-])(\d{2}):?(\d{2})?$", text)
    if not found:
        return None
    minutes = (int(found[2]) * 60 + int(found[3] or 0)) * (-1 if found[1] == "-" else 1)
    return dt.timezone(dt.timedelta(minutes=minutes)) if abs(minutes) < 1440 else None


def _moment(year: int, month: int, day: int, clock: Clock | bool | None) -> Moment | None:
    if isinstance(clock, bool):
        return None
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return Moment(date, dt.datetime.combine(date, clock[0], clock[1]) if clock else None)


def _year(digits: str) -> int:
    """Two digits are this century's up to 69, as programs agree."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 70 else 1900)


def _folded(text: str) -> str:
    return plain(text).lower().translate(ACCENTS)


ACCENTS = str.maketrans("äàâáéèêëíîóôöúûüç’", "aaaaeeeeiiooouuuc'")
