"""Names of people: read from what is shown, guessed from an address, compared."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nameparser import HumanName
from nameparser.config import CONSTANTS

from comity.book.person_names import PersonName, address_fits, name_from_address, person_name, same_person


@pytest.mark.parametrize(
    ("shown", "first", "last"),
    [
        ("Gil Petersen", "Gil", "Petersen"),
        ("Petersen, Gil", "Gil", "Petersen"),
        ("PETERSEN, GIL (PURCHASING)", "Gil", "Petersen"),
        ("gil petersen", "Gil", "Petersen"),
        ("'Gil Petersen'", "Gil", "Petersen"),
        ('"Petersen, Gil"', "Gil", "Petersen"),
        ("Dr. Markus T.", "Markus", "T."),
        ("Prof. Dr. Karl-Heinz Weißenfels", "Karl-Heinz", "Weißenfels"),
        ("Jan van der Linde", "Jan", "van der Linde"),
        ("Linde, Jan van der", "Jan", "van der Linde"),
        ("Gil Petersen, CPA", "Gil", "Petersen"),
        ("Gil Petersen | Dellworth Foods", "Gil", "Petersen"),
        ("Gil Petersen - Dellworth", "Gil", "Petersen"),
        ("Gil Petersen via Dellworth Portal", "Gil", "Petersen"),
        ("J. de Veer", "J.", "de Veer"),
        ("Albert ten Veer", "Albert", "ten Veer"),
        ("Gil at Dellworth Print", "Gil", ""),
        ("Anna", "Anna", ""),
    ],
)
def test_a_persons_name_is_read_however_it_is_shown(shown: str, first: str, last: str) -> None:
    name = person_name(shown)
    assert (name.kind, name.first, name.last) == ("person", first, last)
    assert not name.guessed


def test_a_name_shown_last_name_first_is_turned_where_the_address_and_a_known_first_name_say_so() -> None:
    assert person_name("Petersen Peter", "peter.petersen@dellworth.test").first == "Peter"
    assert person_name("Peter Petersen", "petersen.peter@dellworth.test").first == "Peter"


@pytest.mark.parametrize(
    "shown",
    ["Sales Team", "Accounts Payable", "Vergabestelle", "Front Desk", "HR", "Team Einkauf", "Dellworth Billing",
     "Kundenservice", "Office Manager", "Koppel Zaden, administratie"],
)  # fmt: skip
def test_a_post_or_a_team_is_no_person(shown: str) -> None:
    assert person_name(shown).kind == "role"


@pytest.mark.parametrize(
    "shown", ["Dellworth Foods Inc", "Koppel Zaden B.V.", "First National Bank", "Linde Valley Business Lunch"]
)
def test_a_firm_is_no_person(shown: str) -> None:
    assert person_name(shown, "info@dellworth.test").kind == "role"


@pytest.mark.parametrize("shown", ["John Mills", "Grace Church", "Peter Stahl", "Tim Sales"])
def test_a_surname_that_is_also_a_trade_is_a_surname(shown: str) -> None:
    assert person_name(shown).kind == "person"


@pytest.mark.parametrize(
    ("shown", "address"),
    [
        ("Gil Petersen via Portal", "noreply@portal.test"),
        ("Mail Delivery System", "MAILER-DAEMON@dellworth.test"),
        ("", "notifications@portal.test"),
        ("Do Not Reply", "x@portal.test"),
    ],
)
def test_a_machine_is_no_person_whatever_name_it_shows(shown: str, address: str) -> None:
    assert person_name(shown, address).kind == "automatic"


def test_where_only_an_address_is_shown_its_name_is_a_guess_and_told_as_one() -> None:
    name = person_name("gil.petersen@dellworth.test", "gil.petersen@dellworth.test")
    assert (name.first, name.last, name.kind, name.guessed) == ("Gil", "Petersen", "person", True)


def test_a_person_behind_a_firms_display_name_is_guessed_from_the_address() -> None:
    name = person_name("Dellworth Foods Inc", "gil.petersen@dellworth.test")
    assert (name.full, name.guessed) == ("Gil Petersen", True)


@pytest.mark.parametrize(
    ("address", "full"),
    [
        ("gil.petersen@dellworth.test", "Gil Petersen"),
        ("gil_petersen@dellworth.test", "Gil Petersen"),
        ("g.petersen@dellworth.test", "G Petersen"),
        ("petersen.g@dellworth.test", "G Petersen"),
        ("jan.van.der.linde@dellworth.test", "Jan van der Linde"),
        ("gil.petersen+news@dellworth.test", "Gil Petersen"),
        ("gil.petersen88@dellworth.test", "Gil Petersen"),
    ],
)
def test_an_address_of_two_words_is_perhaps_a_name(address: str, full: str) -> None:
    name = name_from_address(address)
    assert name is not None
    assert (name.full, name.guessed) == (full, True)


@pytest.mark.parametrize("address", ["gpetersen@x.test", "info@x.test", "no-reply@x.test", "a.b@x.test", "x", ""])
def test_an_address_that_tells_no_two_names_is_not_guessed_from(address: str) -> None:
    assert name_from_address(address) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bob Tilden", "Robert Tilden"),
        ("Robert (Bob) Tilden", "Bob Tilden"),
        ("R. Tilden", "Robert Tilden"),
        ("Tilden, Robert", "Robert Tilden"),
        ("Markus T.", "Dr. Markus Thielen"),
        ("Jörg Müllner", "Joerg Muellner"),
        ("Anna Veer-Linde", "Anna Veer"),
        ("T.J. Orrin", "Thomas J. Orrin"),
        ("Jan Veerman", "Veerman Jan"),
        ("Kate Orrin", "Katherine Orrin"),
    ],
)
def test_two_ways_to_write_a_name_are_likely_one_person(one: str, other: str) -> None:
    assert same_person(person_name(one), person_name(other)) > 0.75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Tilden", "Peter Tilden"),
        ("Robert Tilden", "Roberta Tilden"),
        ("Mario Veer", "Maria Veer"),
        ("Anna Tilden", "Anna Orrin"),
        ("Gil Petersen", "Anna Orrin"),
        ("John A. Tilden", "John B. Tilden"),
        ("Sales Team", "Sales Team"),
        ("", ""),
    ],
)
def test_relatives_namesakes_and_teams_are_not_taken_for_one_person(one: str, other: str) -> None:
    assert same_person(person_name(one), person_name(other)) < 0.25


def test_a_first_name_alone_leaves_it_open() -> None:
    assert 0.3 < same_person(person_name("Gil"), person_name("Gil Petersen")) < 0.7
    assert 0.3 < same_person(person_name("Petersen"), person_name("Gil Petersen")) < 0.7


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Gil Petersen", "gil.petersen@x.test"),
        ("Gil Petersen", "gpetersen@x.test"),
        ("Gil Petersen", "gilp@x.test"),
        ("Gil Petersen", "petersen.gil88@freemail.test"),
        ("Gil Petersen", "gpetersen.kh.garage@freemail.test"),
        ("Bob Tilden", "robert.tilden@x.test"),
        ("Jörg Müllner", "joerg.muellner@x.test"),
        ("Jan van der Linde", "jvanderlinde@x.test"),
        ("Anna Veer", "anna@x.test"),
    ],
)
def test_an_address_made_from_a_name_fits_it(name: str, address: str) -> None:
    assert address_fits(person_name(name), address)


@pytest.mark.parametrize(
    ("name", "address"),
    [("Gil Petersen", "anna.orrin@x.test"), ("Gil Petersen", "info@x.test"), ("Sales Team", "sales@x.test")],
)
def test_an_address_made_from_something_else_does_not_fit(name: str, address: str) -> None:
    assert not address_fits(person_name(name), address)


@given(st.text(max_size=200), st.text(max_size=80))
def test_nothing_that_is_shown_is_too_odd_to_be_read(shown: str, address: str) -> None:
    name = person_name(shown, address)
    assert name.kind in ("person", "role", "automatic", "unknown")
    assert 0.0 <= same_person(name, PersonName("Gil", last="Petersen", kind="person")) <= 1.0


_RULED = sorted(
    w.capitalize()
    for w in CONSTANTS.titles | CONSTANTS.prefixes | CONSTANTS.suffix_not_acronyms | CONSTANTS.conjunctions
)


@given(st.tuples(*[st.from_regex(r"[A-Z][a-z]{1,8}", fullmatch=True) | st.sampled_from([*_RULED, "12"])] * 2))
def test_a_name_of_two_words_is_read_as_nameparser_reads_it(words: tuple[str, str]) -> None:
    assume(not " ".join(words).isupper())  # what is written in capitals alone ("Y Y") is read as if it were not
    parsed = HumanName(" ".join(words))
    read = person_name(" ".join(words))
    if read.kind == "person" and parsed.first and parsed.last:
        assert (read.first, read.middle, read.last, read.title, read.suffix) == (
            parsed.first, parsed.middle, parsed.last, parsed.title, parsed.suffix,
        )  # fmt: skip
