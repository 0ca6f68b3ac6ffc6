"""What an entry of the books is by its type, and the rows it makes: invoices, credits, payments."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import NamedTuple

from comity.sources.amounts import CODES, bounded
from comity.sources.forms import Context, Found
from comity.sources.headings import key
from comity.sources.outcome import Row
from comity.sources.values import Unreadable, quoted

INVOICE, CREDIT, PAYMENT, SALE, THEIRS, OTHER = "invoice", "credit", "payment", "sale", "theirs", "other"
TYPES = {
    INVOICE: (
        "invoice; invoices; sales invoice; receivable invoice; accrec; tax invoice; customer invoice; out invoice; "
        "statement charge; "
        "finance charge; charge; rechnung; ausgangsrechnung; faktura; factuur; verkoopfactuur; facture; "
        "facture client; facture de vente; inv; factura; factura de venta; factura emitida"
    ),
    CREDIT: (
        "credit memo; credit note; sales credit note; receivable credit note; accreccredit; credit; credit invoice; "
        "customer credit; "
        "gutschrift; rechnungskorrektur; stornorechnung; creditnota; creditfactuur; kredietnota; avoir; "
        "note de crédit; cn; cm; sales credit; credit memos; sales credit memo; out refund; customer credit note; "
        "credit nota; rechnungsgutschrift; factura rectificativa; rectificativa; abono; nota de crédito; "
        "nota de abono"
    ),
    PAYMENT: (
        "payment; payments; receive payment; received payment; customer payment; receipt; invoice payment; "
        "accrecpayment; payment received; zahlung; zahlungseingang; betaling; ontvangst; ontvangen betaling; "
        "paiement; règlement; encaissement; receivable payment; receive; receive money; inbound; payment on account; "
        "pago; cobro; "
        "cobro de cliente; pago recibido"
    ),
    SALE: ("sales receipt; cash sale; barverkauf; contante verkoop; vente au comptant"),
    THEIRS: (
        "purchase invoice; bill; bills; supplier invoice; vendor bill; payable invoice; payable payment; "
        "payable credit note; accpay; accpaycredit; accpaypayment; "
        "bill payment; bill payment (check); bill payment (cheque); bill payment (credit card); vendor credit; "
        "supplier credit note; purchase credit note; eingangsrechnung; inkoopfactuur; facture fournisseur; "
        "facture d'achat; expense; in invoice; in refund; send; send money; outbound; vendor payment; "
        "supplier payment; spend money; purchase credit; eingangsgutschrift; inkoopcreditnota; factura de compra; "
        "factura recibida; factura de proveedor"
    ),
    OTHER: (
        "estimate; quote; quotation; proposal; sales order; order; purchase order; journal entry; journal; deposit; "
        "transfer; refund; refund receipt; cheque; check; time charge; delayed charge; delayed credit; delivery note; "
        "inventory adjustment; bank deposit; statement; pro forma; proforma; angebot; auftrag; auftragsbestätigung; "
        "lieferschein; buchung; offerte; orderbevestiging; pakbon; memoriaal; devis; bon de commande; "
        "bon de livraison; remboursement; presupuesto; pedido; albarán; reembolso; devolución"
    ),
}
TYPE_OF = {key(name): kind for kind, names in TYPES.items() for name in names.split(";")}
STATUSES = {
    "paid": (
        "paid; closed; fully paid; paid in full; deposited; settled; in payment; paid out; bezahlt; beglichen; "
        "ausgeglichen; betaald; voldaan; payé; payée; réglée; soldée; applied; pagado; pagada; cobrado; "
        "cobrada; liquidada; saldada"
    ),
    "open": (
        "open; unpaid; not paid; sent; authorised; authorized; awaiting payment; overdue; past due; due; partial; "
        "partly; partially paid; partly paid; part paid; viewed; approved; emailed; submitted; outstanding; offen; "
        "überfällig; teilweise bezahlt; teilbezahlt; verschickt; versendet; openstaand; open staand; verzonden; "
        "vervallen; deels betaald; ouverte; impayée; en retard; envoyée; partiellement payée; not due; unapplied; "
        "finalized; te laat; nicht bezahlt; nicht beglichen; niet betaald; fällig; gemahnt; aangemaand; verstuurd; "
        "partiellement réglée; à payer; non payée; late; pendiente; pendiente de pago; pendiente de cobro; vencida; "
        "vencido; emitida; enviada; no pagada; parcialmente pagada; parcialmente cobrada; impagada"
    ),
    "void": (
        "void; voided; deleted; cancelled; canceled; storniert; storno; annulliert; geannuleerd; vervallen verklaard; "
        "annulé; annulée; written off; uncollectible; reversed; anulada; anulado; cancelada"
    ),
    "disputed": (
        "disputed; in dispute; dispute; strittig; reklamiert; bestritten; betwist; in betwisting; en litige; litige; "
        "contestée; en disputa; impugnada"
    ),
    "draft": ("draft; entwurf; concept; brouillon; pending approval; awaiting approval; to be approved; borrador"),
}
STATUS_OF = {key(name): status for status, names in STATUSES.items() for name in names.split(";")}
# Where one column says one thing and another something else, the first of these counts.
TELLING = ("void", "draft", "disputed", "paid", "open")
STATUS_START = re.compile(r"(unpaid|overdue|due|partial|partly|paid|void|disputed|draft)(?:ly)?\b", re.IGNORECASE)
# What denies the word behind it: "not yet paid", "noch nicht bezahlt", "pas encore réglée".
DENIED = frozenset(["not", "never", "nicht", "niet", "nog", "pas", "non", "no", "noch", "sin"])
# How books kept by hand strike an invoice out beside its text: "VOID wrong rate, see 331".
STRUCK = re.compile(r"\bVOID(?:ED)?\b|^\s*(?i:void(?:ed)?|storno|storniert)\b")
CLAUSE = re.compile(r"\s*;\s+")  # between what a remark says beside another

# "Brandt GmbH - EUR", "Brandt GmbH (EUR)": how books keep a customer once for each currency.
CURRENCY_TAIL = re.compile(r"(.*\S)\s*(?:\s[-–]\s*|\()([A-Z]{3})\)?")
# "Brandt:Roof": a customer and a job of it, as QuickBooks writes them.
JOB = re.compile(r"([^:]*[^:\s]):(\S.*)")
NUMBER = r"[A-Za-z]{0,6}[-/]?[A-Za-z]{0,4}[-/]?\d[\w/-]*"
NAMED = re.compile(
    r"\b(?:inv(?:oice)?s?|rechnung(?:en)?|rg|re|factuur|facturen|fact|facture|fac|facturas?|bill)\b(?![-/]\d)\.?\s*"
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


def type_of(text: str | None) -> str | None:
    """What a type as written means: one of the six kinds, None where it is none of them."""
    return TYPE_OF.get(key(text)) if text else None


def status_of(text: str | None) -> str | None:
    """A status in our words where it has one of their meanings, else as written."""
    if not text:
        return None
    known = STATUS_OF.get(key(text)) or STATUS_OF.get(key(text.rpartition(":")[2]))
    if known is None and (start := STATUS_START.match(text)):
        known = STATUS_OF[key(start[1])]
    if known is None:
        words = [key(word) for word in re.findall(r"\w+", text)]
        known = next((STATUS_OF[word] for word in words if word in STATUS_OF), None)
        known = "open" if known in TELLING and DENIED.intersection(words) else known
    return known or text


def status_told(found: Found) -> str | None:
    """The status of a record that may tell several (is it posted, is it paid): the one that says most."""
    told = [status for text in found.get("status", ()) if (status := status_of(text))]
    return next((status for status in TELLING if status in told), told[0] if told else None)


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
    number, status = found["number"], _status(found, whole)
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
        "goods_cost": found.get("goods_cost"),
        "memo": "; ".join(dict.fromkeys(memo)) or None,
        "paid_amount": _positive(found.get("paid_amount")),
        "open_balance": _positive(found.get("open_balance")),
        "status": status,
    }
    also = _own_payment(found, values, abs(whole)) if kind == INVOICE else ()
    return Row("invoices", values, "", number, also=also)


def payment_row(found: Found, context: Context) -> Row:
    """A payment. Raises Unreadable where it says too little."""
    customer, tail = customer_of(found, context)
    if not customer:
        raise Unreadable("the customer is missing", "Fill it in and read again.")
    amount = found.get("amount") if found.get("amount") is not None else found.get("total")
    if amount is None:
        raise Unreadable("no amount is told", "Fill it in and read again.")
    # Some books write every payment as a negative one; beside positive ones of its type it is one that went back.
    positive: set[str] = context.memory.setdefault("types of positive payments", set())
    written = str(found.get("type") or "")
    if amount > 0:
        positive.add(written)
    elif amount < 0 and written in positive:
        raise Unreadable(
            f"{quoted(str(amount))}: a payment that went back, beside others: left out",
            "Take out the payment that it takes back as well, and read again.",
        )
    values = {
        "number": found.get("number"),
        "customer": customer,
        "paid_on": found["issued_on"],
        "amount": abs(amount),
        "currency": found.get("currency") or tail or context.currency,
        "applied_to": found.get("applied_to") or _invoice_named(found, context, customer),
        "memo": "; ".join(dict.fromkeys(found.get("memo", []))) or None,
    }
    return Row("payments", values, "", found.get("number") or "")


def entry_row(found: Found, context: Context, default: str | None) -> Row:
    """The row of an entry by its type; `default` is what an entry of another type, or of none, is.

    Raises Unreadable for entries that are neither invoice, credit nor payment of a customer.
    """
    written = found.get("type")
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
    row = invoice_row(found, context, CREDIT if kind == CREDIT else INVOICE)
    if kind == SALE and not row.also:
        paid = {**found, "amount": row.values["total"], "applied_to": found["number"]}
        row.also = (payment_row(paid, context),)
    return _told_once(row, context)


def _told_once(row: Row, context: Context) -> Row:
    """An invoice that stands on several lines (one for each thing sold) is one invoice, and paid once.

    Raises Unreadable where its lines differ in the sum: then the list is one of things sold.
    """
    values = row.values
    context.memory.setdefault("numbers", set()).add((values["customer"], values["number"]))
    told: dict[tuple[object, ...], Told] = context.memory.setdefault("told", {})
    first = told.setdefault(
        (values["kind"], values["customer"], values["number"]), Told(values["total"], values["memo"], set())
    )
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

    A total that is called gross or with tax says nothing of the net.
    """
    net, total, tax = found.get("net"), found.get("total"), found.get("tax")
    gross, amount = found.get("gross"), found.get("amount")
    total = gross if total is None else total
    if total is None and net is None:
        total = amount
    if net is None and total is not None and tax is not None:
        net = total - tax
    elif net is None and gross is None:
        net = total
    if total is None and net is not None:
        total = net + tax if tax is not None else net
    return _held(net), _held(total)


def _held(amount: Decimal | None) -> Decimal | None:
    """The amount, which may have grown by reckoning. Raises Unreadable where no table holds it."""
    return None if amount is None else bounded(amount, str(amount))


def _remarks(found: Found, status: str | None) -> list[str]:
    """What is said beside an invoice, but for what strikes it out: that was written when it was, not at its issue, and
    is told by its status."""
    said: list[str] = found.get("memo", [])
    if status != "void":
        return said
    clauses = ("; ".join(part for part in CLAUSE.split(memo) if not STRUCK.search(part)) for memo in said)
    return [memo for memo in clauses if memo]


def _positive(amount: Decimal | None) -> Decimal | None:
    return abs(amount) if amount is not None else None


def _status(found: Found, whole: Decimal) -> str | None:
    """The status told; else what its text, a dispute, a zero line of a report or the open balance says."""
    status = status_told(found)
    if status in (None, "open") and any(STRUCK.search(memo) for memo in found.get("memo", ())):
        return "void"
    if found.get("disputed") and status in (None, "open", "paid"):
        return "disputed"
    if status is not None:
        return status
    balance = found.get("open_balance")
    if balance is None:
        return None
    if whole == 0:
        return "void"
    return "open" if balance else "paid"


def _own_payment(found: Found, values: dict[str, object], whole: Decimal) -> tuple[Row, ...]:
    """The payment that an invoice tells of itself; sets `paid_on` where it was paid in full."""
    day = found.get("paid_on")
    if not isinstance(day, dt.date) or values["status"] in ("void", "draft"):
        return ()
    paid = abs(found.get("paid_amount", whole))
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


def _invoice_named(found: Found, context: Context, customer: str) -> str | None:
    """The one invoice that a payment's memo names, or its number where that is an invoice's; None for several."""
    memo = " ".join(found.get("memo", []))
    named = [number for match in NAMED.finditer(memo) for number in match.groups() if number]
    named = list(dict.fromkeys(named or WHOLE.findall(memo) or HASHED.findall(memo)))
    if named:
        return named[0] if len(named) == 1 else None
    number = found.get("number")
    return number if (customer, number) in context.memory.get("numbers", ()) else None
