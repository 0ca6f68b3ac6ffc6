"""Telephone calls, each at its account and told once, however many logs tell it."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec
import pyarrow as pa

from comity.book.known import Facts
from comity.book.person_names import person_name, same_person
from comity.book.whois import Person, WhoIsWho, phone_key
from comity.ledger.by_name import ByName
from comity.ledger.columns import rows_of, table
from comity.ledger.titles import Titles

_NEAR = dt.timedelta(minutes=2)  # how far the clocks of two logs may be apart
# How far the lengths that two logs tell of a call may be apart: in seconds, or as a share of the longer one. Some count
# the ringing and some whole minutes; who notes a call later, without its hour, also guesses.
_LOGGED, _NOTED = (60, 0.2), (300, 0.5)
_ANOTHER = 0.5  # probability below which two names are surely not one person's


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A call, as one log tells it or as all do; `number` is compared, and `form` is how its log tells such a call."""

    row_id: str
    person: Person
    who: str
    called_on: dt.date
    called_at: dt.datetime | None
    direction: str
    seconds: int | None
    number: str
    ours: str
    form: tuple[object, ...]
    file_id: str

    @property
    def named(self) -> bool:
        """Whether it is known who of them it was, and not only which firm."""
        return not self.person.key.endswith("/")


def calls_table(facts: Facts, whois: WhoIsWho, levels: Titles) -> pa.Table:
    """The table `calls`: those whose number, name or firm is somebody we know."""
    groups: defaultdict[tuple[str, dt.date], list[Call]] = defaultdict(list)
    for call in sorted(_calls(facts, whois), key=lambda c: c.row_id):
        groups[call.person.account, call.called_on].append(call)
    found = (call for _, calls in sorted(groups.items()) for call in each_once(calls))
    return table(
        "calls",
        ((c.person.account, f"call/{c.row_id[:12]}", c.called_on, c.direction, c.seconds, c.person.key, c.who,
          levels.on(c.person, c.called_on).level) for c in found),
    )  # fmt: skip


def _calls(facts: Facts, whois: WhoIsWho) -> Iterator[Call]:
    named = ByName(whois)
    columns = ("row_id", "called_on", "called_at", "direction", "seconds", "their_number", "their_name",
               "their_company", "file_id", "our_name", "our_number", "recorded")  # fmt: skip
    for row in rows_of(facts["calls"], *columns):
        row_id, day, at, direction, seconds, number, name, firm, file_id, ours, *others = row
        person = whois.by_phone.get(phone_key(str(number or "")))
        for told in (name, firm):
            person = person or (named.person(str(told)) if told else None)
        if person is None or not whois.accounts[person.account].client or not isinstance(day, dt.date):
            continue
        # Of a call in vain a log leaves more unsaid than of others.
        more = tuple(x is None for x in (ours, *others)) if seconds else ()
        yield Call(
            row_id=str(row_id), person=person, who=person.name or str(name or ""), called_on=day,
            called_at=at if isinstance(at, dt.datetime) else None, direction=str(direction),
            seconds=seconds if isinstance(seconds, int) else None, number=_compared(str(number or "")),
            ours=str(ours or ""), form=(number, name, firm, *more), file_id=str(file_id or row_id),
        )  # fmt: skip


def _compared(number: str) -> str:
    return phone_key(number) or re.sub(r"\D", "", number) or number


def each_once(calls: Sequence[Call]) -> list[Call]:
    """The calls of an account on one day, each once.

    Two that one log tells are two, so two rows of one file, or of one form, are never one call. Which are one is
    decided pair by pair, the nearest first, whatever was read first.
    """
    calls = sorted(calls, key=lambda c: c.row_id)
    told = {call.row_id: [call] for call in calls}
    pairs = [(a, b) for a, b in combinations(calls, 2) if _alike(a, b)]
    for a, b in sorted(pairs, key=lambda pair: _apart(*pair)):
        one, other = told[a.row_id], told[b.row_id]
        if one is not other and all(_alike(x, y) for x in one for y in other):
            both = [*one, *other]
            told |= {call.row_id: both for call in both}
    return [_one(rows) for rows in {id(rows): rows for rows in told.values()}.values()]


def _alike(a: Call, b: Call) -> bool:
    """Whether two rows may be one call, as two logs tell it."""
    if a.file_id == b.file_id or a.form == b.form or not (_same_people(a, b) and _same_way(a, b)):
        return False
    if a.called_at and b.called_at:
        return abs(a.called_at - b.called_at) <= _NEAR and _same_length(a, b, *_LOGGED)
    # Of two without an hour nothing says that they are one.
    return bool(a.called_at or b.called_at) and None not in (a.seconds, b.seconds) and _same_length(a, b, *_NOTED)


def _same_people(a: Call, b: Call) -> bool:
    if a.ours and b.ours and _are_others(a.ours, b.ours):
        return False
    if a.number and b.number:
        return a.number == b.number
    if a.named and b.named:
        return a.person.key == b.person.key
    # A log knows the number, and our own note only the name, or the other way round.
    return bool(a.number or b.number)


def _are_others(one: str, other: str) -> bool:
    """Whether these are two people: an extension or a desk may be anybody's."""
    if any(" " not in name or any(c.isdigit() for c in name) for name in (one, other)):
        return False
    return same_person(person_name(one), person_name(other)) < _ANOTHER


def _same_way(a: Call, b: Call) -> bool:
    """Whether both went the same way; what was noted later without a way is taken to have gone out."""
    assumed = any(c.called_at is None and c.direction == "out" for c in (a, b))
    return a.direction == b.direction or (assumed and {a.direction, b.direction} == {"in", "out"})


def _same_length(a: Call, b: Call, seconds: float, share: float) -> bool:
    if a.seconds is None or b.seconds is None:
        return True
    longer, shorter = max(a.seconds, b.seconds), min(a.seconds, b.seconds)
    return (shorter > 0 or not longer) and longer - shorter <= max(seconds, share * longer)


def _apart(a: Call, b: Call) -> tuple[bool, dt.timedelta, int, str, str]:
    """How far two rows are apart, for the nearest are one."""
    clocks = abs(a.called_at - b.called_at) if a.called_at and b.called_at else None
    lengths = abs((a.seconds or 0) - (b.seconds or 0))
    return clocks is None, clocks or dt.timedelta(), lengths, a.row_id, b.row_id


def _one(rows: Sequence[Call]) -> Call:
    """What all these rows tell of one call: the log of telephones goes first, for its clock and its way are certain."""
    rows = sorted(rows, key=lambda c: (not c.number, c.called_at is None, c.row_id))
    whose = next((c for c in rows if c.named), rows[0])
    spoken = next((c.seconds for c in rows if c.seconds), rows[0].seconds)
    return msgspec.structs.replace(rows[0], person=whose.person, who=whose.who, seconds=spoken)
