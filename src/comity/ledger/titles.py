"""What was known of a person's title on a day: what a CRM says comes first, else what they signed with by then.

A mail is heard with the level that was known when it was sent: a later signature changes nothing said before it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec
import pyarrow as pa

from comity.book.whois import Person, WhoIsWho
from comity.ledger.columns import DAY, INSTANT, TEXT, WHOLE

# The sender's own day first: what is known on a day is cut by it.
Moment = tuple[dt.date, dt.datetime]
# What people signed with, as a table: no view reads it, but those of meetings, calls and people are made with it.
SIGNED = pa.schema([("account", TEXT), ("person", TEXT), ("sent_on", DAY), ("sent_at", INSTANT), ("title", TEXT),
                    ("level", WHOLE), ("role", TEXT), ("ref", TEXT)])  # fmt: skip


class Told(msgspec.Struct, frozen=True):
    """A title, its level and role where they are known, and the mail that tells it ('' where the CRM does)."""

    title: str = ""
    level: int | None = None
    role: str | None = None
    ref: str = ""


class Titles:
    """Looks up what was known of a person's title at a moment."""

    def __init__(self, signed: Mapping[str, Sequence[tuple[Moment, Told]]]) -> None:
        """`signed` has by person what they signed with, the oldest first."""
        self._when = {key: [moment for moment, _ in told] for key, told in signed.items()}
        self._told = {key: [told for _, told in some] for key, some in signed.items()}

    @classmethod
    def of(cls, rows: pa.Table) -> Titles:
        """Those that such rows tell."""
        found: dict[str, list[tuple[Moment, Told]]] = {}
        columns = (rows[c].to_pylist() for c in SIGNED.names[1:])
        for person, on, at, *told in zip(*columns, strict=True):
            found.setdefault(person, []).append(((on, at), Told(*told)))
        return cls(found)

    def rows(self, whois: WhoIsWho) -> pa.Table:
        """What people signed with as rows of a table (`SIGNED`), of each person the oldest first."""
        told = (
            {"account": whois.people[key].account, "person": key, "sent_on": on, "sent_at": at, "title": one.title,
             "level": one.level, "role": one.role, "ref": one.ref}
            for key in self._told for (on, at), one in zip(self._when[key], self._told[key], strict=True)
        )  # fmt: skip
        return pa.Table.from_pylist(list(told), SIGNED)

    def at(self, person: Person, moment: Moment | None = None) -> Told:
        """The CRM's title where it tells a level, else the one last signed with by then; without a moment the last."""
        listed = Told(person.title, person.level, person.role)
        signed = self._told.get(person.key, ())
        known = len(signed) if moment is None else bisect_right(self._when.get(person.key, ()), moment)
        if listed.level is not None or not known:
            return listed
        told = signed[known - 1]
        return told if told.level is not None or not listed.title else listed

    def on(self, person: Person, day: object) -> Told:
        """What was known by the end of a day."""
        if not isinstance(day, dt.date):
            return self.at(person)
        return self.at(person, (day, dt.datetime.max.replace(tzinfo=dt.UTC)))
