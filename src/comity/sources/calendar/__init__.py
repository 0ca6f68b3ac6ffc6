"""Calendars: each occurrence of an entry is one meeting; tables of them are forms beside this file.

A file of entries (.ics) is cut into them here and not by a library, so that a broken entry loses nothing but itself and
a file of 100,000 entries is read in seconds; repetitions are followed within bounds whatever their rules say.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from comity.sources import tabular
from comity.sources.calendar.entries import Entry, Found, entries
from comity.sources.calendar.rows import Rows
from comity.sources.calendar.series import EARLIEST, MOST, MOST_OF_FILE, Course, Occurrence, occurrences
from comity.sources.calendar.timed import Broken, Timed, timed
from comity.sources.calendar.times import Clocks
from comity.sources.charsets import utf_16
from comity.sources.outcome import Export, Outcome, Reject, Said
from comity.sources.values import quoted

KIND = "calendar"
BEGIN = re.compile(r"^BEGIN:V(?:CALENDAR|EVENT|TODO|JOURNAL|FREEBUSY|TIMEZONE|ALARM|AVAILABILITY)[ \t]*$", re.I | re.M)
DAYS_AHEAD = 400  # how far after the file's newest stamp an endless series is followed
STAMPED = ("DTSTAMP", "LAST-MODIFIED", "CREATED")
PLAUSIBLE = range(1990, 2200)  # years of a stamp
NO_MEETINGS = {
    "VTODO": "to-dos", "VJOURNAL": "journal entries", "VFREEBUSY": "lists of free time", "VALARM": "alarms",
    "VAVAILABILITY": "lists of opening hours",
}  # fmt: skip


def detect(export: Export) -> bool:
    """Whether the file begins like a calendar or a part of one, or the form that fits it best is one of ours."""
    return _has_entries(export) or tabular.kind_of(export) == KIND


def _has_entries(export: Export) -> bool:
    """Whether it begins like a file of entries; lines without a colon may stand before."""
    head = export.head[:4_096].decode(_encoding(export.head), "replace").replace("\r", "\n").lstrip("\ufeff")
    begin = BEGIN.search(head)
    return begin is not None and ":" not in re.sub(r"(?m)^BEGIN:.*$", "", head[: begin.start()])


def read(export: Export) -> Iterator[Outcome]:
    """Every meeting of the calendar, a reject for every line, entry or repetition that cannot be read."""
    return _read_entries(export) if _has_entries(export) else tabular.read(export)


def _read_entries(export: Export) -> Iterator[Outcome]:
    encoding = _encoding(export.head)
    found, course, entries_of = _survey(export, encoding)
    clocks = Clocks(found)
    rows = Rows(clocks)
    held: defaultdict[str, list[Timed]] = defaultdict(list)
    unclear = 0
    for entry in entries(export.path, encoding, Found()):
        uid = entry.value("UID")
        try:
            one = timed(entry, clocks)
            held[uid].append(one)
            unclear += one.unclear
        except Broken as error:
            yield Reject(f"line {entry.line}", str(error), entry.bytes(), entry.done)
        entries_of[uid] -= 1
        if uid in held and (not uid or entries_of[uid] <= 0):
            yield from _outcomes(occurrences(held.pop(uid), clocks, course), rows)
    yield from (Said(text) for text in _said(found, course, clocks, unclear))


def _encoding(head: bytes) -> str:
    marked = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return "utf-16" if marked else utf_16(head) or "utf-8-sig"


def _survey(export: Export, encoding: str) -> tuple[Found, Course, Counter[str]]:
    """A first look over the file: what it holds besides entries, how far to follow it, how many entries a UID has."""
    found, entries_of = Found(), Counter[str]()
    stamped = begun = dt.date.min
    for entry in entries(export.path, encoding, found):
        entries_of[entry.value("UID")] += 1
        for name in STAMPED:
            stamped = max(stamped, _day(entry.value(name)))
        begun = max(begun, _day(entry.value("DTSTART")))
    newest = stamped if stamped > dt.date.min else begun
    if newest == dt.date.min:
        newest = dt.date(1990, 1, 1)
    until = dt.datetime.combine(newest, dt.time.max) + dt.timedelta(days=DAYS_AHEAD)
    return found, Course(until), entries_of


def _day(stamp: str) -> dt.date:
    try:
        day = dt.date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]))
    except ValueError:
        return dt.date.min
    return day if day.year in PLAUSIBLE else dt.date.min


def _outcomes(found: Iterator[Occurrence | tuple[Entry, str]], rows: Rows) -> Iterator[Outcome]:
    for one in found:
        if isinstance(one, Occurrence):
            yield rows.of(one)
        else:
            entry, reason = one
            yield Reject(f"line {entry.line}", f"{reason}; what it names otherwise was kept", entry.bytes(), entry.done)


def _said(found: Found, course: Course, clocks: Clocks, unclear: int) -> Iterator[str]:
    others: Counter[str] = Counter()
    for name, count in found.others.items():
        others[NO_MEETINGS.get(name, "further components")] += count
    if others:
        yield "passed over as no meetings: " + ", ".join(
            f"{name} ({count:,})" for name, count in sorted(others.items())
        )
    if clocks.unknown:
        names = ", ".join(f"{quoted(name)} ({count:,})" for name, count in sorted(clocks.unknown.items())[:5])
        yield f"clocks that nobody knows, read as the calendar's own: {names}"
    counts = (
        (course.endless, f"series without an end, followed until {course.until:%Y-%m-%d}"),
        (course.cut, f"series cut after their first {MOST:,} meetings"),
        (
            course.unfollowed,
            f"series not followed, for the file makes {MOST_OF_FILE:,} meetings or is costly to follow",
        ),
        (course.early, f"meetings of series before {EARLIEST:%Y}, passed over"),
        (course.older, "older versions or copies of entries, passed over for the newest"),
        (course.empty, "series without a single meeting"),
        (unclear, "entries kept without their end, which cannot be"),
    )
    yield from (f"{text}: {count:,}" for count, text in counts if count)
