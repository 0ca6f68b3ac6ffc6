"""What day it is, in one place, so that tests can say another."""

from __future__ import annotations

import datetime as dt

STALE = dt.timedelta(days=21)  # from when what was read is told to be old


def today() -> dt.date:
    """The day on this machine's own calendar."""
    return dt.datetime.now().astimezone().date()


def over(due: dt.date, as_of: dt.date) -> bool:
    """Whether a day is over, by what was read until another; of weeks of which nothing was read nobody knows whether
    what was due in them was done.
    """
    return due < (today() if today() - as_of <= STALE else as_of)
