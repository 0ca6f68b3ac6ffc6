"""On which clock and day a meeting begins."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.sources.calendar.calendars import entry, meetings, starts

# Lord Howe Island goes half an hour forth and back; told here under a name that nobody knows.
DEFINED = """BEGIN:VTIMEZONE
TZID:Island time
BEGIN:STANDARD
DTSTART:16010401T020000
TZOFFSETFROM:+1100
TZOFFSETTO:+1030
RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16011001T020000
TZOFFSETFROM:+1030
TZOFFSETTO:+1100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU
END:DAYLIGHT
END:VTIMEZONE"""


def on(folder: Path, *parts: str) -> tuple[str, dt.date]:
    found = meetings(folder, *parts)
    day = found.only["starts_on"]
    assert isinstance(day, dt.date)
    return starts(found)[0], day


def test_the_day_is_that_of_the_calendars_own_clock(tmp_path: Path) -> None:
    late = entry(start="DTSTART:20260310T230000Z")
    assert on(tmp_path, late) == ("2026-03-10 23:00", dt.date(2026, 3, 10))
    assert on(tmp_path, "X-WR-TIMEZONE:Asia/Seoul", late) == ("2026-03-10 23:00", dt.date(2026, 3, 11))
    tokyo = entry(start="DTSTART;TZID=Asia/Tokyo:20260311T070000")
    assert on(tmp_path, tokyo) == ("2026-03-10 22:00", dt.date(2026, 3, 11))
    assert on(tmp_path, "X-WR-TIMEZONE:America/Lima", tokyo) == ("2026-03-10 22:00", dt.date(2026, 3, 10))


def test_a_floating_time_is_on_the_calendars_own_clock_else_utc(tmp_path: Path) -> None:
    floating = entry(start="DTSTART:20260710T090000")
    assert on(tmp_path, floating)[0] == "2026-07-10 09:00"
    assert on(tmp_path, "X-WR-TIMEZONE:Europe/Oslo", floating)[0] == "2026-07-10 07:00"
    assert on(tmp_path, DEFINED, floating)[0] == "2026-07-09 22:30"


@pytest.mark.parametrize(
    "name",
    ["Europe/Oslo", "W. Europe Standard Time", "/example.org/20260101_1/Europe/Oslo", '"Europe/Oslo"', "/Europe/Oslo"],
)
def test_a_zone_is_known_by_its_many_names(tmp_path: Path, name: str) -> None:
    assert on(tmp_path, entry(start=f"DTSTART;TZID={name}:20260710T090000"))[0] == "2026-07-10 07:00"


@pytest.mark.parametrize(("local", "utc"), [("20260710T090000", "07-09 22:30"), ("20260110T090000", "01-09 22:00")])
def test_a_zone_that_the_file_defines_is_followed_winter_and_summer(tmp_path: Path, local: str, utc: str) -> None:
    begin, day = on(tmp_path, entry(start=f"DTSTART;TZID=Island time:{local}"), DEFINED)
    assert (begin[5:], f"{day:%Y%m%d}") == (utc, local[:8])


def test_a_zone_that_nobody_knows_is_the_calendars_own_and_told(tmp_path: Path) -> None:
    found = meetings(tmp_path, "X-WR-TIMEZONE:Europe/Oslo", entry(start="DTSTART;TZID=Our office:20260710T090000"))
    assert starts(found) == ["2026-07-10 07:00"]
    assert found.said == ['clocks that nobody knows, read as the calendar\'s own: "Our office" (1)']


def test_a_zone_whose_definition_is_broken_is_known_to_nobody(tmp_path: Path) -> None:
    for broken in (DEFINED.replace("+1030", "+99"), DEFINED.replace("FREQ=YEARLY", "FREQ=NEVER")):
        found = meetings(tmp_path, broken, entry(start="DTSTART;TZID=Island time:20260710T090000"))
        assert starts(found) == ["2026-07-10 09:00"]
        assert len(found.said) == 1


def test_what_lasts_all_day_keeps_its_day_whatever_the_clock(tmp_path: Path) -> None:
    found = meetings(tmp_path, "X-WR-TIMEZONE:Pacific/Auckland", entry(start="DTSTART;VALUE=DATE:20260310"))
    assert found.only["starts_on"] == dt.date(2026, 3, 10)
    assert found.only["all_day"] is True
    assert found.only["starts_at"] == dt.datetime(2026, 3, 9, 11, tzinfo=dt.UTC)
    assert found.only["ends_at"] == dt.datetime(2026, 3, 10, 11, tzinfo=dt.UTC)


def test_a_series_told_in_utc_repeats_on_the_clock_that_the_calendar_names(tmp_path: Path) -> None:
    weekly = entry("RRULE:FREQ=WEEKLY;COUNT=4", start="DTSTART:20260310T080000Z")
    assert starts(meetings(tmp_path, weekly))[-1] == "2026-03-31 08:00"
    assert starts(meetings(tmp_path, "X-WR-TIMEZONE:Europe/Oslo", weekly))[-1] == "2026-03-31 07:00"


def test_each_calendar_of_a_file_has_its_own_clock(tmp_path: Path) -> None:
    floating = entry(start="DTSTART:20260710T090000")
    second = (
        "END:VCALENDAR",
        "BEGIN:VCALENDAR",
        "X-WR-TIMEZONE:Europe/Oslo",
        entry(uid="b", start="DTSTART:20260710T090000"),
    )
    assert starts(meetings(tmp_path, floating, *second)) == ["2026-07-10 09:00", "2026-07-10 07:00"]
