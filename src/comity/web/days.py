"""What day it is, in one place, so that tests can say another."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """The day on this machine's own calendar."""
    return dt.datetime.now().astimezone().date()
