"""What an account was called when somebody spoke of it leads to the account that it is part of now."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest

from comity.book.known import known_on
from comity.book.store import MemoryBook
from comity.book.whois import WhoIsWho, who_is_who
from comity.tables import TABLES
from tests.invariants.books import TODAY, read_into

HEAD, DAYS = "Invoice Number,Contact,Date,Due Date,Total\n", "2026-05-04,2026-06-04,90\n"
INVOICES = f"{HEAD}1,Fen Boats,{DAYS}2,Orchard Oars,{DAYS}"


class Firm:
    """Two clients without any mail, and what somebody decides of them."""

    def __init__(self, folder: Path) -> None:
        (folder / "invoices.csv").write_text(INVOICES)
        self.book = MemoryBook()
        read_into(self.book, folder)

    def decide(self, what: str, account: str, others: tuple[str, ...] = (), name: str = "", undoes: str = "") -> str:
        """Its key; each decision is a minute later than the one before."""
        known = self.book.facts("decisions").num_rows
        at = dt.datetime(2026, 10, 1, 9, known, tzinfo=dt.UTC)
        row = {"row_id": f"decision {known}", "decided_at": at, "decided_by": "Ida", "what": what, "account": account,
               "others": list(others), "name": name, "undoes": undoes, "why": ""}  # fmt: skip
        self.book.append("decisions", pa.Table.from_pylist([row], schema=TABLES["decisions"].schema))
        return str(row["row_id"])

    @property
    def whois(self) -> WhoIsWho:
        """As of today."""
        return who_is_who(known_on(self.book, TODAY))


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    return Firm(tmp_path)


def test_a_client_without_mail_is_found_in_what_it_was_merged_into_and_by_itself_when_that_is_undone(
    firm: Firm,
) -> None:
    assert set(firm.whois.accounts) == {"fen-boats", "orchard-oars"}
    merge = firm.decide("merge", "orchard-oars", ("fen-boats",))
    assert set(firm.whois.accounts) == {"orchard-oars"}
    assert firm.whois.now("fen-boats") == "orchard-oars"
    firm.decide("undo", merge, undoes=merge)
    assert firm.whois.now("fen-boats") == "fen-boats"


@pytest.mark.parametrize("into", ["fen-boats", "orchard-oars"])
def test_of_two_that_are_one_client_now_it_is_a_client_no_longer_where_both_were_that(firm: Firm, into: str) -> None:
    [other] = {"fen-boats", "orchard-oars"} - {into}
    firm.decide("former", "fen-boats")
    assert firm.whois.accounts["fen-boats"].former_on == dt.date(2026, 10, 1)
    assert firm.whois.accounts["orchard-oars"].former_on is None
    merge = firm.decide("merge", into, (other,))
    [one] = firm.whois.accounts.values()
    assert one.former_on is None
    assert "a client no longer" not in {m.what for m in firm.whois.merges}
    firm.decide("undo", merge, undoes=merge)
    firm.decide("former", "orchard-oars")
    firm.decide("merge", into, (other,))
    [one] = firm.whois.accounts.values()
    assert one.former_on == dt.date(2026, 10, 1)


def test_a_new_name_is_followed_both_ways_and_through_a_merge(firm: Firm) -> None:
    rename = firm.decide("rename", "fen-boats", name="Fenland Craft")
    assert firm.whois.now("fen-boats") == firm.whois.now("fenland-craft") == "fen-boats"
    assert firm.whois.accounts["fen-boats"].name == "Fenland Craft"
    firm.decide("merge", "orchard-oars", ("fen-boats",))
    assert firm.whois.now("fen-boats") == firm.whois.now("fenland-craft") == "orchard-oars"
    firm.decide("undo", rename, undoes=rename)
    assert firm.whois.now("fenland-craft") == "orchard-oars"


def test_what_nobody_was_ever_called_is_nobody(firm: Firm) -> None:
    firm.decide("merge", "orchard-oars", ("fen-boats",))
    assert firm.whois.now("fen") is None
