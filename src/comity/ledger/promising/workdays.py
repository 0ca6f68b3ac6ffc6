"""Working days of the firm's country: weekends everywhere, public holidays where the country is known."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from comity.keeping import Cache, Kept
from comity.later import module
from comity.stamp import libraries

if TYPE_CHECKING:
    import holidays
else:
    holidays = module("holidays")  # takes longer to load than a mailbox to judge

# What a currency tells of the country, where no locale does; the euro tells nothing.
_BY_CURRENCY = {
    "USD": "US", "GBP": "GB", "CHF": "CH", "NZD": "NZ", "AUD": "AU", "CAD": "CA", "SEK": "SE", "NOK": "NO",
    "DKK": "DK", "PLN": "PL", "CZK": "CZ", "MXN": "MX", "ZAR": "ZA", "INR": "IN", "SGD": "SG",
}  # fmt: skip
_PART = {"GB": "ENG"}  # whose holidays most firms of a country have, where its parts have their own
_WORKDAYS = 5
_DAY = dt.timedelta(days=1)
_KIND = "holidays"
_KEPT = range(1990, 2100)  # the years whose holidays are kept


def country_of(locale: str, currency: str) -> str:
    """The country of a firm by its locale, else by its currency; '' where neither tells."""
    parts = locale.replace("-", "_").split(".")[0].split("_")
    return parts[1].upper() if len(parts) > 1 else _BY_CURRENCY.get(currency, "")


def calendars() -> str:
    """The version of the library that knows the holidays, told without loading it."""
    return next((name for name in libraries() if name.startswith("holidays-")), "")


class Workdays:
    """Which days are worked, and how many of them lie ahead. A country that nobody knows has its weekends alone.

    `save` keeps the holidays that were looked up in the cache, if there is one.
    """

    def __init__(self, country: str = "", cache: Cache | None = None) -> None:
        self.country = country
        self._free: dict[int, frozenset[int]] = {}
        names = [f"{country}.{year}" for year in _KEPT] if country else []
        self._kept = Kept(cache if country else None, _KIND, names, [calendars().encode()] if country else ())

    @property
    def month_first(self) -> bool:
        """Whether people there write the month before the day."""
        return self.country == "US"

    def works(self, day: dt.date) -> bool:
        """Whether this is a working day."""
        return day.weekday() < _WORKDAYS and not (self.country and day.toordinal() in self._of(day.year))

    @property
    def _part(self) -> str:
        return _PART.get(self.country, "")

    def save(self) -> None:
        """Keep what had to be looked up."""
        self._kept.save()

    def _of(self, year: int) -> frozenset[int]:
        """The holidays of a year, as days since the year 1."""
        if year not in self._free:
            self._free[year] = frozenset(
                self._kept.of(f"{self.country}.{year}", self._part.encode(), lambda: self._looked_up(year))
            )
        return self._free[year]

    def _looked_up(self, year: int) -> list[int]:
        try:
            found = holidays.country_holidays(self.country, subdiv=self._part or None, years=year)
            return [day.toordinal() for day in found]
        except NotImplementedError:
            return []

    def on_or_after(self, day: dt.date) -> dt.date:
        """The day itself, or the next one that is worked."""
        while not self.works(day):
            day += _DAY
        return day

    def on_or_before(self, day: dt.date) -> dt.date:
        """The day itself, or the last one before it that is worked."""
        while not self.works(day):
            day -= _DAY
        return day

    def after(self, day: dt.date, count: int) -> dt.date:
        """The day so many working days later."""
        for _ in range(count):
            day = self.on_or_after(day + _DAY)
        return day
