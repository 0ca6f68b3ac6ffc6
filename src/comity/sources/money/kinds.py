"""What books call the kinds of their entries, and where an entry stands: words in five languages."""

from __future__ import annotations

import re
from decimal import Decimal

from comity.sources.amounts import number_readings
from comity.sources.days import NOTHING, readings
from comity.sources.forms import Found
from comity.sources.headings import key
from comity.sources.values import Unreadable, flag, plain

INVOICE, CREDIT, PAYMENT, SALE, THEIRS, OTHER = "invoice", "credit", "payment", "sale", "theirs", "other"
# Words, and among them the kinds of documents of SAP (RV, DZ and others).
TYPES = {
    INVOICE: (
        "invoice; invoices; sales invoice; receivable invoice; accrec; tax invoice; customer invoice; out invoice; "
        "statement charge; "
        "finance charge; charge; rechnung; ausgangsrechnung; faktura; factuur; verkoopfactuur; facture; "
        "facture client; facture de vente; inv; factura; factura de venta; factura emitida; rv; dr"
    ),
    CREDIT: (
        "credit memo; credit note; sales credit note; receivable credit note; accreccredit; credit; credit invoice; "
        "customer credit; "
        "gutschrift; rechnungskorrektur; stornorechnung; creditnota; creditfactuur; kredietnota; avoir; "
        "note de crédit; cn; cm; sales credit; credit memos; sales credit memo; out refund; customer credit note; "
        "credit nota; rechnungsgutschrift; factura rectificativa; rectificativa; abono; nota de crédito; "
        "nota de abono; storno; crn; cr note; cr. note; rebate; rabatt; korting; remise; dg"
    ),
    PAYMENT: (
        "payment; payments; receive payment; received payment; customer payment; receipt; invoice payment; "
        "accrecpayment; payment received; zahlung; zahlungseingang; betaling; ontvangst; ontvangen betaling; "
        "paiement; règlement; encaissement; receivable payment; receive; receive money; inbound; payment on account; "
        "pago; cobro; payment receipt; overpayment; prepayment; sales overpayment; sales prepayment; "
        "receivable overpayment; receivable prepayment; "
        "cobro de cliente; pago recibido; customer receipt; client receipt; client payment; debtor receipt; "
        "cash receipt; payment from customer; receipt from customer; kundenzahlung; zahlung vom kunden; klantbetaling; "
        "règlement client; paiement client; encaissement client; pago de cliente; customer deposit; client deposit; "
        "customer prepayment; kundenanzahlung; aanbetaling klant; acompte client; anticipo de cliente; dz"
    ),
    SALE: ("sales receipt; cash sale; barverkauf; contante verkoop; vente au comptant"),
    THEIRS: (
        "purchase invoice; bill; bills; supplier invoice; vendor bill; payable invoice; payable payment; "
        "payable credit note; accpay; accpaycredit; accpaypayment; "
        "bill payment; bill payment (check); bill payment (cheque); bill payment (credit card); vendor credit; "
        "supplier credit note; purchase credit note; eingangsrechnung; inkoopfactuur; facture fournisseur; "
        "facture d'achat; expense; in invoice; in refund; send; send money; outbound; vendor payment; "
        "supplier payment; spend money; purchase credit; eingangsgutschrift; inkoopcreditnota; factura de compra; "
        "factura recibida; factura de proveedor; bill credit note; payable overpayment; payable prepayment; "
        "purchase overpayment; purchase prepayment; eingangsbeleg; kr; kg; kz"
    ),
    OTHER: (
        "estimate; quote; quotation; proposal; sales order; order; purchase order; journal entry; journal; deposit; "
        "transfer; refund; refund receipt; cheque; check; time charge; delayed charge; delayed credit; delivery note; "
        "inventory adjustment; bank deposit; statement; pro forma; proforma; angebot; auftrag; auftragsbestätigung; "
        "lieferschein; buchung; offerte; orderbevestiging; pakbon; memoriaal; devis; bon de commande; "
        "proforma invoice; pro forma invoice; sales quote; po; reminder; mahnung; zahlungserinnerung; herinnering; "
        "aanmaning; relance; recordatorio; write-off; write off; abschreibung; general journal; kostenvoranschlag; "
        "customer refund; client refund; refund payment; cash refund; customer refund payment; chargeback; "
        "charge back; "
        "returned payment; payment reversal; erstattung; rückerstattung; kundenerstattung; rückzahlung; "
        "rücklastschrift; "
        "rückbuchung; auszahlung; terugbetaling; terugbetaling klant; terugboeking; terugstorting; restitutie; "
        "uitbetaling; remboursement client; rejet; reembolso a cliente; reembolso de cliente; "
        "devolución de cobro; cobro devuelto; recibo devuelto; "
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
        "vencido; emitida; enviada; no pagada; parcialmente pagada; parcialmente cobrada; impagada; teilweise; "
        "gedeeltelijk; deels; partiel; partielle; partiellement; parcial; parcialmente; unbezahlt; onbetaald; impayé; "
        "impagado; à venir; à échoir; non échu; non échue; échu; échue"
    ),
    "void": (
        "void; voided; deleted; cancelled; canceled; storniert; storno; annulliert; geannuleerd; vervallen verklaard; "
        "annulé; annulée; written off; uncollectible; reversed; anulada; anulado; cancelada; rejected; duplicate; "
        "superseded; bad debt; gelöscht; ungültig; abgebrochen; uneinbringlich; ausgebucht; oninbaar; irrécouvrable; "
        "incobrable; replaced; ersetzt"
    ),
    "disputed": (
        "disputed; in dispute; dispute; strittig; reklamiert; bestritten; betwist; in betwisting; en litige; litige; "
        "contestée; en disputa; impugnada"
    ),
    "draft": (
        "draft; entwurf; concept; brouillon; pending approval; awaiting approval; to be approved; borrador; unsent; "
        "not sent; unapproved; not approved; scheduled; scheduled to email; quote; proforma; pro forma; "
        "nicht versendet; nicht gesendet; niet verzonden; non envoyée; no enviada"
    ),
}
STATUS_OF = {key(name): status for status, names in STATUSES.items() for name in names.split(";")}
# What is a credit as a type, and as a status may be said of an invoice: sold on credit, paid, or at a lower price.
ON_CREDIT = frozenset(
    map(key, ("credit", "credits", "abono", "cm", "cn", "crn", "rebate", "rabatt", "korting", "remise"))
)
# Where one column says one thing and another something else, the first of these counts.
TELLING = ("void", "draft", "disputed", "paid", "open")
STATUS_START = re.compile(r"(unpaid|overdue|due|partial|partly|paid|void|disputed|draft)(?:ly)?\b", re.IGNORECASE)
# What denies the word behind it: "not yet paid", "noch nicht bezahlt", "pas encore réglée".
DENIED = frozenset(["not", "never", "nicht", "niet", "nog", "pas", "non", "no", "noch", "sin"])
# What says beside "paid" that not all of it was: a part ("Anzahlung bezahlt", "payé partiellement", "paid 50%"), a rest
# ("paid, rest open"), an answer ("paid: no").
PART = re.compile(
    r"\b(?:part|partly|partial\w*|partiell?\w*|partie|parcial\w*|parte|teil(?:weise|s|bezahlt|beglichen|zahlung|betrag)?|"
    r"anteilig|anzahlung|angezahlt|abschlag|gedeelte\w*|deels|deelbetaling|aanbetaling|aanbetaald|voorschot|acompte|"
    r"arrhes|anticipo|señal|(?<!direct )(?<!bank )(?<!by )(?<!via )deposit|down payment|half|halb|hälfte|helft|moitié|"
    r"mitad|instal?lment|on account|a cuenta)\b|(?<![\d.,])\d\d?(?:[.,]\d+)?\s*%",
    re.IGNORECASE,
)
_LEFT = (
    "unpaid; open; outstanding; rest; remaining; remainder; offen; unbezahlt; openstaand; onbetaald; reste; impayé; "
    "impayée; pendiente; impagado; impagada; resto"
)
LEFT = frozenset(key(word) for word in _LEFT.split(";"))
ANSWERED_NO = frozenset(["no", "n", "nein", "nee", "non"])
# What says that something is still to come: "pending", "noch nicht", "pas encore".
WAITING = frozenset(
    [*DENIED, *map(key, ["yet", "encore", "aún", "todavía", "pending", "awaited", "awaiting", "expected", "waiting",
     "tbc", "tbd", "ausstehend", "ausständig", "erwartet", "wartend", "in", "afwachting", "verwacht", "attente", "en",
     "attendu", "espera", "still", "payment", "zahlung", "betaling", "paiement", "pago"])]
)  # fmt: skip
# "Paid 500 of 1,000": how much of how much.
_SUM = r"[^\w\s]{0,3}(?:[A-Z]{3}\s)?\s?(\d(?:[\d.,'’]*\d)?)"
SHARE_OF = re.compile(rf"(?<![\d.,/-]){_SUM}(?:\s?[^\W\d]{{3}}|\s?[€£$])?\s+(?:out of|of|von|van|sur|de)\s+{_SUM}")
# "Paid on 12.3.2026": the day that a status bears, behind what it says.
DATED = re.compile(r"(\D*?)(?:\W+(?:on|am|op|le|el))?\W+(\d.*)")

# How books kept by hand strike an invoice out beside its text: "VOID wrong rate, see 331" (where not all is written in
# capitals), "void, see 331", "Storno 3.5.", "storniert wegen Frost"; but "Void fill" and "Storno-Pauschale" are sold.
STRUCK = re.compile(r"(?<![\w-])VOID(?:ED)?(?![\w-])")
STRUCK_ALONE = re.compile(
    r"\W*(?:(?:voided|storniert)(?![\w-])|(?:void|storno)(?=[\W\d]*$|\s*[.,:;!)\]]|\s+[-–—]\s))", re.IGNORECASE
)
CLAUSE = re.compile(r"\s*;\s+")  # between what a remark says beside another


def type_of(text: str | None) -> str | None:
    """What a type as written means: one of the six kinds, None where it is none of them."""
    return TYPE_OF.get(key(text)) if text else None


def status_of(text: str | None) -> str | None:
    """A status in our words where it has one of their meanings, else as written."""
    if not text:
        return None
    outright = known = _outright(text)
    words = [key(word) for word in re.findall(r"\w+", text)]
    if known is None and words and not DENIED.intersection(words) and STATUS_OF.get(words[-1]) == "void":
        known = "void"  # "Unpaid - voided"
    if known is None and (start := STATUS_START.match(text)):
        known = STATUS_OF[key(start[1])]
    if known is None:
        known = next((STATUS_OF[word] for word in words if word in STATUS_OF), None)
        known = "open" if known in TELLING and DENIED.intersection(words) else known
    if known == "paid" != outright and (
        _is_share(text) or PART.search(text) or LEFT.intersection(words) or words[-1] in ANSWERED_NO
    ):
        known = "open"
    return known or text


def paid_of(text: str, whole: Decimal) -> Decimal | None:
    """How much of an invoice a status says was paid: "Paid 500 of 1,000"; None where it says nothing of that sum."""
    for part, told in SHARE_OF.findall(text):
        ours, theirs = number_readings(part), number_readings(told)
        for one, other in ((ours.point, theirs.point), (ours.comma, theirs.comma)):
            if one is not None and other == whole and one < whole:
                return one
    return None


def _is_share(text: str) -> bool:
    """Whether it is said of a sum that only a part of it was paid."""
    return any(part != told for part, told in SHARE_OF.findall(text))


def _outright(text: str) -> str | None:
    """The status that a text is word for word, or behind a colon: "Invoice: Paid In Full"."""
    before, _, last = text.rpartition(":")
    return STATUS_OF.get(key(text)) or (None if PART.search(before) else STATUS_OF.get(key(last)))


def answer_told(text: str) -> str | None:
    """What is said in the place of the day on which something was paid: one of our statuses, None where it is none."""
    try:
        return "paid" if flag(text) else "open"
    except Unreadable:
        status = status_of(text)
    words = frozenset(key(word) for word in re.findall(r"\w+", text))
    return status if status in TELLING else "open" if words and words <= WAITING else None


def paid_outright(found: Found) -> bool:
    """Whether a record is called paid word for word, be it with a day: no other column says it better."""
    told = [*found.get("status", ()), found.get("settled")]
    for text in (text for text in told if isinstance(text, str)):
        dated = DATED.fullmatch(text)
        if _outright(dated[1] if dated and readings(plain(dated[2])) != NOTHING else text) == "paid":
            return True
    return found.get("settled") is True


def status_told(found: Found) -> str | None:
    """The status of a record that may tell several (is it posted, is it paid): the one that says most."""
    texts = (text for text in found.get("status", ()) if text != credit_told(found))
    told = [status for text in texts if (status := status_of(text))]
    return next((status for status in TELLING if status in told), told[0] if told else None)


def credit_told(found: Found) -> str | None:
    """The status of a record that says no more than that it is a credit note, where no type says what it is."""
    if found.get("type"):
        return None
    told = (text for text in found.get("status", ()) if type_of(text) == CREDIT)
    return next((text for text in told if key(text) not in STATUS_OF and key(text) not in ON_CREDIT), None)


def not_all_paid(found: Found) -> bool:
    """Whether a record's status says that something of it was paid, and not all."""
    told = [text for text in (*found.get("status", ()), found.get("settled")) if isinstance(text, str)]
    return any(
        status_of(text) == "open" and (PART.search(text) or _is_share(text) or _paid_word(text)) for text in told
    )


def _paid_word(text: str) -> bool:
    words = [key(word) for word in re.findall(r"\w+", text)]
    return not DENIED.intersection(words) and any(STATUS_OF.get(word) == "paid" for word in words)


def strikes_out(memo: str) -> bool:
    """Whether a remark beside an invoice says that it is none any more."""
    return any(_strikes(clause, memo) for clause in CLAUSE.split(memo))


def without_strikes(memo: str) -> str:
    """The remark without what strikes the invoice out."""
    return "; ".join(clause for clause in CLAUSE.split(memo) if not _strikes(clause, memo))


def _strikes(clause: str, memo: str) -> bool:
    return bool(STRUCK_ALONE.match(clause) or (not memo.isupper() and STRUCK.search(clause)))
