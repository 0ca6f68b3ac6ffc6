"""Amounts in the firm's own currency, by the rates that the central bank told of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from currency_converter import CurrencyConverter
from hypothesis import given
from hypothesis import strategies as st

from comity.ledger.currency import Money

ALL = CurrencyConverter(fallback_on_missing_rate=True, fallback_on_missing_rate_method="last_known")
LAST = {currency: bound.last_date for currency, bound in (ALL.bounds or {}).items()}
NEWEST = max(LAST.values())


@given(
    st.sampled_from(["USD", "NOK", "CHF", "JPY", "RUB", "HRK"]),
    st.sampled_from(["EUR", "GBP", "CAD"]),
    st.dates(dt.date(1998, 12, 1), NEWEST),
)
def test_two_currencies_alone_are_worth_what_they_are_among_all(currency: str, home: str, on: dt.date) -> None:
    try:
        told = ALL.convert(1.0, currency, home, on)
    except Exception:  # noqa: BLE001 - whatever the package says of a day without a rate
        told = None
    assert Money(home).rate(currency, on) == told


@pytest.mark.parametrize("later", [1, 30, 400])
def test_a_day_after_the_package_was_made_takes_its_newest_rate(later: int) -> None:
    money = Money("EUR")
    assert money.rate("USD", NEWEST) is not None
    assert money.rate("USD", NEWEST + dt.timedelta(days=later)) == money.rate("USD", NEWEST)
    assert money.home_amount(Decimal(100), "GBP", NEWEST + dt.timedelta(days=later)) is not None


def test_the_last_rate_of_a_currency_that_is_told_of_no_more_says_nothing_of_later_days() -> None:
    ended = LAST["RUB"]
    assert ended < NEWEST
    assert Money("EUR").rate("RUB", ended) is not None
    assert Money("EUR").rate("RUB", ended + dt.timedelta(days=90)) is None


@pytest.mark.parametrize(("currency", "home"), [("AED", "EUR"), ("AED", "USD"), ("AED", "XAU"), ("USD", "AED")])
def test_a_currency_of_which_the_bank_never_told_is_none_unless_the_firm_names_its_rate(
    currency: str, home: str
) -> None:
    on = dt.date(2025, 3, 3)
    assert Money(home).rate(currency, on) is None
    assert Money(home, {currency: 0.25}).rate(currency, on) == 0.25
