"""Our first ninety days with them against the last ninety."""

from __future__ import annotations

import datetime as dt
from statistics import median

from tests.referee.calendar import days_after
from tests.referee.known import Known
from tests.referee.promises import outcome
from tests.referee.register import referee
from tests.referee.silence import answers


def _spans(known: Known) -> tuple[dt.date, dt.date] | None:
    """The day after our first ninety and the day before the last ninety; None where half a year has not gone by."""
    if not known.mail:
        return None
    first = min(m.sent_on for m in known.mail)
    if (known.day - first).days < 180:
        return None
    return days_after(first, 90), days_after(known.day, -90)


@referee
def our_touches_slip(known: Known) -> float | None:
    """Messages now, as a multiple of then."""
    spans = _spans(known)
    if spans is None:
        return None
    ours = [m.sent_on for m in known.mail if m.said_by == "us"]
    then = [on for on in ours if on < spans[0]]
    now = [on for on in ours if on > spans[1]]
    return len(now) / len(then) if len(then) >= 3 else None


@referee
def our_answers_slip(known: Known) -> float | None:
    """Time to answer now, as a multiple of then."""
    spans = _spans(known)
    if spans is None:
        return None
    then = [minutes for answer, minutes in answers(known, "us") if answer.sent_on < spans[0]]
    now = [minutes for answer, minutes in answers(known, "us") if answer.sent_on > spans[1]]
    if len(then) < 3 or len(now) < 3:
        return None
    return (median(now) + 30) / (median(then) + 30)


@referee
def our_promises_slip(known: Known) -> float | None:
    """Share of promises kept now, less then."""
    spans = _spans(known)
    if spans is None:
        return None
    ours = [(p.made_on, outcome(p, known.day)) for p in known.promises if p.said_by == "us"]
    told = [(on, came) for on, came in ours if came in ("kept", "broken")]
    then = [o for on, o in told if on < spans[0]]
    now = [o for on, o in told if on > spans[1]]
    if not then or not now:
        return None
    return now.count("kept") / len(now) - then.count("kept") / len(then)
