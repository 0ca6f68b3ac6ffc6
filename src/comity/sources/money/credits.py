"""Credit notes in a list of their own: Xero credit notes, QuickBooks credit memos."""

from __future__ import annotations

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.money.invoices import CUSTOMER, CUSTOMER_ID, ISSUED, MEMO
from comity.sources.money.records import CREDIT, entry_row
from comity.sources.outcome import Row


def shape(found: Found, context: Context) -> Row:
    """One credit note; what is left of it is what is open."""
    return entry_row({"open_balance": found.get("remaining"), **found}, context, CREDIT)


FORM = Form(
    name="credits",
    table="invoices",
    means="a list of credit notes",
    shape=shape,
    fields=(
        Field(
            "number",
            "text",
            "credit note number; credit note no; credit note #; credit memo number; credit memo no; credit no; "
            "gutschriftnummer; gutschrift nr; gutschriftsnummer; creditnotanummer; creditfactuurnummer; creditnota; "
            "numéro d'avoir; n° avoir; avoir n°",
            weak="number; num; no; nr; doc number; id",
            row=True,
        ),
        Field("type", "text", "type; document type; typ; soort"),
        Field("customer", "text", CUSTOMER, weak="contact; account; company; firma; relation; société; bedrijf; tiers"),
        Field("customer_id", "text", CUSTOMER_ID),
        Field(
            "issued_on",
            "day",
            "credit note date; credit memo date; gutschriftdatum; date d'avoir; " + ISSUED,
            weak="date; datum; created on",
            row=True,
        ),
        Field(
            "net", "money", "net; net amount; sub total; subtotal; netto; nettobetrag; excl btw; montant ht; total ht"
        ),
        Field("tax", "money", "tax; vat; total tax; tax amount; mwst; ust; btw; tva"),
        Field("gross", "money", "gross; gross amount; brutto; bruttobetrag; incl btw; montant ttc; total ttc"),
        Field("total", "money", "total; total amount; credit total; gesamtbetrag; totaal; montant total"),
        Field("amount", "money", "amount; credit amount; betrag; bedrag; montant"),
        Field("currency", "currency", "currency; currency code; currency id; währung; valuta; devise"),
        Field("memo", "text", MEMO, many=True),
        Field("remaining", "money", "remaining credit; credit remaining; unapplied credit; remaining amount"),
        Field("open_balance", "money", "balance; open balance"),
        Field("status", "text", "status; state; statut", many=True),
        Field("deleted", "flag", "is deleted; deleted; fivetran deleted"),
    ),
    needs=(
        ("number",),
        ("customer", "customer_id"),
        ("issued_on",),
        ("net", "gross", "total", "amount"),
        ("number!", "remaining"),
    ),
    hints="credit note id; applied to; allocations; terms; remaining credit; exchange rate; currency rate",
    never="vendor; vendor id; supplier; lieferant; leverancier; fournisseur; due date; invoice number; invoice no; "
    "quantity; unit price; payment type; candidate; hours; refund receipt id; payment reference number; item",
)
