"""What one calendar entry tells about a meeting."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.sources.calendar.calendars import CALENDAR, calendar, entry, meetings, starts
from tests.sources.exports import export_of, read


def detected(folder: Path, content: bytes, name: str = "x.dat") -> bool:
    path = folder / name
    path.write_bytes(content)
    return CALENDAR.detect(export_of(path))


def test_a_calendar_is_known_by_its_first_line_whatever_its_name(tmp_path: Path) -> None:
    assert detected(tmp_path, calendar().encode())
    assert detected(tmp_path, b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n")
    assert detected(tmp_path, calendar().encode("utf-16"))
    assert detected(tmp_path, b"begin:vcalendar\rVERSION:2.0\r")
    assert detected(tmp_path, b"BEGIN:VEVENT\nDTSTART:20260310T140000Z\nEND:VEVENT\n")


def test_mail_with_an_invitation_an_address_card_and_a_table_are_no_calendars(tmp_path: Path) -> None:
    mail = b"From: Ines <ines@quarry.example>\nContent-Type: text/calendar\n\n" + calendar().encode()
    assert not detected(tmp_path, mail, "invitation.ics")
    assert not detected(tmp_path, b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n", "card.ics")
    assert not detected(tmp_path, b"day,what\n2026-03-10,BEGIN:VCALENDAR\n", "calendar.ics")
    assert not detected(tmp_path, b"", "empty.ics")


def test_a_meeting_has_its_times_title_and_people(tmp_path: Path) -> None:
    found = meetings(
        tmp_path,
        entry(
            "DTEND:20260310T153000Z",
            "SUMMARY:Roof survey\\, east wing",
            "DESCRIPTION:bring ladders\\nand the drone",
            'ORGANIZER;CN="Ines Quarry":MAILTO:Ines@Quarry.example',
            'ATTENDEE;CN="Holt; Ben";PARTSTAT=ACCEPTED:mailto:ben@slate.example',
            "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ola@slate.example",
            "ATTENDEE;PARTSTAT=TENTATIVE;CN=Kit:mailto:kit@slate.example",
            "ATTENDEE;PARTSTAT=DECLINED;CN=Moss:mailto:moss@slate.example",
            "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED;CN=Big room:mailto:room1@quarry.example",
            "CREATED:20260301T080000Z",
        ),
    )
    assert found.only == {
        "uid": "visit-1",
        "occurrence": "",
        "starts_at": dt.datetime(2026, 3, 10, 14, tzinfo=dt.UTC),
        "ends_at": dt.datetime(2026, 3, 10, 15, 30, tzinfo=dt.UTC),
        "starts_on": dt.date(2026, 3, 10),
        "all_day": False,
        "summary": "Roof survey, east wing",
        "description": "bring ladders\nand the drone",
        "organizer": "ines@quarry.example",
        "attendees": [
            {"name": "Holt; Ben", "address": "ben@slate.example", "answer": "accepted"},
            {"name": None, "address": "ola@slate.example", "answer": "none"},
            {"name": "Kit", "address": "kit@slate.example", "answer": "tentative"},
            {"name": "Moss", "address": "moss@slate.example", "answer": "declined"},
        ],
        "created_on": dt.date(2026, 3, 1),
        "cancelled": False,
        "cancelled_on": None,
        "cancelled_by": None,
    }
    assert (found.rows[0].place, found.rows[0].ref) == ("line 3", "visit-1")


def test_an_address_is_found_where_a_program_hides_it(tmp_path: Path) -> None:
    found = meetings(
        tmp_path,
        entry(
            "ORGANIZER;CN=Ines;EMAIL=ines@quarry.example:/principals/users/ines",
            "ATTENDEE;CN=ben@slate.example:invalid:nomail",
            "ATTENDEE;CN=Nobody:urn:uuid:1234",
        ),
    )
    assert found.only["organizer"] == "ines@quarry.example"
    attendees = found.only["attendees"]
    assert isinstance(attendees, list)
    assert [a["address"] for a in attendees] == ["ben@slate.example", None]


def test_a_duration_gives_the_end_and_an_end_before_the_start_is_left_out_and_said(tmp_path: Path) -> None:
    found = meetings(
        tmp_path,
        entry("DURATION:PT45M", uid="a"),
        entry("DTEND:20260310T130000Z", uid="b"),
        entry("DURATION:P9999999D", uid="c"),
        entry("DTEND:tomorrow", uid="d"),
        entry(uid="e"),
    )
    assert [values["ends_at"] for values in found.values] == [
        dt.datetime(2026, 3, 10, 14, 45, tzinfo=dt.UTC), None, None, None, None,
    ]  # fmt: skip
    assert found.said == ["entries kept without their end, which cannot be: 3"]


def test_to_dos_and_the_like_are_no_meetings_and_told(tmp_path: Path) -> None:
    todo = "BEGIN:VTODO\nUID:t\nDTSTART:20260310T140000Z\nSUMMARY:buy nails\nEND:VTODO"
    alarm = "BEGIN:VALARM\nTRIGGER:-PT10M\nDESCRIPTION:not the text\nEND:VALARM"
    found = meetings(tmp_path, todo, todo, "BEGIN:VJOURNAL\nEND:VJOURNAL", entry("DESCRIPTION:the text", alarm))
    assert found.only["description"] == "the text"
    assert found.said == ["passed over as no meetings: journal entries (1), to-dos (2)"]


def test_a_text_folded_amid_a_letter_or_not_folded_at_all_is_whole(tmp_path: Path) -> None:
    folded = "SUMMARY:Besuch in Köln".encode()
    cut = folded.index(b"\xc3") + 1
    body = calendar(entry("@", "DESCRIPTION:first line", "second line: with a colon", "", "STATUS:CONFIRMED")).encode()
    path = tmp_path / "folded.ics"
    path.write_bytes(body.replace(b"@", folded[:cut] + b"\r\n " + folded[cut:]))
    found = read(CALENDAR, path)
    assert found.only["summary"] == "Besuch in Köln"
    assert found.only["description"] == "first line\nsecond line: with a colon"


def test_old_and_wide_encodings_are_read(tmp_path: Path) -> None:
    text = calendar(entry("SUMMARY:Prüfung der Dächer"))
    for encoding in ("utf-8", "cp1252", "utf-16", "utf-8-sig"):
        path = tmp_path / f"{encoding}.ics"
        path.write_bytes(text.encode(encoding))
        assert read(CALENDAR, path).only["summary"] == "Prüfung der Dächer"


def test_an_entry_without_uid_has_the_same_one_each_time(tmp_path: Path) -> None:
    lines = ("BEGIN:VEVENT", "DTSTART:20260310T140000Z", "SUMMARY:Tasting", "END:VEVENT")
    other = ("BEGIN:VEVENT", "DTSTART:20260311T140000Z", "SUMMARY:Tasting", "END:VEVENT")
    first, second = meetings(tmp_path, *lines), meetings(tmp_path, *other, *lines)
    assert first.only["uid"] == second.values[1]["uid"] != second.values[0]["uid"]


def test_of_several_versions_the_newest_counts_and_a_uid_used_twice_keeps_both(tmp_path: Path) -> None:
    found = meetings(
        tmp_path,
        entry("SEQUENCE:0", "SUMMARY:old", uid="moved"),
        entry("SEQUENCE:1", "SUMMARY:new", uid="moved", start="DTSTART:20260311T140000Z"),
        entry("SUMMARY:one", uid="same"),
        entry("SUMMARY:two", uid="same", start="DTSTART:20260312T140000Z"),
    )
    told = [(values["summary"], values["occurrence"]) for values in found.values]
    assert told == [("new", ""), ("one", "20260310T140000Z"), ("two", "20260312T140000Z")]
    assert found.said == ["older versions or copies of entries, passed over for the newest: 1"]


def test_starts_are_in_the_order_of_the_file(tmp_path: Path) -> None:
    late = entry(uid="b", start="DTSTART:20260401T080000Z")
    assert starts(meetings(tmp_path, late, entry(uid="a"))) == ["2026-04-01 08:00", "2026-03-10 14:00"]
