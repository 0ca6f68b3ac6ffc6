"""What a CRM tells of a deal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from comity.book.store import MemoryBook
from comity.judge import see
from comity.ledger.crm_facts import outcome
from comity.ledger.written_at import unplaced
from tests.invariants.books import read_into


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        ("Closed Won", "won"),
        ("Geschlossen und gewonnen", "won"),
        ("Ganada", "won"),
        ("No ganada", "lost"),
        ("Nicht gewonnen", "lost"),
        ("Pérdida", "lost"),
        ("Cierre perdido", "lost"),
        ("Propuesta", "open"),
        ("Won't proceed", "lost"),
        ("Wont do", "lost"),
        ("Offer not accepted", "lost"),
        ("Aanvaard", "won"),
        ("Geweigerd", "lost"),
        ("Wonderful lead", "open"),
    ],
)
def test_a_stage_tells_how_a_deal_ended(stage: str, told: str) -> None:
    assert outcome(stage) == told


def test_a_placement_that_names_no_firm_is_with_the_one_that_gave_the_job(tmp_path: Path) -> None:
    for name, lines in {
        "companies.csv": "company-externalId,company-name,company-website,company-owners\n"
        "C1,Fen Boats,fenboats.example,ann\nC2,Low Mill,lowmill.example,ann\n",
        "jobs.csv": "position-externalId,position-title,position-companyId,position-type,position-openDate\n"
        "J1,Welder,C1,CONTRACT,2026-01-05\nJ2,Fitter,C2,CONTRACT,2026-01-05\n",
        "placements.csv": "placement-externalId,placement-positionId,placement-candidateName,placement-type,"
        "placement-startDate,placement-payRate,placement-chargeRate\n"
        "P1,J1,Lee Brandt,CONTRACT,2026-02-02,14.00,19.50\nP2,J2,Kim Orr,CONTRACT,2026-02-02,14.00,19.50\n"
        "P3,J9,Sam Low,CONTRACT,2026-02-02,14.00,19.50\n",
    }.items():
        (tmp_path / name).write_text(lines)
    book = MemoryBook()
    read_into(book, tmp_path)
    sight = see(book, dt.date(2026, 3, 1), today=dt.date(2026, 3, 1))
    placed = sight.engine.rows("select distinct account, candidate from placements order by candidate")
    assert placed == [("lowmill.example", "Kim Orr"), ("fenboats.example", "Lee Brandt")]


def test_a_fee_is_told_in_the_firms_own_money(tmp_path: Path) -> None:
    (tmp_path / "comity.toml").write_text('[firm]\nname = "Ours"\ndomains = ["ours.example"]\ncurrency = "GBP"\n')
    (tmp_path / "companies.csv").write_text(
        "Company Name,Company Domain Name,Company Owner\nFen Boats,fenboats.example,ann\n"
    )
    (tmp_path / "placements.csv").write_text(
        "Candidate,Client,Job Title,Start Date,Salary,Fee,Currency\n"
        "Kim Orr,Fen Boats,Welder,2026-02-02,12000000,3000000,JPY\nLee Brandt,Fen Boats,Fitter,2026-02-02,50000,9000,\n"
    )
    book = MemoryBook()
    read_into(book, tmp_path)
    sight = see(book, dt.date(2026, 3, 1), today=dt.date(2026, 3, 1))
    (_, yen), (_, own) = sight.engine.rows("select distinct candidate, fee from placements order by candidate")
    assert own == 9000
    assert yen is None or yen < 30_000


def zoho(folder: Path) -> MemoryBook:
    """Lists of Zoho CRM: two firms, a deal with the second, and notes at the first, at that deal and at a lead."""
    for name, lines in {
        "Accounts.csv": "Record Id,Account Owner,Account Name,Website,Phone,Parent Account,Created Time\n"
        "zcrm_51,Ann Lee,Fen Boats Ltd,fenboats.example,,,2025-11-03 09:00:00\n"
        "zcrm_52,Ann Lee,Low Mill Ltd,lowmill.example,,,2025-11-03 09:00:00\n",
        "Deals.csv": "Record Id,Deal Owner,Amount,Deal Name,Closing Date,Account Name,Stage,Created Time\n"
        "zcrm_71,Ann Lee,900.00,Slipway winch,2026-04-30,Low Mill Ltd,Qualification,2026-02-02 09:00:00\n",
        "Notes.csv": "Record Id,Note Owner.id,Note Owner,Note Title,Note Content,Parent ID.id,Parent ID,Created Time\n"
        "zcrm_91,zcrm_1,Ann Lee,,They like the hull.,zcrm_51,Fen Boats Ltd,2026-02-03 10:00:00\n"
        "zcrm_92,zcrm_1,Ann Lee,,They want it by May.,zcrm_71,Slipway winch,2026-02-04 10:00:00\n"
        "zcrm_93,zcrm_1,Ann Lee,,She rang off.,zcrm_81,Marsh & Daughter,2026-02-05 10:00:00\n",
        "invoices.csv": "Invoice No,Customer,Date,Due Date,Amount\n7,Fen Boats Ltd,2026-02-06,2026-03-06,90.00\n",
    }.items():  # fmt: skip
        (folder / name).write_text(lines)
    book = MemoryBook()
    read_into(book, folder)
    return book


def test_a_note_written_at_a_deal_is_about_the_firm_that_the_deal_is_with(tmp_path: Path) -> None:
    sight = see(zoho(tmp_path), dt.date(2026, 3, 1), today=dt.date(2026, 3, 1))
    noted = sight.engine.rows("select account, ref from notes order by ref")
    assert noted == [("fenboats.example", "zcrm_91"), ("lowmill.example", "zcrm_92")]


def test_a_deals_name_tells_whose_a_note_is_where_no_key_does(tmp_path: Path) -> None:
    zoho(tmp_path)
    lines = [line.split(",") for line in (tmp_path / "Notes.csv").read_text().splitlines()]
    (tmp_path / "Notes.csv").write_text("\n".join(",".join((*cells[:5], *cells[6:])) for cells in lines))
    book = MemoryBook()
    read_into(book, tmp_path)
    sight = see(book, dt.date(2026, 3, 1), today=dt.date(2026, 3, 1))
    noted = sight.engine.rows("select account, ref from notes order by ref")
    assert noted == [("fenboats.example", "zcrm_91"), ("lowmill.example", "zcrm_92")]


def test_notes_at_what_no_list_knows_are_told(tmp_path: Path) -> None:
    assert unplaced(zoho(tmp_path)) == {"Marsh & Daughter": 1}


def test_a_note_at_something_that_has_a_deals_number_and_another_name_is_not_about_that_deal(tmp_path: Path) -> None:
    zoho(tmp_path)
    notes = tmp_path / "Notes.csv"
    notes.write_text(notes.read_text().replace("zcrm_81,Marsh", "zcrm_71,Marsh"))
    book = MemoryBook()
    read_into(book, tmp_path)
    assert unplaced(book) == {"Marsh & Daughter": 1}
