"""The day a contract is dated: the first one introduced as such in its head, in English and four other languages."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from comity.sources.days import MONTH_FIRST, MONTH_NUMBERS

HEAD = 4_000  # characters in which a contract says its day
NEAR = 1_000  # characters in which a day that nothing introduces is taken for it
AHEAD = 60  # characters before a day in which it is introduced
YEARS = range(1950, 2101)

MONTH = r"(?P<month>[A-Za-zÀ-ÿ]{3,10})\.?"
GAP = r"\s{0,9}"  # recognised and filed texts are full of wide gaps
TH = r"(?:\s?(?:s\s?t|n\s?d|r\s?d|t\s?h|er|ste|de)\b|\.)?"
DATES = (
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
    re.compile(rf"(?<![A-Za-z]){MONTH}{GAP}(?P<d>\d{{1,2}}){TH}{GAP},?{GAP}(?P<y>\d{{4}})\b"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}}){TH}{GAP}(?:day{GAP})?(?:of\b|de\b)?{GAP}{MONTH}{GAP},?{GAP}(?:del?\b)?{GAP}"
        r"(?P<y>\d{4})\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<sep>[./-])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<y>\d{4})\b"),
)
UNTIL = r"to|until|till|through|thru|bis(?:\s+zum)?|tot(?:\s+en\s+met)?|t/m|au|jusqu'au|hasta(?:\s+el)?"
BETWEEN = rf"\s{{0,9}}(?:{UNTIL}|[-–—])\s{{0,9}}"
# "1 January to 31 December 2026" tells its year at the end alone.
RANGES = (
    re.compile(
        rf"(?<![A-Za-z]){MONTH}{GAP}(?P<d>\d{{1,2}}){TH}"
        rf"(?={BETWEEN}(?P<last>[A-Za-zÀ-ÿ]{{3,10}})\.?{GAP}\d{{1,2}}{TH}{GAP},?{GAP}(?P<y>\d{{4}})\b)"
    ),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}}){TH}{GAP}{MONTH}"
        rf"(?={BETWEEN}\d{{1,2}}{TH}{GAP}(?P<last>[A-Za-zÀ-ÿ]{{3,10}})\.?{GAP},?{GAP}(?P<y>\d{{4}})\b)"
    ),
)
ENDS = re.compile(
    rf"(?:^|\s)(?:{UNTIL}|ends?(?:\s+on)?|ending(?:\s+on)?|expir\w+(?:\s+on)?|endet(?:\s+am)?|eindigt(?:\s+op)?|"
    rf"(?:vence|finaliza|termina)(?:\s+el)?)[\s:]{{1,9}}$",
    re.IGNORECASE,
)
# Until when somebody may give notice is no day of the contract's own.
NOTICE = re.compile(
    r"\b(?:notice|terminat\w+|cancel\w+|renew\w*|kündig\w*|gekündigt|verlänger\w*|opzeg\w*|opgezegd|verleng\w*|préavis|"
    r"résili\w+|reconduit\w*|renouvel\w+|preaviso|rescind\w+|denunci\w+|prórroga|prorrog\w+)\b[^;.]*"
    r"\b(?:by|before|bis(?:\s+zum)?|vor(?:\s+dem)?|voor|vóór|uiterlijk|avant(?:\s+le)?|antes\s+del?)\s{1,9}$",
    re.IGNORECASE,
)
INTRODUCED = re.compile(
    r"(?:\b(?:dated|date|effective|entered\s+into|made|signed|executed|as\s+of|commenc\w+|begin\w*|takes?\s+effect|"
    r"in\s+force|from|this)"
    r"|\b(?:vom|stand|datum|unterzeichnet|unterschrieben|geschlossen|abgeschlossen|gültig|kraft|ab(?:\s+dem)?|beginn\w*)"
    r"|\b(?:getekend|ondertekend|gedateerd|d\.d|dd|ingaand\w*|ingang|ingangsdatum|aangegaan|gesloten|vanaf|per)"
    r"|\b(?:fecha|fechado|firmad[oa]|suscrit[oa]|celebrad[oa]|efectos?|vigor|desde|a\s+partir)"
    r"|\b(?:fait|signé\w*|conclu\w*|en\s+date|daté\w*|prend\s+effet|vigueur|à\s+compter|à\s+partir|entre))"
    r"\b[^0-9;]*$",
    re.IGNORECASE,
)


def dated_on(text: str, locale: str | None) -> dt.date | None:
    """The day it was signed or takes effect: the first introduced one, else the first at the very top, else None.

    `locale` decides a day in numbers alone; without it, one that could be two days is none.
    """
    head = text[:HEAD]
    said = [(at, day, head[max(at - AHEAD, 0) : at]) for at, day in sorted(_days(head, locale))]
    found = [(at, day, before) for at, day, before in said if not (ENDS.search(before) or NOTICE.search(before))]
    for _, day, before in found:
        if INTRODUCED.search(before):
            return day
    return next((day for at, day, _ in found if at < NEAR), None)


def _days(text: str, locale: str | None) -> Iterator[tuple[int, dt.date]]:
    """Every full date of a text with its offset."""
    for pattern in (*DATES, *RANGES):
        for match in pattern.finditer(text):
            day = _day(match.groupdict(), locale)
            if day is not None:
                yield match.start(), day


def _day(found: dict[str, str | None], locale: str | None) -> dt.date | None:
    year, month, day = int(found["y"] or 0), 0, int(found.get("d") or 0)
    if found.get("month"):
        month = MONTH_NUMBERS.get(_plain(str(found["month"])), 0)
        year -= month > MONTH_NUMBERS.get(_plain(found.get("last") or "december"), 0)
    elif found.get("m"):
        month = int(str(found["m"]))
    else:
        day, month = _order(int(found["a"] or 0), int(found["b"] or 0), str(found["sep"]), locale)
    try:
        return dt.date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _order(first: int, second: int, separator: str, locale: str | None) -> tuple[int, int]:
    """Day and month of a date in numbers; (0, 0) where it could be two days."""
    if separator == "." or second <= 12 < first or first == second:
        return first, second
    if first <= 12 < second:
        return second, first
    if locale is None:
        return 0, 0
    month_first = locale.lower().replace("-", "_").split(".")[0] in MONTH_FIRST
    return (second, first) if month_first else (first, second)


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
