"""How new something is told, as seen on a day: by what its file says of that itself, else by its export."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from comity.book.sightings import UNTOLD, Moment
from comity.tables.sightings import Edition


class Age(NamedTuple):
    """What is greater the newer something was told. What was known by the day goes before what was not.

    Of what was known the newest edition holds, however late a stale copy of it was read: the one that was changed most
    often, then the one that was changed last, then that of the file written last; a file that tells none of it is as
    new as its export. Of what was not known yet the first export goes first.
    """

    known: bool
    first: int
    sequence: int
    changed: dt.datetime
    stamped: dt.datetime
    day: int
    reading: int

    def newer(self, other: Age) -> bool:
        """Whether it is newer by what is told, and not only for having been known earlier.

        What was not known yet makes nothing old that was.
        """
        return self[2:] > other[2:] and (self.known or not other.known)

    @property
    def since(self) -> dt.date | None:
        """The day of the export; None where it was not exported yet."""
        return dt.date.fromordinal(self.day) if self.known else None


def age_of(moment: Moment, day: dt.date, edition: Edition = UNTOLD) -> Age:
    """How new what was told at a moment is on a day."""
    told = dt.datetime.combine(moment.day, dt.time(), dt.UTC)
    stamped = edition.stamped_at or told
    known, on = moment.day <= day, moment.day.toordinal()
    changed = edition.changed_at or stamped
    return Age(known, 0 if known else -on, edition.sequence, changed, stamped, on, moment.reading)


def never(day: dt.date) -> Age:
    """How new what no export is known of is on a day."""
    return age_of(Moment(day, 0), day)._replace(known=False, first=-day.toordinal())
