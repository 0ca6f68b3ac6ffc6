"""What is known of one account on one day: nothing dated later is there, and no state before its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from comity.tables.notes import ON_CALL
from tests.referee.book import Book
from tests.referee.calendar import months_after, months_before
from tests.referee.rows import (
    Call,
    Contract,
    Crossing,
    Deal,
    Hours,
    Invoice,
    Labour,
    Laid,
    Mail,
    Meeting,
    Person,
    Placement,
    Promise,
    Submission,
    Talk,
)


@dataclass(frozen=True, slots=True)
class Known:
    """One account on one day. `talk` decides; `possible` is grave talk that does not. Void invoices are gone, but count
    for `first_invoice`. `began` are the first days of any account's hours, invoices and payments."""

    day: dt.date
    account: str
    first_invoice: dt.date | None
    began: tuple[dt.date | None, dt.date | None, dt.date | None]
    reads_notes: bool
    people: list[Person]
    mail: list[Mail]
    talk: list[Talk]
    possible: list[Talk]
    calls: list[Call]
    meetings: list[Meeting]
    invoices: list[Invoice]
    laid: list[Laid]
    credits: list[Invoice]
    hours: list[Hours]
    labour: list[Labour]
    deals: list[Deal]
    placements: list[Placement]
    submissions: list[Submission]
    contracts: list[Contract]
    crossings: list[Crossing]
    promises: list[Promise]
    firm: list[Known] = field(default_factory=list, repr=False)

    @property
    def reads_money(self) -> bool:
        """Whether any invoice or credit note was read, be it void."""
        return self.first_invoice is not None

    @property
    def reads_mail(self) -> bool:
        """Whether any mail with them was read."""
        return bool(self.mail)

    @property
    def reads_words(self) -> bool:
        """Whether anything was read in which we can be heard: mail that is understood."""
        return any(m.understood for m in self.mail)

    @property
    def reads_talk(self) -> bool:
        """Whether anything was read in which they can be heard: such mail, or notes that quote them."""
        return self.reads_words or self.reads_notes

    def reads_hours(self, oldest: int) -> bool:
        """Whether hours were read of the half year that begins so many months back: from its first month on, or
        since the month after the firm's first invoice."""
        hours_from, money_from, _ = self.began
        if not self.hours or hours_from is None:
            return False
        if money_from is None or hours_from <= months_after(money_from, 1):
            return True
        return hours_from <= months_before(self.day, oldest - 1)

    def in_last(self, months: int, on: dt.date | None) -> bool:
        """Whether a day lies in the months that end today."""
        return on is not None and months_before(self.day, months) < on <= self.day

    def last_year(self, on: dt.date | None) -> bool:
        """Whether a day lies in the twelve months that end today."""
        return self.in_last(12, on)


def know_firm(book: Book, day: dt.date) -> dict[str, Known]:
    """What is known of each account of a firm on a day; each one's `firm` lists them all."""
    found = {a.account: know(book, day, a.account) for a in book.accounts}
    for known in found.values():
        known.firm.extend(found.values())
    return found


def know(book: Book, day: dt.date, account: str) -> Known:
    """Cut a book off at the end of a day, for one account."""

    def known(on: dt.date | None) -> dt.date | None:
        return on if on is not None and on <= day else None

    talk = [t for t in book.talk if t.account == account and t.said_on <= day]
    billed = [i for i in book.invoices if i.account == account and i.issued_on <= day]
    standing = [_invoice(i, known) for i in billed if known(i.void_from) is None]
    return Known(
        day=day,
        account=account,
        first_invoice=min((i.issued_on for i in billed), default=None),
        began=book.began,
        reads_notes=any(n.account == account and n.written_on <= day and n.kind != ON_CALL for n in book.notes),
        people=[replace(p, left_on=known(p.left_on)) for p in book.people if p.account == account],
        mail=[m for m in book.mail if m.account == account and m.sent_on <= day and not m.automatic],
        talk=[t for t in talk if t.decides],
        possible=[t for t in talk if not t.decides],
        calls=[c for c in book.calls if c.account == account and c.called_on <= day],
        meetings=[_meeting(m, day) for m in book.meetings if m.account == account and m.starts_on <= day],
        invoices=[i for i in standing if i.kind == "invoice" and (i.amount is None or i.amount > 0)],
        laid=[part for part in book.laid if part.account == account and part.laid_on <= day],
        credits=[i for i in standing if i.kind == "credit"],
        hours=[h for h in book.hours if h.account == account and h.worked_on <= day],
        labour=[spent for spent in book.labour if spent.account == account and spent.spent_on <= day],
        deals=[d for d in book.deals if d.account == account and (d.created_on is None or d.created_on <= day)],
        placements=[_placement(p, day) for p in book.placements if p.account == account and p.starts_on <= day],
        submissions=[
            replace(s, interviewed_on=known(s.interviewed_on), decided_on=known(s.decided_on))
            for s in book.submissions
            if s.account == account and s.submitted_on <= day
        ],
        crossings=[c for c in book.crossings if c.account == account and c.said_on <= day],
        contracts=[c for c in book.contracts if c.account == account and (c.dated_on is None or c.dated_on <= day)],
        promises=[_promise(p, book, day, known) for p in book.promises if p.account == account and p.made_on <= day],
    )


def _promise(promise: Promise, book: Book, day: dt.date, known: Callable[[dt.date | None], dt.date | None]) -> Promise:
    """A promise with the day by which it is due as last given until then, and what had come of it."""
    told = (promise.account, promise.ref, promise.said_by, promise.quote)
    moved = [
        (m.moved_on, m.due_on)
        for m in book.promise_days
        if (m.account, m.ref, m.said_by, m.quote) == told and m.moved_on <= day
    ]
    return replace(
        promise,
        due_on=max(moved)[1] if moved else promise.due_on,
        done_on=known(promise.done_on),
        broken_on=known(promise.broken_on),
        withdrawn_on=known(promise.withdrawn_on),
    )


def _invoice(invoice: Invoice, known: Callable[[dt.date | None], dt.date | None]) -> Invoice:
    """What became of an invoice is known from the day it did."""
    return replace(
        invoice,
        settled_on=known(invoice.settled_on),
        paid_state_from=known(invoice.paid_state_from),
        disputed_from=known(invoice.disputed_from),
    )


def _meeting(meeting: Meeting, day: dt.date) -> Meeting:
    """A meeting is known as called off from the day that is told, else from its own day."""
    if meeting.cancelled and (meeting.cancelled_on or meeting.starts_on) <= day:
        return meeting
    return replace(meeting, cancelled=False, cancelled_on=None, cancelled_by=None)


def _placement(placement: Placement, day: dt.date) -> Placement:
    """How a placement ended is known from its last day on."""
    if placement.ends_on is not None and placement.ends_on <= day:
        return placement
    return replace(placement, ends_on=None, end_reason=None)
