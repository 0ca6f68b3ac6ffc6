"""When each invoice was settled: payments and credits laid against the invoices they belong to."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

import msgspec

from comity.later import pattern

_WORD = pattern(r"[0-9A-Za-z][0-9A-Za-z\-/.]*")
# What may stay open on an invoice that counts as settled: bank charges and rounding.
_TOLERANCE = Decimal("0.005")
# How far the rate at which somebody paid in another currency may lie from the central bank's.
_EXCHANGE = Decimal("0.05")


class Bill(msgspec.Struct):
    """One invoice or credit note of an account; amounts in its own currency, positive, tax included."""

    account: str
    number: str
    credit: bool
    issued_on: dt.date
    due_on: dt.date | None
    total: Decimal
    paid_on: dt.date | None = None
    memo: str = ""
    void: bool = False
    currency: str = ""
    settled_on: dt.date | None = None
    laid: list[tuple[dt.date, Decimal]] = msgspec.field(default_factory=list)
    credits: list[tuple[dt.date, Decimal]] = msgspec.field(default_factory=list)

    @property
    def rest(self) -> Decimal:
        """What is not yet paid or credited."""
        return self.total - sum((amount for _, amount in self.laid), Decimal(0))

    @property
    def credited(self) -> Decimal:
        """The share of it, 0 to 1, that credits had settled when it was; 1 where nothing but rounding was paid."""
        if self.settled_on is None or self.total <= 0:
            return Decimal(0)
        share = sum((amount for day, amount in self.credits if day <= self.settled_on), Decimal(0)) / self.total
        return share if share < 1 - _TOLERANCE else Decimal(1)

    @property
    def settled(self) -> bool:
        """Whether nothing but charges and rounding is left."""
        return self.rest <= max(self.total * _TOLERANCE, Decimal("0.05"))


class Receipt(msgspec.Struct, frozen=True):
    """One payment of an account; `applied_to` may name one or several invoices, or none."""

    account: str
    paid_on: dt.date
    amount: Decimal
    applied_to: str = ""
    currency: str = ""


def number_key(number: str) -> str:
    """An invoice number as it is compared: letters and digits only, upper case, no leading zeros."""
    return re.sub(r"[^0-9A-Z]", "", number.upper()).lstrip("0")


def settle(
    bills: Sequence[Bill], receipts: Iterable[Receipt], rate: Callable[[str, str, dt.date], float | None] | None = None
) -> None:
    """Lay every receipt and credit on the invoices, and set `settled_on` where that settles one.

    A receipt that names its invoices is laid on those, in their order. One that names none is laid on the open invoice
    of exactly that rest, else on the oldest; on none that is void. What comes in another currency than the invoice's is
    changed at the day's `rate` (from, to, day); where that is not known, or the result comes near, the whole rest was
    meant. Only what came until then is looked at, so that a later payment never changes what was known before.
    """
    by_account: defaultdict[str, list[Bill]] = defaultdict(list)
    for bill in sorted(bills, key=lambda b: (b.issued_on, b.number)):
        if not bill.credit:
            by_account[bill.account].append(bill)
    events = [(r.paid_on, 1, r.account, r.amount, r.applied_to, r.currency) for r in receipts]
    events += [(b.issued_on, 0, b.account, b.total, b.memo, b.currency) for b in bills if b.credit and not b.void]
    for day, paid, account, amount, named, currency in sorted(events, key=lambda e: (e[0], e[1], e[2], e[4], e[3])):
        meant = _meant(by_account.get(account, []), day, amount, named)
        if changed := [b for b in meant if currency and b.currency and b.currency != currency][:1]:
            amount = _changed(amount, changed[0], rate and rate(currency, changed[0].currency, day))
        _lay(meant, day, amount, named=bool(named), credit=not paid)
    for bill in bills:
        if bill.settled_on is None and not bill.credit and bill.paid_on is not None:
            bill.settled_on = bill.paid_on


def _meant(bills: Sequence[Bill], day: dt.date, amount: Decimal, named: str) -> Sequence[Bill]:
    """The invoices that a payment or credit is for."""
    keys = {number_key(w) for w in _WORD.findall(named or "")} - {""}
    if targets := [b for b in bills if number_key(b.number) in keys]:
        return targets
    # What an invoice says of its own payment counts from that day on: before, it waits like any other.
    waiting = [b for b in bills if b.issued_on <= day and not (b.settled or b.void or (b.paid_on and b.paid_on <= day))]
    return [b for b in waiting if b.rest == amount][:1] or waiting


def _changed(amount: Decimal, bill: Bill, rate: float | None) -> Decimal:
    """An amount in an invoice's currency."""
    changed = amount * Decimal(rate) if rate else bill.rest
    return bill.rest if abs(changed - bill.rest) <= bill.rest * _EXCHANGE else changed


def _lay(targets: Sequence[Bill], day: dt.date, amount: Decimal, *, named: bool, credit: bool) -> None:
    for index, bill in enumerate(targets):
        if amount <= 0:
            return
        # The last one named takes what is left over, so that an overpayment is not spread over strangers.
        part = amount if named and index == len(targets) - 1 else min(amount, max(bill.rest, Decimal(0)))
        if part > 0:
            if credit and bill.rest > 0:
                bill.credits.append((day, min(part, bill.rest)))
            bill.laid.append((day, part))
            amount -= part
            if bill.settled and bill.settled_on is None:
                bill.settled_on = day
