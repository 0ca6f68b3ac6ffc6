"""What an account is called by is its own, whatever else is read: what people say of one never moves to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path

import msgspec
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.book.known import known_on
from comity.book.store import MemoryBook
from comity.book.whois import WhoIsWho, who_is_who
from comity.book.whois.firms import LONGEST_ID
from comity.book.whois.ids import name_id
from comity.tables import TABLES
from tests.book.test_accounts_that_became_others import HEAD, Firm
from tests.invariants.books import TODAY, read_into

IN_OTHER_SCRIPTS = ("Газпром", "Сбербанк", "Авиалинии", "東京建物", "Ελληνικά Πλοία", "شركة النور")
ALIKE = ("Firma Ромашка", "Firma Лютик", "M?ller Bau", "M ller Bau", "Plain Ltd")

Read = Callable[..., WhoIsWho]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Who is who after lists of invoices, each with its customers, were read one after the other."""

    def reading(*lists: Sequence[str]) -> WhoIsWho:
        book = MemoryBook()
        for place, customers in enumerate(lists):
            lines = (f'{place}-{n},"{name}",2026-05-04,2026-06-04,90\n' for n, name in enumerate(customers))
            path = tmp_path / f"{len(list(tmp_path.iterdir()))}.csv"
            path.write_text(HEAD + "".join(lines))
            read_into(book, path)
        return who_is_who(known_on(book, TODAY))

    return reading


def ids(whois: WhoIsWho) -> dict[str, str]:
    """The id by the name; no two accounts have one."""
    assert len({a.name for a in whois.accounts.values()}) == len(whois.accounts)
    return {account.name: account.id for account in whois.accounts.values()}


@pytest.mark.parametrize("names", [IN_OTHER_SCRIPTS, ALIKE], ids=["no Latin letter", "one slug"])
def test_a_client_keeps_its_id_whoever_else_is_read_and_in_whatever_order(read: Read, names: Sequence[str]) -> None:
    alone = {name: ids(read([name]))[name] for name in names}
    assert len(set(alone.values())) == len(names)
    for some in permutations(names, 3):
        assert ids(read(some)) == ids(read(some[:1], some[1:])) == {name: alone[name] for name in some}


def test_an_id_tells_what_a_name_has_of_latin_letters_and_is_no_longer_than_a_key_may_be() -> None:
    assert name_id("Gebrüder Größe & Söhne GmbH") == "gebruder-grosse-sohne-gmbh"
    assert name_id("Firma Ромашка").startswith("firma-")
    assert name_id("Газпром") == name_id("ГАЗПРОМ") == name_id(" газпром ") != name_id("Сбербанк")
    for letter in "nл":
        assert len(name_id(letter * 900)) <= LONGEST_ID
        assert name_id(letter * 900) != name_id(letter * 901)


@given(st.lists(st.text(max_size=12), min_size=2, max_size=6))
@settings(deadline=None)
def test_names_in_which_letters_differ_that_no_slug_tells_give_different_ids(names: list[str]) -> None:
    told = {name: " ".join(f"x {name} ж".casefold().split()) for name in names}
    assert len({name_id(f"x {name} ж") for name in names}) == len(set(told.values()))


def test_what_was_said_of_a_client_finds_it_under_its_longer_name_and_under_its_domain(read: Read) -> None:
    [first] = read(["Fen Boats"]).accounts
    later = read(["Fen Boats"], ["Fen Boats Ltd"])
    assert list(later.accounts) == ["fen-boats-ltd"]
    assert later.now(first) == "fen-boats-ltd"
    [other] = read(["Ромашка"]).accounts
    [long] = (both := read(["Ромашка"], ["Ромашка GmbH"])).accounts
    assert both.now(other) == long != other


def test_a_name_that_somebody_gave_never_takes_the_id_of_a_client_that_is_called_so(tmp_path: Path) -> None:
    firm = Firm(tmp_path)
    firm.decide("rename", "fen-boats", name="Orchard Oars")
    assert {a.id: a.spellings for a in firm.whois.accounts.values()} == {
        "fen-boats": ("Fen Boats",), "orchard-oars": ("Orchard Oars",),
    }  # fmt: skip


def test_a_spelling_that_is_split_off_leaves_the_id_to_what_it_was_part_of(tmp_path: Path) -> None:
    firm = Firm(tmp_path)
    (tmp_path / "more.csv").write_text(f"{HEAD}3,Fen-Boats,2026-05-04,2026-06-04,90\n")
    read_into(firm.book, tmp_path / "more.csv")
    assert set(firm.whois.accounts) == {"fen-boats", "orchard-oars"}
    firm.decide("split", "fen-boats", ("Fen-Boats",))
    [alone] = set(firm.whois.accounts) - {"fen-boats", "orchard-oars"}
    assert firm.whois.accounts["fen-boats"].spellings == ("Fen Boats",)
    assert firm.whois.accounts[alone].spellings == ("Fen-Boats",)


def test_records_of_a_crm_without_a_name_or_a_domain_go_by_their_keys(tmp_path: Path) -> None:
    firm = Firm(tmp_path)
    told = {"source": "", "file_id": "", "place": "", "ref": "", "read_on": TODAY, "crm": "crm", "name": "",
            "domains": ["gmail.com"], "other_names": [], "exported_on": TODAY}  # fmt: skip
    rows = [{**told, "row_id": str(n), "company_id": key} for n, key in enumerate(("7", "8", "8", ""))]
    firm.book.append("companies", pa.Table.from_pylist(rows, schema=TABLES["companies"].schema))
    whois = firm.whois
    assert set(whois.by_company.values()) == set(whois.accounts) - {"fen-boats", "orchard-oars"}
    assert len(set(whois.by_company.values())) == 2


@pytest.mark.parametrize("by", ["id", "name"])
def test_a_decision_finds_every_client_by_the_id_that_the_book_gives_it_and_by_its_name(
    tmp_path: Path, by: str
) -> None:
    firm = Firm(tmp_path)
    customers = (*IN_OTHER_SCRIPTS, *ALIKE, "Fen-Boats")
    lines = (f"9{n},{name},2026-05-04,2026-06-04,90\n" for n, name in enumerate(customers))
    (tmp_path / "more.csv").write_text(HEAD + "".join(lines))
    read_into(firm.book, tmp_path / "more.csv")
    firm.decide("split", "fen-boats", ("Fen-Boats",))
    accounts = firm.whois.accounts
    assert {a.name for a in accounts.values()} == {*customers, "Fen Boats", "Orchard Oars"}
    for account in accounts.values():
        struck = firm.decide("no client", account.id if by == "id" else account.name)
        assert [a for a in firm.whois.accounts.values() if not a.client] == [
            msgspec.structs.replace(account, client=False)
        ]
        firm.decide("undo", struck, undoes=struck)
    first, second = (next(a.id for a in accounts.values() if a.name == name) for name in IN_OTHER_SCRIPTS[:2])
    firm.decide("merge", first, (second,))
    assert firm.whois.now(second) == firm.whois.now(first) is not None
    assert len(firm.whois.accounts) == len(accounts) - 1
