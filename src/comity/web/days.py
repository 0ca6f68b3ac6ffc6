"""What day it is, in one place, so that tests can say another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any


def today() -> dt.date:
    """The day on this machine's own calendar."""
    return dt.datetime.now().astimezone().date()


def by_senders_clock(row: Mapping[str, Any]) -> dt.datetime:
    """When a row of messages was sent, as the clock on its sender's wall told it; without a zone."""
    at: dt.datetime = row["sent_at"]
    return at.astimezone(dt.UTC).replace(tzinfo=None) + dt.timedelta(minutes=row["offset_minutes"] or 0)
