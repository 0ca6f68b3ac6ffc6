"""The facts that a move stands on, and whether they have changed since somebody answered it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comity.plays import playbook

MUCH = 0.25  # by how much of itself a measure must move, and by at least one half, before a move is a new one
LEAST = 0.5

Facts = Mapping[str, Any]


def facts_of(play: str, account: Facts) -> dict[str, Any]:
    """What a play was given to an account of review/1 for: its standing, cause, advice, and the measures it names."""
    known = playbook().get(play)
    named = sorted(known.measures) if known else []
    return {
        "standing": account["standing"], "cause": account["cause"], "advice": account["advice"],
        "whose": account["move"]["whose"], "measures": {m: account["measures"].get(m) for m in named},
    }  # fmt: skip


def changed(before: Facts, after: Facts) -> bool:
    """Whether the facts are others than they were; what merely drifts as days go by does not make a move new."""
    if any(before.get(name) != after.get(name) for name in ("standing", "cause", "advice")):
        return True
    old, new = before.get("measures", {}), after.get("measures", {})
    return old.keys() != new.keys() or any(_moved(old[m], new[m]) for m in new)


def _moved(old: float | None, new: float | None) -> bool:
    if old is None or new is None:
        return old is not new
    return abs(new - old) >= max(LEAST, MUCH * abs(old))
