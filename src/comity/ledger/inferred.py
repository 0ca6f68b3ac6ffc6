"""Payments that an invoice list only infers from what is open, beside what other lists tell of the same invoice.

Such a list knows of all parts together the last day alone, and takes a credit for a payment: what payments of a list
and credits tell by themselves is taken off it. So is what another such list told before: one that was exported later
under another name tells all that was paid until then once more.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from comity.ledger.settlement import AHEAD, number_key, spoken_of
from comity.ledger.told_once import CLEARING, Invoice, Payment

_NOTHING_OWED = ("void", "draft")

Named = tuple[str, str]  # an account, and the number of one of its invoices as it is compared


def beside_what_is_told(payments: Sequence[Payment], invoices: Sequence[Invoice]) -> list[Payment]:
    """The payments, those that invoices tell of themselves less what is told of them elsewhere."""
    bills: defaultdict[Named, list[Invoice]] = defaultdict(list)
    notes: defaultdict[str, list[Invoice]] = defaultdict(list)
    for invoice in invoices:
        if invoice.credit and invoice.status not in _NOTHING_OWED:
            notes[invoice.account].append(invoice)
        elif not invoice.credit:
            bills[_named(invoice.account, invoice.number)].append(invoice)
    # Several of one list are parts of their own: none of them is the sum of all.
    parts = Counter((_named(p.account, p.applied_to), p.source) for p in payments if p.own)
    listed: defaultdict[Named, list[Payment]] = defaultdict(list)
    for payment in payments:
        named = _named(payment.account, payment.applied_to)
        if payment.applied_to and (not payment.own or parts[named, payment.source] > 1):
            listed[named].append(payment)
    found: list[Payment] = []
    # What another export told until an earlier day, or until that day and less, comes first.
    for payment in sorted(payments):
        named = _named(payment.account, payment.applied_to)
        rest = payment.amount
        inferred = payment.own and parts[named, payment.source] == 1
        if inferred and (bill := _paid(bills[named], payment.paid_on)):
            rest -= _told(listed[named], payment, bill) + _credited(notes[payment.account], payment, bill, bills)
        if rest > 0:
            found.append(payment if rest == payment.amount else msgspec.structs.replace(payment, amount=rest))
            if inferred:
                listed[named].append(found[-1])
    return found


def _named(account: str, number: str) -> Named:
    return account, number_key(number)


def _paid(bills: Sequence[Invoice], day: dt.date) -> Invoice | None:
    """Which of the invoices of a number was paid on a day: a number may be used again."""
    return max((bill for bill in bills if bill.issued_on <= day), key=lambda bill: bill.issued_on, default=None)


def _told(listed: Sequence[Payment], own: Payment, bill: Invoice) -> Decimal:
    """What lists of payments tell of an invoice until the day that it tells itself."""
    begins, ends = bill.issued_on - AHEAD, own.paid_on + CLEARING
    currencies = (own.currency, "")
    return sum(
        (p.amount for p in listed if begins <= p.paid_on <= ends and (p.currency in currencies or not own.currency)),
        Decimal(0),
    )


def _credited(
    notes: Sequence[Invoice], own: Payment, bill: Invoice, bills: Mapping[Named, Sequence[Invoice]]
) -> Decimal:
    """What was credited of an invoice that is open in part, where the payment is all that is not open of it."""
    whole = bill.total if bill.total is not None else bill.net
    known = bill.balance_from
    if whole is None or known is None or bill.open_balance is None or whole - bill.open_balance != own.amount:
        return Decimal(0)
    if not bill.open_balance or bill.paid_amount is not None:
        return Decimal(0)
    keys = {key for account, key in bills if account == bill.account}
    about = number_key(bill.number)
    return sum(
        (
            note.total or note.net or Decimal(0)
            for note in notes
            if bill.issued_on <= note.issued_on <= known and note.memo and spoken_of(note.memo, keys) == {about}
        ),
        Decimal(0),
    )
