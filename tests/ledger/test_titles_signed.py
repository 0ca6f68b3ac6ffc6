"""Seniority without a CRM: what people sign with counts from the day of their own mail on, and the CRM comes first."""

from __future__ import annotations

import datetime as dt
from itertools import count
from pathlib import Path

import pytest

from tests.invariants.books import accounts, book_of, judged

DANA = "Dana Orr <dana@orrfoods.example>"
PAT = "Pat Lund <pat@orrfoods.example>"
US = "Us Here <us@ourfirm.example>"
PLANS = "We plan to open a second plant in Leeds next spring and have a budget of two million for it."


class Mails:
    """A folder of mail, written one by one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count(1)

    def mail(self, sender: str, day: str, text: str, to: str = US) -> None:
        number = next(self.numbers)
        on = dt.date.fromisoformat(day)
        (self.folder / f"{number:04}.eml").write_text(
            f"From: {sender}\nTo: {to}\nSubject: Leeds {number}\nDate: {on:%a, %d %b %Y} 10:00:00 +0000\n"
            f"Message-ID: <m{number}@mail.example>\n\n{text}\n"
        )

    def contact(self, title: str) -> None:
        (self.folder / "hubspot-companies.csv").write_text(
            "Record ID,Company name,Company Domain Name\n1,Orr Foods,orrfoods.example\n"
        )
        (self.folder / "hubspot-contacts.csv").write_text(
            "Record ID,First Name,Last Name,Email,Job Title,Associated Company,Associated Company IDs\n"
            f"9,Dana,Orr,dana@orrfoods.example,{title},Orr Foods,1\n"
        )

    def level(self, day: str) -> float | None:
        found = accounts(judged(book_of(self.folder), dt.date.fromisoformat(day)))
        return found["orrfoods.example"]["measures"]["highest_level_12m"]


@pytest.fixture
def mails(tmp_path: Path) -> Mails:
    found = Mails(tmp_path)
    for day in ("2026-05-04", "2026-05-11", "2026-05-18"):
        found.mail(US, day, f"Dana, how do things stand on {day}?", DANA)
        found.mail(DANA, day, f"All well on {day}. {PLANS}\n\nDana")
    return found


def test_without_a_title_anywhere_no_level_is_known(mails: Mails) -> None:
    assert mails.level("2026-05-31") is None


def test_a_title_counts_from_the_day_of_the_mail_that_is_signed_with_it(mails: Mails) -> None:
    mails.mail(DANA, "2026-06-08", f"{PLANS}\n\nDana Orr\nVP Operations\nOrr Foods")
    assert mails.level("2026-06-07") is None
    assert mails.level("2026-06-08") == 5


def test_a_later_signature_wins_from_its_date(mails: Mails) -> None:
    mails.mail(DANA, "2026-06-08", f"{PLANS}\n\nDana Orr\nPlant Manager\nOrr Foods")
    mails.mail(DANA, "2026-07-06", f"{PLANS} And more.\n\nDana Orr\nChief Executive\nOrr Foods")
    assert mails.level("2026-07-05") == 4
    assert mails.level("2026-07-06") == 6


def test_a_mail_without_signature_is_heard_with_the_level_signed_before_it(mails: Mails) -> None:
    mails.mail(DANA, "2026-06-08", "Yes.\n\nDana Orr\nChief Executive\nOrr Foods")
    assert mails.level("2026-06-08") is None
    mails.mail(DANA, "2026-06-15", PLANS)
    assert mails.level("2026-06-15") == 6


def test_a_title_in_quoted_text_or_in_a_colleagues_mail_is_not_theirs(mails: Mails) -> None:
    signed = "> Dana Orr\n> Chief Executive\n> Orr Foods"
    mails.mail(
        PAT,
        "2026-06-08",
        f"{PLANS}\n\nPat\n\nOn Mon, 1 Jun 2026 Dana Orr <dana@orrfoods.example> wrote:\n> Fine.\n>\n{signed}",
    )
    mails.mail(PAT, "2026-06-09", f"{PLANS} Soon.\n\nDana Orr\nChief Executive\nOrr Foods")
    mails.mail(DANA, "2026-06-10", f"{PLANS} At last.\n\nDana")
    assert mails.level("2026-06-30") is None


@pytest.mark.parametrize(("listed", "level"), [("Plant Manager", 4), ("", 6), ("Colleague", 6)])
def test_a_title_in_the_crm_comes_first_where_it_tells_a_level(mails: Mails, listed: str, level: int) -> None:
    mails.contact(listed)
    mails.mail(DANA, "2026-06-08", f"{PLANS}\n\nDana Orr\nChief Executive\nOrr Foods")
    assert mails.level("2026-06-30") == level
