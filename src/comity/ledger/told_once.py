"""What several lists tell of one invoice or of one payment, told once: what only one of them knows is kept."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby, takewhile
from typing import Any

import msgspec

from comity.book.known import Facts
from comity.book.whois import WhoIsWho
from comity.ledger.columns import rows_of
from comity.ledger.settlement import count_of, number_key

# The highest tax there is on a sale, in Hungary: what is more than that above a net sum is another sum.
_TAX = Decimal("0.27")
# Where two lists of one day say different things, the first of these counts.
_TELLING = ("void", "draft", "disputed", "paid", "open", None)
# How long after one list another may tell a payment: a bank and the books seldom have the same day.
CLEARING = dt.timedelta(days=5)


class Invoice(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice or credit note, as one list tells it or as all do; `open_balance` and `paid_amount` are known from
    `balance_from`, `status` from `status_from`."""

    row_id: str
    account: str
    number: str
    credit: bool
    issued_on: dt.date
    due_on: dt.date | None = None
    net: Decimal | None = None
    total: Decimal | None = None
    currency: str | None = None
    goods_cost: Decimal | None = None
    memo: str | None = None
    paid_on: dt.date | None = None
    status: str | None = None
    status_from: dt.date | None = None
    paid_amount: Decimal | None = None
    open_balance: Decimal | None = None
    balance_from: dt.date | None = None


class Payment(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A payment; `own` where the invoice that it pays tells it of itself, `again` where it may be one that another list
    told some days before."""

    account: str
    paid_on: dt.date
    amount: Decimal
    ref: str
    applied_to: str
    currency: str
    memo: str
    own: bool
    customer: str
    number: str
    source: str
    again: bool = False

    @property
    def form(self) -> tuple[object, ...]:
        """How its list tells a payment: the customer's spelling, the way of numbering, and what else is told."""
        number = re.sub(r"\d+", "0", self.number)
        return self.own, self.customer, number, bool(self.currency), bool(self.memo)


class _Told(msgspec.Struct):
    """A payment with the files that tell it, and the forms of their lists."""

    payment: Payment
    marks: set[object]

    def by_list_of(self, other: Payment) -> bool:
        """Whether the list that tells another payment tells this one too. It may have been exported again and again;
        what an earlier export told is not kept a second time."""
        return other.source in self.marks or other.form in self.marks


def invoices_told(facts: Facts, whois: WhoIsWho) -> list[Invoice]:
    """Invoices and credits whose customer is a known account.

    What two lists tell of one account under one number and day is one, however each spells the customer, where the sums
    are the same: both may tell the net or the total, or one of them only the net and the other only the total. One list
    may write a number without the word that another begins it with.
    """
    groups: defaultdict[tuple[object, ...], list[Invoice]] = defaultdict(list)
    for row in sorted(_invoices(facts, whois), key=lambda row: row.row_id):
        # Without a number nothing says that two are one.
        named = number_key(row.number) or ("", row.row_id)
        groups[row.account, row.credit, row.issued_on, named].append(row)
    worded: defaultdict[tuple[object, ...], list[tuple[object, ...]]] = defaultdict(list)
    for which in groups:
        if count := _count(which[-1]):
            worded[*which[:-1], count].append(which)
    for some in worded.values():
        # Of several words before one number nobody knows which the bare one lacks.
        if len(some) == 2 and _is_one(some[0][-1], some[1][-1]):
            groups[some[0]] += groups.pop(some[1])
    return [invoice for rows in groups.values() for invoice in _united(rows)]


def _count(number: object) -> str:
    return count_of(number) if isinstance(number, str) else ""


def _is_one(number: object, other: object) -> bool:
    """Whether two numbers, as they are compared, are the same but for a word before one of them."""
    bare = str(number).isdecimal() or str(other).isdecimal()
    return number == other or (bare and _count(number) == _count(other) != "")


def _invoices(facts: Facts, whois: WhoIsWho) -> Iterator[Invoice]:
    columns = (
        "row_id", "customer", "number", "kind", "issued_on", "due_on", "net", "total", "currency", "goods_cost", "memo",
        "paid_on", "status", "paid_amount", "open_balance", "state_from",
    )  # fmt: skip
    for row in rows_of(facts["invoices"], *columns):
        told: dict[str, Any] = dict(zip(columns, row, strict=True))
        account, since = whois.account_of(told.pop("customer") or ""), told.pop("state_from")
        credit = told.pop("kind") == "credit"
        if account and told["issued_on"] and (told["net"] is not None or told["total"] is not None):
            told["number"] = told["number"] or ""
            yield Invoice(account=account, credit=credit, status_from=since, balance_from=since, **told)


def _united(rows: Sequence[Invoice]) -> Iterable[Invoice]:
    """Rows of one number and day, those of one sum as one."""
    if len(rows) == 1:
        return rows
    found: list[list[Invoice]] = []
    # First what tells both net and total, for it is both with what tells but one of them.
    for row in sorted(rows, key=lambda r: (r.net is None, r.net == r.total, r.row_id)):
        same = next((some for some in found if _same(_sums(some), _sums([row]))), None)
        if same is None:
            found.append([row])
        else:
            same.append(row)
    return map(_one, found)


Sums = tuple[Decimal | None, Decimal | None]


def _sums(rows: Sequence[Invoice]) -> Sums:
    """Net and total; one that a list tells for both is either."""
    nets, totals = ([sum_ for r in rows if (sum_ := getattr(r, name)) is not None] for name in ("net", "total"))
    return min(nets, default=None), max(totals, default=None)


def _same(one: Sums, other: Sums) -> bool:
    return bool({*one} & {*other} - {None}) or _is_taxed(one, other) or _is_taxed(other, one)


def _is_taxed(one: Sums, other: Sums) -> bool:
    """Whether one is told as a net sum alone, and the other as a total alone that is it with its tax."""
    net, total = one[0], other[1]
    if net is None or one[1] not in (None, net) or other[0] is not None or total is None:
        return False
    return 0 < net < total <= net * (1 + _TAX)


def _one(rows: Sequence[Invoice]) -> Invoice:
    """What all these rows tell of one invoice; what is newest counts where they differ."""
    if len(rows) == 1:
        return rows[0]
    rows = sorted(rows, key=lambda r: (_newest(r.status_from), _rank(r.status), r.row_id))
    filled = ("due_on", "currency", "goods_cost", "memo", "paid_on")
    told = {name: next((v for r in rows if (v := getattr(r, name)) is not None), None) for name in filled}
    states = next((r for r in rows if r.status is not None), rows[0])
    balances = next((r for r in rows if r.open_balance is not None or r.paid_amount is not None), rows[0])
    net, total = _sums(rows)
    return msgspec.structs.replace(
        rows[0], **told, net=net, total=total, status=states.status, status_from=states.status_from,
        paid_amount=balances.paid_amount, open_balance=balances.open_balance, balance_from=balances.balance_from,
    )  # fmt: skip


def _newest(since: dt.date | None) -> int:
    return -since.toordinal() if since else 0


def _rank(status: str | None) -> int:
    """Where a status stands among those of one day; one in words that nobody knows behind those that are known."""
    return _TELLING.index(status) if status in _TELLING else len(_TELLING) - 1


def payments_told(facts: Facts, whois: WhoIsWho) -> list[Payment]:
    """Payments of known accounts, each once however many lists tell it.

    Of equal ones of one day there are as many as the list tells that tells the most of them, whatever was read first.
    One that names no invoice is none beside an equal one of another list that does.
    """
    groups: defaultdict[tuple[object, ...], list[Payment]] = defaultdict(list)
    for row in _payments(facts, whois):
        groups[row.account, row.amount].append(row)
    return sorted(payment for rows in groups.values() for payment in _each_once(rows))


def _payments(facts: Facts, whois: WhoIsWho) -> Iterator[Payment]:
    columns = ("customer", "paid_on", "amount", "ref", "applied_to", "currency", "memo", "number", "source")
    for customer, paid_on, amount, *texts in rows_of(facts["payments"], *columns):
        account = whois.account_of(str(customer or ""))
        if account and isinstance(paid_on, dt.date) and isinstance(amount, Decimal):
            ref, applied, currency, memo, number, source = (str(text or "") for text in texts)
            yield Payment(
                account=account, paid_on=paid_on, amount=amount, ref=ref, applied_to=applied, currency=currency,
                memo=memo, own=bool(applied) and ref == applied, customer=str(customer), number=number, source=source,
            )  # fmt: skip


def _by_currency(rows: Sequence[Payment]) -> Iterable[Sequence[Payment]]:
    """Equal payments of each currency; where only one is told it is that of the others too."""
    if len(rows) == 1:
        return (rows,)
    told = {row.currency for row in rows} - {""}
    parts: defaultdict[str, list[Payment]] = defaultdict(list)
    for row in rows:
        parts[row.currency or (next(iter(told)) if len(told) == 1 else "")].append(row)
    return parts.values()


def _each_once(rows: Sequence[Payment]) -> Iterable[Payment]:
    """Equal payments of an account, each once."""
    if len(rows) == 1:
        return rows
    found: list[_Told] = []
    for day, some in groupby(sorted(rows, key=lambda p: p.paid_on), lambda p: p.paid_on):
        before = list(takewhile(partial(_came_since, day - CLEARING), reversed(found)))
        for told in [told for alike in _by_currency(list(some)) for told in _of_a_day(alike)]:
            again = any(not earlier.by_list_of(told.payment) for earlier in before)
            told.payment = msgspec.structs.replace(told.payment, again=again)
            found.append(told)
    return [told.payment for told in found]


def _came_since(day: dt.date, told: _Told) -> bool:
    return told.payment.paid_on >= day


def _may_be(told: _Told, row: Payment, named: str) -> bool:
    """Whether a payment may be one that is told; a list writes its numbers in one way."""
    other = number_key(told.payment.applied_to)
    if named in ("", other):
        return not told.by_list_of(row)
    return _is_one(named, other) and row.source not in told.marks


def _of_a_day(rows: Sequence[Payment]) -> Sequence[_Told]:
    """Equal payments of a day: one that a list tells is none of those that it tells beside, but it is one of another's.

    First come those that name an invoice; of two that are one, that is kept which tells more and is no invoice's own.
    """
    found: list[_Told] = []
    currency = max(row.currency for row in rows)

    def order(row: Payment) -> tuple[object, ...]:
        tells = bool(row.number) + bool(row.memo) + bool(row.currency)
        return not number_key(row.applied_to), row.own, -tells, row

    for row in sorted(rows, key=order):
        named = number_key(row.applied_to)
        same = (t for t in found if _may_be(t, row, named))
        told = next(same, None)
        if told is None:
            told = _Told(msgspec.structs.replace(row, currency=currency), set())
            found.append(told)
        told.marks |= {row.source, row.form}
    return found
