"""Whom a CRM's type or a mail domain calls no client: by whole words, and business says otherwise of some trades."""

from __future__ import annotations

import pytest

from comity.book.whois.firms import Firm
from comity.book.whois.mailers import _PROFESSION


@pytest.mark.parametrize(
    "kind", ["Express customer", "Intermediate", "Compressor maker", "Banking customer", "Customer"]
)
def test_a_word_within_a_word_makes_nobody_a_stranger(kind: str) -> None:
    assert Firm(kinds=[kind]).client


@pytest.mark.parametrize("kind", ["Vendor", "our suppliers", "Lieferanten", "Competitor", "Leveranciers"])
def test_who_sells_to_us_is_no_client_even_with_business(kind: str) -> None:
    assert not Firm(kinds=[kind], business=True).client


@pytest.mark.parametrize("kind", ["Bank", "Press", "Lawyers"])
def test_of_some_trades_one_is_a_client_where_there_is_business_with_it(kind: str) -> None:
    assert not Firm(kinds=[kind]).client
    assert Firm(kinds=[kind], business=True).client


@pytest.mark.parametrize(
    "domain", ["lawsonfoods", "flawless", "fairbanks-bakery", "suspension-parts", "banksideinn", "brakelaws"]
)
def test_a_firm_is_no_lawyer_or_bank_for_letters_in_its_domain(domain: str) -> None:
    assert not _PROFESSION.search(domain)


@pytest.mark.parametrize(
    "domain", ["smith-law", "hartlaw", "firstbank", "bank-of-mill", "kanzlei-roth", "notaris-visser", "millinsurance"]
)
def test_lawyers_banks_and_insurers_are_known_by_their_domains(domain: str) -> None:
    assert _PROFESSION.search(domain)
