"""Candidates put forward, spoken with, hired, and who stayed."""

from __future__ import annotations

from tests.referee.known import Known
from tests.referee.register import referee
from tests.referee.rows import Submission


def _put_forward(known: Known) -> list[Submission]:
    return [s for s in known.submissions if known.last_year(s.submitted_on)]


@referee
def submitted_12m(known: Known) -> float | None:
    """Times a candidate was put forward."""
    return float(len(_put_forward(known))) if known.submissions else None


@referee
def interviewed_share_12m(known: Known) -> float | None:
    """Of those, how many they spoke with."""
    put = _put_forward(known)
    return len([s for s in put if s.interviewed_on is not None]) / len(put) if put else None


@referee
def hired_share_12m(known: Known) -> float | None:
    """People placed for each time one was put forward."""
    put = _put_forward(known)
    placed = {p.candidate for p in known.placements if known.last_year(p.starts_on) and p.candidate is not None}
    return len(placed) / len(put) if put else None


@referee
def stayed_share(known: Known) -> float | None:
    """Of the people placed for good, those still there or past the guarantee."""
    hires = [p for p in known.placements if p.employment == "hire"]
    stayed = 0
    for p in hires:
        guarantee = 90 if p.guarantee_days is None else p.guarantee_days
        if p.ends_on is None or (p.ends_on - p.starts_on).days >= guarantee:
            stayed += 1
    return stayed / len(hires) if hires else None
