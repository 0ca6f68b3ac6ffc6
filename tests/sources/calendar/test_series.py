"""Which meetings a repeating entry makes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.sources.calendar.calendars import entry, meetings, starts

STAMP = "DTSTAMP:20280101T000000Z"
OSLO = "DTSTART;TZID=Europe/Oslo:20260310T090000"


def days(folder: Path, *lines: str, start: str = "DTSTART;VALUE=DATE:20260310") -> list[str]:
    return [f"{values['starts_on']}"[5:] for values in meetings(folder, entry(*lines, start=start)).values]


def test_a_series_ends_after_its_count_or_on_its_last_day(tmp_path: Path) -> None:
    assert days(tmp_path, "RRULE:FREQ=WEEKLY;COUNT=3") == ["03-10", "03-17", "03-24"]
    assert days(tmp_path, "RRULE:FREQ=DAILY;UNTIL=20260312") == ["03-10", "03-11", "03-12"]
    assert days(tmp_path, "RRULE:FREQ=DAILY;UNTIL=20260312", start=OSLO) == ["03-10", "03-11", "03-12"]
    assert days(tmp_path, "RRULE:FREQ=DAILY;UNTIL=20260311T080000Z", start=OSLO) == ["03-10", "03-11"]
    assert days(tmp_path, "RRULE:FREQ=DAILY;UNTIL=20260311T075959Z", start=OSLO) == ["03-10"]


def test_rules_name_the_days_that_people_mean(tmp_path: Path) -> None:
    assert days(tmp_path, "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3") == ["03-10", "03-27", "04-24", "05-29"]
    assert days(tmp_path, "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4") == ["03-10", "03-12", "03-24", "03-26"]
    assert days(tmp_path, STAMP, "RRULE:FREQ=YEARLY;UNTIL=20280401") == ["03-10", "03-10", "03-10"]
    assert days(tmp_path, STAMP, "RRULE:FREQ=YEARLY;BYDAY=2TU;COUNT=2") == ["03-10", "01-12", "01-11"]
    assert days(tmp_path, "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2") == ["03-10", "03-31", "04-30"]


def test_exceptions_and_further_dates_are_heeded(tmp_path: Path) -> None:
    found = meetings(
        tmp_path,
        entry(
            "RRULE:FREQ=DAILY;COUNT=5",
            "EXDATE;TZID=Europe/Oslo:20260311T090000",
            "EXDATE:20260312T080000Z",
            "EXDATE;VALUE=DATE:20260313",
            "RDATE;TZID=Europe/Oslo:20260401T090000,20260310T090000",
            "RDATE;VALUE=PERIOD:20260402T120000Z/PT3H",
            "DURATION:PT30M",
            start=OSLO,
        ),
    )
    assert starts(found) == ["2026-03-10 08:00", "2026-03-14 08:00", "2026-04-01 07:00", "2026-04-02 12:00"]
    ends = [f"{values['ends_at']:%H:%M}" for values in found.values]
    assert ends == ["08:30", "08:30", "07:30", "15:00"]


def test_a_changed_occurrence_keeps_the_name_of_the_one_it_replaces(tmp_path: Path) -> None:
    found = meetings(
        tmp_path,
        entry("RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Weekly", start=OSLO),
        entry("RECURRENCE-ID:20260317T080000Z", "SUMMARY:Moved", start="DTSTART;TZID=Europe/Oslo:20260319T100000"),
    )
    told = [(values["occurrence"], values["summary"]) for values in found.values]
    assert told == [("20260310T080000Z", "Weekly"), ("20260317T080000Z", "Moved"), ("20260324T080000Z", "Weekly")]
    assert starts(found)[1] == "2026-03-19 09:00"
    assert found.rows[1].ref == "visit-1/20260317T080000Z"


def test_a_change_of_this_and_all_later_ones_moves_them(tmp_path: Path) -> None:
    found = meetings(
        tmp_path,
        entry("RRULE:FREQ=DAILY;COUNT=4", "SUMMARY:early"),
        entry(
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260312T140000Z", "SUMMARY:late", "DURATION:PT2H",
            start="DTSTART:20260312T163000Z",
        ),
    )  # fmt: skip
    assert starts(found) == ["2026-03-10 14:00", "2026-03-11 14:00", "2026-03-12 16:30", "2026-03-13 16:30"]
    assert [values["summary"] for values in found.values] == ["early", "early", "late", "late"]
    assert found.values[3]["occurrence"] == "20260313T140000Z"
    assert found.values[3]["ends_at"] == dt.datetime(2026, 3, 13, 18, 30, tzinfo=dt.UTC)


def test_one_meeting_of_a_series_that_is_not_there_is_a_meeting(tmp_path: Path) -> None:
    found = meetings(tmp_path, entry("RECURRENCE-ID:20260310T140000Z", start="DTSTART:20260311T140000Z"))
    assert found.only["occurrence"] == "20260310T140000Z"
    assert starts(found) == ["2026-03-11 14:00"]


def test_the_newest_change_of_an_occurrence_counts(tmp_path: Path) -> None:
    found = meetings(
        tmp_path,
        entry("RECURRENCE-ID:20260310T140000Z", "SEQUENCE:2", "SUMMARY:second"),
        entry("RECURRENCE-ID:20260310T140000Z", "SEQUENCE:1", "SUMMARY:first"),
        entry("RRULE:FREQ=DAILY;COUNT=1", "SUMMARY:planned"),
    )
    assert found.only["summary"] == "second"


def test_a_series_keeps_its_hour_over_the_change_of_clocks(tmp_path: Path) -> None:
    found = meetings(tmp_path, entry("RRULE:FREQ=WEEKLY;COUNT=4", "DURATION:PT1H", start=OSLO))
    assert starts(found) == ["2026-03-10 08:00", "2026-03-17 08:00", "2026-03-24 08:00", "2026-03-31 07:00"]


def test_an_endless_series_is_followed_400_days_past_the_files_newest_stamp(tmp_path: Path) -> None:
    found = meetings(tmp_path, entry("RRULE:FREQ=MONTHLY", "DTSTAMP:20260401T000000Z"))
    assert (len(found.rows), starts(found)[-1]) == (14, "2027-04-10 14:00")
    assert found.said == ["series without an end, followed until 2027-05-06: 1"]


def test_a_meeting_past_that_day_is_kept_where_the_file_names_it(tmp_path: Path) -> None:
    lines = ("DTSTAMP:20260401T000000Z", "RRULE:FREQ=YEARLY;COUNT=3")
    assert starts(meetings(tmp_path, entry(*lines, start="DTSTART:20310310T140000Z"))) == ["2031-03-10 14:00"]


def test_a_series_of_more_than_2000_meetings_is_cut_and_told(tmp_path: Path) -> None:
    found = meetings(tmp_path, entry("RRULE:FREQ=SECONDLY"))
    assert len(found.rows) == 2_000
    assert "series cut after their first 2,000 meetings: 1" in found.said


def test_a_birthday_of_unknown_year_begins_in_1970(tmp_path: Path) -> None:
    found = meetings(
        tmp_path, entry("RRULE:FREQ=YEARLY", "DTSTAMP:19720101T000000Z", start="DTSTART;VALUE=DATE:16040310")
    )
    assert starts(found)[:2] == ["1970-03-10 00:00", "1971-03-10 00:00"]
    assert "meetings of series before 1970, passed over: 366" in found.said


def test_a_series_that_ends_before_it_begins_has_no_meeting_and_is_told(tmp_path: Path) -> None:
    found = meetings(tmp_path, entry("RRULE:FREQ=WEEKLY;UNTIL=20260101"))
    assert (found.rows, found.said) == ([], ["series without a single meeting: 1"])


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SOMETIMES", "FREQ=DAILY;INTERVAL=0", "FREQ=YEARLY;RSCALE=CHINESE", "every week", "FREQ=DAILY;UNTIL=never",
     "FREQ=MINUTELY;BYHOUR=3;BYMINUTE=1", "FREQ=DAILY;BYHOUR=99", "FREQ=WEEKLY;BYDAY=XX", "COUNT=3",
     "FREQ=DAILY;X=" + "1" * 2_000],
)  # fmt: skip
def test_a_rule_that_is_none_keeps_the_first_meeting_and_rejects_the_rest(tmp_path: Path, rule: str) -> None:
    found = meetings(tmp_path, entry(f"RRULE:{rule}"))
    assert starts(found) == ["2026-03-10 14:00"]
    assert [reject.place for reject in found.rejects] == ["line 3"]
    assert "its repetition" in found.rejects[0].reason
    assert f"RRULE:{rule}".encode() in found.rejects[0].raw


def test_a_date_that_is_none_among_the_exceptions_is_rejected_beside_the_meetings(tmp_path: Path) -> None:
    found = meetings(tmp_path, entry("RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20269910T140000Z", "RDATE:someday"))
    assert len(found.rows) == 2
    assert sorted(reject.reason.split(",")[0] for reject in found.rejects) == [
        'one of its exceptions is "20269910T140000Z"', 'one of its further dates is "someday"',
    ]  # fmt: skip
