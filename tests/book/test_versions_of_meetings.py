"""Which version of a meeting holds: the newest edition that a calendar tells, in whatever order copies are read."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.book.known import known_on
from comity.book.reading import read_folders
from comity.book.store import Book, MemoryBook
from comity.sources import Settings
from tests.sources.calendar.calendars import calendar, entry

TODAY = dt.date(2026, 6, 30)
APRIL, MAY, JUNE = (f"2026-{month:02}-20" for month in (4, 5, 6))
WEEKLY = "RRULE:FREQ=WEEKLY"
ANN, BEN = ("X-WR-CALNAME:ann@reed.example", "X-WR-CALNAME:ben@reed.example")
START = dt.datetime(2026, 4, 6, 10)  # a Monday
Held = list[tuple[str, bool]]


def export(folder: Path, day: str, *parts: str) -> Path:
    """A calendar with a sheet beside it whose newest hours make it an export of that day."""
    folder.mkdir(parents=True)
    (folder / "calendar.ics").write_text(calendar(*parts))
    (folder / "hours.csv").write_text(f"Date,Client,Task,Hours,First Name,Last Name\n{day},Fen Boats,Oars,2,Ann,Reed\n")
    return folder


def book_of(*folders: Path) -> Book:
    """The folders, each read by itself."""
    book = MemoryBook()
    for folder in folders:
        read_folders([folder], book, today=TODAY, settings=Settings())
    return book


def held(book: Book, day: dt.date = TODAY) -> Held:
    """The meetings of a book as known on a day: the day of each, and whether it was called off."""
    rows = known_on(book, day)["meetings"].to_pylist()
    return sorted((f"{row['starts_at']:%m-%d}", row["cancelled"]) for row in rows)


def days(book: Book, day: dt.date = TODAY) -> list[str]:
    return [on for on, _ in held(book, day)]


def meeting(*lines: str, on: int = 20260601, uid: str = "visit") -> str:
    return entry("SUMMARY:Fen Boats", *lines, uid=uid, start=f"DTSTART:{on}T100000Z")


def series(*lines: str, changed: str = "20260401") -> str:
    """A meeting on every Monday from the sixth of April on, last changed on a day."""
    return meeting(*lines, f"LAST-MODIFIED:{changed}T120000Z", f"DTSTAMP:{changed}T120000Z", on=20260406)


STAMPS = [
    ("SEQUENCE:0", "SEQUENCE:1"),
    ("SEQUENCE:9", "SEQUENCE:10"),
    ("LAST-MODIFIED:20260401T080000Z", "LAST-MODIFIED:20260510T080000Z"),
    ("DTSTAMP:20260401T080000Z", "DTSTAMP:20260510T080000Z"),
    ("DTSTAMP:20260401T080000Z", "LAST-MODIFIED:20260510T080000Z"),
    # What was changed by its organizer is newer than what somebody touched later.
    ("SEQUENCE:0\nLAST-MODIFIED:20260518T080000Z", "SEQUENCE:1\nLAST-MODIFIED:20260510T080000Z"),
    ("LAST-MODIFIED:20260401T080000Z\nDTSTAMP:20260518T080000Z", "LAST-MODIFIED:20260510T080000Z"),
]


@pytest.mark.parametrize(("old", "new"), STAMPS)
@pytest.mark.parametrize("stale", [APRIL, MAY, JUNE])
@pytest.mark.parametrize("backwards", [False, True])
def test_a_stale_copy_of_a_meeting_never_beats_a_newer_one(
    old: str, new: str, stale: str, backwards: bool, tmp_path: Path
) -> None:
    folders = [
        export(tmp_path / "stale", stale, meeting(old), meeting(old, uid="moved")),
        export(tmp_path / "new", MAY, meeting(new, "STATUS:CANCELLED"), meeting(new, on=20260608, uid="moved")),
    ]
    book = book_of(*reversed(folders) if backwards else folders)
    assert held(book) == [("06-01", True), ("06-08", False)]


def test_a_calendar_without_stamps_is_as_new_as_its_export(tmp_path: Path) -> None:
    folders = [export(tmp_path / "a", MAY, meeting("STATUS:CANCELLED")), export(tmp_path / "b", APRIL, meeting())]
    assert held(book_of(*folders)) == held(book_of(*reversed(folders))) == [("06-01", True)]


def test_a_meeting_of_equal_words_is_as_new_as_the_newest_copy_that_says_so(tmp_path: Path) -> None:
    stamps = [f"SEQUENCE:{n}" for n in range(3)]
    off = ("", "STATUS:CANCELLED", "")  # called off, and held after all
    folders = [export(tmp_path / s, MAY, meeting(s, *filter(None, [o]))) for s, o in zip(stamps, off, strict=True)]
    for order in itertools.permutations(folders):
        assert held(book_of(*order)) == [("06-01", False)]


CHANGES = {
    "ended": ([series(WEEKLY + ";UNTIL=20260511T235959Z", changed="20260512")], ["05-04", "05-11"]),
    "excepted": ([series(WEEKLY, "EXDATE:20260518T100000Z", changed="20260512")], ["05-04", "05-11", "05-25", "06-01"]),
    "moved": (
        [
            series(WEEKLY),
            entry("RECURRENCE-ID:20260518T100000Z", "LAST-MODIFIED:20260512T120000Z", uid="visit",
                  start="DTSTART:20260520T140000Z"),
        ],
        ["05-04", "05-11", "05-20", "05-25", "06-01"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("backwards", [False, True])
def test_what_the_newest_version_of_a_series_has_no_longer_falls_away(
    change: str, backwards: bool, tmp_path: Path
) -> None:
    parts, left = CHANGES[change]
    folders = [export(tmp_path / "old", APRIL, series(WEEKLY)), export(tmp_path / "new", MAY, *parts)]
    book = book_of(*reversed(folders) if backwards else folders)
    assert [on for on in days(book) if "05-04" <= on <= "06-01"] == left
    assert days(book)[0] == "04-06"


def test_on_a_day_before_it_was_told_a_series_is_held_as_it_was_known_then(tmp_path: Path) -> None:
    old = export(tmp_path / "old", APRIL, series(WEEKLY))
    new = export(tmp_path / "new", MAY, series(WEEKLY, "EXDATE:20260420T100000Z", "EXDATE:20260427T100000Z",
                                               changed="20260512"))  # fmt: skip
    before = days(book_of(old), dt.date(2026, 5, 1))
    for order in ((old, new), (new, old)):
        book = book_of(*order)
        assert days(book, dt.date(2026, 5, 1)) == before == ["04-06", "04-13", "04-20", "04-27"]
        assert days(book, dt.date(2026, 5, 20)) == ["04-06", "04-13", "05-04", "05-11", "05-18"]


def test_what_a_series_was_prolonged_by_counts_from_its_own_days_on(tmp_path: Path) -> None:
    old = export(tmp_path / "old", APRIL, series(WEEKLY + ";COUNT=2"))
    new = export(tmp_path / "new", JUNE, series(WEEKLY + ";COUNT=4", changed="20260418"))
    for order in ((old, new), (new, old)):
        assert days(book_of(*order), dt.date(2026, 5, 1)) == ["04-06", "04-13", "04-20", "04-27"]


def test_an_invitation_to_one_of_its_meetings_takes_none_of_a_series_away(tmp_path: Path) -> None:
    one = entry("RECURRENCE-ID:20260413T100000Z", "SEQUENCE:5", uid="visit", start="DTSTART:20260414T100000Z")
    called_off = calendar("METHOD:CANCEL", meeting("SEQUENCE:7", on=20260406))
    folders = [export(tmp_path / "all", APRIL, series(WEEKLY + ";COUNT=3")), export(tmp_path / "one", MAY, one)]
    for order in (folders, folders[::-1]):
        assert days(book_of(*order)) == ["04-06", "04-14", "04-20"]
    (folders[1] / "calendar.ics").write_text(called_off)
    assert {"04-13", "04-20"} <= set(days(book_of(*folders)))


def test_what_one_of_us_took_out_of_their_own_calendar_stays_in_the_others(tmp_path: Path) -> None:
    whole = export(tmp_path / "ann", APRIL, ANN, series(WEEKLY + ";COUNT=3"))
    less = series(WEEKLY + ";COUNT=3", "EXDATE:20260413T100000Z", changed="20260512")
    others, hers = export(tmp_path / "ben", MAY, BEN, less), export(tmp_path / "later", MAY, ANN, less)
    for order in ((whole, others), (others, whole)):
        assert days(book_of(*order)) == ["04-06", "04-13", "04-20"]
    for order in itertools.permutations((whole, others, hers)):
        assert days(book_of(*order)) == ["04-06", "04-20"]


def test_a_series_that_its_organizer_ended_is_ended_for_everybody(tmp_path: Path) -> None:
    whole = export(tmp_path / "ann", JUNE, ANN, series(WEEKLY))
    ended = export(tmp_path / "ben", MAY, BEN, series(WEEKLY + ";COUNT=2", "SEQUENCE:1", changed="20260410"))
    for order in ((whole, ended), (ended, whole)):
        assert days(book_of(*order)) == ["04-06", "04-13"]


def test_a_file_takes_nothing_away_beyond_the_day_until_which_it_follows_a_series(tmp_path: Path) -> None:
    old = meeting("RRULE:FREQ=YEARLY", "SEQUENCE:0", "DTSTAMP:20240501T000000Z", on=20240501)
    new = meeting("RRULE:FREQ=YEARLY", "SEQUENCE:1", "DTSTAMP:20240601T000000Z", on=20240501)
    later = meeting("DTSTAMP:20260601T000000Z", uid="another")
    folders = [export(tmp_path / "old", MAY, old, later), export(tmp_path / "new", JUNE, new)]
    for order in (folders, folders[::-1]):
        assert days(book_of(*order)) == ["05-01", "05-01", "05-01", "06-01"]


def test_entries_that_share_a_uid_by_mistake_take_nothing_from_each_other(tmp_path: Path) -> None:
    both = export(tmp_path / "both", APRIL, meeting(), meeting(on=20260608))
    one = export(tmp_path / "again", MAY, meeting(on=20260608), meeting(on=20260615))
    assert days(book_of(both, one)) == ["06-01", "06-08", "06-15"]


steps = st.sampled_from(("skip", "move", "off", "end", "touch"))
programs = st.sampled_from((("SEQUENCE",), ("LAST-MODIFIED",), ("DTSTAMP",), ("SEQUENCE", "LAST-MODIFIED", "DTSTAMP")))


def versions(changes: Sequence[tuple[str, int]], tells: Sequence[str]) -> list[list[str]]:
    """A series as its calendar tells it, first untouched and then after each change of the week that is named."""
    skipped, moved, off, count = set[int](), set[int](), set[int](), 8
    found = []
    for number, (what, week) in enumerate((("touch", 0), *changes)):
        {"skip": skipped, "move": moved, "off": off}.get(what, set()).add(week)
        count = min(count, week + 1) if what == "end" else count
        stamp = dt.datetime(2026, 4, 1) + dt.timedelta(days=number)
        told = {"SEQUENCE": f"{number}", **dict.fromkeys(("LAST-MODIFIED", "DTSTAMP"), f"{stamp:%Y%m%dT%H%M%SZ}")}
        stamps = [f"{name}:{told[name]}" for name in tells]
        gone = [f"EXDATE:{START + dt.timedelta(weeks=n):%Y%m%dT%H%M%SZ}" for n in sorted(skipped - moved - off)]
        parts = [
            entry(f"RRULE:FREQ=WEEKLY;COUNT={count}", *stamps, *gone, uid="s", start=f"DTSTART:{START:%Y%m%dT%H%M%SZ}")
        ]
        for n in sorted(n for n in moved | off if n < count):
            at = START + dt.timedelta(weeks=n)
            status = ["STATUS:CANCELLED"] if n in off else []
            parts.append(
                entry(f"RECURRENCE-ID:{at:%Y%m%dT%H%M%SZ}", *stamps, *status, uid="s",
                      start=f"DTSTART:{at + dt.timedelta(days=n in moved):%Y%m%dT%H%M%SZ}")
            )  # fmt: skip
        found.append(parts)
    return found


@settings(max_examples=25, deadline=None)
@given(
    changes=st.lists(st.tuples(steps, st.integers(0, 7)), min_size=1, max_size=4),
    tells=programs,
    exported=st.lists(st.integers(1, 60), min_size=5, max_size=5),
    order=st.randoms(use_true_random=False),
)
def test_the_newest_version_of_a_series_holds_in_any_order_and_read_again(
    changes: list[tuple[str, int]], tells: Sequence[str], exported: list[int], order: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as place:
        told = versions(changes, tells)
        folders = [
            export(Path(place) / f"{n}", f"{dt.date(2026, 4, 1) + dt.timedelta(days=exported[n])}", *parts)
            for n, parts in enumerate(told)
        ]
        newest = held(book_of(folders[-1]))
        shuffled = folders[:]
        order.shuffle(shuffled)
        book = book_of(*shuffled)
        assert held(book) == newest
        order.shuffle(shuffled)
        for folder in shuffled:
            read_folders([folder], book, today=TODAY, settings=Settings())
        assert held(book) == newest


def test_a_meeting_that_a_program_wrote_out_takes_none_of_the_others_away(tmp_path: Path) -> None:
    every = [meeting(on=on) for on in (20260504, 20260511, 20260518)]
    book = book_of(export(tmp_path / "may", MAY, *every), export(tmp_path / "june", JUNE, meeting(on=20260615)))
    assert days(book) == ["05-04", "05-11", "05-18", "06-15"]


def test_of_two_calendars_of_no_name_of_their_own_one_takes_nothing_from_the_other(tmp_path: Path) -> None:
    folder = export(tmp_path / "both", JUNE, series(WEEKLY, "EXDATE:20260511T100000Z", changed="20260402"))
    (folder / "calendar.ics").rename(folder / "Ann 2026-06.ics")
    (folder / "Ben 2026-06.ics").write_text(calendar(series(WEEKLY)))
    assert "05-11" in days(book_of(folder))
