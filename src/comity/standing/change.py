"""What changed between two verdicts of one account: which reasons came, went or moved, from two published accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LEAST = 0.15  # points below which a reason counts as not moved
FEW = 6  # changes that are told, the weightiest first

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReasonChange:
    """One reason that 'came', 'went', 'grew', 'shrank' or 'turned'; `reason` is the later one, for 'went' the earlier.

    `points` is by how much it now speaks more (or, below 0, less) for what the account is now.
    """

    how: str
    reason: Told
    earlier: Told | None
    points: float

    @property
    def before(self) -> float | None:
        """The earlier value; None where there was no such reason, or it could not be known."""
        return self.earlier["value"] if self.earlier else None

    @property
    def after(self) -> float | None:
        """The later value; None where the reason went."""
        return None if self.how == "went" else self.reason["value"]


@dataclass(frozen=True, slots=True)
class Change:
    """Two verdicts side by side; `reasons` in the order of how much they moved."""

    standing_before: str
    standing: str
    probability_before: float
    probability: float
    reasons: tuple[ReasonChange, ...]

    @property
    def turned(self) -> bool:
        """Whether the standing itself is another."""
        return self.standing_before != self.standing

    @property
    def surer(self) -> bool:
        """Whether we are sure of it by another part than before, as it is told in whole hundredths."""
        return round(100 * self.probability) != round(100 * self.probability_before)

    @property
    def steady(self) -> bool:
        """Whether nothing moved that is worth telling."""
        return not self.turned and not self.reasons and abs(self.probability - self.probability_before) < 0.05


def change(before: Told, after: Told) -> Change:
    """Compare two accounts of review/1, the earlier first."""
    standing = after["standing"]
    old = {r["measure"]: r for r in before["reasons"]}
    new = {r["measure"]: r for r in after["reasons"]}
    # Ordered by name first, so that equal weights are told the same way each time.
    moved = [_moved(old.get(m), new.get(m), standing) for m in sorted(old.keys() | new.keys())]
    told = sorted((m for m in moved if m is not None), key=lambda m: -abs(m.points))
    return Change(
        before["standing"], standing, before["probability"], after["probability"], tuple(told[:FEW])
    )  # fmt: skip


def _moved(old: Told | None, new: Told | None, standing: str) -> ReasonChange | None:
    was, now = _for(old, standing), _for(new, standing)
    points = now - was
    shown = new or old
    if shown is None or abs(points) < LEAST:
        return None
    if old is None:
        how = "came"
    elif new is None:
        how = "went"
    elif was and now and (was > 0) != (now > 0):
        how = "turned"
    else:
        how = "grew" if abs(now) > abs(was) else "shrank"
    return ReasonChange(how, shown, old, points)


def _for(reason: Told | None, standing: str) -> float:
    """How much a reason speaks for a standing; what speaks toward another one speaks against it."""
    if reason is None:
        return 0.0
    return float(reason["points"]) * (1 if reason["toward"] == standing else -1)
