"""Hours of our own people, their cost rates, and weekly time sheets of people placed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tests.sources.tables import kind_of, read_bytes, read_text, workbook

HARVEST = "Date,Client,Project,Task,Notes,Hours,Billable?,First Name,Last Name,Billable Rate,Cost Rate,Currency\n"


def test_harvest_is_read(tmp_path: Path) -> None:
    row = read_text(
        tmp_path, HARVEST + "2025-06-02,Fjord,Shop,Design,lenses,1.50,Yes,Ida,Holm,90.00,40.00,Euro - EUR\n"
    ).only
    assert row == {
        "worked_on": dt.date(2025, 6, 2),
        "person": "Ida Holm",
        "client": "Fjord",
        "project": "Shop",
        "task": "Design",
        "memo": "lenses",
        "hours": 1.5,
        "started_at": None,
        "billable": True,
        "bill_rate": Decimal("90.00"),
        "cost_rate": Decimal("40.00"),
        "currency": "EUR",
    }


def test_toggl_is_read_with_when_the_work_began_and_what_an_hour_came_to(tmp_path: Path) -> None:
    text = (
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,"
        "Duration,Tags,Amount (NOK)\n"
        "Ida Holm,ida@us.example,Fjord,Shop,,fitting,Yes,2025-06-02,09:15:00,2025-06-02,10:45:00,01:30:00,,150.00\n"
    )
    row = read_text(tmp_path, text).only
    assert row["hours"] == 1.5
    assert row["started_at"] == dt.datetime(2025, 6, 2, 9, 15, tzinfo=dt.UTC)
    assert (row["bill_rate"], row["currency"]) == (Decimal("100.0000"), "NOK")


@pytest.mark.parametrize(
    ("head", "line", "field"),
    [("Date;Prénom;Nom;Client;Heures", "13/06/2025;Ida;Holm;Optique Brandt;1,5", "person"),
     ("Semaine du;Prénom;Nom;Client;Heures normales;Taux de facturation", "16/06/2025;Ida;Holm;OB;35;40", "worker")],
)  # fmt: skip
def test_a_name_beside_a_first_name_is_the_last_name(tmp_path: Path, head: str, line: str, field: str) -> None:
    assert read_text(tmp_path, f"{head}\n{line}\n").only[field] == "Ida Holm"


def test_how_long_follows_from_beginning_and_end_over_midnight_too(tmp_path: Path) -> None:
    text = (
        "Date,Employee,Client,Start time,End time\n"
        "2025-06-02,Ida,Fjord,22:30,01:00\n2025-06-03,Ida,Fjord,9:00 AM,9:20 AM\n"
    )
    assert [row["hours"] for row in read_text(tmp_path, text).values] == [2.5, pytest.approx(1 / 3, abs=1e-5)]


@pytest.mark.parametrize(
    "text",
    [
        "Datum;Mitarbeiter;Kunde;Projekt;Stunden;Abrechenbar\n13.06.2025;Ida;Optik Brandt;Laden;0,75;ja\n",
        "Datum\tMedewerker\tKlant\tProject\tUren\tDeclarabel\n13-06-2025\tIda\tOptik Brandt\tLaden\t0,75\tJa\n",
        "Date;Collaborateur;Client;Projet;Heures;Facturable\n13/06/2025;Ida;Optik Brandt;Laden;0,75;oui\n",
        "Date,Employee,Client,Project,Duration,Billable\n06/13/2025,Ida,Optik Brandt,Laden,0:45,TRUE\n",
    ],
)
def test_time_sheets_of_ones_own_are_read_in_several_languages(tmp_path: Path, text: str) -> None:
    row = read_text(tmp_path, text).only
    assert (row["worked_on"], row["hours"], row["billable"]) == (dt.date(2025, 6, 13), 0.75, True)
    assert (row["person"], row["client"], row["project"]) == ("Ida", "Optik Brandt", "Laden")


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (("1,30", "0,45", "2,0"), [1.5, 0.75, 2]),  # what is more than whole hours
        (("1.5,90", "0.75,45", "2,120"), [1.5, 0.75, 2]),  # the same again
        (("1,60", "0,0", "2,120"), [1, 0, 2]),
        ((",90", ",45", ",120"), [1.5, 0.75, 2]),
    ],
)
def test_minutes_beside_hours_are_added_where_they_are_more_and_not_the_same(
    lines: tuple[str, ...], hours: list[float], tmp_path: Path
) -> None:
    text = "Date,User,Client,Project,Hours,Minutes\n" + "".join(f"2025-06-02,Ida,Fjord,Shop,{ln}\n" for ln in lines)
    assert [row["hours"] for row in read_text(tmp_path, text).values] == hours


def test_lengths_of_time_in_a_workbook_are_read_as_such(tmp_path: Path) -> None:
    rows = [
        ["Date", "Client", "Project", "Hours", "Who"],
        [dt.date(2025, 6, 2), "Fjord", "Shop", dt.time(1, 30), "Ida"],
    ]
    assert read_bytes(tmp_path, workbook({"June": rows}), "june.xlsx").only["hours"] == 1.5


def test_hours_in_groups_by_person_belong_to_that_person(tmp_path: Path) -> None:
    text = (
        "Time Activities by Employee Detail\n\n"
        ",Activity date,Customer,Product/Service,Description,Duration,Billable\n"
        "Ida Holm,,,,,,\n"
        ",06/13/2025,Fjord,Fitting,frames,1:30,Yes\n"
        "Total for Ida Holm,,,,,1:30,\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["person"], row["client"], row["hours"]) == ("Ida Holm", "Fjord", 1.5)


def test_equal_lines_of_a_time_sheet_are_two_entries(tmp_path: Path) -> None:
    line = "2025-06-02,Fjord,Shop,Design,,1.00,Yes,Ida,Holm,90,40,EUR\n"
    assert len(read_text(tmp_path, HARVEST + line * 2).rows) == 2


def test_cost_rates_hold_from_a_day_on_in_the_currency_of_their_heading(tmp_path: Path) -> None:
    text = "User,Cost rate (GBP/h),From date\nIda Holm,31.50,2026-04-01\n"
    assert read_text(tmp_path, text).only == {
        "person": "Ida Holm",
        "from_on": dt.date(2026, 4, 1),
        "rate": Decimal("31.50"),
        "currency": "GBP",
    }


def test_rates_that_are_not_costs_are_no_cost_rates(tmp_path: Path) -> None:
    assert kind_of(tmp_path, "Employee,Rate,From\nIda,31.50,2026-04-01\n") == ""


def test_a_week_of_a_placed_worker_is_read_with_both_rates(tmp_path: Path) -> None:
    text = (
        "Candidate,Client,Week Ending,Regular Hours,Overtime Hours,Pay Rate,Bill Rate\n"
        "Per Lund,Fjord,06/15/2025,40,2.5,20.00,28.00\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["week_ends_on"], row["regular_hours"], row["overtime_hours"]) == (dt.date(2025, 6, 15), 40, 2.5)
    assert (row["pay_rate"], row["bill_rate"]) == (Decimal("20.00"), Decimal("28.00"))


def test_a_week_may_be_told_by_its_first_day(tmp_path: Path) -> None:
    text = "Worker,Client,Week commencing,Hours,Pay rate\nPer Lund,Fjord,2025-06-09,40,20.00\n"
    assert read_text(tmp_path, text).only["week_ends_on"] == dt.date(2025, 6, 15)


def test_a_broken_week_costs_its_line_only(tmp_path: Path) -> None:
    head = "Candidate,Client,Week Ending,Regular Hours,Overtime Hours,Pay Rate,Bill Rate\n"
    good = "Per Lund,Fjord,06/15/2025,40,0,20.00,28.00\n" * 6
    read = read_text(tmp_path, head + good + "Per Lund,Fjord,13/45/2026,#REF!,,20.00\n" + good)
    assert (len(read.rows), len(read.rejects)) == (12, 1)
    assert read.rejects[0].place == "line 8"


def test_a_total_beside_begin_and_end_is_a_length_where_it_is_written_as_one(tmp_path: Path) -> None:
    head = "Date,User,Client,Description,Start,End,Break,Total\n"
    lengths = "2025-06-02,Ida,Fjord,Night watch,22:30,01:00,0:15,2:15\n2025-06-03,Ida,Fjord,Shop,09:00,10:30,,1:30\n"
    assert [(row["hours"], row["bill_rate"]) for row in read_text(tmp_path, head + lengths).values] == [
        (2.25, None), (1.5, None),
    ]  # fmt: skip
    money = "2025-06-02,Ida,Fjord,Night watch,22:30,01:00,0:15,225.00\n"
    assert [(row["hours"], row["bill_rate"]) for row in read_text(tmp_path, head + money).values] == [(2.25, 100)]


def test_a_tempo_worklog_that_names_who_reported_the_issue_is_one_of_hours(tmp_path: Path) -> None:
    heads = "Issue Key,Issue summary,Hours,Work date,Full name,Account Customer,Project Name,Work Description,Reporter"
    line = "OAR-7,Splinters,1.75,2026-03-11 09:00,Ada Reed,Fen Boats,Oars,sanded,Ben Alder"
    row = read_text(tmp_path, f"{heads}\n{line}\n").only
    assert (row["client"], row["person"], row["hours"]) == ("Fen Boats", "Ada Reed", 1.75)
