"""What lists are called that look like lists of invoices or payments and are none: beginnings of words, five languages.

Before a word of a phrase "!" says that none begins so, behind one "." that it ends there (see `forms.speak`).
"""

from __future__ import annotations

# Not what a name says that also says what of ours it is about: "Invoices with expenses", "Rechnungen nach Kosten".
_NOT_OURS = " !invoic !rechnung !faktur !factu"


def _unless_invoices(words: str) -> str:
    return "; ".join(word.strip() + _NOT_OURS for word in words.split(";"))


# What suppliers charge us, and what we spent.
PURCHASES = (
    "payable; supplier; vendor; creditor; purchase; bills; incoming invoice; kreditor; lieferant; eingangsrechnung; "
    "rechnungseingang; einkauf; crediteur; leverancier; inkoop; inkomende factu; ontvangen factu !betaling; "
    "fournisseur; achat; "
    "facture recue; proveedor; acreedor; compra; factura recibida; gasto; " +
    _unless_invoices(
        "expense; expenditure; spendings.; costs.; overheads.; ausgaben.; betriebsausgaben; kassenausgaben; kosten.; "
        "betriebskosten; aufwendungen; uitgaven.; onkosten; bedrijfskosten; depense; frais."
    )
)  # fmt: skip

# What is sent before an invoice, or in its place, or never was, or is yet to come.
UNSENT = (
    "quote; quotation; estimate; proposal; draft; proforma; pro forma; recurring; repeating invoice; cancelled; "
    "canceled; voided; deleted invoice; sales order; purchase order; orders.; order confirmation; order list; "
    "order book; order backlog; delivery note; deliveries.; dispatch note; despatch note; packing slip; packing list; "
    "templates.; "
    "angebot; kostenvoranschlag; entwurf; entwurfe; entwuerfe; rechnungsentwu; belegentwu; gutschriftsentwu; "
    "stornier; annulliert; geloscht; geloescht; auftrage.; auftraege.; auftragsbestatig; auftragsbestaetig; "
    "auftragsliste; auftragsubersicht; auftragsuebersicht; auftragsbuch; auftragsbestand; auftragseingang; bestellung; "
    "bestelliste; bestellliste; wiederkehrend; dauerrechnung; lieferschein; lieferungen.; vorlagen.; "
    "rechnungsvorlage; "
    "offerte; pakbon; conceptfactu; concept factu; concepten.; verkooporder; orderbevestiging; orderlijst; "
    "orderoverzicht; opdrachten.; opdrachtbevestiging; bestelling; bestelbon; leverbon; leveringsbon; afleverbon; "
    "leveringen.; periodieke factu; terugkerend; herhalend; geannuleerd; verwijderde factu; sjabloon; sjablonen; "
    "devis; brouillon; provisoire; commande.; commandes.; livraison; recurrent; periodique; annule; annulee; "
    "facture supprime; modeles.; "
    "presupuesto; borrador; pedido; orden compra; orden venta; ordenes.; albaran; nota entrega; periodica; anulad; "
    "cancelad; factura eliminad; plantilla"
)  # fmt: skip

# Money that went back, went out or never came.
GONE = (
    "refunds. !payment !receipt; refund list; refund report; refunded; chargeback; charge back; returned; bounced; "
    "failed; declined; dishonoured; dishonored; unsuccessful; payment made; payment sent; "
    "outgoing payment; outgoing transfer; payouts.; "
    "disbursement; bill payment; "
    "rucklastschrift; ruecklastschrift; ruckzahlung; rueckzahlung; ruckbuchung; rueckbuchung; ruckerstattung; "
    "rueckerstattung; erstattung; zahlungsausgang; zahlungsausgaeng; geldausgang; geldausgaeng; auszahlung; "
    "ausgehende zahlung; ausgehende uberweisung; fehlgeschlagen; "
    "terugbetaling; terugboeking; teruggeboekt; terugbetaald; mislukt; geweigerd; uitgaande betaling; uitbetaling; "
    "verrichte betaling; gedane betaling; "
    "remboursement; rembourse; rejet; rejets; paiement rejete; prelevement rejete; decaissement; echoue; "
    "paiement refus; paiement effectue; paiement emis; virement emis; reglement effectue; reglement emis; "
    "paiement sortant; virement sortant; "
    "devolucion; devuelt; reembols; pago realizad; pago efectuad; pago emitid; pago enviad; transferencia emitid; "
    "pago saliente; transferencia saliente; fallid; rechazad"
)  # fmt: skip

# Money that is still to come, or was owed and did not.
AWAITED = (
    "expected payment; expected receipt; scheduled payment; planned payment; upcoming payment; payment plan; "
    "payment schedule; payment request; reversed; reversal; stornier; storno; geplant; erwartet; zahlungsplan; "
    "zahlungsvorschlag; impaye; impayee; prevu; prevue; planifie; gestorneerd; stornering; gepland; verwacht; "
    "betalingsplan; previst; programad; impagad; anulad; annule; annulee; geannuleerd; cancelled; canceled"
)
