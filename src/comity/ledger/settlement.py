"""When each invoice was settled: payments and credits laid against the invoices they belong to."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec

from comity.later import pattern
from comity.tables.invoices import CALLED

_WORD = pattern(r"[0-9A-Za-z][0-9A-Za-z\-/.]*")
# What may stay open on an invoice that counts as settled: bank charges and rounding.
_TOLERANCE = Decimal("0.005")
# How far the rate at which somebody paid in another currency may lie from the central bank's.
_EXCHANGE = Decimal("0.05")
# How long before the first invoice of an account money may come and be for it: what came earlier was for invoices that
# no list tells.
AHEAD = dt.timedelta(days=14)
# What stands before the number of an invoice where somebody speaks of one.
_SPOKEN_OF = pattern(
    rf"(?:\b(?!re:)(?:{CALLED})\b\.?\s*"
    r"(?:no|nr|num|number|nummer|n°)?[.:]?\s*#?|#)\s*$",
    re.IGNORECASE,
)
_BEFORE = 32  # letters that are looked at there
_AND = pattern(r"\s*(?:,|&|\+|/|and|und|en|et|y)\s*#?", re.IGNORECASE)
_CLAUSE = pattern(r"[^;]+")
_SHORT = pattern(r"\d{1,3}")  # a bare number that may as well count hours, crates or per cent


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
    named: list[tuple[dt.date, Decimal]] = msgspec.field(default_factory=list)  # what was laid by its number

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
        return self.rest <= self.charges

    @property
    def charges(self) -> Decimal:
        """What may stay open of it once it is paid."""
        return max(self.total * _TOLERANCE, Decimal("0.05"))


class Receipt(msgspec.Struct, frozen=True):
    """One payment of an account; `applied_to` names one or several invoices, or none; `memo` may speak of some.

    `again` where it may be one that came some days before: what no invoice waits for is then not kept on account.
    """

    account: str
    paid_on: dt.date
    amount: Decimal
    applied_to: str = ""
    currency: str = ""
    memo: str = ""
    again: bool = False


class _Money(msgspec.Struct, frozen=True):
    """What came from a client, or was credited: all of it, or what could not be laid on an invoice yet."""

    on: dt.date
    amount: Decimal
    currency: str
    applied_to: str = ""
    memo: str = ""
    credit: bool = False
    again: bool = False


Rate = Callable[[str, str, dt.date], float | None]


@lru_cache(maxsize=65536)
def number_key(number: str) -> str:
    """An invoice number as it is compared: letters and digits only, upper case, no leading zeros."""
    return re.sub(r"[^0-9A-Z]", "", number.upper()).lstrip("0")


def count_of(key: str) -> str:
    """The figures of a number that begins with a word or none: 42 of INV0042, as another program writes it; else ''."""
    found = re.fullmatch(r"[A-Z]*?0*([1-9][0-9]*)", key)
    return found[1] if found else ""


def settle(bills: Sequence[Bill], receipts: Iterable[Receipt], rate: Rate | None = None) -> None:
    """Lay every receipt and credit on the invoices, and set `settled_on` where that settles one.

    A receipt that names its invoices is laid on those, in their order. One that names none is laid on the open invoice
    of exactly that rest, else on the oldest; on none that is void. What finds none that waits stays on account, and is
    laid on the next that is issued, on that day. What comes in another currency than the invoice's is changed at the
    day's `rate` (from, to, day); where that is not known, or the result comes near, the whole rest was meant. Only what
    came until then is looked at, so that nothing later changes what was known before.
    """
    issued: defaultdict[str, list[Bill]] = defaultdict(list)
    money: defaultdict[str, list[_Money]] = defaultdict(list)
    for bill in sorted(bills, key=lambda b: (b.issued_on, b.number)):
        if not bill.credit:
            issued[bill.account].append(bill)
        elif not bill.void:
            credit = _Money(bill.issued_on, bill.total, bill.currency, memo=bill.memo, credit=True)
            money[bill.account].append(credit)
    for r in receipts:
        money[r.account].append(_Money(r.paid_on, r.amount, r.currency, r.applied_to, r.memo, again=r.again))
    for account in issued.keys() & money.keys():
        _settle(issued[account], money[account], rate)
    for bill in bills:
        if bill.settled_on is None and not bill.credit and bill.paid_on is not None:
            bill.settled_on = bill.paid_on


def _settle(bills: Sequence[Bill], money: Sequence[_Money], rate: Rate | None) -> None:
    """Lay an account's money, day after day: first what is on account, on what is issued that day; then what comes."""
    fresh: defaultdict[dt.date, list[Bill]] = defaultdict(list)
    for bill in bills:
        fresh[bill.issued_on].append(bill)
    coming: defaultdict[dt.date, list[_Money]] = defaultdict(list)
    for m in sorted(money, key=lambda m: (not m.credit, m.applied_to, m.memo, m.amount, m.currency)):
        coming[m.on].append(m)
    known: list[Bill] = []
    on_account: list[_Money] = []
    earliest = bills[0].issued_on - AHEAD
    for day in sorted(fresh.keys() | coming.keys()):
        if new := fresh.get(day):
            known += new
            on_account = [rest for m in on_account if (rest := _laid(m, day, new, rate))]
        rests = (_laid(m, day, known, rate) for m in coming.get(day, ()))
        on_account += [rest for rest in rests if rest and (rest.applied_to or day >= earliest)]


def _laid(money: _Money, day: dt.date, bills: Sequence[Bill], rate: Rate | None) -> _Money | None:
    """Lay money on some of these invoices; what is left of it, None for nothing."""
    named = _named(bills, money)
    if money.applied_to and not named and day > money.on:
        return money  # it was for another invoice, and is kept for that one
    meant = named or _waiting(bills, day, money.amount)
    amount, currency = money.amount, money.currency
    if changed := [b for b in meant if currency and b.currency and b.currency != currency][:1]:
        amount = _changed(amount, changed[0], rate and rate(currency, changed[0].currency, day))
        currency = changed[0].currency
    rest = _lay(meant, day, amount, credit=money.credit, named=bool(named))
    if rest <= 0:
        return None
    # An overpayment of an invoice that was named is not spread over strangers.
    if not money.applied_to and (money.again or (named and not money.credit)):
        return None
    return msgspec.structs.replace(money, amount=rest, currency=currency)


def _named(bills: Sequence[Bill], money: _Money) -> Sequence[Bill]:
    """The invoices that the money names; where it is said to be for none of these (a payment provider has numbers of
    its own), those that its memo speaks of."""
    if money.credit:
        return _of_numbers(bills, _spoken(bills, money.memo))
    named = _of_numbers(bills, _numbers(money.applied_to or money.memo))
    return named or (_of_numbers(bills, _spoken(bills, money.memo)) if money.applied_to else ())


def _spoken(bills: Sequence[Bill], memo: str) -> Collection[str]:
    return spoken_of(memo, {number_key(b.number) for b in bills}) if memo else ()


def _of_numbers(bills: Sequence[Bill], keys: Collection[str]) -> Sequence[Bill]:
    return [b for b in bills if number_key(b.number) in keys] if keys else ()


@lru_cache(maxsize=4096)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(number_key(word) for word in _WORD.findall(text)) - {""}


def spoken_of(memo: str, keys: set[str]) -> set[str]:
    """Which of these numbers a credit's memo speaks of as invoices: "credit of 12 hours" is none on invoice 12."""
    surely, perhaps = set[str](), set[str]()
    for clause in _CLAUSE.findall(memo):
        words = [(word, number_key(word.group())) for word in _WORD.finditer(clause)]
        alone, behind = all(key in keys for _, key in words), -1
        for word, key in words:
            start = word.start()
            listed = behind >= 0 and _AND.fullmatch(clause, behind, start)
            if alone or listed or _SPOKEN_OF.search(clause[max(start - _BEFORE, 0) : start]):
                surely.add(key)
                behind = word.end()
            elif not _SHORT.fullmatch(word.group()):
                perhaps.add(key)
    return (surely & keys or perhaps & keys) - {""}


def _waiting(bills: Sequence[Bill], day: dt.date, amount: Decimal) -> Sequence[Bill]:
    """The invoices that money may be for that names none."""
    # What an invoice says of its own payment counts from that day on: before, it waits like any other.
    waiting = [b for b in bills if not (b.settled or b.void or (b.paid_on and b.paid_on <= day))]
    return [b for b in waiting if b.rest == amount][:1] or waiting


def _changed(amount: Decimal, bill: Bill, rate: float | None) -> Decimal:
    """An amount in an invoice's currency."""
    changed = amount * Decimal(rate) if rate else bill.rest
    return bill.rest if abs(changed - bill.rest) <= bill.rest * _EXCHANGE else changed


def _lay(targets: Sequence[Bill], day: dt.date, amount: Decimal, *, credit: bool, named: bool) -> Decimal:
    """Lay an amount on invoices, one after the other; what is left of it."""
    for bill in targets:
        part = min(amount, bill.rest)
        if part > 0:
            if credit:
                bill.credits.append((day, part))
            if named:
                bill.named.append((day, part))
            bill.laid.append((day, part))
            amount -= part
            if bill.settled and bill.settled_on is None:
                bill.settled_on = day
    return amount
