"""Amounts in the firm's own currency: the firm's rates first, then the central bank's of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from comity.later import module

if TYPE_CHECKING:
    from comity.ledger import bank
else:
    bank = module("comity.ledger.bank")  # most firms are paid in one currency


class Money:
    """Converts amounts into the home currency; what cannot be converted is None, never wrong."""

    def __init__(self, home: str | None, rates: Mapping[str, float] | None = None) -> None:
        self.home = (home or "").upper()
        self._rates = {k.upper(): v for k, v in (rates or {}).items()}
        self._cache: dict[tuple[str, dt.date], float | None] = {}

    def home_amount(self, amount: Decimal | None, currency: str | None, on: dt.date | None) -> float | None:
        """`amount` in the home currency at the rate of the day `on`; an unnamed currency is the home currency."""
        if amount is None:
            return None
        rate = self.rate((currency or self.home).upper(), on)
        return None if rate is None else float(amount) * rate

    def between(self, currency: str, other: str, on: dt.date) -> float | None:
        """What one unit of a currency is worth in another on that day, or None."""
        one, two = self.rate(currency.upper(), on), self.rate(other.upper(), on)
        return one / two if one and two else None

    def rate(self, currency: str, on: dt.date | None) -> float | None:
        """What one unit of `currency` is worth at home on that day, or None."""
        if currency == self.home or not self.home:
            return 1.0 if currency == self.home else None
        if currency in self._rates:
            return self._rates[currency]
        if on is None:
            return None
        key = (currency, on)
        if key not in self._cache:
            told = bank.bank_rates(*sorted((currency, self.home)))
            self._cache[key] = told and told.between(currency, self.home, on)
        return self._cache[key]
