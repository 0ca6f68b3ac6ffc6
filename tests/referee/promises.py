"""Promises of both sides and what came of them."""

from __future__ import annotations

import datetime as dt

from tests.referee.calendar import days_after, months_before
from tests.referee.known import Known
from tests.referee.register import Referee, named, referee
from tests.referee.rows import Promise


def outcome(promise: Promise, day: dt.date) -> str:
    """What is known of a promise on a day: withdrawn, kept, broken, open, or unknown where that is long ago."""
    if promise.withdrawn_on is not None:
        return "withdrawn"
    if promise.done_on is not None:
        return "kept"
    if promise.broken_on is not None:
        return "broken"
    last = days_after(promise.due_on, 14) if promise.due_on else days_after(promise.made_on, 90)
    return "unknown" if day > last else "open"


def _made(known: Known, said_by: str) -> list[str]:
    made = [p for p in known.promises if p.said_by == said_by and known.last_year(p.made_on)]
    return [outcome(p, known.day) for p in made]


def _count(said_by: str, *outcomes: str) -> Referee:
    def count(known: Known) -> float | None:
        return float(len([o for o in _made(known, said_by) if o in outcomes])) if known.reads_mail else None

    return count


def _kept_share(said_by: str) -> Referee:
    def share(known: Known) -> float | None:
        told = [o for o in _made(known, said_by) if o in ("kept", "broken")]
        return told.count("kept") / len(told) if told else None

    return share


for _whose, _side in (("our", "us"), ("their", "client")):
    named(f"{_whose}_promises_12m", _count(_side, "kept", "broken", "open", "unknown", "withdrawn"))
    named(f"{_whose}_promises_broken_12m", _count(_side, "broken"))
    named(f"{_whose}_promises_open_12m", _count(_side, "open", "unknown"))
    named(f"{_whose}_promises_kept_share_12m", _kept_share(_side))


@referee
def our_promises_broken_3m(known: Known) -> float | None:
    """Those that we broke of late."""
    if not known.reads_mail:
        return None
    since = months_before(known.day, 3)
    ours = [p for p in known.promises if p.said_by == "us" and (p.due_on or p.made_on) > since]
    return float([outcome(p, known.day) for p in ours].count("broken"))
