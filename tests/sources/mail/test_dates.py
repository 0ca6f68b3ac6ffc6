"""When a message was sent, and on which day where the sender was."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.sources import Reject, Row
from comity.sources.mail.dates import latest
from comity.sources.mail.letter import NO_DATE, TO_COME
from comity.sources.mail.message import Piece, outcome
from tests.sources.mail.messages import raw, rejected, told

PEOPLE = "From: noor@milldale.example\nSubject: x\n"


def sent(*lines: str, envelope: str = "") -> tuple[str, str, object]:
    values = told(raw(header=PEOPLE + "".join(f"{line}\n" for line in lines)), envelope)
    return str(values["sent_at"]), str(values["sent_on"]), values["offset_minutes"]


@pytest.mark.parametrize(
    ("value", "at", "on", "offset"),
    [
        ("Tue, 4 Mar 2025 09:15:01 +0100", "2025-03-04 08:15:01", "2025-03-04", 60),
        ("4 Mar 2025 09:15 -0530 (IST?)", "2025-03-04 14:45:00", "2025-03-04", -330),
        ("Fri, 31 Dec 1999 23:30:00 -0500", "2000-01-01 04:30:00", "1999-12-31", -300),
        ("Tue, 4 Mar 2025 09:15:01 -0000", "2025-03-04 09:15:01", "2025-03-04", 0),
        ("Tue, 4 Mar 2025 09:15:01", "2025-03-04 09:15:01", "2025-03-04", 0),
        ("Tue, 4 Mar 2025 09:15:01 EST", "2025-03-04 14:15:01", "2025-03-04", -300),
        ("Tue, 4 Mar 25 09:15:01 GMT", "2025-03-04 09:15:01", "2025-03-04", 0),
        ("Tue, 4 Mar 2025 09:15:60 +0000", "2025-03-04 09:15:59", "2025-03-04", 0),
        ("Tue Mar  4 09:15:01 2025", "2025-03-04 09:15:01", "2025-03-04", 0),
        ("2025-03-04T09:15:01+01:00", "2025-03-04 08:15:01", "2025-03-04", 60),
        ("Tue, 4 Mar 2025 09:15:01 +9900", "2025-03-04 09:15:01", "2025-03-04", 0),
    ],
)
def test_dates_are_read_as_mail_writes_them(value: str, at: str, on: str, offset: int) -> None:
    assert sent(f"Date: {value}") == (f"{at}+00:00", on, offset)


IMPOSSIBLE = [
    "Date: Thu, 31 Feb 2025 09:15:01 +0100",
    "Date: Thu, 1 Jan 1970 00:00:00 +0000",
    "Date: Wed, 31 Dec 1969 23:59:59 +0000",
    "Date: Mon, 4 Mar 9999 09:15:01 +0000",
    "Date: Mon, 4 Mar 0001 09:15:01 +0000",
    "Date: Mon, 99999999999999999999 Mar 2025 09:15:01 +0000",
    "Date: gestern",
    "Date:",
    "X-None: 1",
]


@pytest.mark.parametrize("date", IMPOSSIBLE)
def test_an_impossible_date_gives_way_to_the_newest_received(date: str) -> None:
    received = [
        "Received: by b.example; Tue, 4 Mar 2025 09:20:00 +0100",
        "Received: by c.example; no date here",
        "Received: by a.example; Tue, 4 Mar 2025 09:16:00 +0100",
    ]
    assert sent(date, *received)[0] == "2025-03-04 08:20:00+00:00"


@pytest.mark.parametrize("date", IMPOSSIBLE)
def test_without_any_other_date_the_separator_of_the_mailbox_tells_it(date: str) -> None:
    assert sent(date, envelope="From - Tue Mar 04 09:15:01 2025")[0] == "2025-03-04 09:15:01+00:00"
    assert sent(date, envelope="From 1@x Tue Mar 04 09:15:01 +0100 2025") == (
        "2025-03-04 08:15:01+00:00",
        "2025-03-04",
        60,
    )


@pytest.mark.parametrize("date", IMPOSSIBLE)
def test_a_message_without_any_date_is_rejected(date: str) -> None:
    message = raw(header=PEOPLE + date + "\n")
    found = rejected(message)
    assert (found.reason, found.raw) == (NO_DATE, message)


def test_a_possible_date_is_believed_before_received() -> None:
    received = "Received: by b.example; Wed, 5 Mar 2025 09:20:00 +0100"
    assert sent("Date: Tue, 4 Mar 2025 09:15:01 +0100", received)[1] == "2025-03-04"


def test_the_first_possible_of_two_dates_is_taken() -> None:
    assert sent(IMPOSSIBLE[0], "Date: Tue, 4 Mar 2025 09:15:01 +0100")[1] == "2025-03-04"


TODAY = dt.date(2026, 11, 29)
LATE = "Date: Thu, 01 Jun 2062 00:00:00 +0000"


def read_on_today(*lines: str, envelope: str = "") -> Row | Reject:
    message = raw(header=PEOPLE + "".join(f"{line}\n" for line in lines))
    return outcome(Piece(message, "message", envelope, before=latest(TODAY)))


def test_a_message_of_a_day_that_is_long_to_come_is_rejected_and_told_so() -> None:
    found = read_on_today(LATE)
    assert isinstance(found, Reject)
    assert found.reason == TO_COME.format("2062-06-01")


def test_a_day_that_is_long_to_come_gives_way_to_received_and_to_the_separator() -> None:
    received = "Received: by b.example; Tue, 4 Mar 2025 09:20:00 +0100"
    for found in (read_on_today(LATE, received), read_on_today(LATE, envelope="From - Tue Mar 04 09:20:00 2025")):
        assert isinstance(found, Row)
        assert found.values["sent_on"] == dt.date(2025, 3, 4)


def test_a_clock_that_is_some_days_ahead_is_believed() -> None:
    found = read_on_today("Date: Sat, 05 Dec 2026 23:00:00 -1100")
    assert isinstance(found, Row)
    assert found.values["sent_on"] == dt.date(2026, 12, 5)
    assert isinstance(read_on_today("Date: Mon, 07 Dec 2026 00:00:00 +0000"), Reject)


def test_the_bounds_are_1990_and_2100() -> None:
    assert sent("Date: Mon, 1 Jan 1990 00:00:00 +0000")[1] == "1990-01-01"
    assert sent("Date: Thu, 31 Dec 2099 23:59:59 +0000")[1] == "2099-12-31"
    assert rejected(raw(header=PEOPLE + "Date: Fri, 1 Jan 2100 00:00:00 +0000\n")).reason == NO_DATE
    assert isinstance(told(raw())["sent_on"], dt.date)
