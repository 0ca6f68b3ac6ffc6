"""Payments: QuickBooks, Xero and bank-like lists of what customers paid and for which invoice."""

from __future__ import annotations

import re
from decimal import Decimal

from comity.sources.forms import TITLE, Context, Field, Form, Found
from comity.sources.money.invoices import CUSTOMER, CUSTOMER_ID, CUSTOMER_WEAK, MEMO, SERIES, SUPPLIERS
from comity.sources.money.kinds import INVOICE, OTHER, PAYMENT, status_told, type_of
from comity.sources.money.other_lists import AWAITED, GONE, PURCHASES
from comity.sources.money.records import came_in, entry_row, numbered
from comity.sources.outcome import Row
from comity.sources.values import Unreadable, quoted

# What card and direct debit services call a payment that never came.
FAILED = re.compile(
    r"(?:failed|failure|declined|rejected|refused|denied|charged?[ _]?back|cancell?ed|pending|submitted|scheduled|"
    r"bounced|returned|refunded|reversed|customer_approval_denied|fehlgeschlagen|zurückgegeben|rücklastschrift|"
    r"mislukt|geweigerd|échoué|refusé|devuelt[ao]|rechazad[ao]|fallid[ao])",
    re.IGNORECASE,
)
# How bank lists say beside an amount without a sign that it went out.
OUT = re.compile(r"af|d|dr|db|dbit|debit|debet|débit|debe|cargo|soll|s|out|uit|-", re.IGNORECASE)
NOT_YET = re.compile(r"pending|submitted|scheduled", re.IGNORECASE)
NOTHING_CAME = "of payments that never came or went back: what earlier exports tell of these counts no more"


def gather(found: Found, context: Context, whole: bool) -> None:
    """Learn how the payments are written that came."""
    if whole and not OUT.fullmatch(found.get("way") or ""):
        try:
            came_in(_payment(found), context, PAYMENT)
        except Unreadable:
            return


def shape(found: Found, context: Context) -> Row:
    """One payment; a type that names a means (cheque, transfer) makes it no less a payment.

    One of which nothing stayed is told as one of nothing where it has a number: an earlier export told that it came.
    """
    customer = found.get("customer") or found.get("payer")
    found = numbered(found, "applied_to")
    if OUT.fullmatch(way := found.get("way") or ""):
        raise Unreadable(f"{quoted(way)}: money that went out: left out", "Nothing need be done.")
    to_come = any(NOT_YET.match(status) for status in found.get("status", ()))
    if _nothing_came(found) and not to_come and found.get("number") and found.get("amount") is not None:
        context.said[NOTHING_CAME] += 1
        found = {**found, "amount": Decimal(0), "refunded": None, "status": ()}
    return entry_row({**_payment(found), "customer": customer, "issued_on": found["paid_on"]}, context, PAYMENT)


def _nothing_came(found: Found) -> str:
    """Why nothing of a payment came, or stayed; '' for one that did."""
    back, amount = found.get("refunded"), found.get("amount")
    if back and amount:
        return "the payment was refunded: left out" if abs(back) >= abs(amount) else ""
    for status in found.get("status", ()):
        if FAILED.match(status) or status_told({"status": [status]}) == "void":
            return f"the payment is {quoted(status)}: left out"
    return ""


def _payment(found: Found) -> Found:
    """What came of it. Raises Unreadable where that is nothing."""
    if wrong := _nothing_came(found):
        raise Unreadable(wrong, "Nothing need be done.")
    back, amount = found.get("refunded"), found.get("amount")
    if back and amount:
        found = {**found, "amount": abs(amount) - abs(back), "status": ()}
    if type_of(found.get("type")) == INVOICE:
        raise Unreadable("an invoice in a list of payments: left out", "Read it from a list of invoices.")
    if type_of(found.get("type")) == OTHER:
        found = {**found, "type": None}  # here "cheque" and "deposit" say how it was paid
    return found


FORM = Form(
    name="payments",
    table="payments",
    means="a list of payments received",
    shape=shape,
    fields=(
        Field(
            "number",
            "text",
            "payment number; payment no; payment id; payment #; id no; receipt number; receipt no; receipt; "
            "zahlungsnummer; betalingsnummer; zahlungs-nr; zahlungsnr; zahlung nr; betaling nr; betalingsnr; "
            "numéro de paiement; n° paiement; reçu; número de pago; nº de pago; número de recibo; "
            "recibo",
            weak="num; number; no; nr; id; reference number; ref no; check no; transaction id",
        ),
        Field("type", "text", "transaction type; payment type; type; txn type; typ; soort; tipo"),
        # "Account" comes last: beside a name it is one of our own books'.
        Field(
            "customer",
            "party",
            CUSTOMER,
            weak=CUSTOMER_WEAK.replace("; account;", ";") + "; customer description; account",
        ),
        Field(
            "payer",
            "party",
            "payer; payer name; paid by; received from; from customer; customer/vendor; remitter; sender name; "
            "zahler; einzahler; zahlungspflichtiger; auftraggeber; absender; überweisender; zahlungspartner; "
            "betaler; ontvangen van; payeur; reçu de; pagador; ordenante; recibido de",
            weak="from; von; van; de",
        ),
        Field("customer_id", "text", CUSTOMER_ID),
        Field(
            "paid_on",
            "day",
            "payment date; paid on; date paid; paid date; received on; date received; receipt date; charge date; "
            "transaction date; value date; credited on; zahlungsdatum; zahlungseingang; zahlungseingang am; "
            "bezahlt am; eingegangen am; wertstellung; betaaldatum; betaald op; ontvangen op; ontvangstdatum; "
            "date de paiement; payé le; date de règlement; reçu le; received; paid; eingang; ontvangen; "
            "fecha de pago; fecha de cobro; fecha pago; fecha cobro; fecha valor; pagado el; cobrado el; recibido el; "
            "date d'encaissement; encaissé le; date de l'encaissement; fecha del cobro; fecha del pago; réglé le; "
            "réglée le; payée le; encaissée le; date settled; settled on; settlement date; date of payment; "
            "gezahlt am; beglichen am; voldaan op; pagada el; cobrada el",
            weak="date; datum; fecha; day; valuta; created date; created; created at; created on; buchungsdatum; "
            "buchungstag; boekdatum; boekingsdatum; date de comptabilisation; fecha de contabilización",
            row=True,
        ),
        Field(
            "amount",
            "money",
            "amount applied to invoice; amount applied; applied amount; amount received; sum received; "
            "payment amount; amount paid; paid amount; amount; credit amount; sum; received; total amount; total; "
            "zahlbetrag; zahlungsbetrag; betrag; betaald bedrag; ontvangen bedrag; bedrag; montant payé; "
            "montant réglé; montant reçu; montant; importe pagado; importe cobrado; importe; monto; importe recibido",
        ),
        Field(
            "currency",
            "currency",
            "currency; currency code; currency id; währung; valuta; munt; devise; moneda; divisa",
        ),
        Field(
            "applied_to",
            "text",
            "applied to; applied to transaction; invoice number; invoice no; invoice #; invoice; invoice applied; for "
            "invoice; payment for; "
            "paid invoice; invoice reference; invoice id; invoice num; allocated to; allocated against; matched to; "
            "matched invoice; rechnungsnummer; rechnungsnr; rechnung nr; "
            "rechnung; factuurnummer; factuurnr; factuur nr; factuur; numéro de facture; n° facture; facture; "
            "número de factura; nº de factura; nº factura; n.º de factura; factura; rechnungs-nr; belegnummer; "
            "belegnr; facture rattachée; facture liée; facture associée; facture lettrée; zugehörige rechnung; "
            "gekoppelde factuur; documento cobrado",
            weak="document; documento",
        ),
        Field("series", "text", SERIES),
        Field("memo", "text", MEMO + "; payment reference; remittance reference; remittance; mededeling", many=True),
        Field("way", "text", "", weak="af bij; af/bij; bij/af; debit/credit; credit/debit; d/c; soll/haben; s/h; dc"),
        Field("refunded", "money", "amount refunded; refunded amount; refunded"),
        Field("status", "text", "status; payment status; state; statut; estado", many=True),
        Field("deleted", "flag", "is deleted; deleted; fivetran deleted"),
    ),
    needs=(
        ("paid_on",),
        ("customer", "customer_id", "payer"),
        ("amount",),
        ("applied_to!", "number!", "paid_on!", "payer!", TITLE),
        ("applied_to!", "number", "type!", "payer!", TITLE),
    ),
    hints="payment method; method; mode; payment mode; paid how; how paid; deposit to; deposit to account; "
    "bank account; unapplied amount; unapplied; unused amount; payment method id; receivable account id; "
    "process payment; zahlungsart; zahlungsweg; betaalwijze; método de pago; forma de pago; medio de pago; banco; "
    "rekening; mode de paiement; mode de règlement; bank; captured; decline reason; is reconciled; "
    "links.mandate",
    never=SUPPLIERS + "; due on; due date; due; terms; payment terms; open balance; bill payment id; candidate; "
    "hours; fällig am; vervaldatum; échéance; ?tax; ?vat; ?net; ?gross; due amount; ?total tax; ?sub total; balance; "
    "refund receipt id; payable account id; check payment status; empfänger; auftraggeber/empfänger; debit; saldo; "
    "paid out; money out; af bij; gift aid; donor; employee; mitarbeiter; medewerker; merchant; expense category; "
    "billable; mileage; miles; kilometers; beneficiario; empleado; empleada; kilómetros; gasto; vencimiento",
    strangers=f"{PURCHASES}; {GONE}; {AWAITED}",
    # Words for money that came in, and for nothing that is still to come.
    titles="zahlungseingang; zahlungseingaeng; geldeingang; geldeingaeng; encaissement; ontvangst; cobro; "
    "?payment; ?receipt; ?zahlung; ?betaling; ?paiement; ?reglement; ?pago; "
    "customer payment; customer receipt; client payment; client receipt; debtor payment; debtor receipt; receipt day; "
    "!due; !overdue; !outstanding; !reminder; !expected; !scheduled; !terms; !made; !sent; !mahn; !invoice; !rechnung; "
    "!factu",
    group="customer",
    gather=gather,
    held=("customer",),
)
