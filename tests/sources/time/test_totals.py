"""A total in a time sheet is one of hours where it is no more than the time that was worked."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.sources.tables import read_text

TIMES = "Date,Employee,Client,Task,Start,End,Total"


def test_a_total_beside_begin_and_end_is_how_long_it_took(tmp_path: Path) -> None:
    text = (
        f"{TIMES}\n2026-02-03,Ilse Roth,Aalto Boats,Sanding,08:00,12:30,4.5\n"
        "2026-02-03,Ilse Roth,Aalto Boats,Varnish,13:00,17:00,3.25\n2026-02-04,Ilse Roth,Kaito Sails,Rig,09:00,10:10,\n"
    )
    rows = read_text(tmp_path, text).values
    assert [row["hours"] for row in rows] == [4.5, 3.25, 1.166667]
    assert {row["bill_rate"] for row in rows} == {None}


def test_one_that_is_more_than_the_time_is_what_it_came_to(tmp_path: Path) -> None:
    text = (
        f"{TIMES}\n2026-02-03,Ilse Roth,Aalto Boats,Sanding,08:00,12:00,4\n"
        "2026-02-03,Ilse Roth,Aalto Boats,Varnish,13:00,15:00,90\n"
    )
    rows = read_text(tmp_path, text).values
    assert [row["hours"] for row in rows] == [4.0, 2.0]
    assert rows[1]["bill_rate"] == Decimal(45)


def test_one_that_names_a_currency_is_money_however_little(tmp_path: Path) -> None:
    for headings, cell in ((f"{TIMES} (EUR)", "2"), (TIMES, "€2.00"), (f"{TIMES},Currency", "2,EUR")):
        text = f"{headings}\n2026-02-03,Ilse Roth,Aalto Boats,Sanding,08:00,12:00,{cell}\n"
        row = read_text(tmp_path, text).only
        assert (row["hours"], row["bill_rate"]) == (4.0, Decimal("0.5"))


def test_one_that_says_the_hours_again_is_no_price(tmp_path: Path) -> None:
    text = "Date,Employee,Client,Task,Hours,Total\n2026-02-03,Ilse Roth,Aalto Boats,Sanding,3.5,3.5\n"
    row = read_text(tmp_path, text).only
    assert (row["hours"], row["bill_rate"]) == (3.5, None)
