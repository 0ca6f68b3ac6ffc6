"""Business time: nights and weekends do not count."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from comity.ledger.clock import outside_hours, work_minutes

MOMENTS = st.datetimes(dt.datetime(1999, 1, 1), dt.datetime(2040, 1, 1)).map(lambda t: t.replace(tzinfo=dt.UTC))


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def between(a: str, b: str, offset: int = 0) -> int:
    return work_minutes(at(b), offset) - work_minutes(at(a), offset)


def test_within_a_working_day_every_minute_counts() -> None:
    assert between("2026-03-03 09:00", "2026-03-03 10:30") == 90


def test_a_night_counts_for_nothing() -> None:
    assert between("2026-03-03 17:30", "2026-03-04 08:30") == 60


def test_a_weekend_counts_for_nothing() -> None:
    assert between("2026-03-06 17:00", "2026-03-09 09:00") == 120


def test_an_answer_at_night_to_a_mail_at_night_took_no_time() -> None:
    assert between("2026-03-03 22:00", "2026-03-04 03:00") == 0


def test_the_clock_is_the_one_given() -> None:
    assert between("2026-03-03 06:00", "2026-03-03 08:00") == 0
    assert between("2026-03-03 06:00", "2026-03-03 08:00", offset=120) == 120


def test_late_evenings_and_weekends_are_outside_hours() -> None:
    assert outside_hours(at("2026-03-03 22:10"), 0)
    assert outside_hours(at("2026-03-07 11:00"), 0)
    assert not outside_hours(at("2026-03-03 08:10"), 0)


@given(MOMENTS, MOMENTS, st.integers(-720, 840))
def test_business_time_never_runs_backwards_and_never_faster_than_the_clock(
    a: dt.datetime, b: dt.datetime, offset: int
) -> None:
    first, second = sorted((a, b))
    passed = work_minutes(second, offset) - work_minutes(first, offset)
    assert 0 <= passed <= (second - first).total_seconds() / 60 + 1
