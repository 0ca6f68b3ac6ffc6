"""How the cells of a column are read: each type first looks at the whole column, then reads cell by cell."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from comity.sources import days, values
from comity.sources.amounts import Marks, Percents, amount_of, without_percent
from comity.sources.headings import Heading
from comity.sources.outcome import Settings
from comity.sources.sheets import Cell, shown
from comity.sources.values import Unreadable, plain, quoted

MOST_HOURS = 31 * 24.0  # that one entry of a time sheet can hold
LONGEST_PAUSE = 4.0  # hours
LONGEST_CALL = 86_400 * 2.0
LONG_CALL = 14_400.0  # of which not all lengths of a column are whole thousands
SHORT_CALL = 1_000.0  # the least that a call has in milliseconds, as a program rounds it
TERM = re.compile(
    r"(\d{1,4})[ -]*(|d|days?|tage?|dagen|dag|jours?|w|wks?|weeks?|wochen?|weken|semaines?|months?|mths?|monate?|"
    r"maanden|maand|mois)\.?"
)
CODE = re.compile(r"[A-Za-z]{0,3}[-_ ]?\d+|[a-z]{2,4}_\w*\d\w*")
# "1100 Accounts Receivable": an account of our own books.
LEDGER = re.compile(
    r"\d{3,8}\b.*\b(?:receivables?|payables?|sales|revenue|income|tax|checking|cash|debtors|creditors|inventory|"
    r"forderungen|erlöse|umsatzsteuer|bank)\b.*",
    re.IGNORECASE,
)
LINE = re.compile(r"(?<![A-Za-z\d-])[+(]?\d[\d ()./-]+\d\b")
NET = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?|[\da-fA-F]*:[\da-fA-F:]+|.*\d{4}-\d\d-\d\d.*")
FIRST_FIRM = 1500  # no customer has been one for longer


class Column(Protocol):
    """One column of one table."""

    def look(self, cell: Cell, place: str) -> None:
        """Learn from a cell before any is read."""
        ...

    def read(self, cell: Cell) -> object:
        """What a cell says; never called for a blank one. Raises Unreadable."""
        ...


@dataclass(slots=True)
class Conventions:
    """What is decided for a whole file: the order of day and month, the decimal mark."""

    settings: Settings
    order: days.DayOrder = field(init=False)
    marks: Marks = field(init=False)

    def __post_init__(self) -> None:
        self.order = days.DayOrder(self.settings)
        self.marks = Marks(self.settings)


class Text:
    """Text as written."""

    typed: ClassVar[bool] = False

    def __init__(self, head: Heading, conventions: Conventions) -> None:
        self.head = head
        self.conventions = conventions

    def look(self, cell: Cell, place: str) -> None:
        """See `Column`."""

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        return values.text_of(cell)

    def said(self) -> str:
        """What was decided about the column, '' for nothing."""
        return ""

    def fits(self, cell: Cell) -> bool:
        """Whether the cell is what the column should hold; a date that could be two is."""
        try:
            self.read(cell)
        except Unreadable as error:
            return " may be " in error.wrong or "outside" in error.wrong
        return True


class Party(Text):
    """The name of a firm or person: gives text. A column of nothing but numbers holds their codes, and accounts of our
    own books are nobody's name.
    """

    def fits(self, cell: Cell) -> bool:
        """See `Text`."""
        text = plain(shown(cell))
        return not (CODE.fullmatch(text) or LEDGER.fullmatch(text))


class Line(Text):
    """A telephone number, a name with one, or who withholds it: gives text."""

    def fits(self, cell: Cell) -> bool:
        """See `Text`; places, addresses on the net and mail addresses are no numbers."""
        return bool(LINE.search(text := shown(cell))) and not NET.fullmatch(text.strip()) and "@" not in text


class Moment(Text):
    """A day, perhaps with a time: gives `days.Moment`."""

    typed = True
    first_year = days.FIRST_YEAR

    def look(self, cell: Cell, place: str) -> None:
        """See `Column`."""
        self.conventions.order.look(cell, place)

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        moment = self._moment(cell)
        if moment is not None and not self.first_year <= moment.day.year <= days.LAST_YEAR:
            raise Unreadable(f"{quoted(cell)} is no date between {self.first_year} and {days.LAST_YEAR}")
        return moment

    def _moment(self, cell: Cell) -> days.Moment | None:
        if isinstance(cell, dt.date):
            if cell.year <= days.EXCEL_ZERO:
                return None
            day = dt.date(cell.year, cell.month, cell.day)
            return days.Moment(day, cell if isinstance(cell, dt.datetime) and cell.time() != dt.time() else None)
        text = plain(shown(cell))
        if text in days.NO_DATES:
            return None
        return self.conventions.order.read(text)


class Day(Moment):
    """A day: gives a date."""

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        moment = super().read(cell)
        return moment.day if isinstance(moment, days.Moment) else None


class Since(Day):
    """A day of a relationship, which may be older than any program."""

    first_year = FIRST_FIRM


class Clock(Text):
    """A time of day: gives a time, or the time within a date."""

    typed = True

    def look(self, cell: Cell, place: str) -> None:
        """See `Column`."""
        if isinstance(cell, str) and days.time_of(plain(cell)) is None:
            self.conventions.order.look(cell, place)

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        if isinstance(cell, dt.datetime):
            return cell.time()
        if isinstance(cell, dt.time):
            return cell
        if isinstance(cell, float) and 0 <= cell < 1:
            return (dt.datetime.min + dt.timedelta(seconds=round(cell * 86_400))).time()
        text = plain(shown(cell))
        found = days.time_of(text)
        if found is not None:
            return found
        try:
            moment = self.conventions.order.read(text)
        except Unreadable as error:
            wrong = error.wrong.replace("is no date", "is no time of day")
            raise Unreadable(wrong, error.advice) from None
        return moment.at.timetz() if moment.at else None


class Money(Text):
    """A sum: gives `Amount`."""

    typed = True
    groups = True

    def __init__(self, head: Heading, conventions: Conventions) -> None:
        super().__init__(head, conventions)
        self.marks = Marks(conventions.settings, conventions.marks)

    def look(self, cell: Cell, place: str) -> None:
        """See `Column`."""
        self.marks.look(cell, place)

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        return amount_of(cell, self.marks, groups=self.groups)

    def said(self) -> str:
        """See `Text`."""
        return self.marks.said()


class Number(Money):
    """A number with decimals: gives a float."""

    groups = False

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        return float(amount_of(cell, self.marks, groups=self.groups).value)


class Whole(Money):
    """A whole number, such as a count: gives an int."""

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        value = amount_of(cell, self.marks, groups=True).value
        if value != value.to_integral_value():
            raise Unreadable(f"{quoted(cell)} is no whole number")
        return int(value)


class Days(Money):
    """A term such as a guarantee: gives days. A bare number is days; weeks and months are counted as such."""

    def look(self, cell: Cell, place: str) -> None:
        """See `Column`; a term is a whole number and shows no decimal mark."""

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        found = TERM.fullmatch(plain(shown(cell)).lower())
        if not found:
            raise Unreadable(f"{quoted(cell)} is no number of days")
        unit = found[2][:1]
        return int(found[1]) * (7 if unit in ("w", "s") else 30 if unit == "m" else 1)


class Share(Money):
    """A percentage: gives a fraction."""

    groups = False

    def __init__(self, head: Heading, conventions: Conventions) -> None:
        super().__init__(head, conventions)
        self.percents = Percents()

    def look(self, cell: Cell, place: str) -> None:
        """See `Column`."""
        self.marks.look(without_percent(cell)[0], place)
        self.percents.look(cell, self.marks)

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        return self.percents.read(cell, self.marks)


class Hours(Money):
    """A length of work: gives hours. Two numbers with a colon are hours and minutes."""

    groups = False
    colon = "h"
    least, most = -24.0, MOST_HOURS
    what = "a number of hours"
    plain_unit = "h"

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        hours = self.seconds(cell) / 3600
        if not self.least <= hours <= self.most:
            raise Unreadable(f"{quoted(cell)} is not {self.what} for one entry")
        return round(hours, 6)

    def seconds(self, cell: Cell) -> float:
        """The length in seconds."""
        length = values.length_of(cell)
        if length is None and isinstance(cell, str):
            colon = {"mm:ss": "m", "hh:mm": "h"}.get(self.head.unit, self.colon)
            length = values.seconds_of(cell, colon)
        if length is not None:
            return length
        try:
            number = float(amount_of(cell, self.marks, groups=False).value)
        except Unreadable:
            raise Unreadable(f"{quoted(cell)} is not {self.what}") from None
        unit = self.head.unit if self.head.unit in ("h", "min", "s", "ms") else self.plain_unit
        return number * {"h": 3600.0, "min": 60.0, "s": 1.0, "ms": 0.001}[unit]


class Seconds(Hours):
    """The length of a call: gives seconds. Two numbers with a colon are minutes and seconds, one is seconds."""

    colon = "m"
    least, most = 0.0, LONGEST_CALL
    what = "the length of a call"
    plain_unit = "s"

    def __init__(self, head: Heading, conventions: Conventions) -> None:
        super().__init__(head, conventions)
        self.shortest, self.longest, self.thousands = float("inf"), 0.0, True

    def look(self, cell: Cell, place: str) -> None:
        """See `Column`."""
        super().look(cell, place)
        text = plain(shown(cell)) if isinstance(cell, str | float) else ""
        if text.isdecimal() and text.isascii() and (number := float(text)):
            self.shortest, self.longest = min(self.shortest, number), max(self.longest, number)
            self.thousands = self.thousands and number % 1000 == 0

    @property
    def counts_milliseconds(self) -> bool:
        """Whether bare numbers are thousandths of seconds: none is small, and the longest would be no call's length."""
        long = LONG_CALL if self.thousands else LONGEST_CALL
        return not self.head.unit and self.shortest >= SHORT_CALL and self.longest > long

    def seconds(self, cell: Cell) -> float:
        """See `Hours`."""
        bare = isinstance(cell, float) or (isinstance(cell, str) and plain(cell).isdecimal())
        seconds = super().seconds(cell)
        return seconds / 1000 if bare and self.counts_milliseconds else seconds

    def said(self) -> str:
        """See `Text`."""
        told = f"the lengths of calls in {quoted(self.head.text)} are milliseconds, as the longest of them shows"
        return told if self.counts_milliseconds else super().said()

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        seconds = self.seconds(cell)
        if not self.least <= seconds <= self.most:
            raise Unreadable(f"{quoted(cell)} is not {self.what}")
        return round(seconds)


class Pause(Hours):
    """A break in a day's work: gives hours. A bare number is hours up to four and minutes above."""

    least = 0.0
    what = "the length of a break"

    def seconds(self, cell: Cell) -> float:
        """See `Hours`."""
        seconds = super().seconds(cell)
        bare = self.head.unit not in ("h", "min", "s", "ms") and seconds > LONGEST_PAUSE * 3600
        return seconds / 60 if bare and not (isinstance(cell, str) and ":" in cell) else seconds
