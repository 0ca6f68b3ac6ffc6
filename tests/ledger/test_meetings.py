"""Whose doing it was that a meeting was not held, and which are meetings with the client at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from comity.book.store import MemoryBook
from tests.cli.firm import COMPANIES, TOML
from tests.invariants.books import accounts, judged, read_into

TOM, ANN, BEN, THIRD = "tom@fenboats.example", "ann@reed.example", "ben@reed.example", "vic@harbour.example"
CANCELLED, CONFIRMED = "CANCELLED", "CONFIRMED"


def counts(
    folder: Path, organizer: str, status: str, *asked: tuple[str, str], title: str = "Fen Boats", said: str = "",
    table: Sequence[str] = (),
) -> list[object]:  # fmt: skip
    """Meetings held, called off by them and by us, of a firm whose calendar has one with Fen Boats before."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN"]
    for uid, day, by, state, people, summary in (
        ("a", "20240110", ANN, CONFIRMED, ((TOM, "ACCEPTED"), (ANN, "ACCEPTED")), "The hall"),
        ("b", "20240212", organizer, status, asked, title),
    ):
        lines += ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:{day}T100000Z", f"DTEND:{day}T110000Z", f"STATUS:{state}"]
        lines += [f"ORGANIZER:mailto:{by}"] if by else []
        lines += [f"ATTENDEE;PARTSTAT={answer}:mailto:{who}" for who, answer in people]
        lines += [f"SUMMARY:{summary}", "END:VEVENT"]
    folder.joinpath("comity.toml").write_text(TOML)
    folder.joinpath("companies.csv").write_text(COMPANIES)
    folder.joinpath("contacts.csv").write_text(
        "Record ID,First Name,Last Name,Email,Associated Company\n1,Tom,Fen," + TOM + ",Fen Boats Ltd\n"
    )
    folder.joinpath("calendar.ics").write_text("\r\n".join([*lines, "END:VCALENDAR", ""]))
    folder.joinpath("hours.csv").write_text(
        "Date,Client,Hours,First Name,Last Name\n2024-03-01,Fen Boats Ltd,1.00,Ann,Reed\n"
    )
    if table:
        folder.joinpath("outlook.csv").write_text("\n".join(table))
    if said:
        head = f"From: {TOM}\nTo: {ANN}\nDate: Fri, 9 Feb 2024 09:00:00 +0000\nSubject: Monday\nMessage-ID: <m@x>\n"
        folder.joinpath("monday.eml").write_text(f"{head}\n{said}\n", "utf-8")
    book = MemoryBook()
    read_into(book, folder)
    measures = accounts(judged(book))["fenboats.example"]["measures"]
    return [measures[f"{name}_12m"] for name in ("meetings_held", "meetings_called_off", "meetings_we_called_off")]


@pytest.mark.parametrize("status", [CANCELLED, CONFIRMED])
def test_a_meeting_of_theirs_that_all_of_ours_declined_is_not_held_and_our_doing(status: str, tmp_path: Path) -> None:
    assert counts(tmp_path, TOM, status, (TOM, "ACCEPTED"), (ANN, "DECLINED")) == [1, 0, 1]


def test_a_meeting_that_one_of_ours_took_is_held(tmp_path: Path) -> None:
    asked = ((TOM, "ACCEPTED"), (ANN, "DECLINED"), (BEN, "ACCEPTED"))
    assert counts(tmp_path, TOM, CONFIRMED, *asked) == [2, 0, 0]


def test_a_meeting_that_fell_through_after_one_of_theirs_declined_is_their_doing(tmp_path: Path) -> None:
    assert counts(tmp_path, ANN, CANCELLED, (TOM, "DECLINED"), (ANN, "ACCEPTED")) == [1, 1, 0]


@pytest.mark.parametrize(
    ("said", "theirs"),
    [
        ("Sorry Ann, I can't make it on Monday.", 1),
        ("Please let us reschedule the review.", 1),
        ("Leider müssen wir den Termin verschieben.", 1),
        ("Helaas ben ik verhinderd.", 1),
        ("Je suis empêché lundi.", 1),
        ("The keel came on time, thank you.", 0),
        ("We had to cancel the order of varnish.", 0),
    ],
)
def test_what_we_took_off_our_calendar_after_they_had_excused_themselves_is_their_doing(
    said: str, theirs: int, tmp_path: Path
) -> None:
    asked = ((TOM, "ACCEPTED"), (ANN, "ACCEPTED"))
    assert counts(tmp_path, ANN, CANCELLED, *asked, said=said) == [1, theirs, 1 - theirs]


@pytest.mark.parametrize("organizer", ["", THIRD])
def test_a_meeting_called_off_by_nobody_known_is_nobodys_doing(organizer: str, tmp_path: Path) -> None:
    assert counts(tmp_path, organizer, CANCELLED, (TOM, "ACCEPTED"), (ANN, "ACCEPTED")) == [1, 0, 0]


@pytest.mark.parametrize("status", [CANCELLED, CONFIRMED])
def test_what_colleagues_do_among_themselves_is_no_meeting_with_the_client(status: str, tmp_path: Path) -> None:
    asked = ((ANN, "ACCEPTED"), (BEN, "ACCEPTED"))
    assert counts(tmp_path, ANN, status, *asked, title="Before Fen Boats Ltd") == [1, 0, 0]


def test_a_meeting_in_ones_own_calendar_that_names_the_client_is_one_with_it(tmp_path: Path) -> None:
    assert counts(tmp_path, ANN, CONFIRMED, title="Lunch with Fen Boats Ltd") == [2, 0, 0]


def test_a_calendar_as_a_table_names_those_who_were_asked_by_address_or_by_name(tmp_path: Path) -> None:
    lines = [
        "Subject,Start Date,Start Time,End Date,End Time,All day event,Meeting Organizer,Required Attendees",
        f"The hall,1/15/2024,10:00 AM,1/15/2024,11:00 AM,False,Ann Reed,Ann Reed; {TOM}",
        "The yard,1/22/2024,10:00 AM,1/22/2024,11:00 AM,False,Ann Reed,Ann Reed; Tom Fen",
        "Among us,1/29/2024,10:00 AM,1/29/2024,11:00 AM,False,Ann Reed,Ann Reed; Ben Reed",
    ]
    assert counts(tmp_path, ANN, CONFIRMED, (TOM, "ACCEPTED"), table=lines) == [4, 0, 0]


@pytest.mark.parametrize(
    ("who", "held"), [("cleo@fenboats.example", 2), ("cleo@mail.fenboats.example", 2), (THIRD, 1), (BEN, 1)]
)
def test_whoever_never_wrote_is_known_by_the_domain_of_an_account(who: str, held: int, tmp_path: Path) -> None:
    asked = ((who, "ACCEPTED"), (ANN, "ACCEPTED"))
    assert counts(tmp_path, ANN, CONFIRMED, *asked, title="The yard") == [held, 0, 0]


def test_whoever_never_wrote_and_calls_a_meeting_off_is_theirs(tmp_path: Path) -> None:
    cleo = "cleo@fenboats.example"
    assert counts(tmp_path, cleo, CANCELLED, (cleo, "ACCEPTED"), (ANN, "ACCEPTED"), title="The yard") == [1, 1, 0]


LISTED = (
    "Subject,Start Date,Start Time,End Date,End Time,All day event,Meeting Organizer,Required Attendees,Description"
)

STOCK = "Stock,14/02/2024,09:00:00,14/02/2024,09:30:00,False,Ann Reed,Ben Alder,"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("The hall,12/02/2024,11:00:00,12/02/2024,12:00:00,False,Ann Reed,Tom Fen,Plan of the hall", [2, 0, 0]),
        ("The hall,12/02/2024,11:00:00,12/02/2024,12:00:00,False,Ann Reed,,Plan of the hall", [2, 0, 0]),
        ("The hall,12/02/2024,11:00:00,12/02/2024,12:00:00,False,Ann Reed,Tom Fen,no show", [1, 0, 1]),
        ("Fen Boats yard,12/02/2024,11:00:00,12/02/2024,12:00:00,False,Ann Reed,Tom Fen,Plan", [3, 0, 0]),
        ("The hall,13/02/2024,11:00:00,13/02/2024,12:00:00,False,Ann Reed,Tom Fen,Plan", [3, 0, 0]),
    ],
)
def test_a_meeting_of_a_calendar_that_outlook_writes_into_a_table_too_is_one(
    tmp_path: Path, line: str, told: list[int]
) -> None:
    asked = ((TOM, "ACCEPTED"), (ANN, "ACCEPTED"))
    assert counts(tmp_path, ANN, CONFIRMED, *asked, title="The hall", table=[LISTED, STOCK, line]) == told


def test_two_meetings_of_a_day_that_are_called_the_same_stay_two(tmp_path: Path) -> None:
    asked = ((TOM, "ACCEPTED"), (ANN, "ACCEPTED"))
    lines = [f"The hall,12/02/2024,{hour}:00:00,12/02/2024,{hour}:30:00,False,Ann Reed,Tom Fen," for hour in (11, 16)]
    assert counts(tmp_path, ANN, CONFIRMED, *asked, title="The hall", table=[LISTED, STOCK, *lines]) == [3, 0, 0]
