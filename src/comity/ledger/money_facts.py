"""Invoices, payments and what delivery costs, in the firm's own currency, each at its account."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import NamedTuple

import pyarrow as pa

from comity.book.known import Facts
from comity.book.whois import WhoIsWho
from comity.ledger.columns import rows_of, table
from comity.ledger.home import Home
from comity.ledger.inferred import beside_what_is_told
from comity.ledger.settlement import Bill, Receipt, settle
from comity.ledger.states import paid_later, unseen
from comity.ledger.told_once import Invoice, invoices_told, payments_told

# Employer's cost on top of pay where no placement tells it: a mean of United States staffing (design.md's example).
BURDEN = 0.14
OVERTIME = 1.5  # overtime is paid at time and a half, as the Fair Labor Standards Act has it
_VOID = ("void", "draft")
_WEEK = dt.timedelta(days=7)

Invoiced = Sequence[tuple[Invoice, Bill]]


def money_tables(facts: Facts, whois: WhoIsWho, home: Home) -> dict[str, pa.Table]:
    """The tables `invoices`, `laid`, `payments` and `labour`."""
    told = invoices_told(facts, whois)
    invoiced = [(invoice, _bill(invoice)) for invoice in told]
    paid = beside_what_is_told(payments_told(facts, whois), told)
    receipts = [Receipt(p.account, p.paid_on, p.amount, p.applied_to, p.currency, p.memo, p.again) for p in paid]
    settle([bill for _, bill in invoiced], receipts, home.money.between)
    invoices = list(_invoices(invoiced, home))
    payments = [(p.account, p.ref or p.applied_to, p.paid_on, home.money.home_amount(p.amount, p.currency, p.paid_on))
                for p in paid]  # fmt: skip
    goods = list(_goods(invoiced, home))
    wages = list(_wages(facts, whois, home))
    paid = {str(account) for account, _, _, cost, _ in wages if cost is not None}
    labour = [*goods, *wages, *_shares(facts, whois, invoices, goods, home, paid)]
    return {
        "invoices": table("invoices", invoices),
        "laid": table("laid", _laid(invoiced)),
        "payments": table("payments", payments),
        "labour": table("labour", labour),
    }


def _bill(invoice: Invoice) -> Bill:
    """What the settlement needs of an invoice or credit."""
    amount = invoice.total if invoice.total is not None else invoice.net
    assert amount is not None
    return Bill(
        invoice.account, invoice.number, invoice.credit, invoice.issued_on, invoice.due_on, amount, invoice.paid_on,
        invoice.memo or "", invoice.status in _VOID, invoice.currency or "",
    )  # fmt: skip


def _laid(invoiced: Invoiced) -> Iterator[tuple[object, ...]]:
    """What share of each invoice was paid or credited when; what its state alone tells, on the day of the state."""
    for invoice, bill in invoiced:
        if bill.credit or bill.total <= 0:
            continue
        for day, part in bill.laid:
            yield bill.account, bill.number, bill.issued_on, day, float(part / bill.total)
        more = unseen(invoice, bill)
        if more > 0 and invoice.balance_from is not None:
            yield bill.account, bill.number, bill.issued_on, invoice.balance_from, float(more / bill.total)


def _invoices(invoiced: Invoiced, home: Home) -> Iterator[tuple[object, ...]]:
    for invoice, bill in invoiced:
        amount = invoice.net if invoice.net is not None else invoice.total
        status, since, known = invoice.status, invoice.status_from, invoice.balance_from
        later = paid_later(invoice, bill) if bill.settled_on is None and known else None
        settled = later if later and known and later >= known else bill.settled_on
        # Paid by its state alone: no payment tells when.
        paid = since if status == "paid" else known if later or invoice.open_balance == 0 else None
        at_home = home.money.home_amount(amount, bill.currency, bill.issued_on)
        yield (
            bill.account, bill.number, "credit" if bill.credit else "invoice", bill.issued_on, bill.due_on, at_home,
            settled, paid if settled is None and not bill.void else None, since if bill.void else None,
            since if status == "disputed" else None, bill.memo,
            at_home if at_home is None or bill.credited == 1 else float(at_home) * float(bill.credited),
        )  # fmt: skip


def _goods(invoiced: Invoiced, home: Home) -> Iterator[tuple[object, ...]]:
    for invoice, bill in invoiced:
        if not bill.void and invoice.goods_cost:
            amount = home.money.home_amount(invoice.goods_cost, bill.currency, bill.issued_on)
            yield bill.account, bill.number, bill.issued_on, -(amount or 0) if bill.credit else amount, "goods"


def _wages(facts: Facts, whois: WhoIsWho, home: Home) -> Iterator[tuple[object, ...]]:
    """What placed workers cost by their weekly sheets: pay, overtime, and the employer's burden on both.

    Where no sheet or placement tells the pay it is not known, unless comity.toml tells what part of the bill it is.
    """
    burden = _burdens(facts, whois)
    usual = median(burden.values()) if burden else BURDEN
    rates = _rates(facts, whois, home)
    columns = ("client", "week_ends_on", "regular_hours", "overtime_hours", "pay_rate", "worker")
    for client, week, regular, overtime, pay, worker in rows_of(facts["timesheets"], *columns):
        account = whois.account_of(str(client or ""))
        placed = rates.get((account, str(worker or "").lower()), ())
        pay = float(pay) if isinstance(pay, Decimal) else _rate(placed, week)
        if not account or (pay is None and home.direct_share(account)):
            continue
        hours = _number(regular) + OVERTIME * _number(overtime)
        cost = None if pay is None else hours * pay * (1 + burden.get(account, usual))
        yield account, str(worker or ""), week, cost, "wages"


class _Rate(NamedTuple):
    """What somebody who was placed gets an hour, from the first day of the placement to its last."""

    begins: dt.date
    ends: dt.date
    pay: float | None


def _rates(facts: Facts, whois: WhoIsWho, home: Home) -> Mapping[tuple[str | None, str], Sequence[_Rate]]:
    """By account and worker what each placement pays, the one that began first before the others."""
    found: defaultdict[tuple[str | None, str], list[_Rate]] = defaultdict(list)
    columns = ("client", "candidate", "starts_on", "ends_on", "pay_rate", "currency")
    for client, who, begins, ends, pay, currency in rows_of(facts["placements"], *columns):
        if isinstance(pay, Decimal):
            span = (begins if isinstance(begins, dt.date) else dt.date.min,
                    ends if isinstance(ends, dt.date) else dt.date.max)  # fmt: skip
            rate = _Rate(*span, _at_home(home, pay, currency, begins))
            found[whois.account_of(str(client or "")), str(who or "").lower()].append(rate)
    for rates in found.values():
        rates.sort(key=lambda rate: (*rate[:2], rate.pay or 0))
    return found


def _rate(rates: Sequence[_Rate], week: object) -> float | None:
    """The pay of a week that ends on that day: of the placement whose span holds it, else of the last one that began
    before it, else of the first."""
    if not rates or not isinstance(week, dt.date):
        return rates[-1].pay if rates else None
    begun = [rate for rate in rates if rate.begins <= week]
    held = [rate for rate in begun if rate.ends > week - _WEEK]
    return (held or begun or rates[:1])[-1].pay


def _burdens(facts: Facts, whois: WhoIsWho) -> dict[str, float]:
    told: defaultdict[str, list[float]] = defaultdict(list)
    for client, share in rows_of(facts["placements"], "client", "burden_share"):
        account = whois.account_of(str(client or ""))
        if account and isinstance(share, float):
            told[account].append(share)
    return {account: median(shares) for account, shares in told.items()}


def _shares(
    facts: Facts,
    whois: WhoIsWho,
    invoices: list[tuple[object, ...]],
    goods: list[tuple[object, ...]],
    home: Home,
    paid: Collection[str],
) -> Iterator[tuple[object, ...]]:
    """Direct cost as a share of what is invoiced: as comity.toml says, else as the running contract placements pay;
    `paid` are the accounts whose wages time sheets tell.

    Of an invoice that tells itself what its goods cost, only what the share is more than that.
    """
    told = {(account, number, on): amount for account, number, on, amount, _ in goods if isinstance(amount, float)}
    with_wages = {whois.account_of(str(c or "")) for c in facts["timesheets"]["client"].to_pylist()}
    contracts = _contracts(facts, whois)
    placed = rows_of(facts["placements"], "client", "fee", "currency", "starts_on")
    fees = {(whois.account_of(str(c or "")), _at_home(home, *fee)) for c, *fee in placed if fee[0]}
    for account, number, kind, issued, _, amount, _, _, void, *_ in invoices:
        assert isinstance(account, str)
        if void or not isinstance(amount, float) or not isinstance(issued, dt.date):
            continue
        share = home.direct_share(account, sheets=account in paid)
        if not share and account not in with_wages and (account, amount) not in fees:
            running = [s for begins, ends, s in contracts.get(account, ()) if begins <= issued <= ends]
            share = sum(running) / len(running) if running else 0.0
        if not share:
            continue
        amount = -amount if kind == "credit" else amount
        cost, known = amount * share, told.get((account, number, issued), 0.0)
        if abs(cost) > abs(known):
            yield account, number, issued, cost - known, "delivery"


def _contracts(facts: Facts, whois: WhoIsWho) -> dict[str, list[tuple[dt.date, dt.date, float]]]:
    """By account, each contract placement's span (a month longer, for the invoice follows) and its cost of the bill."""
    found: defaultdict[str, list[tuple[dt.date, dt.date, float]]] = defaultdict(list)
    columns = ("client", "employment", "starts_on", "ends_on", "pay_rate", "bill_rate", "burden_share")
    for client, employment, begins, ends, pay, bill, burden in rows_of(facts["placements"], *columns):
        account = whois.account_of(str(client or ""))
        if account and employment == "contract" and isinstance(begins, dt.date) and pay and bill:
            last = ends + dt.timedelta(days=31) if isinstance(ends, dt.date) else dt.date.max
            cost = float(str(pay)) * (1 + (burden if isinstance(burden, float) else BURDEN)) / float(str(bill))
            found[account].append((begins, last, cost))
    return found


def _at_home(home: Home, amount: object, currency: object, on: object) -> float | None:
    """What an amount is worth at home; None where it is none, or nobody knows what it was worth."""
    day = on if isinstance(on, dt.date) else None
    return home.money.home_amount(amount if isinstance(amount, Decimal) else None, str(currency or ""), day)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float | Decimal) else 0.0
