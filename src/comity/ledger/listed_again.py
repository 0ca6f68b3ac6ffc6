"""Meetings that a table of appointments tells beside a calendar with ids: Outlook writes the same ones in both ways.

A table tells clocks without a zone, names without addresses, and whether somebody noted that it was not held.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import msgspec

from comity.book.known import Facts
from comity.book.whois import WhoIsWho
from comity.ledger.by_name import ByName
from comity.ledger.columns import rows_of
from comity.sources.calendar.rows import CALLED_OFF
from comity.tables.meetings import LISTED

_FARTHEST = dt.timedelta(hours=14)  # that any clock is from UTC


class _Meeting(msgspec.Struct, frozen=True):
    row: str
    starts_at: dt.datetime
    accounts: frozenset[str]


def listed_again(facts: Facts, whois: WhoIsWho) -> Mapping[str, str]:
    """By row_id the meetings that a table and a calendar tell, with the row_id by which they count: the calendar's,
    unless the table alone names anybody.

    They are of one day, are called the same, and nobody of another client is asked; of several those nearest by their
    clocks.
    """
    named = ByName(whois)
    days: tuple[defaultdict[tuple[object, str], list[_Meeting]], ...] = (defaultdict(list), defaultdict(list))
    columns = ("row_id", "uid", "starts_on", "starts_at", "summary", "organizer", "attendees")
    rows = list(rows_of(facts["meetings"], *columns))
    if not any(str(uid).startswith(LISTED) for _, uid, *_ in rows):
        return {}
    for row, uid, day, at, summary, organizer, attendees in rows:
        title = " ".join(CALLED_OFF.sub("", str(summary or "")).casefold().split())
        if isinstance(at, dt.datetime) and title:
            meeting = _Meeting(str(row), at, _accounts(named, organizer, attendees))
            days[str(uid).startswith(LISTED)][day, title].append(meeting)
    kept, tables = days
    found: dict[str, str] = {}
    for key, lines in tables.items():
        taken: set[str] = set()
        pairs = ((abs(line.starts_at - other.starts_at), line, other) for line in lines for other in kept.get(key, ()))
        for apart, line, other in sorted(pairs, key=lambda p: (p[0], p[1].row, p[2].row)):
            strange = line.accounts and other.accounts and not line.accounts & other.accounts
            if apart <= _FARTHEST and not strange and not taken & {line.row, other.row}:
                taken |= {line.row, other.row}
                alone = bool(line.accounts) and not other.accounts
                found.update({other.row: line.row} if alone else {line.row: other.row})
    return found


def _accounts(named: ByName, organizer: object, attendees: object) -> frozenset[str]:
    people: list[Any] = list(attendees) if isinstance(attendees, list) else []
    told = [(one["name"] or "", one["address"] or "") for one in people if isinstance(one, dict)]
    found = (named.asked(name, address)[0] for name, address in (*told, ("", str(organizer or ""))))
    return frozenset(filter(None, found))
