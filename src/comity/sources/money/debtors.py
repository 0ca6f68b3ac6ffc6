"""Debtors' ledgers: what was invoiced stands in one column (debit), what was paid or credited in the other."""

from __future__ import annotations

import re
from decimal import Decimal

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.money.invoices import CUSTOMER, CUSTOMER_ID, CUSTOMER_WEAK, DUE, ISSUED, MEMO, SERIES, SUPPLIERS
from comity.sources.money.kinds import CREDIT, INVOICE, PAYMENT, type_of
from comity.sources.money.other_lists import PURCHASES, UNSENT
from comity.sources.money.records import WHOLE, entry_row, numbered
from comity.sources.outcome import Row
from comity.sources.values import Unreadable

DEBIT = ("d", "s")  # "DR", "Debit", "Soll", "S"
CREDIT_WORDS = re.compile(
    r"\b(?:credit (?:note|memo)|gutschrift\w*|rechnungskorrektur|storno\w*|creditnota|creditfactuur|avoir)\b",
    re.IGNORECASE,
)

CREDIT_NUMBER = re.compile(r"(?:gu|gut|gs|cn|crn|cm|av)[-/ ]?\d", re.IGNORECASE)


def shape(found: Found, context: Context) -> Row:
    """One entry: a debit is an invoice, a credit a payment, or a credit note where its type or text says so."""
    found = numbered(found)
    debit, credit = _sides(found)
    amount = debit - credit
    if not amount and ("debit" in found or "credit" in found):
        raise Unreadable("nothing was entered: left out", "Nothing need be done.")
    if not amount:
        raise Unreadable("no amount is told", "Fill it in and read again.")
    text = " ".join([found.get("type") or "", *found.get("memo", [])])
    kind = type_of(found.get("type"))
    if kind is None:
        credited = CREDIT_WORDS.search(text) or CREDIT_NUMBER.match(found.get("number") or "")
        kind = INVOICE if amount > 0 else CREDIT if credited else PAYMENT
    entry = {**found, "type": kind, "amount": abs(amount) if kind == PAYMENT else amount}
    if kind == PAYMENT:
        # Where the type tells, the number is the payment's own, unless it is plainly an invoice's.
        number = found.get("number")
        entry["applied_to"] = number if "type" not in found or WHOLE.fullmatch(number or "") else None
    return entry_row(entry, context, kind)


def _sides(found: Found) -> tuple[Decimal, Decimal]:
    """What was charged, and what was paid or credited: each in a column of its own, or one column says which it is."""
    amount, side = found.get("amount"), str(found.get("side") or "")[:1].casefold()
    if amount is not None and side:
        return (amount, Decimal(0)) if side in DEBIT else (Decimal(0), amount)
    return found.get("debit") or Decimal(0), found.get("credit") or Decimal(0)


FORM = Form(
    name="debtors",
    table="invoices",
    means="a ledger of debtors",
    shape=shape,
    fields=(
        Field(
            "number",
            "text",
            "invoice number; invoice no; document no; document number; reference; ref; rechnungsnummer; rechnungs-nr; "
            "rechnungsnr; belegnummer; factuurnummer; factuurnr; numéro de facture; n° facture",
            weak="number; no; nr; num; boekstuk; boekstuknr; beleg; belegfeld 1; doc no",
        ),
        Field("series", "text", SERIES),
        Field(
            "type",
            "text",
            "type; transaction type; document type; belegart; soort; type de document",
            weak="source",
        ),
        Field("customer", "party", CUSTOMER + "; kontobezeichnung; kontobeschriftung; konto name", weak=CUSTOMER_WEAK),
        Field("customer_id", "text", CUSTOMER_ID + "; konto; kontonummer; kontonr"),
        Field("issued_on", "day", ISSUED, weak="date; datum", row=True),
        Field("due_on", "day", DUE),
        Field("debit", "money", "debit; debit amount; soll; betrag soll; debet; débit; charges; invoiced; dr"),
        Field(
            "credit", "money", "credit; credit amount; haben; betrag haben; credit bedrag; crédit; paid; received; cr"
        ),
        Field("amount", "money", "amount; betrag; umsatz; bedrag; montant"),
        Field(
            "side",
            "text",
            "s/h; soll/haben; soll/haben-kennzeichen; soll-/haben-kennzeichen; dr/cr; d/c; debit/credit",
        ),
        Field("currency", "currency", "currency; currency code; währung; valuta; devise"),
        Field("memo", "text", MEMO + "; text", many=True),
    ),
    needs=(
        ("number!",),
        ("customer", "customer_id"),
        ("issued_on",),
        ("debit!", "amount"),
        ("credit!", "side!"),
    ),
    hints="balance; saldo; solde; mahnstufe; zahlungsbedingung; dagboek; due",
    never=SUPPLIERS + "; account code; account type; gl account; sachkonto; gegenkonto; contra account; "
    "tegenrekening; grootboek; grootboekrekening; journal; cost centre; kostenstelle; paid in; paid out; iban; "
    "sort code; transaction description; contrepartie; candidate; hours; lettrage",
    strangers=PURCHASES,
    others=UNSENT,
    least=5,
    group="customer",
    held=("customer",),
)
