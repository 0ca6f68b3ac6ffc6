"""What went wrong: who told it first, when it was owned, how it ended."""

from __future__ import annotations

import datetime as dt
from statistics import median

from tests.referee.calendar import days_after
from tests.referee.known import Known
from tests.referee.register import referee


def _first_days(known: Known, said_by: str, label: str) -> dict[str, list[dt.date]]:
    """By conversation, the days of the last year on which one side said something of that label."""
    found: dict[str, list[dt.date]] = {}
    for t in known.talk:
        if t.said_by == said_by and t.label == label and t.thread is not None and known.last_year(t.said_on):
            found.setdefault(t.thread, []).append(t.said_on)
    return found


@referee
def issues_12m(known: Known) -> float | None:
    """Conversations in which something went wrong."""
    if not known.reads_talk:
        return None
    return float(len(_first_days(known, "client", "feedback").keys() | _first_days(known, "us", "apology").keys()))


@referee
def issues_told_first_share_12m(known: Known) -> float | None:
    """Of those, the ones that we told of first."""
    theirs, ours = _first_days(known, "client", "feedback"), _first_days(known, "us", "apology")
    issues = theirs.keys() | ours.keys()
    if not issues:
        return None
    first = [i for i in issues if i in ours and (i not in theirs or min(ours[i]) < min(theirs[i]))]
    return len(first) / len(issues)


@referee
def issues_owned_days_12m(known: Known) -> float | None:
    """Days from naming to owning."""
    waits = []
    for thread, days in _first_days(known, "client", "feedback").items():
        named_on = min(days)
        apologies = [t for t in known.talk if t.said_by == "us" and t.label == "apology" and t.thread == thread]
        owned = [t.said_on for t in apologies if t.said_on >= named_on]
        if owned:
            waits.append((min(owned) - named_on).days)
    return float(median(waits)) if waits else None


@referee
def issues_settled_share_12m(known: Known) -> float | None:
    """Of the conversations in which they named a problem, the ones that ended well."""
    issues = _first_days(known, "client", "feedback")
    if not issues:
        return None
    naming = {t.ref for t in known.talk if t.said_by == "client" and t.label == "feedback"}
    good = ("appreciation", "flexibility", "access", "loyalty", "joint_work", "direction")
    settled = 0
    for days in issues.values():
        named_on = max(days)
        for t in known.talk:
            if t.said_by != "client" or t.label not in good or t.ref in naming:
                continue
            if named_on <= t.said_on <= days_after(named_on, 30):
                settled += 1
                break
    return settled / len(issues)
