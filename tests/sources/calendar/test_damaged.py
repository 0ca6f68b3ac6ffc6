"""Damaged and hostile calendars: each broken entry one reject, nothing lost, nothing endless."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.patience import within
from tests.sources.calendar.calendars import CALENDAR, calendar, entry, meetings, starts
from tests.sources.exports import export_of, read


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (entry(start="SUMMARY:when?"), "the entry does not tell when it begins"),
        (entry(start="DTSTART:20260231T100000Z"), '"20260231T100000Z" is no date'),
        (entry(start="DTSTART:99991231T100000Z"), "the year 9999 cannot be meant"),
        (entry(start="DTSTART:next week"), '"next week" is no date'),
        (entry("RECURRENCE-ID:the second one"), '"the second one" is no date'),
        (entry().replace("END:VEVENT", ""), "the entry is cut off"),
    ],
)
def test_a_broken_entry_is_one_reject_with_its_lines_and_the_others_are_read(
    tmp_path: Path, broken: str, reason: str
) -> None:
    found = meetings(tmp_path, entry(uid="a"), broken, entry(uid="b"))
    assert [values["uid"] for values in found.values] == ["a", "b"]
    assert [reject.place for reject in found.rejects] == ["line 7"]
    assert found.rejects[0].reason.startswith(reason)
    assert found.rejects[0].raw.decode().replace("\r\n", "\n").strip() == broken.strip()


def test_a_file_that_breaks_off_rejects_its_last_entry(tmp_path: Path) -> None:
    path = tmp_path / "half.ics"
    path.write_bytes(calendar(entry(uid="a"), entry(uid="b")).encode()[:-40])
    found = read(CALENDAR, path)
    assert [values["uid"] for values in found.values] == ["a"]
    assert len(found.rejects) == 1


def test_a_start_in_the_last_second_of_an_hour_and_a_leap_second_are_times(tmp_path: Path) -> None:
    assert starts(meetings(tmp_path, entry(start="DTSTART:20161231T235960Z"))) == ["2016-12-31 23:59"]


def test_lines_in_no_form_are_passed_over(tmp_path: Path) -> None:
    found = meetings(tmp_path, "X", entry("no colon here", ";;;:::", "\x00DTEND\x00:20260310T150000Z", "END:"), "Y:")
    assert f"{found.only['ends_at']:%H:%M}" == "15:00"


@pytest.mark.parametrize(
    "parts",
    [
        [entry("RRULE:FREQ=SECONDLY")],
        [entry("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", uid=f"{n}") for n in range(3_000)],
        [entry("RRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30")],
        [entry("RRULE:FREQ=YEARLY;BYWEEKNO=1;BYMONTH=6")],
        [entry("RRULE:FREQ=HOURLY", uid=f"{n}") for n in range(300)],
        [entry("RDATE:" + ",".join(["20260310T140000Z"] * 3_000)) for _ in range(20)],
        [entry("DESCRIPTION:" + "x" * 5_000_000)],
        ["BEGIN:VEVENT"] * 20_000,
        ["BEGIN:VALARM"] * 100_000,
        ["BEGIN:VCALENDAR"] * 20_000,
        [entry(*["ATTENDEE:mailto:ben@slate.example"] * 50_000)],
        [entry(start=f"DTSTART;TZID=Nowhere/{n}:20260310T140000", uid=f"{n}") for n in range(3_000)],
        [entry("RRULE:FREQ=DAILY;COUNT=900")]
        + [entry(f"RECURRENCE-ID;RANGE=THISANDFUTURE:2026{n % 12 + 1:02}10T14{n % 60:02}00Z") for n in range(2_000)],
    ],
    ids=["each second", "31 February", "31 February by the minute", "first week in June", "each hour", "one day often",
         "a long line", "entries in entries", "alarms in alarms", "calendars in calendars", "guests", "zones",
         "changes of all later ones"],
)  # fmt: skip
def test_a_hostile_calendar_ends_soon(tmp_path: Path, parts: list[str]) -> None:
    with within():
        found = meetings(tmp_path, *parts)
    assert len(found.rows) <= 210_000


def test_a_zone_defined_to_be_endless_is_not_followed_for_ever(tmp_path: Path) -> None:
    zone = [
        "BEGIN:VTIMEZONE", "TZID:Z", "BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200", "RRULE:FREQ=SECONDLY", "END:STANDARD", "END:VTIMEZONE",
    ]  # fmt: skip
    with within():
        meetings(tmp_path, *zone, entry(start="DTSTART;TZID=Z:20260310T140000"))


def test_every_calendar_at_hand_is_read_or_rejected(shared: Path) -> None:
    calendars = [p for p in sorted((shared / "data" / "calendars").glob("*.ics")) if CALENDAR.detect(export_of(p))]
    assert len(calendars) >= 150
    for path in calendars:
        found = read(CALENDAR, path)
        for reject in found.rejects:
            assert reject.place.startswith("line ")
            assert reject.reason
            assert "\n" not in reject.reason


def test_every_entry_of_the_example_calendars_has_a_meeting(shared: Path) -> None:
    paths = sorted((shared / "examples").glob("*/exports/**/*.ics"))
    assert paths
    for path in paths:
        found = read(CALENDAR, path)
        assert not found.rejects
        named = set(re.findall(r"(?m)^UID:(\S+)", path.read_text(encoding="utf-8")))
        assert {values["uid"] for values in found.values} == named
