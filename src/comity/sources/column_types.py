"""The types of columns by their names: those of `columns`, and what is read cell by cell alone."""

from __future__ import annotations

from collections.abc import Callable

from comity.sources import values
from comity.sources.amounts import SPELL_OUT, Marks, Rated, amount_of, currency_of, without_percent
from comity.sources.columns import (
    Clock,
    Conventions,
    Day,
    Days,
    Hours,
    Line,
    Moment,
    Money,
    Number,
    Party,
    Pause,
    Seconds,
    Share,
    Since,
    Text,
    Whole,
)  # fmt: skip
from comity.sources.currency_names import SHARED, is_own
from comity.sources.headings import Heading
from comity.sources.sheets import Cell, shown
from comity.sources.values import Unreadable, is_blank, plain, quoted
from comity.sources.working_time import rated

FEW = 3  # answers that nobody knows, as they are told


class Flag(Text):
    """Yes or no."""

    typed = True

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        return values.flag(cell)


class Answer(Flag):
    """Yes or no, or what was written in its place: "Paid?" is answered by "cancelled" too."""

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        try:
            return values.flag(cell)
        except Unreadable:
            return values.text_of(cell)

    def fits(self, cell: Cell) -> bool:
        """See `Text`."""
        return isinstance(self.read(cell), bool)


class Paid(Day):
    """The day on which something was paid: gives a date, or what was written in its place ("open", "not yet")."""

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        try:
            return super().read(cell)
        except Unreadable:
            if isinstance(cell, bool):
                return "yes" if cell else "no"
            if any(c.isdigit() for c in shown(cell)):
                raise
            return values.text_of(cell)

    def fits(self, cell: Cell) -> bool:
        """See `Text`; a word in the place of a day is none."""
        try:
            super().read(cell)
        except Unreadable as error:
            return " may be " in error.wrong or "outside" in error.wrong
        return True


class Billed(Flag):
    """Whether an hour is paid for: what nobody knows of is no answer, and no reason to leave out the hour."""

    def __init__(self, head: Heading, conventions: Conventions) -> None:
        super().__init__(head, conventions)
        self._unknown: dict[str, None] = {}

    def look(self, cell: Cell, place: str) -> None:  # noqa: ARG002 - as of every column
        """See `Column`."""
        if not is_blank(cell) and len(self._unknown) < FEW and self.read(cell) is None:
            self._unknown[quoted(cell)] = None

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        try:
            return values.billed(cell)
        except Unreadable:
            return None

    def fits(self, cell: Cell) -> bool:
        """See `Text`."""
        return self.read(cell) is not None

    def said(self) -> str:
        """See `Column`."""
        told = ", ".join(self._unknown)
        return f"whether hours are paid for is left open where {self.head.text!r} says {told}" if told else ""


class Addresses(Text):
    """Mail addresses: gives a list."""

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        return values.addresses(cell) or None


class Domains(Text):
    """Domains out of web addresses: gives a list."""

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        return values.domains(cell) or None


class Phones(Text):
    """Telephone numbers: gives a list."""

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        return values.phones(cell) or None


class Rate(Money):
    """What is paid for a time: gives `Rated`."""

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        found = amount_of(cell, self.marks, groups=self.groups)
        return Rated(found.value, found.currency, rated(plain(shown(cell))))


class Fee(Money):
    """What is paid once: gives `Amount`, or a fraction where a cell says that it is a share."""

    def look(self, cell: Cell, place: str) -> None:
        """See `Column`."""
        super().look(without_percent(cell)[0], place)

    def read(self, cell: Cell) -> object:
        """See `Column`."""
        bare, share = without_percent(cell)
        try:
            found = amount_of(bare, self.marks, groups=self.groups and not share)
        except Unreadable as error:
            raise Unreadable(error.wrong.replace(quoted(bare), quoted(cell)), error.advice) from None
        return float(found.value / 100) if share else found


class Currency(Text):
    """A currency: gives its three letters, None for the firm's own."""

    def __init__(self, head: Heading, conventions: Conventions) -> None:
        super().__init__(head, conventions)
        self.marks = Marks(conventions.settings)

    def look(self, cell: Cell, place: str) -> None:  # noqa: ARG002 - as of every column
        """See `Column`."""
        self.marks.look_at_sign(_sign(cell))

    def read(self, cell: Cell) -> object:
        """See `Column`. Raises Unreadable: what nobody knows is not our own."""
        text = plain(shown(cell))
        if found := currency_of(cell):
            return found
        if (sign := _sign(cell)) in SHARED:
            return self.marks.currency(sign, text) or None
        if is_own(text):
            return None
        raise Unreadable(f"{quoted(cell)} is no currency that is known", SPELL_OUT)

    def fits(self, cell: Cell) -> bool:
        """See `Text`; a currency that nobody knows is one."""
        return not any(c.isdigit() for c in shown(cell))

    def said(self) -> str:
        """See `Text`."""
        return self.marks.signs()


def _sign(cell: Cell) -> str:
    return plain(shown(cell)).casefold().rstrip(".")


TYPES: dict[str, Callable[[Heading, Conventions], Text]] = {
    "text": Text,
    "party": Party,
    "line": Line,
    "day": Day,
    "paid": Paid,
    "since": Since,
    "moment": Moment,
    "clock": Clock,
    "money": Money,
    "rate": Rate,
    "fee": Fee,
    "number": Number,
    "whole": Whole,
    "days": Days,
    "share": Share,
    "hours": Hours,
    "seconds": Seconds,
    "pause": Pause,
    "flag": Flag,
    "answer": Answer,
    "billed": Billed,
    "addresses": Addresses,
    "domains": Domains,
    "phones": Phones,
    "currency": Currency,
}
