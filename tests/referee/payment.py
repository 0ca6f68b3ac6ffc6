"""How they pay: lateness, what is withheld, what is disputed."""

from __future__ import annotations

import re
from statistics import median

from tests.referee.known import Known
from tests.referee.register import referee
from tests.referee.rows import Invoice
from tests.referee.talk import messages_saying


def is_open(invoice: Invoice) -> bool:
    """Whether nothing is known that settled it."""
    return invoice.settled_on is None and invoice.paid_state_from is None


def told(known: Known) -> bool:
    """Whether anything is known yet of who paid."""
    payments_from = known.began[2]
    return payments_from is not None and payments_from <= known.day


def by_credit(invoice: Invoice) -> bool:
    """Whether credits alone settled it."""
    return invoice.credited is not None and invoice.amount is not None and invoice.credited >= invoice.amount


def days_late(known: Known, invoice: Invoice) -> int | None:
    """Days past terms; None where that is not known or not yet the case."""
    if invoice.due_on is None:
        return None
    if invoice.settled_on is not None:
        if by_credit(invoice):
            return None  # nobody paid it
        return (invoice.settled_on - invoice.due_on).days
    if is_open(invoice) and invoice.due_on <= known.day and told(known):
        return (known.day - invoice.due_on).days
    return None


def of_habit(known: Known, invoice: Invoice) -> bool:
    """Whether it is settled, or fell due no earlier than the last one that is."""
    if invoice.settled_on is not None and not by_credit(invoice):
        return True
    paid = [i for i in known.invoices if i.settled_on is not None and not by_credit(i)]
    settled = [i.due_on for i in paid if i.due_on is not None]
    return not settled or invoice.due_on is None or invoice.due_on >= max(settled)


def _lateness(known: Known, newest: int, oldest: int) -> list[int]:
    """Days late of what fell due in the months from `oldest` to `newest` back."""
    found = []
    for i in known.invoices:
        if not of_habit(known, i):
            continue
        late = days_late(known, i)
        recent = newest > 0 and known.in_last(newest, i.due_on)
        if late is not None and known.in_last(oldest, i.due_on) and not recent:
            found.append(late)
    return found


@referee
def late_days_12m(known: Known) -> float | None:
    """Median days past terms, never below zero for one invoice."""
    late = [max(days, 0) for days in _lateness(known, 0, 12)]
    return float(median(late)) if late else None


@referee
def unexplained_late_days_12m(known: Known) -> float | None:
    """The same, less ten days for each explanation."""
    late = late_days_12m(known)
    if late is None:
        return None
    return max(late - 10 * len(messages_saying(known, "client", ["pay_notice"])), 0.0)


@referee
def late_against_habit(known: Known) -> float | None:
    """Lateness of four months against the year before them."""
    now, habit = _lateness(known, 0, 4), _lateness(known, 4, 16)
    return float(median(now) - median(habit)) if now and habit else None


@referee
def withheld_share_12m(known: Known) -> float | None:
    """Money open more than 45 days past terms, less what was paid of it in part."""
    due, withheld = 0.0, 0.0
    for i in known.invoices:
        if told(known) and known.last_year(i.due_on) and i.amount is not None:
            due += i.amount
            if is_open(i) and (days_late(known, i) or 0) > 45:
                withheld += _rest(known, i)
    return withheld / due if due else None


@referee
def overdue_12m(known: Known) -> float | None:
    """Money open past terms, less what was paid of it in part."""
    due = [i for i in known.invoices if told(known) and known.last_year(i.due_on) and i.amount is not None]
    late = [i for i in due if is_open(i) and (days_late(known, i) or 0) > 0]
    return sum(_rest(known, i) for i in late) if due else None


def _rest(known: Known, i: Invoice) -> float:
    parts = [p.share for p in known.laid if (p.ref, p.issued_on) == (i.ref, i.issued_on)]
    return (i.amount or 0.0) * (1 - min(sum(parts), 1.0))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _names(quote: str, number: str) -> bool:
    """Whether an invoice's number stands in a sentence, as words of its own."""
    said, wanted = _words(quote), _words(number)
    return any(said[i : i + len(wanted)] == wanted for i in range(len(said)))


@referee
def disputes_settled_share_12m(known: Known) -> float | None:
    """Of the disputed invoices that fell due, the settled ones."""
    disputed, settled = 0, 0
    for i in known.invoices:
        if not told(known) or not known.last_year(i.due_on):
            continue
        said = i.disputed_from is not None
        for t in known.talk:
            if t.said_by == "client" and t.label in ("pay_dispute", "pay_refusal") and t.said_on >= i.issued_on:
                said = said or (len(i.ref) >= 3 and _names(t.quote, i.ref))
        disputed += said
        settled += said and not is_open(i)
    return settled / disputed if disputed else None
