"""What an entry of the books is by its type, and the rows it makes: invoices, credits, payments."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from comity.sources.amounts import CODES, bounded
from comity.sources.forms import Context, Found
from comity.sources.money import kinds
from comity.sources.money.kinds import CREDIT, INVOICE, OTHER, PAYMENT, SALE, THEIRS, status_of, status_told, type_of
from comity.sources.outcome import Row
from comity.sources.values import Unreadable, quoted
from comity.tables.invoices import CALLED

# What takes back a whole invoice, and the columns that may tell the sum of one, in which both tell it.
CANCELS = re.compile(r"storno|void|revers|cancel|annul", re.IGNORECASE)
SUMS = ("gross", "total", "amount", "net")
PAID_IN_PART = "told as paid in part, but not how much of it: all of it is taken to be open"
A_YEAR = 4  # digits: what begins with so many that are its series does not begin so by chance
A_PENNY = Decimal("0.02")  # what rounding makes of two sums
MUCH = Decimal("0.05")  # the part of an invoice that no fee nor discount leaves open

# "Brandt GmbH - EUR", "Brandt GmbH (EUR)": how books keep a customer once for each currency.
CURRENCY_TAIL = re.compile(r"(.*\S)\s*(?:\s[-–]\s*|\()([A-Z]{3})\)?")
# "Brandt:Roof": a customer and a job of it, as QuickBooks writes them.
JOB = re.compile(r"([^:]*[^:\s]):(\S.*)")
NUMBER = r"[A-Za-z]{0,6}[-/]?[A-Za-z]{0,4}[-/]?\d[\w/-]*"
NAMED = re.compile(
    rf"\b(?:{CALLED})\b(?![-/]\d)\.?\s*"
    rf"(?:no|nr|num|number|nummer|n°|#)?[.:]?\s*#?\s*({NUMBER})(?:\s*(?:,|&|\+|and|und|en|et)\s*#?({NUMBER}))?",
    re.IGNORECASE,
)
# "INV-0041": a number that begins with the word.
WHOLE = re.compile(r"\b((?:inv|rg|re|rn|r|f|fa|fac|fact|vf|si|ar)[-/]\d[\w/-]*)", re.IGNORECASE)
HASHED = re.compile(rf"#\s*({NUMBER})")


class Told(NamedTuple):
    """What the first line of an invoice said: its sum, its memo, the day and amount of each payment."""

    total: object
    memo: object
    payments: set[tuple[object, object]]


def customer_of(found: Found, context: Context) -> tuple[str | None, str | None]:
    """The customer's name, without a tail that names its currency or a job of it; and that currency."""
    name = found.get("customer") or context.group or found.get("customer_id")
    if not name:
        return None, None
    name, currency = str(name), None
    if (tail := CURRENCY_TAIL.fullmatch(name)) and tail[2] in CODES:
        name, currency = tail[1].rstrip(" -–("), tail[2]
    if job := JOB.fullmatch(name):
        name = job[1]
    return name, currency


def numbered(found: Found, name: str = "number") -> Found:
    """What was found, with a number's series before it where it does not begin so: 7 of A is "A/7"."""
    series, number = found.get("series"), found.get(name)
    if not series or not number:
        return found
    rest = number[len(series) :] if number.casefold().startswith(series.casefold()) else ""
    told = rest and (not series.isdecimal() or len(series) >= A_YEAR or not rest[0].isdecimal())
    return found if told else {**found, name: f"{series}/{number}"}


def invoice_row(found: Found, context: Context, kind: str) -> Row:
    """An invoice or credit, with the payment it tells of itself. Raises Unreadable where it says too little."""
    customer, tail = customer_of(found, context)
    if not customer:
        raise Unreadable("the customer is missing", "Fill it in and read again.")
    net, total = _sums(found)
    whole = total if total is not None else net
    if whole is None:
        raise Unreadable("no amount is told", "Fill it in and read again.")
    if whole < 0:
        kind = CREDIT
    if (part := _part_paid(found, abs(whole))) is not None:
        found = {**found, "paid_amount": part}
    number, status, cost = found["number"], _status(found, whole, kind), found.get("goods_cost")
    memo = _remarks(found, status)
    values = {
        "number": number,
        "kind": kind,
        "customer": customer,
        "customer_id": found.get("customer_id"),
        "customer_email": next(iter(found.get("customer_email", [])), None),
        "issued_on": found["issued_on"],
        "due_on": found.get("due_on"),
        "net": _positive(net),
        "total": _positive(total),
        "currency": found.get("currency") or tail or context.currency,
        "goods_cost": _positive(cost) if kind == CREDIT else cost,
        "memo": "; ".join(dict.fromkeys(memo)) or None,
        "paid_amount": _positive(found.get("paid_amount")),
        "open_balance": _rest(found, status, whole),
        "status": status,
    }
    also = _own_payment(found, values, abs(whole), context) if kind == INVOICE else ()
    return Row("invoices", values, "", number, also=also)


def payment_row(found: Found, context: Context) -> Row:
    """A payment. Raises Unreadable where it says too little."""
    customer, tail = customer_of(found, context)
    if not customer:
        raise Unreadable("the customer is missing", "Fill it in and read again.")
    amount = _paid(found)
    if amount is None:
        raise Unreadable("no amount is told", "Fill it in and read again.")
    # Some books write every payment as a negative one; beside positive ones of its type it is money that went out.
    if amount < 0 and _type_in(found, context) in context.memory.get("types of positive payments", ()):
        raise Unreadable(
            f"{quoted(str(amount))}: money that went out, or a payment that went back: left out",
            "Where it takes back a payment of this list, take out that one as well and read again; else nothing need "
            "be done.",
        )
    values = {
        "number": found.get("number"),
        "customer": customer,
        "paid_on": found["issued_on"],
        "amount": abs(amount),
        "currency": found.get("currency") or tail or context.currency,
        "applied_to": _number_in(found.get("applied_to")) or _invoice_named(found, context, customer),
        "memo": "; ".join(dict.fromkeys(found.get("memo", []))) or None,
    }
    return Row("payments", values, "", found.get("number") or "")


def entry_row(found: Found, context: Context, default: str | None) -> Row:
    """The row of an entry by its type; `default` is what an entry of another type, or of none, is.

    Raises Unreadable for entries that are neither invoice, credit nor payment of a customer.
    """
    written = found.get("type") or kinds.credit_told(found)
    kind = type_of(written) or default
    if kind == THEIRS:
        raise Unreadable(f"{quoted(written or '')} is what we owe to others: left out", "Nothing need be done.")
    if kind in (None, OTHER):
        raise Unreadable(
            f"{quoted(written or '')} is neither invoice, credit nor payment: left out", "Nothing need be done."
        )
    if kind == PAYMENT:
        return payment_row(found, context)
    if not found.get("number"):
        raise Unreadable("the number is missing", "Fill it in and read again.")
    kind = CREDIT if kind == CREDIT or found.get("credited") else kind
    row = invoice_row(found, context, CREDIT if kind == CREDIT else INVOICE)
    if _cancels(row, found, context):
        row.values = {**row.values, "status": "void"}
    if kind == SALE and not row.also:
        paid = {**found, "amount": row.values["total"], "applied_to": found["number"]}
        row.also = (payment_row(paid, context),)
    return _told_once(row, context)


def gather(found: Found, context: Context, whole: bool) -> None:
    """What a list of entries tells of others of its lines: which invoices are void, and how payments are written."""
    struck_out(found, context, whole)
    if whole:
        came_in(found, context, INVOICE)


def came_in(found: Found, context: Context, default: str | None) -> None:
    """Remember the types of payments that a list writes as positive ones: a negative one of those went back."""
    amount = _paid(found)
    if (type_of(found.get("type")) or default) == PAYMENT and amount is not None and amount > 0:
        context.memory["only payments"] = default == PAYMENT
        context.memory.setdefault("types of positive payments", set()).add(_type_in(found, context))


def _type_in(found: Found, context: Context) -> str:
    """What tells payments of a list apart: the type, but for a list of nothing else, where a bank's words for how money
    goes differ by its way ("Credit transfer", "Direct debit")."""
    written = str(found.get("type") or "")
    return "" if context.memory.get("only payments") and type_of(written) is None else written


def struck_out(found: Found, context: Context, whole: bool) -> None:
    """Remember the invoices of a list that are void: what cancels one of them takes nothing off a second time."""
    total = next((found[name] for name in SUMS if name in found), None)
    said = status_told(found)
    void = said == "void" or (said in (None, "open") and type_of(found.get("type")) != CREDIT and _struck(found))
    if whole and total is not None and total > 0 and void:
        struck: Counter[tuple[str | None, Decimal]] = context.memory.setdefault("struck out", Counter())
        struck[customer_of(found, context)[0], total] += 1


def _paid(found: Found) -> Decimal | None:
    return next((found[name] for name in ("amount", "total", "gross", "net") if name in found), None)


def _cancels(row: Row, found: Found, context: Context) -> bool:
    """Whether a credit only takes back an invoice that the same list already tells as void."""
    struck = context.memory.get("struck out")
    told = (found.get("type") or "", *found.get("status", ()), *found.get("memo", ()))
    if not struck or row.values["kind"] != CREDIT or not any(CANCELS.match(text) for text in told):
        return False
    total = next((found[name] for name in SUMS if name in found), Decimal(0))
    whose = row.values["customer"], abs(total)
    struck[whose] -= 1
    return struck[whose] >= 0


def _told_once(row: Row, context: Context) -> Row:
    """An invoice that stands on several lines (one for each thing sold) is one invoice, and paid once.

    Raises Unreadable where its lines differ in the sum: then the list is one of things sold.
    """
    values = row.values
    context.memory.setdefault("numbers", set()).add((values["customer"], values["number"]))
    told: dict[tuple[object, ...], Told] = context.memory.setdefault("told", {})
    # A number that comes again on another day is another invoice's: some count anew each year.
    which = (values["kind"], values["customer"], values["number"], values["issued_on"])
    first = told.setdefault(which, Told(values["total"], values["memo"], set()))
    if first.total != values["total"]:
        number = quoted(str(values["number"]))
        raise Unreadable(f"{number} was told before with another sum", "Export a list with one line an invoice.")
    row.values = {**values, "memo": first.memo}
    new = [paid for paid in row.also if (paid.values["paid_on"], paid.values["amount"]) not in first.payments]
    first.payments.update((paid.values["paid_on"], paid.values["amount"]) for paid in new)
    row.also = tuple(new)
    return row


def _sums(found: Found) -> tuple[Decimal | None, Decimal | None]:
    """Net and total: what is told, what follows from the tax, else the one amount for both.

    A total that is called gross or with tax says nothing of the net; a net that is more than the total without its
    tax stands before a discount, unless the client keeps something of it back; an amount that is open with the tax on
    top of it is the net.
    """
    net, total, tax = found.get("net"), found.get("total"), found.get("tax")
    gross, amount = found.get("gross"), found.get("amount")
    if net is None and _is_net(amount, found):
        net = amount
    total = gross if total is None else total
    if net is not None and total is not None and tax is not None and abs(net) > abs(total - tax):
        net = net if _kept_back(net, net + tax - total, found) else total - tax
    if total is None and net is None:
        total = amount
    if net is None and total is not None and tax is not None:
        net = total - tax
    elif net is None and gross is None:
        net = total
    if total is None and net is not None:
        total = net + tax if tax is not None else net
    return _held(net), _held(total)


def _kept_back(net: Decimal, less: Decimal, found: Found) -> bool:
    """Whether what a total is less than its net with tax is what the list says that the client keeps back: the sum, or
    so many hundredths of the net."""
    told = abs(found.get("withheld", Decimal(0)))
    return bool(told) and any(abs(abs(less) - kept) < A_PENNY for kept in (told, abs(net) * told / 100))


def _is_net(amount: Decimal | None, found: Found) -> bool:
    """Whether an amount that is called nothing more stands beside more than itself: a gross sum, or its tax when all of
    both is open."""
    gross, tax, rest = (found.get(name) for name in ("gross", "tax", "open_balance"))
    if amount is None or found.get("total") is not None:
        return False
    if gross is not None:
        return tax is None and abs(amount) < abs(gross)
    return tax is not None and rest == amount + tax


def _held(amount: Decimal | None) -> Decimal | None:
    """The amount, which may have grown by reckoning. Raises Unreadable where no table holds it."""
    return None if amount is None else bounded(amount, str(amount))


def _remarks(found: Found, status: str | None) -> list[str]:
    """What is said beside an invoice, but for what strikes it out: that was written when it was, not at its issue, and
    is told by its status."""
    said: list[str] = found.get("memo", [])
    return [rest for memo in said if (rest := kinds.without_strikes(memo))] if status == "void" else said


def _struck(found: Found) -> bool:
    return any(kinds.strikes_out(memo) for memo in found.get("memo", ()))


def _rest(found: Found, status: str | None, whole: Decimal) -> Decimal | None:
    """What is open of it; an amount due that is all of a paid invoice is what was due."""
    rest = _positive(found.get("open_balance"))
    return None if status == "paid" and rest == abs(whole) else rest


def _part_paid(found: Found, whole: Decimal) -> Decimal | None:
    """What the status says was paid of it, where no column tells that or what is open."""
    if "open_balance" in found or "paid_amount" in found:
        return None
    told = (kinds.paid_of(text, whole) for text in found.get("status", ()))
    return next((part for part in told if part is not None), None)


def _positive(amount: Decimal | None) -> Decimal | None:
    return abs(amount) if amount is not None else None


def _status(found: Found, whole: Decimal, kind: str) -> str | None:
    """The status told; else what its text, a dispute, a zero line of a report or the open balance says. The text of a
    credit tells what that takes back, and strikes nothing out."""
    status = status_told(found)
    for flag in ("void", "draft"):
        if found.get(flag):
            return flag
    status = status or _answered(found)
    if status in (None, "open") and kind != CREDIT and _struck(found):
        return "void"
    if found.get("disputed") and status in (None, "open", "paid"):
        return "disputed"
    balance = found.get("open_balance")
    if status == "paid" and abs(balance or 0) > abs(whole) * MUCH and not kinds.paid_outright(found):
        return "open"
    if status is not None:
        return status
    if balance is None:
        return None
    if whole == 0:
        return "void"
    return "open" if balance else "paid"


def _answered(found: Found) -> str | None:
    """The status that answers tell: is it paid, is it open, and what stands in the place of the day of payment. Raises
    Unreadable where that is no answer."""
    for name, yes, no in (("settled", "paid", "open"), ("unsettled", "open", "paid")):
        if (answer := found.get(name)) is not None:
            return status_of(answer) if isinstance(answer, str) else yes if answer else no
    if not isinstance(said := found.get("paid_on"), str):
        return None
    if (answer := kinds.answer_told(said)) is None:
        raise Unreadable(f"{quoted(said)} is no date on which something was paid")
    return answer


def _own_payment(found: Found, values: dict[str, object], whole: Decimal, context: Context) -> tuple[Row, ...]:
    """The payment that an invoice tells of itself; sets `paid_on` where it was paid in full.

    Of what was paid in part it is none where nothing tells how much that was.
    """
    day = found.get("paid_on")
    if not isinstance(day, dt.date) or values["status"] in ("void", "draft"):
        return ()
    sums = ("paid_amount", "open_balance")
    if values["status"] == "open" and kinds.not_all_paid(found) and not any(name in found for name in sums):
        context.said[PAID_IN_PART] += 1
        return ()
    rest = abs(found.get("open_balance") or 0)
    paid = abs(found.get("paid_amount", max(whole - rest, Decimal(0)) if values["status"] == "open" else whole))
    if paid >= whole:
        values["paid_on"] = day
    if not paid:
        return ()
    payment = {
        "customer": values["customer"],
        "paid_on": day,
        "amount": paid,
        "currency": values["currency"],
        "applied_to": values["number"],
    }
    return (Row("payments", payment, "", str(values["number"])),)


def _number_in(told: str | None) -> str | None:
    """The number of what a payment is laid against: "Invoice #INV204" is INV204."""
    named = NAMED.fullmatch(told) if told else None
    return named[1] if named and not named[2] else told


def _invoice_named(found: Found, context: Context, customer: str) -> str | None:
    """The one invoice that a payment's memo names, or its number where that is an invoice's; None for several."""
    memo = " ".join(found.get("memo", []))
    named = [number for match in NAMED.finditer(memo) for number in match.groups() if number]
    named = list(dict.fromkeys(named or WHOLE.findall(memo) or HASHED.findall(memo)))
    if named:
        return named[0] if len(named) == 1 else None
    number = found.get("number")
    return number if (customer, number) in context.memory.get("numbers", ()) else None
