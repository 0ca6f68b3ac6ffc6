"""What is still open: aged receivables and lists of open items, which tell of each invoice only what is left of it.

The sum of an invoice that was partly paid stands nowhere in such a list: what is open is taken for it, which is right
for all that nothing was paid of, and never too much.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.money.invoices import (
    CUSTOMER,
    CUSTOMER_ID,
    CUSTOMER_WEAK,
    DUE,
    GROSS,
    ISSUED,
    NET,
    OPEN,
    OPEN_WEAK,
    SUPPLIERS,
)
from comity.sources.money.invoices import FORM as INVOICES
from comity.sources.money.kinds import CREDIT, INVOICE
from comity.sources.money.other_lists import GONE, PURCHASES, UNSENT
from comity.sources.money.records import came_in, entry_row, numbered
from comity.sources.outcome import Row
from comity.sources.values import Unreadable

KEPT = ("number", "series", "type", "currency", "memo", "status", "disputed")


def shape(found: Found, context: Context) -> Row:
    """One open invoice, credit note or payment that was laid against none yet."""
    found, rest = numbered(found), _rest(found)
    if rest is None:
        raise Unreadable("what is open is not told", "Fill it in and read again.")
    if not rest:
        raise Unreadable("nothing is open: left out", "Nothing need be done.")
    number = found.get("number") or found.get("number_of_books")
    whole = {
        **found,
        "number": number,
        "total": rest,
        "amount": rest,
        "open_balance": rest,
        "status": found.get("status") or ["open"],
    }
    return entry_row(whole, context, CREDIT if rest < 0 else INVOICE)


def gather(found: Found, context: Context, whole: bool) -> None:
    """Learn how payments are written."""
    if whole:
        came_in({**found, "amount": _rest(found)}, context, INVOICE)


def _rest(found: Found) -> Decimal | None:
    return found.get("open", sum(found["buckets"], Decimal(0)) if "buckets" in found else None)


FORM = Form(
    name="open_items",
    table="invoices",
    means="what is still open of invoices",
    shape=shape,
    fields=(
        Field("customer", "party", CUSTOMER + "; kontobezeichnung; kontobeschriftung; konto name", weak=CUSTOMER_WEAK),
        *(replace(fld, row=False) for fld in INVOICES.fields if fld.name in KEPT),
        Field("number_of_books", "text", "beleg 1; belegfeld 1; op-nummer; op nr; beleg; boekstuk; id no; id number"),
        Field("customer_id", "text", CUSTOMER_ID + "; konto; kontonummer; kontonr"),
        Field("issued_on", "day", ISSUED, weak="date; datum", row=True),
        Field("due_on", "day", DUE),
        Field(
            "open",
            "money",
            "; ".join([name for name in OPEN.split("; ") if name not in OPEN_WEAK])
            + "; total due; op-saldo; op saldo; te ontvangen",
            weak="; ".join((*OPEN_WEAK, "total")),
        ),
        Field(
            "buckets",
            "money",
            "current; not due; < 1 month; 1 month; 2 months; 3 months; older; 0-30; 1-30; 31-60; 61-90; 90+; > 90; "
            "91 and over; over 90; over 90 days; 30 days; 60 days; 90 days; niet vervallen; nicht fällig; non échu; "
            "0-30 days; 1-30 days; 31-60 days; 61-90 days; 120 days; 91-120; 120+",
            many=True,
        ),
    ),
    needs=(
        ("number", "number_of_books"),
        ("issued_on",),
        ("open", "buckets"),
        ("open!", "buckets"),
        ("number!", "number_of_books!", "type!", "due_on!"),
    ),
    hints="aging; ageing; days; days overdue; days past due; past due; tage überfällig; mahnstufe; dagen; dagen open; "
    "p. o. #; terms; class",
    never=SUPPLIERS
    + "; amount; net; gross; net amount; gross amount; invoice total; invoice amount; total amount; tax; "
    "vat; total tax; subtotal; sub total; betrag; netto; brutto; bedrag; factuurbedrag; bedrag excl btw; "
    "bedrag incl btw; totaal; montant ht; montant ttc; quantity; qty; unit price; debit; credit; debet; betrag soll; "
    "betrag haben; candidate; hours; quote number; order date; payment date; receipt; paid in; paid out; bill no; "
    "applied to; amount paid; document total; " + f"{NET}; {GROSS}",
    strangers=PURCHASES,
    others=f"{UNSENT}; {GONE}",
    group="customer",
    leads=True,
    gather=gather,
    held=("customer",),
)
