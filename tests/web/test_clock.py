"""Mail is shown with the time of our own clock, so that no answer stands before what it answers."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import pyarrow as pa

from comity.book.store import DeltaBook
from comity.tables import TABLES
from comity.web.clock import OwnClock

NOON = dt.datetime(2026, 7, 15, 12, 0, tzinfo=dt.UTC)
OURS, THEIRS, EASTERN = "ann@larkfield.example", "rick@ferrand.example", -240


def clock(*mail: tuple[dt.datetime, str, int | None], asked: dt.datetime = NOON) -> OwnClock:
    class Book:
        def facts(self, table: str, columns: list[str]) -> pa.Table:
            schema = pa.schema([TABLES[table].schema.field(name) for name in columns])
            rows = [dict(zip(("sent_at", "sender", "offset_minutes"), one, strict=True)) for one in mail]
            return pa.Table.from_pylist(rows, schema=schema)

    return OwnClock(cast("DeltaBook", Book()), {"larkfield.example"}, [asked])


def test_their_mail_is_told_by_our_clock_of_the_time() -> None:
    told = clock((NOON + dt.timedelta(days=1), OURS, EASTERN), (NOON, THEIRS, 0))
    assert told.known
    assert told.told(NOON) == dt.datetime(2026, 7, 15, 8, 0)
    elsewhere = NOON.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert told.told(elsewhere) == told.told(NOON)


def test_one_of_us_who_travels_moves_no_clock() -> None:
    at_home = [(NOON + dt.timedelta(hours=n), OURS, EASTERN) for n in (-3, 2, 4)]
    assert clock(*at_home, (NOON, OURS, 540)).told(NOON).hour == 8


def test_where_we_wrote_nothing_about_that_time_it_is_utc_and_known_to_be() -> None:
    for mail in ([], [(NOON + dt.timedelta(days=90), OURS, EASTERN)], [(NOON, OURS, None)]):
        told = clock(*cast("Any", mail))
        assert not told.known
        assert told.told(NOON).hour == 12


def test_in_the_weeks_after_the_clocks_change_our_zone_tells_them_and_not_the_letters_of_the_season_before() -> None:
    winter = [(dt.datetime(2026, 3, day, 15, tzinfo=dt.UTC), OURS, 0) for day in range(9, 28)]
    summer = [(dt.datetime(2025, month, 20, 9, tzinfo=dt.UTC), OURS, 60) for month in range(5, 10)]
    asked = dt.datetime(2026, 4, 2, 8, 15, tzinfo=dt.UTC)
    told = clock(*winter, *summer, asked=asked)
    assert told.known
    assert told.told(asked) == dt.datetime(2026, 4, 2, 9, 15)


def test_where_our_mail_fits_several_zones_that_differ_the_letters_about_that_time_tell() -> None:
    winter = [(dt.datetime(2026, 1, day, 15, tzinfo=dt.UTC), OURS, 0) for day in range(5, 15)]
    assert not clock(*winter).known
    assert clock(*winter, (NOON, OURS, 60)).told(NOON).hour == 13
