"""When a meeting counts as called off, since when, and by whom."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.sources.calendar.calendars import entry, meetings
from tests.sources.exports import Read

ORGANIZER = "ORGANIZER:mailto:ines@quarry.example"


def told(found: Read) -> tuple[object, object, object]:
    return found.only["cancelled"], found.only["cancelled_on"], found.only["cancelled_by"]


def test_a_status_calls_it_off_from_the_day_of_the_change_and_tells_nobody(tmp_path: Path) -> None:
    found = meetings(
        tmp_path,
        entry("STATUS:CANCELLED", "CREATED:20260201T080000Z", "LAST-MODIFIED:20260305T080000Z", ORGANIZER),
    )
    assert told(found) == (True, dt.date(2026, 3, 5), None)


@pytest.mark.parametrize(
    "change",
    ["LAST-MODIFIED:20260930T080000Z", "LAST-MODIFIED:20260101T080000Z", "LAST-MODIFIED:soon", "X-NOTHING:1"],
    ids=["stamped at export", "before it was made", "no date", "not told"],
)
def test_a_change_on_a_day_that_cannot_be_counts_from_the_meeting_on(tmp_path: Path, change: str) -> None:
    found = meetings(tmp_path, entry("STATUS:CANCELLED", "CREATED:20260201T080000Z", change))
    assert told(found) == (True, dt.date(2026, 3, 10), None)


def test_a_sent_cancellation_is_its_organizers(tmp_path: Path) -> None:
    found = meetings(tmp_path, "METHOD:CANCEL", entry("LAST-MODIFIED:20260309T080000Z", ORGANIZER))
    assert told(found) == (True, dt.date(2026, 3, 9), "ines@quarry.example")


@pytest.mark.parametrize(
    "title",
    ["Canceled: Tasting", "Cancelled: Tasting", "Abgesagt: Probe", "Geannuleerd: proeverij", "Annulé : dégustation",
     "[CANCELLED] Tasting"],
)  # fmt: skip
def test_a_title_says_so_in_the_languages_of_outlook(tmp_path: Path, title: str) -> None:
    assert told(meetings(tmp_path, entry(f"SUMMARY:{title}", ORGANIZER)))[0] is True
    by_outlook = entry(f"SUMMARY:{title}", ORGANIZER, "X-MICROSOFT-CDO-BUSYSTATUS:FREE")
    assert told(meetings(tmp_path, by_outlook))[2] == "ines@quarry.example"


def test_a_title_that_a_person_typed_tells_nobody(tmp_path: Path) -> None:
    assert told(meetings(tmp_path, entry("SUMMARY:Canceled: Tasting", ORGANIZER)))[2] is None


@pytest.mark.parametrize("title", ["Cancelled order review", "Cancel subscriptions", "How we cancelled: a talk"])
def test_a_title_about_something_cancelled_is_a_meeting(tmp_path: Path, title: str) -> None:
    assert told(meetings(tmp_path, entry(f"SUMMARY:{title}"))) == (False, None, None)


def test_a_guest_who_declines_cancels_nothing(tmp_path: Path) -> None:
    found = meetings(tmp_path, entry("ATTENDEE;PARTSTAT=DECLINED:mailto:ben@slate.example"))
    assert told(found) == (False, None, None)


def test_one_occurrence_called_off_leaves_the_others(tmp_path: Path) -> None:
    found = meetings(
        tmp_path,
        entry("RRULE:FREQ=WEEKLY;COUNT=3"),
        entry("RECURRENCE-ID:20260317T140000Z", "STATUS:CANCELLED", start="DTSTART:20260317T140000Z"),
    )
    assert [values["cancelled"] for values in found.values] == [False, True, False]
