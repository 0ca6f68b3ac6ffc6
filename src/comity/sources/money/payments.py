"""Payments: QuickBooks, Xero and bank-like lists of what customers paid and for which invoice."""

from __future__ import annotations

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.money.invoices import CUSTOMER, CUSTOMER_ID, MEMO
from comity.sources.money.records import INVOICE, OTHER, PAYMENT, entry_row, status_of, type_of
from comity.sources.outcome import Row
from comity.sources.values import Unreadable, quoted


def shape(found: Found, context: Context) -> Row:
    """One payment; a type that names a means (cheque, transfer) makes it no less a payment."""
    if status_of(found.get("status")) == "void":
        raise Unreadable(f"the payment is {quoted(found['status'])}: left out", "Nothing need be done.")
    if type_of(found.get("type")) == INVOICE:
        raise Unreadable("an invoice in a list of payments: left out", "Read it from a list of invoices.")
    if type_of(found.get("type")) == OTHER:
        found = {**found, "type": None}  # here "cheque" and "deposit" say how it was paid
    return entry_row({**found, "issued_on": found["paid_on"]}, context, PAYMENT)


FORM = Form(
    name="payments",
    table="payments",
    means="a list of payments received",
    shape=shape,
    fields=(
        Field(
            "number",
            "text",
            "payment number; payment no; payment id; payment #; receipt number; receipt no; zahlungsnummer; "
            "betalingsnummer; numéro de paiement; n° paiement",
            weak="num; number; no; nr; id; reference number; ref no; check no; transaction id",
        ),
        Field("type", "text", "transaction type; payment type; type; txn type; typ; soort"),
        Field(
            "customer",
            "text",
            CUSTOMER,
            weak="contact; account; company; name; payer; firma; relation; société; bedrijf",
        ),
        Field("customer_id", "text", CUSTOMER_ID),
        Field(
            "paid_on",
            "day",
            "payment date; paid on; date paid; paid date; received on; date received; transaction date; zahlungsdatum; "
            "zahlungseingang; bezahlt am; betaaldatum; betaald op; ontvangen op; date de paiement; payé le; "
            "date de règlement",
            weak="date; datum; day; valuta",
            row=True,
        ),
        Field(
            "amount",
            "money",
            "amount; payment amount; amount paid; paid amount; amount received; received; total amount; total; "
            "betrag; zahlbetrag; zahlungsbetrag; bedrag; betaald bedrag; montant; montant payé; montant réglé",
        ),
        Field("currency", "currency", "currency; currency code; currency id; währung; valuta; munt; devise"),
        Field(
            "applied_to",
            "text",
            "applied to; invoice number; invoice no; invoice #; invoice; invoice applied; for invoice; paid invoice; "
            "invoice id; invoice num; rechnungsnummer; rechnungsnr; rechnung; factuurnummer; factuurnr; factuur; "
            "numéro de facture; n° facture; facture",
        ),
        Field("memo", "text", MEMO, many=True),
        Field("status", "text", "status; payment status; state; statut"),
        Field("deleted", "flag", "is deleted; deleted; fivetran deleted"),
    ),
    needs=(
        ("paid_on",),
        ("customer", "customer_id"),
        ("amount",),
        ("applied_to!", "number!", "paid_on!"),
        ("applied_to!", "number", "type!"),
    ),
    hints="payment method; deposit to; deposit to account; bank account; unapplied amount; unapplied; "
    "payment method id; "
    "receivable account id; process payment; zahlungsart; betaalwijze; mode de paiement; bank",
    never="vendor; vendor id; supplier; supplier name; lieferant; leverancier; fournisseur; kreditor; crediteur; "
    "due date; due on; due; terms; payment terms; open balance; "
    "bill payment id; candidate; hours; fällig am; vervaldatum; échéance; tax; vat; net; gross; "
    "due amount; total tax; sub total; balance; refund receipt id; payable account id; check payment status",
)
