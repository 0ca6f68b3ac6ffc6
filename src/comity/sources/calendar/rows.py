"""An occurrence as a row of the meetings table: who was asked, what they answered, whether it was called off."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator

from comity.sources.calendar.entries import Entry
from comity.sources.calendar.series import Occurrence
from comity.sources.calendar.times import Clocks, When, instant
from comity.sources.outcome import Row

ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}
LONGEST_TITLE, LONGEST_TEXT = 2_000, 200_000  # characters that are kept, as of a mail's subject and body
THINGS = {"ROOM", "RESOURCE"}  # kinds of attendees that are no people
# What Outlook writes before the title of a meeting that its organizer called off, in the languages of its users.
CALLED_OFF = re.compile(
    r"\[?\s*(?:cancell?ed|abgesagt|abgebrochen|geannuleerd|afgelast|annulée?s?|cancelad[oa]s?|annullat[oa]|avlyst|"
    r"inställt|aflyst|peruutettu|odwołane|anulowane)\s*[\]:]",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(?<![^\s@<>\"',;])[^\s@<>\"',;]++@[^\s@<>\"',;]++")
MAILTO = re.compile(r"^\s*mailto:", re.IGNORECASE)


class Rows:
    """Makes the rows of one file; what a series' occurrences have in common is told once."""

    def __init__(self, clocks: Clocks) -> None:
        self.clocks = clocks
        self._entry: Entry | None = None
        self._common: dict[str, object] = {}

    def of(self, one: Occurrence) -> Row:
        """The row of one occurrence."""
        entry = one.entry
        own = self.clocks.own(entry.calendar)
        if entry is not self._entry:
            self._entry, self._common = entry, self._told(entry, own)
        moment = instant(one.start, one.zone)
        # The calendar's own clock tells the day, as far as the calendar has one; else the entry's.
        keeps_day = one.all_day or (one.zone is not dt.UTC and not self.clocks.found.calendars[entry.calendar].zone)
        starts_on = one.start.date() if keeps_day or one.zone is own else moment.astimezone(own).date()
        values: dict[str, object] = {
            **self._common,
            "occurrence": one.name,
            "starts_at": moment,
            "ends_at": instant(one.end, one.zone) if one.end else None,
            "starts_on": starts_on,
            "all_day": one.all_day,
            **_cancelled(entry, self._common, starts_on, self.clocks, own),
        }
        uid = str(values["uid"])
        ref = f"{uid}/{one.name}" if one.name else uid
        return Row("meetings", values, f"line {entry.line}", ref, entry.done, edition=one.edition.written())

    def _told(self, entry: Entry, own: dt.tzinfo) -> dict[str, object]:
        organizer = entry.first("ORGANIZER")
        return {
            "uid": entry.value("UID") or _made_up(entry),
            "summary": _text(entry, "SUMMARY", LONGEST_TITLE),
            "description": _text(entry, "DESCRIPTION", LONGEST_TEXT),
            "organizer": _address(organizer.value, organizer.parameters()) if organizer else None,
            "attendees": [*_attendees(entry)],
            "created_on": _day(entry, "CREATED", self.clocks, own),
        }


def _cancelled(
    entry: Entry, told: dict[str, object], starts_on: dt.date, clocks: Clocks, own: dt.tzinfo
) -> dict[str, object]:
    """Whether, since when and by whom it was called off.

    Only the organizer of a meeting can send a cancellation, and only Outlook writes it into the title by itself; a
    bare status may be anybody's doing. The change's own day is believed unless it lies before the entry was made or
    after the meeting: many programs stamp every entry when they export.
    """
    sent = clocks.found.calendars[entry.calendar].method == "CANCEL"
    titled = bool(CALLED_OFF.match(str(told["summary"] or "")))
    if not (sent or titled or entry.value("STATUS").upper() in ("CANCELLED", "CANCELED")):
        return {"cancelled": False, "cancelled_on": None, "cancelled_by": None}
    changed, created = _day(entry, "LAST-MODIFIED", clocks, own), told["created_on"]
    made = created if isinstance(created, dt.date) else dt.date.min
    plausible = changed is not None and made <= changed <= starts_on
    by = told["organizer"] if sent or (titled and entry.outlook) else None
    return {"cancelled": True, "cancelled_on": changed if plausible else starts_on, "cancelled_by": by}


def _day(entry: Entry, name: str, clocks: Clocks, own: dt.tzinfo) -> dt.date | None:
    when = clocks.told(entry.first(name))
    if when is None:
        return None
    # These are in UTC by the format; one that lacks the Z is the calendar's own clock.
    return (when.local if when.all_day else When(when.local, when.zone).on(own)).date()


def _text(entry: Entry, name: str, longest: int) -> str | None:
    prop = entry.first(name)
    return prop.text().strip()[:longest] or None if prop else None


def _address(value: str, parameters: dict[str, str]) -> str | None:
    """The mail address of an organizer or attendee, where any part of the line tells one."""
    for told in (value, parameters.get("EMAIL", ""), parameters.get("X-EMAIL", ""), parameters.get("CN", "")):
        if "@" in told:
            match = ADDRESS.search(MAILTO.sub("", told))
            if match:
                return match[0].lower()
    return None


def _attendees(entry: Entry) -> Iterator[dict[str, str | None]]:
    for prop in entry.properties.get("ATTENDEE", []):
        parameters = prop.parameters()
        if parameters.get("CUTYPE", "").upper() not in THINGS:
            answer = ANSWERS.get(parameters.get("PARTSTAT", "").upper(), "none")
            address = _address(prop.value, parameters)
            yield {"name": parameters.get("CN") or None, "address": address, "answer": answer}


def _made_up(entry: Entry) -> str:
    """A stand-in for a missing UID, the same in every export of the entry."""
    told = "\n".join(entry.value(n) for n in ("DTSTART", "SUMMARY", "ORGANIZER"))
    return f"without-uid-{hashlib.blake2b(told.encode(), digest_size=8).hexdigest()}"
