"""Our own side where no comity.toml tells it: which domains and names are ours, and that none of them is a client."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from comity.book.known import known_on
from comity.book.whois import WhoIsWho, who_is_who
from tests.invariants.books import TODAY, book_of

US = "us@alderandquay.example"
OURS = {
    "Jo Vance": ("jo@alderandquay.example", "Jo Vance\nDesigner\nWharf Nine Interiors · 12 Harbour Row"),
    "Mae Lindt": ("mae@alderandquay.example", "Mae Lindt | Accounts | Wharf Nine Interiors"),
}
CLIENTS = {"Dana Orr": "dana@orrmills.example", "Pat Lund": "pat@tollgate.example"}
BOOKED = {
    "Alder & Quay": "what our domain spells",
    "Alder and Quay Ltd.": "what our domain spells, with a legal form",
    "alderandquay.example": "our domain itself",
    "Wharf Nine Interiors": "what our people write below their names",
    "WHARF NINE INTERIORS LTD": "the same in capitals",
    "Mae Lindt": "one of our own people",
}


class Exports:
    """A folder of mail and invoices, written one by one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count(1)

    def mail(self, sender: str, to: str, body: str = "The crew was on time, thank you.", name: str = "") -> None:
        number = next(self.numbers)
        (self.folder / f"{number:04}.eml").write_text(
            f"From: {name} <{sender}>\nTo: {to}\nSubject: Tuesday {number}\n"
            f"Date: Mon, {1 + number % 28} Jun 2026 10:00:00 +0000\n"
            f"Message-ID: <m{number}@mail.example>\n\n{body}\nMail {number}.\n"
        )

    def invoices(self, *customers: str) -> None:
        rows = [f"{100 + i},{name},2026-06-0{1 + i % 9},2026-07-01,500.00" for i, name in enumerate(customers)]
        head = "Invoice No,Customer,Invoice Date,Due Date,Total"
        (self.folder / "invoices.csv").write_text("\n".join([head, *rows]) + "\n")

    def known(self) -> WhoIsWho:
        return who_is_who(known_on(book_of(self.folder), TODAY))


@pytest.fixture
def exports(tmp_path: Path) -> Exports:
    found = Exports(tmp_path)
    for name, client in CLIENTS.items():
        for ours, (address, signature) in OURS.items():
            for _ in range(2):
                found.mail(address, client, f"See you on Tuesday.\n\n{signature}", ours)
                found.mail(client, address, name=name)
    return found


@pytest.mark.parametrize("name", BOOKED, ids=BOOKED.values())
def test_a_name_of_our_own_in_the_books_is_no_client(exports: Exports, name: str) -> None:
    exports.invoices(name, "Tollgate Hotel Limited")
    known = exports.known()
    assert name not in known.by_name
    assert "Tollgate Hotel Limited" in known.by_name


def test_we_are_called_what_our_people_write_below_their_names(exports: Exports) -> None:
    own = exports.known().own
    assert own.inferred
    assert own.name == "Wharf Nine Interiors"
    assert own.domains == {"alderandquay.example"}


@pytest.mark.parametrize("name", ["Alder Quay Mills", "Alder Wharf", "Quay House School", "Wharf Row Hotel"])
def test_a_name_that_only_shares_words_with_ours_is_a_client(exports: Exports, name: str) -> None:
    exports.invoices(name)
    assert name in exports.known().by_name


def test_somebody_who_quotes_our_signature_does_not_name_us(exports: Exports) -> None:
    for _ in range(3):
        exports.mail("pat@tollgate.example", US, "Fine.\n\nJo Vance\nDesigner\nTollgate Hotel", "Pat Lund")
    assert "Tollgate Hotel" not in exports.known().own.names


def test_a_domain_that_others_write_to_without_us_in_our_own_mailboxes_is_ours_too(exports: Exports) -> None:
    for client in ("kim@kugelwerk.example", "ina@hansekontor.example"):
        for _ in range(3):
            exports.mail(client, "vertrieb@aq-nord.example")
            exports.mail("vertrieb@aq-nord.example", client)
    known = exports.known()
    assert known.own.domains == {"alderandquay.example", "aq-nord.example"}
    assert {"kugelwerk.example", "hansekontor.example"} <= known.accounts.keys()


def test_a_client_who_copies_others_without_us_stays_a_client(exports: Exports) -> None:
    for other in ("bank@kontorhaus.example", "law@rechtundrat.example"):
        exports.mail("dana@orrmills.example", other)
        exports.mail("dana@orrmills.example", other)
    assert "orrmills.example" in exports.known().accounts


def test_our_name_under_another_ending_is_ours_where_a_colleague_has_the_same_address_there(exports: Exports) -> None:
    for _ in range(3):
        exports.mail("jo@alderandquay.test", "mae@alderandquay.example", name="Jo Vance")
        exports.mail("mae@alderandquay.example", "jo@alderandquay.test", name="Mae Lindt")
    known = exports.known()
    assert "alderandquay.test" in known.own.domains
    assert not {a for a in known.accounts if a.startswith("alderandquay")}
