"""Invoices: invoice books, Xero and QuickBooks lists, and any list with a number, a customer, a day and an amount."""

from __future__ import annotations

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.money.kinds import INVOICE, PAYMENT, TYPE_OF, type_of
from comity.sources.money.other_lists import GONE, PURCHASES, UNSENT
from comity.sources.money.records import entry_row, numbered
from comity.sources.money.records import gather as gather_entry
from comity.sources.money.several import added_up, note
from comity.sources.outcome import Row

CUSTOMER = (
    "customer name; sell-to customer name; bill-to customer name; bill-to name; customer/project; customer full name; "
    "client name; kunde name; klant naam; cliente nombre; "
    "debtor name; bill to name; billed to name; client corporation; "
    "invoice partner display name; partner name; customer company; client company; contact name; kundenname; "
    "kundenbezeichnung; debitorenname; debitorname; kontaktname; firmenname; klantnaam; naam klant; debiteurnaam; "
    "naam debiteur; relatienaam; "
    "naam verkooprelatie; naam relatie; "
    "nom du client; customer; client; account name; bill to; billed to; debtor; company name; partner; partner id; "
    "kunde; debitor; auftraggeber; rechnungsempfänger; klant; debiteur; relatie; verkooprelatie; opdrachtgever; "
    "débiteur; "
    "raison sociale; co./last name; links.customer; cliente; nombre del cliente; nombre cliente; razón social; deudor; "
    "sold-to party name; sold-to name; sold to name; bill-to party name; name des kunden; "
    "name des debitors; name debitor; name kunde; naam van klant; debiteur naam; bedrijfsnaam; "
    "nom client; nom du tiers; nom tiers; intitulé client; intitulé du client; intitulé du tiers; intitulé tiers; "
    "nombre fiscal; nombre del deudor; denominación social"
)
# Headings of a firm's name in many tables, that prove little.
CUSTOMER_WEAK = (
    "contact; account; company; name; organisation; organization; firma; kontakt; relation; société; bedrijf; tiers; "
    "naam; contacto; empresa; tercero; nombre; nom; name 1; firma 1; naam 1; nom 1; intitulé; denominación; matchcode; "
    "suchname; zoeknaam"
)
CUSTOMER_ID = (
    "kunde nr; klant nr; debiteur nr; cliente número; customer id; sell-to customer no.; bill-to customer no.; "
    "customer no; customer number; customer account; "
    "invoice account; client id; client no; client code; customer code; account number; account ref; a/c ref; a/c; "
    "account code of customer; contact id; "
    "debtor no; debtor code; kundennummer; kunden-nr; kundennr; debitorennummer; debitor-nr; debitorennr; "
    "debitorenkonto; klantnummer; klantnr; klantcode; debiteurnummer; debiteurnr; debiteurcode; debiteurennummer; "
    "relatienummer; relatiecode; nummer verkooprelatie; verkooprelatie; code client; numéro client; n° client; "
    "customer; client; debitor; debiteur; kunde; "
    "klant; relatie; partner; partner id; debtor; número de cliente; nº de cliente; n.º de cliente; "
    "código de cliente; código cliente"
)
ISSUED = (
    "invoice date; date of invoice; issue date; issued; issued on; date issued; invoice statement date; bill date; "
    "invoice/bill date; dated on; date dated; document date; transaction date; posting date; invoice date issued; "
    "rechnungsdatum; rechnung datum; ausstellungsdatum; belegdatum; dokumentdatum; buchungsdatum; factuurdatum; "
    "boekdatum; date de facture; date facture; date d'émission; date de facturation; fecha de factura; "
    "fecha factura; fecha de emisión; fecha de expedición"
)
DUE = (
    "due date; due; due on; date due; payment due; payment due date; due date/receive by; invoice date due; pay by; "
    "payable by; maturity date; fälligkeit; fällig; fällig am; fälligkeitsdatum; zahlbar bis; zahlungsziel; "
    "vervaldatum; vervaldag; uiterste betaaldatum; te betalen voor; échéance; date d'échéance; fecha de vencimiento; "
    "vencimiento; fecha vencimiento; vence el; vence"
)
OPEN = (
    "amount remaining; remaining amount; amount residual; open balance; balance due; balance; open amount; "
    "outstanding; outstanding amount; outstanding value; outstanding balance; amount outstanding; amount due; "
    "invoice amount due; due amount; due value; unpaid amount; amount unpaid; amount due signed; remaining; "
    "remaining credit; open; "
    "offen; offener betrag; "
    "offener posten; noch offen; restbetrag; openstaand; openstaand bedrag; openstaand saldo; open bedrag; "
    "nog te ontvangen; saldo; solde; solde dû; reste à payer; montant dû; restant dû; reste dû; solde restant dû; "
    "montant restant dû; total restant dû; restant à payer; solde à payer; reste à régler; reste à encaisser; "
    "montant restant; restant; reste; rest; offener saldo; offene summe; offene forderung; offen brutto; ausstehend; "
    "ausstehender betrag; noch zu zahlen; restforderung; nog te betalen; nog open; restbedrag; restant bedrag; "
    "resterend; resterend bedrag; openstaande bedrag; openstaand totaal; pendiente; importe pendiente; "
    "saldo pendiente; pendiente de pago; pendiente de cobro; total pendiente; cantidad pendiente; importe restante; "
    "resto; por cobrar; saldo por cobrar; importe adeudado"
)
# What also heads the running balance of an account, or what is left of a sum that is no invoice's.
OPEN_WEAK = ("balance", "saldo", "solde")
MEMO = (
    "memo/description; memo; description; reference; comment; comments; notes; private note; subject; details; "
    "invoice reference; invoice title; invoice description; work description; customer memo; beschreibung; "
    "verwendungszweck; betreff; leistung; bemerkung; buchungstext; omschrijving; kenmerk; referentie; opmerking; "
    "onderwerp; référence; libellé; objet; commentaire; memo on statement; descripción; concepto; observaciones; "
    "referencia; asunto"
)
# Sums without tax, the tax, and sums with it.
NET = (
    "net; net amount; net value; amount excl vat; amount excl tax; total excl vat; total excl tax; sub total; "
    "subtotal; amount (excl. vat); amount ex vat; total ex vat; amount before tax; untaxed amount; tax excluded; "
    "untaxed amount signed; net total; goods; goods value; netto; nettobetrag; betrag netto; summe netto; netto "
    "bedrag; bedrag excl btw; bedrag excl. btw; totaal excl btw; excl btw; price (excl. vat); price excl vat; price "
    "ex vat; montant ht; total ht; ht; net ht; invoice net; base imponible; importe neto; neto; total sin iva; "
    "importe sin iva; subtotal sin iva; total net; excl vat; excl tax; ex vat; ex tax; ex gst; excluding vat; "
    "excluding tax; net of vat; net of tax; amount excluding vat; amount excluding tax; total excluding vat; total "
    "excluding tax; amount ex gst; total ex gst; amount net of vat; total net of vat; amount net; invoice net "
    "amount; net invoice amount; invoice amount excl vat; invoice total excl vat; invoice amount ex vat; invoice "
    "total ex vat; value excl vat; value ex vat; taxable amount; tax exclusive amount; vat exclusive amount; "
    "nettosumme; nettogesamtbetrag; gesamtbetrag netto; gesamt netto; gesamtsumme netto; rechnungsbetrag netto; "
    "rechnungssumme netto; nettorechnungsbetrag; nettowert; warenwert netto; zwischensumme; betrag ohne mwst; summe "
    "ohne mwst; ohne mwst; ohne ust; exkl mwst; betrag exkl mwst; exkl ust; total exkl mwst; exclusief btw; ex btw; "
    "bedrag ex btw; bedrag exclusief btw; totaal ex btw; totaal exclusief btw; totaal netto; nettototaal; "
    "subtotaal; factuurbedrag excl btw; factuurbedrag ex btw; factuurbedrag exclusief btw; zonder btw; grondslag; "
    "hors taxes; hors taxe; montant hors taxes; montant hors taxe; total hors taxes; total hors taxe; prix ht; "
    "montant net ht; total net ht; sous-total; sous-total ht; base ht; base hors taxes; base taxable; hors tva; "
    "montant hors tva; total hors tva; htva; montant htva; total htva; total neto; neto total; base imp; base "
    "imponible total; total base imponible; subtotal neto; importe base; total base; sin iva; importe antes de "
    "impuestos; total antes de impuestos; antes de impuestos; importe sin impuestos; total sin impuestos; base; "
    "invoice amount excl tax; invoice total excl tax; invoice amount ex tax; invoice total ex tax"
)
TAX = (
    "tax total; taxtotal; total tax; total vat; total gst; vat total; tax; vat; vat amount; tax amount; sales tax; "
    "sales tax value; gst; gst amount; mwst; umsatzsteuer; ust; mehrwertsteuer; steuer; btw; btw bedrag; "
    "btw-bedrag; tva; montant tva; iva; importe iva; cuota iva; total iva; impuestos; sales tax amount; vat total "
    "amount; hst; pst; mwst betrag; mwst-betrag; ust betrag; ust-betrag; umsatzsteuerbetrag; steuerbetrag; btw "
    "totaal; totaal btw; btw bedrag totaal; total tva; montant de tva; taxes; montant des taxes; total taxes; "
    "importe de iva; importe del iva; igic; impuesto"
)
GROSS = (
    "gross; gross amount; gross value; amount incl vat; amount incl tax; amount including vat; total incl vat; "
    "total incl tax; gross total; amount (incl. vat); amount inc vat; total inc vat; amount inc tax; inc-tax "
    "amount; inc tax amount; tax inclusive amount; price (incl. vat); price incl vat; price inc vat; brutto; "
    "bruttobetrag; betrag brutto; summe brutto; bruto; bedrag incl btw; bedrag incl. btw; totaal incl btw; incl "
    "btw; montant ttc; total ttc; ttc; importe bruto; total con iva; importe con iva; total factura con iva; incl "
    "vat; incl tax; inc vat; inc tax; including vat; including tax; amount including tax; total including vat; "
    "total including tax; invoice gross amount; gross invoice amount; invoice amount incl vat; invoice total incl "
    "vat; value incl vat; value inc vat; amount inc gst; total inc gst; bruttosumme; bruttogesamtbetrag; "
    "gesamtbetrag brutto; gesamt brutto; gesamtsumme brutto; rechnungsbetrag brutto; rechnungssumme brutto; "
    "bruttorechnungsbetrag; inkl mwst; betrag inkl mwst; inkl ust; total inkl mwst; inclusief btw; bedrag inclusief "
    "btw; totaal inclusief btw; factuurbedrag incl btw; factuurbedrag inclusief btw; totaal bruto; toutes taxes "
    "comprises; montant toutes taxes comprises; total toutes taxes comprises; prix ttc; tvac; montant tvac; total "
    "tvac; iva incluido; total iva incluido; importe iva incluido; total con impuestos; "
    "invoice amount incl tax; invoice total incl tax; invoice amount inc tax; invoice total inc tax"
)
# What a client keeps back of an invoice for the tax office, or until the work has held: a part of what was earned.
WITHHELD = (
    "withholding; withholding tax; withholding amount; tax withheld; withheld; amount withheld; retention; "
    "retention amount; cis; cis deduction; tds; tds amount; quellensteuer; einbehalt; sicherheitseinbehalt; "
    "inhouding; ingehouden; bronbelasting; retenue; retenue de garantie; retenue à la source; retención; retenciones; "
    "irpf; importe irpf; cuota irpf; retención irpf; importe retención; total retención; total retenciones"
)
# What counts its own numbers within a list: A/1 and B/1 are two invoices.
SERIES = (
    "series; invoice series; number series; document series; invoice prefix; serie; serie de factura; serie factura; "
    "serie de facturación; série; série de facture; reeks; factuurreeks; nummerreeks; nummernkreis; nummernserie; "
    "rechnungskreis; rechnungsserie; belegkreis"
)
# Words of purchases: what suppliers charge us is none of a client's.
SUPPLIERS = (
    "~supplier; ~vendor; ~lieferant; ~kreditor; ~leverancier; ~crediteur; ~fournisseur; ~creditor; ~payee; ~proveedor; "
    "~acreedor"
)

# Whether all of it was paid, and whether it was not.
SETTLED = (
    "paid; is paid; paid in full; fully paid; closed; settled; is settled; fully settled; cleared; bezahlt; beglichen; "
    "ausgeglichen; vollständig bezahlt; erledigt; betaald; voldaan; vereffend; afgehandeld; payé; payée; "
    "réglé; réglée; soldé; soldée; acquitté; acquittée; encaissé; encaissée; pagado; pagada; cobrado; cobrada; "
    "liquidado; liquidada; saldado; saldada"
)
UNSETTLED = (
    "open; is open; unpaid; outstanding; offen; noch offen; unbezahlt; openstaand; onbetaald; impayé; impayée; "
    "pendiente; impagado; impagada"
)


def lacks(name: str, found: Found) -> bool:
    """Payments among invoices are often without a number."""
    return name == "number" and type_of(found.get("type")) == PAYMENT


def shape(found: Found, context: Context) -> Row:
    """One invoice or credit note; a type that names no entry (a kind of work) makes it no less an invoice."""
    return entry_row(added_up(numbered(found), context), context, INVOICE)


def gather(found: Found, context: Context, whole: bool) -> None:
    """What a line tells of others: which invoices are void, how payments are written, what invoices come to."""
    gather_entry(found, context, whole)
    note(numbered(found), context, whole)


FORM = Form(
    name="invoices",
    table="invoices",
    means="a list of invoices and credit notes",
    shape=shape,
    fields=(
        Field(
            "type",
            "text",
            "type; invoice type; document type; doc type; transaction type; trans type; txn type; move type; "
            "voucher type; entry type; belegart; belegtyp; rechnungsart; dokumenttyp; rechnungstyp; typ; soort; "
            "type de document; tipo; tipo de documento; tipo de factura",
            weak="kind; document; art; source",
            known=TYPE_OF.keys(),
        ),
        Field("customer", "party", CUSTOMER, weak=CUSTOMER_WEAK),
        Field(
            "number",
            "text",
            "invoice number; invoice no; invoice #; invoice num; invoice id; invoice nr; invoice statement number; "
            "invoice; invoice/credit note number; document number; document no; rechnungsnummer; rechnungsnr; "
            "rechnungs-nr; rechnung nr; rechnung; belegnummer; dokumentnummer; factuurnummer; factuurnr; factuur nr; "
            "factuur; numéro de facture; n° facture; n° de facture; facture n°; numéro facture; facture; "
            "número de factura; nº de factura; nº factura; n.º de factura; num. factura; factura",
            weak="num; number; no; nr; doc number; docnumber; belegnr; nummer; numéro; name; id; reference; ref",
            row=True,
        ),
        Field("series", "text", SERIES),
        Field("customer_id", "text", CUSTOMER_ID),
        Field(
            "customer_email",
            "addresses",
            "email; email address; emailaddress; billing email; bill email; customer email; client email; e-mail; "
            "rechnungs-e-mail; e-mailadres; correo electrónico; correo; email del cliente",
            many=True,
        ),
        Field("issued_on", "day", ISSUED, weak="date; datum; fecha; created; created on; created date; day", row=True),
        Field("due_on", "day", DUE),
        Field("net", "money", NET),
        Field("tax", "money", TAX),
        Field("gross", "money", GROSS),
        Field("withheld", "money", WITHHELD),
        Field(
            "total",
            "money",
            "invoice total; total; total amount; amount total; total value; grand total; invoice amount total; "
            "total in currency; total signed; requested amount; invoice value; original amount; gesamt; "
            "gesamtbetrag; rechnungsbetrag; rechnungssumme; totaal; totaalbedrag; factuurbedrag; montant total; "
            "total facture; importe total; total factura; total de la factura; document total; endsumme; endbetrag; "
            "gesamtsumme; montant de la facture; importe de la factura",
        ),
        Field(
            "amount",
            "money",
            "amount; invoice amount; document value; amount billed; billed; invoiced amount; invoiced; value; betrag; "
            "summe; bedrag; "
            "montant; montant facturé; importe; importe factura; importe facturado; monto",
        ),
        Field(
            "goods_cost",
            "money",
            "cost of goods; cost of goods sold; cogs; goods cost; cost of sales; purchase cost; material cost; cost; "
            "wareneinsatz; wareneinkauf; materialkosten; einkaufswert; einstandswert; kostprijs; inkoopwaarde; "
            "inkoopkosten; kostprijs verkopen; coût des marchandises; coût d'achat; prix de revient",
        ),
        Field(
            "currency",
            "currency",
            "currency; currency code; currency id; währung; valuta; munt; devise; monnaie; moneda; divisa",
        ),
        Field("memo", "text", MEMO, many=True),
        Field(
            "paid_on",
            "paid",
            "paid on; paid at; date paid; paid date; payment date; payment received; fully paid on date; "
            "fullypaidondate; settled date; settled on; last payment date; payment received on; bezahlt am; "
            "zahlungsdatum; zahldatum; zahlungseingang; betaald op; betaaldatum; betaald; received on; received; "
            "date received; payé le; date de paiement; date de règlement; paid; bezahlt; payé; réglé; fecha de pago; "
            "fecha de cobro; pagado el; cobrado el; fecha pago; fecha cobro; payée le; réglé le; réglée le; "
            "acquitté le; acquittée le; encaissé le; encaissée le; soldé le; soldée le; date d'encaissement; "
            "date du règlement; date de l'encaissement; date du paiement; settlement date; "
            "date settled; date of payment; paid in full on; cleared on; date cleared; gezahlt am; "
            "beglichen am; ausgeglichen am; zahlung am; zahlung erhalten am; zahlungseingang am; datum der zahlung; "
            "eingegangen am; voldaan op; ontvangen op; betaling ontvangen op; datum betaling; "
            "pagada el; cobrada el; liquidado el; liquidada el; saldada el; fecha del pago; fecha del cobro",
        ),
        Field(
            "paid_amount",
            "money",
            "paid amount; amount paid; paid value; amount received; invoice amount paid; invoiceamountpaid; "
            "payments; bezahlter betrag; gezahlter betrag; betaald bedrag; montant payé; montant réglé; paid; "
            "received; bezahlt; betaald; payé; réglé; pagado; importe pagado; cobrado; importe cobrado",
            weak="applied amount",
        ),
        Field("open_balance", "money", OPEN),
        Field(
            "status",
            "text",
            "status; invoice status; payment status; payment state; state; zahlungsstatus; rechnungsstatus; stand; "
            "betaalstatus; factuurstatus; statut; état; estado; estado de la factura; estado de pago; "
            "estado del cobro",
            many=True,
        ),
        Field("disputed", "flag", "disputed; in dispute; dispute; strittig; betwist; contesté; en litige"),
        # "Paid?", "Voided": answers to a question; what holds a day or a sum instead is read as that.
        Field("settled", "answer", SETTLED),
        Field("unsettled", "answer", UNSETTLED),
        Field(
            "void",
            "flag",
            "voided; void; is void; is voided; cancelled; canceled; is cancelled; storniert; annulliert; geannuleerd; "
            "annulé; annulée; anulado; anulada",
        ),
        Field("draft", "flag", "draft; is draft; entwurf; concept; brouillon; borrador"),
        Field("credited", "flag", "credit note; is credit note; is credit; gutschrift; creditnota; avoir"),
        Field("deleted", "flag", "is deleted; deleted; fivetran deleted"),
    ),
    needs=(
        ("number",),
        ("customer", "customer_id"),
        ("issued_on",),
        ("net", "gross", "total", "amount"),
        ("number!", "due_on!", "type!"),
        ("number!", "due_on!", "customer!"),
        ("due_on", "open_balance", "status", "tax", "paid_on", "type", "net!", "gross", "number!"),
    ),
    hints="terms; payment terms; po number; sales rep; sent; days late; days overdue; project; zahlungsbedingungen; "
    "betalingstermijn; conditions de paiement; paperless bill; exchange rate; currency rate; email status; "
    "account code",
    never=SUPPLIERS
    + "; balance impact; from email address; to email address; s/h; soll/haben; dr/cr; expiration date; expiry date; "
    "accepted by; accepted date; valid until; quote number; "
    "applied to; payment type; payment number; receipt number; payable account id; candidate; hours; deal stage; "
    "stage name; line item id; refund receipt id; payment reference number; check payment status; bill id; "
    "purchase order number; po id; amount applied; captured; amount refunded; decline reason; gegenkonto; "
    "contra account; debit; credit; debet; betrag soll; betrag haben; lineitem name; fulfillment status; "
    "reporting category; balance transaction id; customer facing amount",
    strangers=PURCHASES,
    others=f"{UNSENT}; {GONE}",
    group="customer",
    gather=gather,
    lacks=lacks,
    held=("customer",),
)
