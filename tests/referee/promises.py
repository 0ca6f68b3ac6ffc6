"""Promises of both sides and what came of them."""

from __future__ import annotations

from tests.referee.known import Known
from tests.referee.register import Referee, named
from tests.referee.rows import Promise


def outcome(promise: Promise) -> str:
    """What is known of a promise: withdrawn, kept, broken or open."""
    if promise.withdrawn_on is not None:
        return "withdrawn"
    if promise.done_on is not None:
        return "kept"
    return "broken" if promise.broken_on is not None else "open"


def _made(known: Known, said_by: str) -> list[str]:
    return [outcome(p) for p in known.promises if p.said_by == said_by and known.last_year(p.made_on)]


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
    named(f"{_whose}_promises_12m", _count(_side, "kept", "broken", "open", "withdrawn"))
    named(f"{_whose}_promises_broken_12m", _count(_side, "broken"))
    named(f"{_whose}_promises_open_12m", _count(_side, "open"))
    named(f"{_whose}_promises_kept_share_12m", _kept_share(_side))
