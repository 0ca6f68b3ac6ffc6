"""How much is known, and for how long."""

from __future__ import annotations

from tests.referee.known import Known
from tests.referee.register import referee


@referee
def history_months(known: Known) -> float | None:
    """Months since the first fact; a void invoice is one too."""
    days = [m.sent_on for m in known.mail]
    days += [known.first_invoice] if known.first_invoice else []
    days += [h.worked_on for h in known.hours]
    days += [m.starts_on for m in known.meetings]
    days += [c.called_on for c in known.calls]
    return (known.day - min(days)).days / 30.4375 if days else None


@referee
def evidence(known: Known) -> float | None:
    """Messages, meetings and invoices on one scale, bounded by history; of messages what share is understood."""
    theirs, ours = _letters(known, "client"), _letters(known, "us")
    held = len([m for m in known.meetings if not m.cancelled and not m.declined and known.last_year(m.starts_on)])
    sent = len([i for i in known.invoices if known.last_year(i.issued_on)])
    weight = theirs + 0.5 * ours + min(held, 5) + 0.15 * min(sent, 12)
    return min(weight, 3 * (history_months(known) or 0.0))


def _letters(known: Known, side: str) -> float:
    mails = [m for m in known.mail if m.said_by == side and known.last_year(m.sent_on)]
    understood = [m for m in mails if m.understood]
    return min(len(mails), 20) * (len(understood) / len(mails)) if mails else 0.0
