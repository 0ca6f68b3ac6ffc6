"""A second implementation is the referee: recurring-ical-events, on random series."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.calendar.calendars import calendar, entry, meetings

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HORIZON = dt.datetime(2028, 1, 1)  # less than 400 days after the stamp
STAMP = "DTSTAMP:20270101T000000Z"


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule as calendar programs offer them."""
    frequency = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    parts = [f"FREQ={frequency}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 5))}")
    if draw(st.booleans()):
        parts.append(f"BYMONTH={draw(st.integers(1, 12))}")
    days = draw(st.lists(st.sampled_from(WEEKDAYS), max_size=3, unique=True))
    if days and frequency in ("MONTHLY", "YEARLY") and draw(st.booleans()):
        days = [f"{draw(st.sampled_from((1, 2, 3, 4, -1, -2)))}{day}" for day in days]
    if days:
        parts.append(f"BYDAY={','.join(days)}")
    elif frequency in ("MONTHLY", "YEARLY") and draw(st.booleans()):
        parts.append(f"BYMONTHDAY={draw(st.sampled_from((1, 15, 28, 31, -1)))}")
    end = draw(st.sampled_from(("COUNT", "UNTIL", "")))
    if end == "COUNT":
        parts.append(f"COUNT={draw(st.integers(1, 40))}")
    elif end == "UNTIL":
        parts.append(f"UNTIL=2026{draw(st.integers(1, 12)):02}28T235959Z")
    return ";".join(parts)


@settings(max_examples=150, deadline=None)
@given(
    rule=rules(),
    day=st.dates(dt.date(2024, 1, 1), dt.date(2026, 6, 1)),
    hour=st.integers(4, 22),
    zone=st.sampled_from(("Europe/Oslo", "America/New_York", "Asia/Kolkata")),
    skipped=st.lists(st.integers(0, 60), max_size=4),
    further=st.lists(st.integers(0, 400), max_size=2),
)
def test_a_series_has_the_meetings_that_the_referee_finds(
    rule: str, day: dt.date, hour: int, zone: str, skipped: list[int], further: list[int]
) -> None:
    def lines(name: str, ahead: list[int]) -> list[str]:
        return [f"{name};TZID={zone}:{day + dt.timedelta(days=n):%Y%m%d}T{hour:02}3000" for n in ahead]

    text = entry(
        STAMP, f"RRULE:{rule}", "DURATION:PT1H", *lines("EXDATE", skipped), *lines("RDATE", further),
        start=f"DTSTART;TZID={zone}:{day:%Y%m%d}T{hour:02}3000",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        found = meetings(Path(folder), text)
    mine = sorted(v["starts_at"] for v in found.values if isinstance(v["starts_at"], dt.datetime))
    query = recurring_ical_events.of(icalendar.Calendar.from_ical(calendar(text)))
    theirs = sorted(e.decoded("DTSTART").astimezone(dt.UTC) for e in query.between(dt.datetime(2023, 1, 1), HORIZON))
    assert [m for m in mine if m.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < HORIZON] == theirs
