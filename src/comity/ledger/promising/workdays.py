"""Working days of the firm's country: weekends everywhere, public holidays where the country is known."""

from __future__ import annotations

import datetime as dt
from functools import cache

import holidays
from holidays.registry import EntityLoader

# What a currency tells of the country, where no locale does; the euro tells nothing.
_BY_CURRENCY = {
    "USD": "US", "GBP": "GB", "CHF": "CH", "NZD": "NZ", "AUD": "AU", "CAD": "CA", "SEK": "SE", "NOK": "NO",
    "DKK": "DK", "PLN": "PL", "CZK": "CZ", "MXN": "MX", "ZAR": "ZA", "INR": "IN", "SGD": "SG",
}  # fmt: skip
_WORKDAYS = 5
_DAY = dt.timedelta(days=1)


def country_of(locale: str, currency: str) -> str:
    """The country of a firm by its locale, else by its currency; '' where neither tells."""
    parts = locale.replace("-", "_").split(".")[0].split("_")
    told = parts[1].upper() if len(parts) > 1 else _BY_CURRENCY.get(currency, "")
    return told if told in _known() else ""


@cache
def _known() -> frozenset[str]:
    # What the registry lists: the library's own question loads the calendars of all countries first.
    return frozenset(EntityLoader.get_country_codes(include_aliases=False))


class Workdays:
    """Which days are worked, and how many of them lie ahead."""

    def __init__(self, country: str = "") -> None:
        self.country = country
        self._free = holidays.country_holidays(country) if country else {}

    def works(self, day: dt.date) -> bool:
        """Whether this is a working day."""
        return day.weekday() < _WORKDAYS and day not in self._free

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
