"""Addresses of people, of posts, of machines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.book.addresses import is_automatic_address, is_role_address, is_role_name, split_address


@pytest.mark.parametrize(
    "local",
    ["info", "ap", "ar", "hr", "accounts.payable", "accountspayable", "accounts-payable-us", "sales.emea",
     "einkauf-nord", "buchhaltung", "facturen", "compta", "customerservice", "jobs", "office", "IT", "dellworth-info",
     "billing2",
     "vergabestelle", "invoices+dellworth"],
)  # fmt: skip
def test_an_address_of_a_post_is_told(local: str) -> None:
    assert is_role_address(f"{local}@dellworth.test")
    assert not is_automatic_address(f"{local}@dellworth.test")


@pytest.mark.parametrize(
    "address",
    ["noreply@x.test", "no-reply@x.test", "do_not_reply@x.test", "donotreply-billing@x.test", "MAILER-DAEMON@x.test",
     "postmaster@x.test", "bounces+123-gil=dellworth.test@x.test", "notifications@x.test", "reply+abc123@x.test",
     "newsletter@x.test", "system@x.test", "nepasrepondre@x.test", "gil@bounces.mail.x.test"],
)  # fmt: skip
def test_an_address_of_a_machine_is_told(address: str) -> None:
    assert is_automatic_address(address)


@pytest.mark.parametrize(
    "local", ["gil.petersen", "gpetersen", "mark", "may", "carla", "tim.sales", "al", "anna", "desk.gil"]
)
def test_an_address_of_a_person_is_neither(local: str) -> None:
    assert not is_role_address(f"{local}@dellworth.test")
    assert not is_automatic_address(f"{local}@dellworth.test")


@pytest.mark.parametrize(
    "shown", ["Accounts Payable", "Sales Team", "Team Einkauf", "Dellworth Support", "The Front Desk"]
)
def test_a_display_name_of_a_post_is_told(shown: str) -> None:
    assert is_role_name(shown)


@pytest.mark.parametrize("shown", ["Gil Petersen", "Anna", "", "Dellworth Foods"])
def test_any_other_display_name_is_not(shown: str) -> None:
    assert not is_role_name(shown)


def test_what_follows_a_plus_is_no_part_of_the_address() -> None:
    assert split_address("<Gil.Petersen+News@Dellworth.TEST>") == ("gil.petersen", "dellworth.test")


@given(st.text(max_size=100))
def test_no_address_is_too_odd_to_be_judged(address: str) -> None:
    assert is_role_address(address) in (True, False)
    assert is_automatic_address(address) in (True, False)
