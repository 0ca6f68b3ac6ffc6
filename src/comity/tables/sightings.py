"""Which files hold a record that has a key: the newest export tells which version of it holds."""

from __future__ import annotations

import datetime as dt

import msgspec

from comity.tables.base import TEXT, Column, Table


class Edition(msgspec.Struct, frozen=True):
    """How new a calendar tells a meeting, where it says so itself.

    `sequence` counts the changes of the single meeting, `series` those of its series; `until` is the day until which
    the file tells all meetings of the series, None where it tells only some. `calendar` is a digest of whose calendar
    it is, '' where that is not said: nobody's name lies among sightings.
    """

    sequence: int = 0
    series: int = 0
    changed_at: dt.datetime | None = None
    stamped_at: dt.datetime | None = None
    until: dt.date | None = None
    calendar: str = ""

    def written(self) -> str:
        """As a sighting keeps it."""
        return msgspec.json.encode(self).decode()


def edition_of(written: str) -> Edition:
    """An edition as it was written."""
    return msgspec.json.decode(written, type=Edition)


TABLE = Table(
    name="sightings",
    means="one record seen in one file",
    columns=(
        Column("record", TEXT, "the record's row_id"),
        Column("edition", TEXT, "how new the file tells it, where it says so itself: the fields of `Edition`"),
    ),
    identity=("record",),
)
