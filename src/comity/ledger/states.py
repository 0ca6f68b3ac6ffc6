"""What the state of an invoice tells of payments that no list shows, beside those that came after the list was made.

Of a list that lies beside a bank's file nobody knows the day: the day of its export is that of the newest fact of both.
A payment that names the invoice, and makes with those before it more than the list tells as paid, came after the list.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal

from comity.ledger.settlement import Bill
from comity.ledger.told_once import Invoice


def unseen(invoice: Invoice, bill: Bill) -> Decimal:
    """How much of an invoice its state tells as paid that no payment shows; nothing of one that payments settled."""
    rest, since = invoice.open_balance, invoice.balance_from
    told = bill.total - rest if rest is not None else invoice.paid_amount
    if told is None or since is None or bill.settled:
        return Decimal(0)
    seen, named = Decimal(0), Counter(bill.named)
    for day, part in sorted(bill.laid):
        by_name = named[day, part] > 0
        named[day, part] -= by_name
        if day <= since and not (by_name and seen + part > told + bill.charges):
            seen += part
    return max(told - seen, Decimal(0))


def paid_later(invoice: Invoice, bill: Bill) -> dt.date | None:
    """The day on which payments settled an invoice together with what its state tells of earlier ones; None where they
    do not."""
    more = unseen(invoice, bill)
    if not more or bill.credit or bill.void:
        return None
    rest = bill.total - more
    for day, part in sorted(bill.laid):
        rest -= part
        if rest <= bill.charges:
            return day
    return None
