"""Amounts, numbers and percentages as people write them, and the decimal mark as a whole column shows it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from comity.sources.currency_names import SHARED, currency_named, shared
from comity.sources.outcome import Settings
from comity.sources.sheets import Cell, shown
from comity.sources.values import Unreadable, plain, quoted

MAX_DIGITS = 14  # before the point: what the tables hold
PLACES = Decimal("0.0001")
SPELL_OUT = "Write its three letters, such as EUR, and read again."
LONGEST = 40  # characters of a number with its currency
# "20.00/hr", "90 000 per year": what a rate is for.
PER = re.compile(
    r"\s*(?:/|\bper\b|\bp\.)\s*(?P<time>h|hr|hour|std|stunde|u|uur|heure|d|day|wk|week|mo|month|y|yr|year|annum)\.?$",
    re.I,
)
DASHES_FOR_CENTS = re.compile(r"(?<=\d)[,.][-–—]{1,2}$")  # "1.234,-"
# Symbols that name one currency. "$", "kr" and "¥" do not: several countries use them (`currency_names.SHARED`).
SYMBOLS = {
    "€": "EUR", "£": "GBP", "US$": "USD", "U$S": "USD", "CA$": "CAD", "C$": "CAD", "A$": "AUD", "AU$": "AUD",
    "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL", "₹": "INR", "₺": "TRY", "zł": "PLN", "Kč": "CZK",
    "₽": "RUB", "₪": "ILS", "₩": "KRW", "₫": "VND", "฿": "THB", "₴": "UAH", "Fr.": "CHF", "SFr.": "CHF",
    "$": "", "kr": "", "kr.": "", "¥": "",
}  # fmt: skip
# Those that were money anywhere since 2010 (a test asks Babel), and no word of another meaning in capitals.
CODES = frozenset(
    re.findall(
        r"\w+",
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BYR BZD "
        "CAD CDF CHF CLP CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP "
        "GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD "
        "KZT LAK LBP LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO "
        "NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD "
        "SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VEF VES VND VUV WST XAF "
        "XCD XCG XOF XPF YER ZAR ZMK ZMW ZWG ZWL",
    )
)
UNIT = re.compile(
    "|".join([*(re.escape(s) for s in sorted(SYMBOLS, key=len, reverse=True)), r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])"])
)
# With a point as decimal mark, commas, spaces or apostrophes between groups of three (India groups by two).
POINT = re.compile(
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:[ '’]\d{3})+(?:\.\d+)?|[1-9]\d?(?:,\d{2})*,\d{3}(?:\.\d+)?"
    r"|\d+(?:\.\d+)?|\.\d+"
)
COMMA = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|[1-9]\d{0,2}(?:[ '’]\d{3})+(?:,\d+)?|\d+(?:,\d+)?|,\d+")
DECIMAL_POINT = {"en", "zh", "ja", "ko", "th", "he", "hi", "de_ch", "de_li", "it_ch", "es_mx", "es_us", "es_pr"}


class Amount(NamedTuple):
    """A sum and the currency written beside it ('' where none was)."""

    value: Decimal
    currency: str


class Rated(NamedTuple):
    """A sum, the currency written beside it, and for how many hours it is (nought where that was not written)."""

    value: Decimal
    currency: str
    hours: float


class Readings(NamedTuple):
    """What a number means if its decimal mark is a point and if it is a comma; None where it means nothing so."""

    point: Decimal | None
    comma: Decimal | None
    currency: str

    @property
    def open(self) -> bool:
        """Whether the mark decides."""
        return self.point is not None and self.comma is not None and self.point != self.comma


NOTHING = Readings(None, None, "")


class Marks:
    """Which decimal mark the numbers of a column, or of a whole file, have."""

    def __init__(self, settings: Settings, file: Marks | None = None) -> None:
        self.locale = (settings.locale or "").lower().replace("-", "_").split(".")[0]
        self.file = file
        self.home = settings.currency
        self.taken: dict[str, str] = {}  # signs that several currencies share, and which one they are taken for
        self.proofs = {"point": 0, "comma": 0}
        self.open = ""
        self.open_place = ""
        self.shown_by: dict[str, str] = {}

    def look(self, cell: Cell, place: str) -> None:
        """Learn from one cell of a column of numbers, for the column and for its file."""
        if not isinstance(cell, str):
            return
        found = number_readings(plain(cell))
        self.look_at_sign(found.currency)
        if found.open:
            self.open, self.open_place = self.open or plain(cell), self.open_place or place
        elif (found.point is None) != (found.comma is None):
            mark = "comma" if found.point is None else "point"
            for marks in (self, self.file):
                if marks is not None:
                    marks.proofs[mark] += 1
                    marks.shown_by.setdefault(mark, place)

    @property
    def mark(self) -> str:
        """'point', 'comma', 'mixed' (both are proved in this column) or 'unknown'."""
        point, comma = self.proofs["point"], self.proofs["comma"]
        if point and comma:
            return "mixed"
        if point or comma:
            return "point" if point else "comma"
        if self.file is not None:
            mark = self.file.mark
            return "unknown" if mark == "mixed" else mark
        if self.locale:
            known = self.locale in DECIMAL_POINT or self.locale.split("_")[0] in DECIMAL_POINT
            return "point" if known else "comma"
        return "unknown"

    def said(self) -> str:
        """The decision in words, '' where nothing hung on it or nothing was decided."""
        mark = self.mark
        if not self.open or mark not in ("point", "comma"):
            return self.signs()
        shown_by = self.shown_by.get(mark) or (self.file.shown_by.get(mark) if self.file else None)
        reason = f"as {shown_by} shows" if shown_by else f"by the locale {self.locale}"
        told = f'the decimal mark of numbers like "{self.open}" is a {mark}, {reason}'
        return "; ".join(filter(None, [told, self.signs()]))

    def signs(self) -> str:
        """What signs were taken for, in words."""
        taken = self.taken.items()
        return "; ".join(f"{quoted(s)} is taken for {code}, as the firm's own is {self.home}" for s, code in taken)

    def look_at_sign(self, sign: str) -> None:
        """Learn from a sign beside a sum what it is taken for, where several currencies share it."""
        if sign in SHARED and (code := shared(sign, self.home)):
            self.taken[sign] = code

    def read(self, text: str, *, groups: bool) -> Amount:
        """The number that a text stands for.

        Where nothing tells the mark of "1.234" or "1,234", `groups` says that it parts thousands (money has no
        three decimals); else it is the decimal mark. Raises Unreadable.
        """
        found = number_readings(text)
        value = found.point if found.point is not None else found.comma
        if value is None:
            raise Unreadable(f"{quoted(text)} is no number")
        if found.open:
            assert found.point is not None
            assert found.comma is not None
            mark = self.mark
            if mark == "mixed":
                raise Unreadable(f"{quoted(text)} may be {found.point} or {found.comma}")
            if mark == "unknown":
                bigger = max(found.point, found.comma, key=abs)
                value = bigger if groups else min(found.point, found.comma, key=abs)
            else:
                value = found.point if mark == "point" else found.comma
        return Amount(bounded(value, text), self.currency(found.currency, text))

    def currency(self, written: str, text: str) -> str:
        """The code of a currency as written beside a sum, '' for the firm's own. Raises Unreadable."""
        if written not in SHARED:
            return written
        code = shared(written, self.home)
        if code is None:
            raise Unreadable(f"{quoted(text)} may be one of several currencies", SPELL_OUT)
        return code


def bounded(value: Decimal, cell: Cell) -> Decimal:
    """The number with at most four decimals. Raises Unreadable where it is too large for any table."""
    if not value.is_finite() or value.adjusted() >= MAX_DIGITS:
        raise Unreadable(f"{quoted(cell)} is no amount of under {MAX_DIGITS + 1} digits")
    exponent = value.as_tuple().exponent
    return value.quantize(PLACES) if isinstance(exponent, int) and exponent < -4 else value


def amount_of(cell: Cell, marks: Marks, *, groups: bool) -> Amount:
    """The number in a cell, be it a value of a workbook or text. Raises Unreadable."""
    if isinstance(cell, str):
        return marks.read(plain(cell), groups=groups)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise Unreadable(f"{quoted(cell)} is no number")
    try:
        return Amount(bounded(Decimal(repr(cell)), cell), "")
    except InvalidOperation:
        raise Unreadable(f"{quoted(cell)} is no number") from None


def number_readings(text: str) -> Readings:
    """What a number as written can mean; `text` is trimmed."""
    return _readings(text) if len(text) <= LONGEST else NOTHING


@lru_cache(maxsize=65_536)
def _readings(text: str) -> Readings:
    if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS:
        value = Decimal(text)
        return Readings(value, value, "")
    body, currency = _without_unit(DASHES_FOR_CENTS.sub("", PER.sub("", text)))
    body, negative = _without_sign(body)
    point = _decimal(body.replace(",", "")) if POINT.fullmatch(body) else None
    comma = _decimal(body.replace(".", "").replace(",", ".")) if COMMA.fullmatch(body) else None
    if negative:
        point, comma = -point if point is not None else None, -comma if comma is not None else None
    return Readings(point, comma, currency)


def _without_unit(text: str) -> tuple[str, str]:
    """The text without one currency sign or code before, behind or within its sign; and that currency."""
    found = UNIT.search(text)
    if not found or (len(found[0]) == 3 and found[0] not in SYMBOLS and found[0] not in CODES):
        return text, ""
    return plain(text[: found.start()] + text[found.end() :]), SYMBOLS.get(found[0], found[0]) or found[0].rstrip(".")


def _without_sign(body: str) -> tuple[str, bool]:
    """Minus before or behind, parentheses and CR mean less than nothing; DR and plus mean nothing more."""
    body = body.replace("−", "-").replace("–", "-")
    if body.startswith("(") and body.endswith(")"):
        return body[1:-1].strip(), True
    if body.startswith("-") or body.endswith("-"):
        return body.strip("-").strip() if body.count("-") == 1 else body, True
    if body[-2:].upper() in ("CR", "DR"):
        return body[:-2].strip(), body[-2:].upper() == "CR"
    return body.removeprefix("+").strip(), False


def _decimal(body: str) -> Decimal:
    return Decimal(re.sub(r"[ '’]", "", body))


class Percents:
    """How a column writes shares: as percentages (28, "28 %") or as fractions (0.28)."""

    def __init__(self) -> None:
        self.largest = Decimal(0)

    def look(self, cell: Cell, marks: Marks) -> None:
        """Learn from one cell."""
        try:
            value = amount_of(without_percent(cell)[0], marks, groups=False).value
        except Unreadable:
            return
        if not without_percent(cell)[1]:
            self.largest = max(self.largest, abs(value))

    def read(self, cell: Cell, marks: Marks) -> float:
        """The share as a fraction. Raises Unreadable."""
        bare, signed = without_percent(cell)
        value = amount_of(bare, marks, groups=False).value
        if signed or self.largest > 1:
            value /= 100
        if abs(value) > 10:
            raise Unreadable(f"{quoted(cell)} is no percentage")
        return float(value)


def without_percent(cell: Cell) -> tuple[Cell, bool]:
    """The cell without its percent sign, and whether it had one."""
    if isinstance(cell, str) and "%" in cell:
        return plain(cell.replace("%", "")), True
    return cell, False


def currency_of(cell: Cell) -> str | None:
    """The currency a cell names: a code anywhere in it, a sign or a name; None where it names none."""
    text = plain(shown(cell))
    for word in re.findall(r"[A-Za-z]{3,}", text):
        if len(word) == 3 and word.upper() in CODES and (word.isupper() or len(text) == 3):
            return word.upper()
    named = (code for sign, code in SYMBOLS.items() if code and sign in text)
    return next(named, None) or currency_named(text)
