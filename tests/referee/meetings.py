"""Meetings and telephone calls."""

from __future__ import annotations

from collections.abc import Callable

from tests.referee.known import Known
from tests.referee.register import Referee, named, referee
from tests.referee.rows import Meeting


def _counting(counts: Callable[[Meeting], bool]) -> Referee:
    def count(known: Known) -> float | None:
        if not known.meetings:
            return None
        return float(len([m for m in known.meetings if known.last_year(m.starts_on) and counts(m)]))

    return count


named("meetings_held_12m", _counting(lambda m: not m.cancelled and not m.declined))
named("meetings_called_off_12m", _counting(lambda m: m.declined or (m.cancelled and m.cancelled_by == "client")))
named("meetings_we_called_off_12m", _counting(lambda m: m.cancelled and m.cancelled_by == "us"))


@referee
def calls_12m(known: Known) -> float | None:
    """Calls that were answered."""
    if not known.calls:
        return None
    return float(len([c for c in known.calls if c.seconds > 0 and known.last_year(c.called_on)]))
