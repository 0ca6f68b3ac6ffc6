"""Whom a CRM's type or a mail domain calls no client: by whole words, and business says otherwise of some trades."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.book.store import MemoryBook
from comity.book.whois.firms import Firm
from comity.book.whois.mailers import _PROFESSION
from comity.book.whois.people import _GONE
from tests.cli.firm import TOML
from tests.invariants.books import judged, read_into


@pytest.mark.parametrize(
    "kind", ["Express customer", "Intermediate", "Compressor maker", "Banking customer", "Customer"]
)
def test_a_word_within_a_word_makes_nobody_a_stranger(kind: str) -> None:
    assert Firm(kinds=[kind]).client


@pytest.mark.parametrize(
    "kind",
    [
        "Vendor",
        "our suppliers",
        "Lieferanten",
        "Competitor",
        "Leveranciers",
        "Proveedor",
        "Sous-traitants",
        "Mitbewerber",
    ],
)
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


def clients(folder: Path, *listed: tuple[str, str]) -> tuple[list[str], list[str]]:
    """The clients and questions of a firm whose CRM lists these names with their domains, and that billed each."""
    rows = "".join(f"{n},{name},{domain},customer\n" for n, (name, domain) in enumerate(listed))
    bills = "".join(f"{n},{name},2024-03-0{n + 1},2024-04-01,100.00\n" for n, (name, _) in enumerate(listed))
    folder.joinpath("comity.toml").write_text(TOML)
    folder.joinpath("companies.csv").write_text(f"Record ID,Company name,Company Domain Name,Lifecycle Stage\n{rows}")
    folder.joinpath("invoices.csv").write_text(f"Invoice Number,Customer,Invoice Date,Due Date,Total\n{bills}")
    book = MemoryBook()
    read_into(book, folder)
    review = judged(book)
    return sorted(v.id for v in review.accounts), list(review.questions)


def test_two_records_of_one_name_with_domains_of_their_own_are_asked_about_and_not_made_one(tmp_path: Path) -> None:
    found, asked = clients(tmp_path, ("Hollin Ltd", "hollin-dairy.example"), ("Hollin Inc", "northhollin.example"))
    assert found == ["hollin-dairy.example", "northhollin.example"]
    assert len(asked) == 1
    assert "is perhaps" in asked[0]


def test_a_client_that_is_listed_twice_with_its_old_and_its_new_domain_is_one(tmp_path: Path) -> None:
    found, asked = clients(tmp_path, ("Hollin Ltd", "hollin-dairy.example"), ("Hollin", "northhollin.example"))
    assert (len(found), asked) == (1, [])


def test_two_records_of_one_name_whose_domains_differ_in_their_ending_are_one(tmp_path: Path) -> None:
    found, asked = clients(tmp_path, ("Hollin GmbH", "hollin.de"), ("Hollin Ltd", "hollin.co.uk"))
    assert (len(found), asked) == (1, [])


def test_a_letter_that_lies_in_two_mailboxes_is_one_however_one_of_them_marked_it(tmp_path: Path) -> None:
    tmp_path.joinpath("comity.toml").write_text(TOML)
    for name, mark, warned in (("jo", "", ""), ("bo", "[EXT] ", "CAUTION: this came from outside.\n\n")):
        theirs = (
            f"From: Tom Fen <tom@fenboats.example>\nTo: ann@reed.example\nSubject: {mark}Roof\n"
            f"Date: Mon, 2 Feb 2026 10:00:00 +0000\nMessage-ID: <a@fen>\n\n{warned}Hello Ann,\n\nCan you come?\n"
        )
        ours = (
            "From: Ann Reed <ann@reed.example>\nTo: tom@fenboats.example\nSubject: Re: Roof\n"
            "Date: Mon, 2 Feb 2026 12:00:00 +0000\nMessage-ID: <b@reed>\nIn-Reply-To: <a@fen>\n\nYes.\n"
        )
        for nth, letter in enumerate((theirs, ours)):
            tmp_path.joinpath(f"{name}{nth}.eml").write_text(letter)
    book = MemoryBook()
    read_into(book, tmp_path)
    assert [v.id for v in judged(book).accounts] == []


@pytest.mark.parametrize(
    ("status", "gone"),
    [("Left the company", True), ("left", True), ("Archived", True), ("Inactive", True), ("parti", True),
     ("no longer there", True), ("Left voicemail", False), ("Left a message", False), ("Participant", False),
     ("Performer", False), ("Active", False)],
)  # fmt: skip
def test_what_a_crm_calls_somebody_who_is_gone_is_told_by_whole_words(status: str, *, gone: bool) -> None:
    assert bool(_GONE.search(status.lower())) == gone
