"""Invoices: invoice books, Xero and QuickBooks lists, and any list with a number, a customer, a day and an amount."""

from __future__ import annotations

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.money.records import INVOICE, entry_row
from comity.sources.outcome import Row

CUSTOMER = (
    "customer; customer name; client; client name; contact name; account name; bill to; billed to; debtor; "
    "debtor name; company name; client corporation; customer full name; kunde; kundenname; debitor; auftraggeber; "
    "rechnungsempfänger; klant; klantnaam; debiteur; debiteurnaam; relatie; opdrachtgever; nom du client; débiteur; "
    "raison sociale"
)
CUSTOMER_ID = (
    "customer id; customer no; customer number; client id; client no; account number; contact id; debtor no; "
    "kundennummer; kunden-nr; kundennr; debitorennummer; debitor-nr; klantnummer; klantnr; debiteurnummer; "
    "debiteurnr; relatienummer; code client; numéro client; n° client"
)
ISSUED = (
    "invoice date; date of invoice; issue date; issued; issued on; date issued; bill date; transaction date; "
    "invoice date issued; rechnungsdatum; ausstellungsdatum; belegdatum; factuurdatum; boekdatum; date de facture; "
    "date facture; date d'émission; date de facturation"
)
DUE = (
    "due date; due; due on; date due; payment due; payment due date; maturity date; fälligkeit; fällig am; "
    "fälligkeitsdatum; zahlbar bis; vervaldatum; vervaldag; uiterste betaaldatum; échéance; date d'échéance"
)
OPEN = (
    "open balance; balance due; balance; open; open amount; outstanding; outstanding amount; amount due; "
    "invoice amount due; due amount; remaining; remaining credit; offen; offener betrag; restbetrag; openstaand; "
    "openstaand bedrag; open bedrag; saldo; solde; solde dû; reste à payer; montant dû"
)
MEMO = (
    "memo/description; memo; description; reference; comment; comments; notes; private note; subject; details; "
    "customer memo; beschreibung; verwendungszweck; betreff; leistung; bemerkung; omschrijving; kenmerk; referentie; "
    "opmerking; onderwerp; référence; libellé; objet; commentaire; memo on statement"
)


def shape(found: Found, context: Context) -> Row:
    """One invoice or credit note; a type that names no entry (a kind of work) makes it no less an invoice."""
    return entry_row(found, context, INVOICE)


FORM = Form(
    name="invoices",
    table="invoices",
    means="a list of invoices and credit notes",
    shape=shape,
    fields=(
        Field(
            "number",
            "text",
            "invoice number; invoice no; invoice #; invoice num; invoice id; invoice; invoice nr; "
            "document number; rechnungsnummer; rechnungsnr; rechnungs-nr; rechnung nr; belegnummer; "
            "factuurnummer; factuurnr; factuur nr; factuur; numéro de facture; n° facture; n° de facture; facture n°; "
            "numéro facture; facture",
            weak="num; number; no; nr; doc number; docnumber; belegnr; nummer; numéro; id; inv no; inv #; inv",
            row=True,
        ),
        Field(
            "type",
            "text",
            "type; invoice type; document type; transaction type; txn type; belegart; typ; soort; type de document",
        ),
        Field(
            "customer",
            "text",
            CUSTOMER,
            weak="contact; account; company; firma; relation; société; bedrijf; tiers",
        ),
        Field("customer_id", "text", CUSTOMER_ID),
        Field(
            "customer_email",
            "addresses",
            "email; email address; emailaddress; billing email; bill email; customer email; client email; e-mail; "
            "rechnungs-e-mail; e-mailadres",
            many=True,
        ),
        Field("issued_on", "day", ISSUED, weak="date; datum; created; created on; created date; day", row=True),
        Field("due_on", "day", DUE),
        Field(
            "net",
            "money",
            "net; net amount; amount excl vat; amount excl tax; total excl vat; total excl tax; sub total; subtotal; "
            "amount (excl. vat); amount ex vat; amount before tax; net total; netto; nettobetrag; betrag netto; "
            "summe netto; netto bedrag; bedrag excl btw; bedrag excl. btw; totaal excl btw; excl btw; montant ht; "
            "total ht; ht; net ht; invoice net",
        ),
        Field(
            "tax",
            "money",
            "tax; vat; vat amount; tax amount; total tax; tax total; sales tax; gst; mwst; umsatzsteuer; ust; "
            "mehrwertsteuer; steuer; btw; btw bedrag; btw-bedrag; tva; montant tva; taxtotal",
        ),
        Field(
            "gross",
            "money",
            "gross; gross amount; amount incl vat; amount incl tax; total incl vat; total incl tax; gross total; "
            "amount (incl. vat); amount inc vat; total inc vat; brutto; bruttobetrag; betrag brutto; bruto; "
            "bedrag incl btw; bedrag incl. btw; totaal incl btw; incl btw; montant ttc; total ttc; ttc",
        ),
        Field(
            "total",
            "money",
            "total; invoice total; total amount; grand total; invoice amount total; gesamt; gesamtbetrag; "
            "rechnungsbetrag; rechnungssumme; totaal; totaalbedrag; factuurbedrag; montant total; total facture",
        ),
        Field(
            "amount",
            "money",
            "amount; invoice amount; amount billed; billed; invoiced amount; value; betrag; summe; bedrag; montant; "
            "montant facturé",
        ),
        Field(
            "goods_cost",
            "money",
            "cost of goods; cost of goods sold; cogs; goods cost; cost of sales; purchase cost; material cost; cost; "
            "wareneinsatz; wareneinkauf; materialkosten; einkaufswert; einstandswert; kostprijs; inkoopwaarde; "
            "inkoopkosten; kostprijs verkopen; coût des marchandises; coût d'achat; prix de revient",
        ),
        Field("currency", "currency", "currency; currency code; currency id; währung; valuta; munt; devise; monnaie"),
        Field("memo", "text", MEMO, many=True),
        Field(
            "paid_on",
            "day",
            "paid on; date paid; paid date; payment date; fully paid on date; fullypaidondate; settled date; "
            "settled on; last payment date; bezahlt am; zahlungsdatum; zahlungseingang; betaald op; betaaldatum; "
            "payé le; date de paiement; date de règlement",
        ),
        Field(
            "paid_amount",
            "money",
            "paid amount; amount paid; invoice amount paid; invoiceamountpaid; paid; payments; received; "
            "bezahlt; gezahlter betrag; betaald; betaald bedrag; montant payé; payé; réglé; montant réglé",
        ),
        Field("open_balance", "money", OPEN),
        Field(
            "status",
            "text",
            "status; invoice status; payment status; state; zahlungsstatus; rechnungsstatus; stand; betaalstatus; "
            "factuurstatus; statut; état",
        ),
        Field("disputed", "flag", "disputed; in dispute; dispute; strittig; betwist; contesté; en litige"),
        Field("deleted", "flag", "is deleted; deleted; fivetran deleted"),
    ),
    needs=(
        ("number",),
        ("customer", "customer_id"),
        ("issued_on",),
        ("net", "gross", "total", "amount"),
        ("number!", "due_on!"),
        ("due_on", "open_balance", "status", "tax", "paid_on", "type", "net!", "gross", "number!"),
    ),
    hints="terms; payment terms; po number; sales rep; sent; days late; days overdue; project; zahlungsbedingungen; "
    "betalingstermijn; conditions de paiement; paperless bill; exchange rate; currency rate; email status; "
    "account code",
    never="vendor; vendor id; vendor name; supplier; supplier name; lieferant; kreditor; leverancier; crediteur; "
    "fournisseur; expiration date; "
    "accepted by; accepted date; valid until; quote number; applied to; payment type; payment number; "
    "payable account id; "
    "candidate; hours; deal stage; stage name; line item id; unit price; qty; sales price; "
    "item code; product/service; menge; einzelpreis; aantal; stukprijs; quantité; prix unitaire; refund receipt id; "
    "payment reference number; check payment status; bill id; purchase order number; po id; "
    "amount applied",
    group="customer",
)
