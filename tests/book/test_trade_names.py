"""Books name a client by what it signs by, its mail and the CRM by what it is called: a list of customers has both."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from comity.book.known import known_on
from comity.book.store import MemoryBook
from comity.book.whois import WhoIsWho, who_is_who
from tests.invariants.books import TODAY, read_into

INVOICES = (
    "Invoice Number,Contact,Date,Due Date,Total\n"
    "1,EXPLOTACIONES DUERO SL,2026-05-04,2026-06-04,90\n"
    "2,Torneados del Ulla SL,2026-05-04,2026-06-04,90\n"
)
CRM = "ID,Nombre,Sitio web,Etiqueta,Propietario\n7,Apartamentos Brisa,www.brisa.example,Cliente,Berta Pons\n"


def read(folder: Path, **files: str) -> WhoIsWho:
    book = MemoryBook()
    for name, text in {"invoices": INVOICES, **files}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    read_into(book, folder)
    return who_is_who(known_on(book, TODAY))


def listed(*lines: str) -> str:
    return "\n".join(("Nombre;Nombre comercial;NIF;Email;Tipo", *lines)) + "\n"


@pytest.mark.parametrize(
    "names",
    list(itertools.permutations(("crm", "a_list", "invoices"))),  # files are read in the order of their names
)
def test_what_is_billed_under_one_name_is_the_clients_who_writes_under_another(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    texts = {
        "crm": CRM,
        "a_list": listed("EXPLOTACIONES DUERO SL;Apartamentos Brisa;B1;;Cliente"),
        "invoices": INVOICES,
    }
    whois = read(tmp_path, invoices=INVOICES, **{f"{n}_{name}": texts[name] for n, name in enumerate(names)})
    account = whois.account_of("EXPLOTACIONES DUERO SL")
    assert account is not None
    assert tuple(whois.accounts[account].domains) == ("brisa.example",)
    assert whois.account_of("Apartamentos Brisa") == account


def test_the_address_that_books_hold_for_a_client_tells_its_domain(tmp_path: Path) -> None:
    whois = read(tmp_path, listed=listed("Torneados del Ulla SL;Tornería Ulla;B2;elsa@ulla.example;Cliente"))
    account = whois.account_of("Torneados del Ulla SL")
    assert account is not None
    assert tuple(whois.accounts[account].domains) == ("ulla.example",)


def test_an_accountants_address_that_stands_beside_several_clients_makes_them_no_one_client(tmp_path: Path) -> None:
    whois = read(
        tmp_path,
        listed=listed(
            "EXPLOTACIONES DUERO SL;Apartamentos Brisa;B1;facturas@gestoria.example;Cliente",
            "Torneados del Ulla SL;Tornería Ulla;B2;facturas@gestoria.example;Cliente",
        ),
    )
    one, two = whois.account_of("EXPLOTACIONES DUERO SL"), whois.account_of("Torneados del Ulla SL")
    assert one is not None
    assert two is not None
    assert one != two
    assert not any(whois.accounts[account].domains for account in (one, two))
