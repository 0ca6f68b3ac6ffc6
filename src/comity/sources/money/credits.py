"""Credit notes in a list of their own: one line each, or one for each thing credited that repeats the note's sum."""

from __future__ import annotations

from comity.sources.forms import TITLE, Context, Field, Form, Found
from comity.sources.money.invoices import (
    CUSTOMER,
    CUSTOMER_ID,
    CUSTOMER_WEAK,
    DUE,
    GROSS,
    ISSUED,
    MEMO,
    NET,
    SERIES,
    SUPPLIERS,
    TAX,
)
from comity.sources.money.kinds import CREDIT
from comity.sources.money.other_lists import PURCHASES, UNSENT
from comity.sources.money.records import entry_row, numbered
from comity.sources.outcome import Row


def shape(found: Found, context: Context) -> Row:
    """One credit note; what is left of it is what is open."""
    return entry_row({"open_balance": found.get("remaining"), **numbered(found)}, context, CREDIT)


NUMBER = (
    "credit note number; credit note no; credit note #; credit note nr; credit memo number; "
    "credit memo no; credit memo #; credit memo ref number; credit number; credit no; "
    "credit invoice number; credit invoice no; gutschriftnummer; gutschrift nr; gutschriftsnummer; gutschriftsnr; "
    "rechnungskorrekturnummer; rechnungskorrektur nr; korrekturnummer; stornonummer; "
    "stornorechnungsnummer; creditnotanummer; creditnotanr; creditnota nr; creditfactuurnummer; creditfactuurnr; "
    "creditfactuur nr; creditnummer; creditnota; kredietnotanummer; numéro d'avoir; "
    "numéro avoir; n° avoir; n° d'avoir; avoir n°; numéro de note de crédit; "
    "número de abono; nº abono; nº de abono; n.º de abono; número de rectificativa; nº rectificativa; "
    "nº de rectificativa; nº factura rectificativa; número de factura rectificativa; número de nota de crédito; "
    "nº nota de crédito"
)
# Those of invoices too, where the table's name says what it lists.
NUMBER_WEAK = (
    "number; num; no; nr; doc number; id; reference number; invoice number; invoice no; rechnungsnummer; rechnungsnr; "
    "factuurnummer; factuurnr; numéro de facture; n° facture; n° de facture; nummer; numéro; número; "
    "número de factura; nº de factura; nº factura; n.º de factura; num. factura; factura"
)
CREDITED = (
    "credit note date; credit memo date; credit date; credited on; date credited; date of credit note; "
    "credit invoice date; gutschriftdatum; gutschriftsdatum; korrekturdatum; rechnungskorrekturdatum; stornodatum; "
    "creditnotadatum; creditfactuurdatum; creditdatum; date d'avoir; date de l'avoir; date avoir; "
    "date de note de crédit; fecha de abono; fecha abono; fecha de rectificación; fecha de la rectificativa; "
    "fecha de nota de crédito; "
)
STATUS = (
    "status; credit note status; credit memo status; credit status; state; statut; gutschriftstatus; "
    "statut de l'avoir; "
    "estado; estado del abono"
)
# The invoice that a note credits: a part of the memo, for by it the ledger lays the credit on that invoice.
CREDITS = (
    "associated invoice number; applied invoices; original invoice; original invoice number; credited invoice; "
    "zu rechnung; ursprungsrechnung; oorspronkelijke factuur; facture d'origine; factura rectificada; "
    "nº factura rectificada; nº de factura rectificada; factura original; factura de origen; factura que rectifica"
)
CREDITS_WEAK = (
    "sales invoice number; sales invoice; invoice number; invoice no; invoice; related invoice; source invoice; "
    "rechnungsnummer; rechnungsnr; rechnung; factuurnummer; factuurnr; factuur; numéro de facture; n° facture; facture"
)
# Lists of invoices that have a column for a credit beside, and of what part of a credit went to which invoice.
NEVER = (
    "; ?due date; ?fälligkeit; ?fälligkeitsdatum; ?vervaldatum; ?date d'échéance; ?échéance; "
    "?fecha de vencimiento; ?vencimiento; amount applied; applied amount; "
    "applied date; date applied; amount applied to invoice; payment type; payment number; candidate; hours; "
    "refund receipt id; payment reference number; credit card; credit limit; debit; debet; soll"
)
HINTS = (
    "credit note id; credit notes id; credit memo id; applied to; allocations; terms; exchange rate; currency rate; "
    "associated invoice date; reason; grund; reden; motif; motivo; email; paid; paid on; payment date; " + DUE
)

FORM = Form(
    name="credits",
    table="invoices",
    means="a list of credit notes",
    shape=shape,
    fields=(
        Field("number", "text", NUMBER, weak=NUMBER_WEAK, row=True, tells=True),
        Field("series", "text", SERIES),
        Field("type", "text", "type; document type; typ; soort"),
        Field("customer", "text", CUSTOMER, weak=CUSTOMER_WEAK),
        Field("customer_id", "text", CUSTOMER_ID),
        Field("issued_on", "day", CREDITED + ISSUED, weak="date; datum; fecha; created on", row=True),
        Field("net", "money", NET),
        Field("tax", "money", TAX),
        Field("gross", "money", GROSS),
        Field(
            "total",
            "money",
            "total; total amount; credit total; credit note total; credit memo total; gesamtbetrag; gutschriftsbetrag; "
            "totaal; totaalbedrag; montant total; importe total; total abono; total factura; total nota de crédito",
        ),
        Field("amount", "money", "amount; credit amount; betrag; bedrag; montant; importe; importe abono; monto"),
        Field("currency", "currency", "currency; currency code; currency id; währung; valuta; devise; moneda; divisa"),
        Field("memo", "text", MEMO + "; " + CREDITS, weak=CREDITS_WEAK, many=True),
        Field(
            "remaining",
            "money",
            "remaining credit; credit remaining; unapplied credit; unused credit; credit balance; credits remaining; "
            "unapplied amount; balance remaining",
            weak="remaining amount; amount remaining; remaining; outstanding; outstanding amount; offen; "
            "offener betrag; openstaand; openstaand bedrag; pendiente; importe pendiente",
        ),
        Field("open_balance", "money", "balance; open balance; saldo; solde"),
        Field("status", "text", STATUS, many=True),
        Field("deleted", "flag", "is deleted; deleted; fivetran deleted"),
    ),
    needs=(
        ("number",),
        ("customer", "customer_id"),
        ("issued_on",),
        ("net", "gross", "total", "amount"),
        ("number!", "remaining!", TITLE),
    ),
    hints=HINTS,
    never=SUPPLIERS + NEVER,
    strangers=PURCHASES,
    others=UNSENT,
    titles="credit note; credit memo; creditnote; gutschrift; rechnungskorrektur; creditnota; creditfactu; "
    "kredietnota; avoir; abono; rectificativa",
)
