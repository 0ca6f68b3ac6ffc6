"""Promises in our notes and in invitations, and that a promise is one whoever tells it and in whatever order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.book.known import known_on
from comity.book.store import MemoryBook
from comity.engine.duck import DuckEngine
from comity.ledger.ground import Ears, Grounds
from comity.ledger.promising.days import due_day
from comity.ledger.promising.reported import reported
from comity.ledger.survey import survey
from comity.signals.ears import shipped_reader
from tests.cli.firm import COMPANIES, FEN, KILN, OURS, TOML, letter
from tests.invariants.books import KEPT, read_into

DAY = dt.date(2024, 4, 30)
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//EN
BEGIN:VEVENT
UID:hall@reed.example
CREATED:20240115T090000Z
DTSTART:20240122T100000Z
DTEND:20240122T110000Z
SUMMARY:Winter storage
DESCRIPTION:We will send you the plan of the storage hall. Please read the list first.
ORGANIZER;CN=Ann Reed:mailto:ann@reed.example
ATTENDEE;CN=Tom Fen;PARTSTAT=ACCEPTED:mailto:tom@fenboats.example
END:VEVENT
END:VCALENDAR
"""
NOTES = "ID,Date Added,Action,Person Reference,Client Corporation,Commenting Person,Comments\n"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("I promised them the drawings by Friday.", "us"),
        ("Promised to call back on Monday.", "us"),
        ("We told Tom that we would send the list.", "us"),
        ("Told Tom we'll bring two offers for the crane by mid March.", "us"),
        ("No to the hall, said I'd send her the pictures of the gate.", "us"),
        ("Tom agreed to every other Tuesday.", "client"),
        ("She said she would pay in June.", "client"),
        ("Tom promised the deposit by 12 May.", "client"),
        ("They agreed to send two people.", "client"),
        ("Said he would send the questions before the feast.", "client"),
        ("Tom says he'll pay for both.", "client"),
        ("Agreed we send a list of spares each month.", "us"),
        ("Promised by Tom: the order on Friday.", "client"),
        ("Ich habe ihm die Liste bis Freitag versprochen.", "us"),
        ("Zij heeft de betaling voor vrijdag toegezegd.", "client"),
        ("Elle a promis de payer en juin.", "client"),
        ("Hemos prometido la lista para el viernes.", "us"),
    ],
)
def test_a_note_that_says_outright_that_something_was_promised_tells_it_and_by_whom(text: str, side: str) -> None:
    assert list(reported(text, {"tom", "fen", "boats"})) == [(text, side)]


@pytest.mark.parametrize(
    "text",
    [
        "Our rival promised them delivery by Friday.",
        "Ines from the other yard promised a lower price by Friday.",
        "The new man promised to start on Friday.",
        "She told me that she had promised her board the savings by Friday.",
    ],
)
def test_what_somebody_else_promised_or_they_promised_somebody_else_is_none_of_theirs_to_us(text: str) -> None:
    assert list(reported(text, {"tom", "fen", "boats"})) == []


@pytest.mark.parametrize(
    "text",
    [
        "I will call her next week.",
        "Send the drawings by Friday.",
        "She was promised a discount by the last owner.",
        "As promised the list went out.",
        "He promised nothing.",
        "Should we have promised that?",
        "They will think it over.",
    ],
)
def test_what_a_note_only_means_to_do_or_recalls_is_no_promise(text: str) -> None:
    assert list(reported(text)) == []


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("He will ring us in the second week of February about the hall.", "client"),
        ("Rang Tom. He sends the plan of the hall this week.", "client"),
        ("Tom'll mail the map before the end of January.", "client"),
        ("Tom is sending the signed lease by Friday.", "client"),
        ("Tom on phone: will get us the picture of the team by Friday.", "client"),
        ("Tom Fen on the phone, the balance will be paid by Friday.", "client"),
        ("Tom sending the list by Friday.", "client"),
        ("Tom: order by Friday, no sooner.", "client"),
        ("Told Tom the settlement would be out by Friday.", "us"),
        ("Sie schickt den Vertrag bis Freitag.", "client"),
        ("I told Tom there'd be a new ladder in the hall by Thursday.", "us"),
        ("Told her the two names with a page on each are coming on Friday.", "us"),
        ("Asked him for the figures, he will have them on my desk Friday.", "client"),
        ("Tom on the phone: both bills go in the Friday run.", "client"),
        ("She will speak to her boss by Friday.", "client"),
    ],
)
def test_what_a_note_says_of_a_day_ahead_is_known_from_whoever_does_it(text: str, side: str) -> None:
    assert [s for _, s in reported(text, {"tom", "fen"}, lambda t: due_day(t, dt.date(2024, 1, 16)))] == [side]


@pytest.mark.parametrize(
    "text",
    [
        "He will ring us about the hall.",
        "Ann: list by Friday.",
        "Ann on phone: will get the list by Friday.",
        "Tom asked for the list by Friday.",
        "Told Tom he would have to wait until Friday.",
        "Ann will ring him on Friday.",
        "If he will sign by Friday we can begin.",
        "They will not pay before Friday.",
        "Sie kommt am Freitag nicht.",
        "Not sure they will sign by Friday.",
        "Maybe she will pay on Friday.",
        "Asked whether they will sign by Friday.",
        "Tom is to be sent the invoice by Friday.",
        "He will get the draft from us by Friday.",
        "They will terminate the contract on 31 March.",
        "She will be on holiday from Friday.",
        "Tom calls it a day on Friday.",
        "Il va falloir livrer les plans vendredi.",
        "Elle va en vacances vendredi.",
        "We told Tom they will have to pay by Friday.",
        "Tom called, wants a better price or goes out for three quotes on Friday.",
        "She says she would go back to them on Friday.",
    ],
)
def test_what_has_no_day_or_is_ours_or_hangs_on_something_is_none(text: str) -> None:
    assert list(reported(text, {"tom", "fen"}, lambda t: due_day(t, dt.date(2024, 1, 16)))) == []


def promises(folder: Path, *said: tuple[str, str, str, str], order: list[int] | None = None) -> list[dict[str, object]]:
    """The promises of a firm with these mails, laid into its mailbox in an order."""
    folder.mkdir(exist_ok=True)
    (folder / "comity.toml").write_text(TOML)
    (folder / "companies.csv").write_text(COMPANIES)
    letters = [letter(number, *one) for number, one in enumerate(said)]
    (folder / "all.mbox").write_text("".join(letters[n] for n in order or range(len(letters))), "utf-8")
    book = MemoryBook()
    read_into(book, folder)
    engine, reader = DuckEngine(), shipped_reader()
    Grounds(survey(known_on(book, DAY), KEPT), [DAY], Ears(reader, reader.thresholds, KEPT), engine).whole()
    return engine.query("select * from promises order by account, ref, quote").to_pylist()


TALK = (
    (FEN, OURS, "The hall", "When do we get the drawings of the hall?"),
    (OURS, FEN, "Re: The hall", "I'll send the drawings of the hall by 20 January."),
    (OURS, FEN, "Re: The hall", "I'll send you the drawings of the hall by 25 January."),
    (FEN, OURS, "Re: The hall", "Thanks for the drawings of the hall, received this morning."),
    (OURS, KILN, "The kiln", "We will deliver the second kiln by 31 January."),
    (KILN, OURS, "Re: The kiln", "Still no kiln, you said 31 January."),
)


def test_an_invitation_promises_what_it_says_by_the_day_of_the_meeting(tmp_path: Path) -> None:
    (tmp_path / "calendar.ics").write_text(ICS.replace("\n", "\r\n"))
    [one] = [p for p in promises(tmp_path, *TALK) if p["kind"] == "meeting"]
    assert (one["said_by"], one["who"], one["quote"]) == (
        "us",
        "Ann Reed",
        "We will send you the plan of the storage hall.",
    )
    assert one["due_on"] == dt.date(2024, 1, 22)


@pytest.mark.parametrize(
    ("by", "made"),
    [("by 19 January", []), ("by 22 January", [dt.date(2024, 1, 22)]), ("by 26 January", [dt.date(2024, 1, 26)])],
)
def test_what_an_invitation_promises_for_before_its_day_was_over_when_it_was_first_known(
    by: str, made: list[dt.date], tmp_path: Path
) -> None:
    dated = ICS.replace("the plan of the storage hall.", f"the plan of the storage hall {by}.")
    (tmp_path / "calendar.ics").write_text(dated.replace("\n", "\r\n"))
    found = [p for p in promises(tmp_path, *TALK) if p["kind"] == "meeting"]
    assert [(p["made_on"], p["due_on"]) for p in found] == [(dt.date(2024, 1, 22), due) for due in made]


def test_a_promise_that_a_note_reports_is_ours_and_is_one_with_the_mail_that_gives_it_again(tmp_path: Path) -> None:
    said = "I promised Tom the drawings of the hall by 19 January."
    note = f'7,2024-01-09,Call,Tom Fen,Fen Boats Ltd,Ann Reed,"{said}"\n'
    (tmp_path / "notes.csv").write_text(NOTES + note)
    [one] = promises(tmp_path, *TALK[:4])
    assert (one["kind"], one["said_by"], one["due_on"]) == ("note", "us", dt.date(2024, 1, 19))
    assert one["done_on"] == dt.date(2024, 1, 23)


def test_a_reminder_of_a_promise_is_the_same_promise_and_its_outcome_has_its_proof(tmp_path: Path) -> None:
    fen, kiln = promises(tmp_path, *TALK)
    assert (fen["ref"], fen["done_on"], fen["proof_ref"]) == (
        "<1@mail.example>",
        dt.date(2024, 1, 23),
        "<3@mail.example>",
    )
    assert (kiln["ref"], kiln["broken_on"], kiln["proof_ref"]) == (
        "<4@mail.example>", dt.date(2024, 2, 2), "<5@mail.example>",
    )  # fmt: skip


def test_what_is_brought_late_is_of_the_promise_that_names_it_and_of_no_other_in_that_conversation(
    tmp_path: Path,
) -> None:
    found = promises(
        tmp_path,
        (FEN, OURS, "Winter", "Who will look after the boats, and when do we see the figures?"),
        (OURS, FEN, "Re: Winter", "I'll send you the comparison of prices by 19 January."),
        (OURS, FEN, "Re: Winter", "We will send Nina to look after the boats by 26 January."),
        (OURS, FEN, "Re: Winter", "Sorry this is late, the comparison of prices is attached."),
    )
    told = {str(p["quote"]).split()[2]: (p["done_on"], p["broken_on"]) for p in found}
    assert told["you"] == (None, dt.date(2024, 1, 23))
    assert told["send"] == (None, None)


@settings(max_examples=6, deadline=None, derandomize=True)
@given(order=st.permutations(range(len(TALK))))
def test_promises_do_not_depend_on_the_order_of_the_mailbox(
    order: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    straight = promises(tmp_path_factory.mktemp("straight"), *TALK)
    assert promises(tmp_path_factory.mktemp("mixed"), *TALK, order=order) == straight
    for one in straight:
        settled = one["done_on"] or one["broken_on"] or one["withdrawn_on"]
        assert (settled is None) == (one["proof_ref"] is None)
