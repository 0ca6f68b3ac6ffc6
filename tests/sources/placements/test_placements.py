"""Placements, job orders and submissions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from comity.sources.placements.terms import employment_of
from tests.sources.tables import read_text

PLACEMENTS = (
    "Placement ID,Candidate,Client Corporation,Job Title,Employment Type,Start Date,End Date,Pay Rate,Bill Rate,"
    "Burden %,Salary,Fee %,Placement Fee,Guarantee Days,Status,End Reason\n"
)


def test_a_contract_and_a_hire_are_told_apart(tmp_path: Path) -> None:
    text = (
        PLACEMENTS + "1,Per Lund,Fjord,Fitter,Contract,06/16/2025,,20.00,28.00,18,,,,,Active,\n"
        '2,Eva Dahl,Fjord,Manager,Direct Hire,06/20/2025,08/01/2025,,,,"90,000",20,"18,000",90,Ended,Moved away\n'
    )
    contract, hire = read_text(tmp_path, text).values
    assert (contract["employment"], contract["burden_share"]) == ("contract", 0.18)
    assert (hire["employment"], hire["fee_share"], hire["fee"]) == ("hire", 0.2, Decimal("18000"))
    assert (hire["guarantee_days"], hire["end_reason"]) == (90, "Moved away")
    assert hire["ends_on"] == dt.date(2025, 8, 1)


@pytest.mark.parametrize(
    ("word", "employment"),
    [
        ("Direct Hire", "hire"),
        ("Permanent", "hire"),
        ("Festanstellung", "hire"),
        ("Vast", "hire"),
        ("CDI", "hire"),
        ("Contract", "contract"),
        ("Temp", "contract"),
        ("Contract to Hire", "contract"),
        ("Zeitarbeit", "contract"),
        ("Uitzenden", "contract"),
        ("Intérim", "contract"),
    ],
)
def test_the_word_for_the_employment_tells_which(word: str, employment: str) -> None:
    assert employment_of({"employment": word}) == employment


def test_without_a_word_what_is_paid_for_tells_which() -> None:
    assert employment_of({"pay_rate": Decimal(20)}) == "contract"
    assert employment_of({"salary": Decimal(90_000)}) == "hire"
    assert employment_of({}) is None


def test_a_last_day_before_the_first_is_rejected(tmp_path: Path) -> None:
    text = PLACEMENTS + "1,Per Lund,Fjord,Fitter,Contract,2025-06-16,2025-06-01,20,28,18,,,,,Active,\n"
    assert "before the first" in read_text(tmp_path, text).rejects[0].reason


def test_job_orders_are_read(tmp_path: Path) -> None:
    text = (
        "ID,Title,Client Corporation,Client Corporation ID,Client Contact,Employment Type,Status,# Openings,Date Added,"
        "Date Closed,Salary,Fee %,Pay Rate,Bill Rate\n"
        "71,Fitter,Fjord,55,Ida Holm,Contract,Open,3,06/16/2025,,,,20.00,28.00\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["job_id"], row["openings"], row["employment"]) == ("71", 3, "contract")
    assert (row["client_id"], row["contact"], row["closed_on"]) == ("55", "Ida Holm", None)


def test_submissions_are_read_with_interview_and_decision(tmp_path: Path) -> None:
    text = (
        "ID,Job Order ID,Candidate,Client Corporation,Job Title,Status,Date Submitted,Date Interviewed,Date Decided,"
        "Sending User,Comments\n"
        "8,71,Per Lund,Fjord,Fitter,Placed,06/16/2025,06/20/2025,07/01/2025,Eva Dahl,quick\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["submission_id"], row["job_id"], row["sender"]) == ("8", "71", "Eva Dahl")
    assert row["decided_on"] == dt.date(2025, 7, 1)


def test_the_names_that_bullhorns_interface_uses_are_understood(tmp_path: Path) -> None:
    text = (
        "id,candidate,jobOrder,dateBegin,dateEnd,employmentType,salary,fee,daysGuaranteed,terminationReason,status\n"
        "5,Eva Dahl,71,2025-06-20,,Permanent,90000,0.2,90,,Approved\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["job_id"], row["fee_share"], row["fee"], row["guarantee_days"]) == ("71", 0.2, None, 90)


LIST = "Candidate,Client,Job Title,Type,Start Date,{},Currency\nEva Dahl,Fjord,Manager,{},2025-06-20,{},NOK\n"


@pytest.mark.parametrize(
    ("salary", "fee", "share", "money"),
    [
        ("100000", "20%", 0.2, None),
        ("50000", "0.25", 0.25, None),
        ("50000", "20", 0.2, None),  # less than a hundredth of the salary is no money
        ("50000", "12500", None, Decimal(12_500)),
        ("2000", "90", None, Decimal(90)),
        ("", "20", None, Decimal(20)),  # of what nobody tells
    ],
)
def test_a_fee_may_be_money_or_a_share(
    salary: str, fee: str, share: float | None, money: Decimal | None, tmp_path: Path
) -> None:
    row = read_text(tmp_path, LIST.format("Salary,Fee", "Permanent", f"{salary},{fee}")).only
    assert (row["fee_share"], row["fee"], row["currency"]) == (share, money, "NOK")


@pytest.mark.parametrize(
    ("kind", "told", "salary", "pay"),
    [
        ("Permanent", "90000.00 per year", Decimal("90000.00"), None),
        ("Permanent", "7500.00 per month", Decimal(90_000), None),
        ("Permanent", "90000.00", Decimal("90000.00"), None),
        ("Contract", "50.00 per hour", None, Decimal("50.00")),
        ("Contract", "400.00 per day", None, Decimal(50)),
        ("Contract", "50.00", None, Decimal("50.00")),
    ],
)
def test_one_column_may_hold_salaries_and_rates(
    kind: str, told: str, salary: Decimal | None, pay: Decimal | None, tmp_path: Path
) -> None:
    row = read_text(tmp_path, LIST.format("Salary/Rate,Charge Rate", kind, f"{told},")).only
    assert (row["salary"], row["pay_rate"]) == (salary, pay)


def test_a_rate_by_the_day_is_no_rate_by_the_hour(tmp_path: Path) -> None:
    row = read_text(tmp_path, LIST.format("Pay Rate,Bill Rate", "Contract", "400/day,75/hr")).only
    assert (row["pay_rate"], row["bill_rate"]) == (Decimal(50), Decimal(75))


def test_a_rate_of_nought_makes_no_contract(tmp_path: Path) -> None:
    row = read_text(tmp_path, LIST.format("Salary,Pay Rate", "", "90000,0.00")).only
    assert row["employment"] == "hire"
