"""What the European Central Bank says that one currency is worth in another, as a package ships its rates."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from functools import cache

from currency_converter import CurrencyConverter, RateNotFoundError

logging.getLogger("currency_converter").setLevel(logging.ERROR)


class BankRates(CurrencyConverter):
    """The rates of two currencies alone: all forty since 1999 take half a second to load.

    A day without a rate (weekends, holidays) takes the last one before it. So does a day after the package was made,
    where both were still told of on its newest day; the last rate of a currency that ended before that says nothing.
    """

    def __init__(self, one: str, other: str) -> None:
        self._wanted = frozenset((one, other))
        self._newest = dt.date.min
        super().__init__(fallback_on_missing_rate=True, fallback_on_missing_rate_method="last_known")

    def load_lines(self, lines: Iterable[str]) -> None:
        """See `CurrencyConverter`: of each line its day and the two."""
        super().load_lines(self._narrowed(lines))

    def _narrowed(self, lines: Iterable[str]) -> Iterator[str]:
        split = (line.split(",") for line in lines)
        head = next(split)
        kept = [0, *(n for n, name in enumerate(head) if name.strip() in self._wanted)]
        yield ",".join(head[n] for n in kept)
        for row in split:
            self._newest = max(self._newest, dt.date.fromisoformat(row[0]))
            yield ",".join(row[n] for n in kept)

    def between(self, currency: str, other: str, on: dt.date) -> float | None:
        """What one unit of the first was worth in the second on that day, or None where the bank does not tell."""
        ends = [bound.last_date for name, bound in (self.bounds or {}).items() if name in (currency, other)]
        if on > self._newest and all(end == self._newest for end in ends):
            on = self._newest
        try:
            return float(self.convert(1.0, currency, other, on))
        except (RateNotFoundError, ValueError):
            return None


@cache
def bank_rates(one: str, other: str) -> BankRates | None:
    """The rates of two currencies, or None where the bank never told of any of them."""
    try:
        return BankRates(one, other)
    except ValueError:  # not even one column, of which to find the first day
        return None
