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
    """Messages, meetings and invoices on one scale, bounded by history."""
    theirs = len([m for m in known.mail if m.said_by == "client" and known.last_year(m.sent_on)])
    ours = len([m for m in known.mail if m.said_by == "us" and known.last_year(m.sent_on)])
    held = len([m for m in known.meetings if not m.cancelled and not m.declined and known.last_year(m.starts_on)])
    sent = len([i for i in known.invoices if known.last_year(i.issued_on)])
    weight = min(theirs, 20) + 0.5 * min(ours, 20) + min(held, 5) + 0.15 * min(sent, 12)
    return min(weight, 3 * (history_months(known) or 0.0))
