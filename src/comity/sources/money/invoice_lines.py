"""Lists with a line for each thing invoiced and no sum of the invoice: the sum is that of its lines.

Every line is a record and tells the whole invoice; of equal ones the book keeps one and counts the others as
duplicates, so that records add up and no sum is counted twice.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.money.invoices import FORM as INVOICES
from comity.sources.money.invoices import SUPPLIERS
from comity.sources.money.kinds import INVOICE
from comity.sources.money.other_lists import PURCHASES, UNSENT
from comity.sources.money.records import came_in, customer_of, entry_row, numbered
from comity.sources.outcome import Row
from comity.sources.values import Unreadable, quoted

# The fields of a line that are added up, and what their sum is to the invoice.
SUMS = {
    "net": "net", "gross": "gross", "line_gross": "gross", "line": "amount", "amount": "amount", "taxes": "tax",
    "goods_cost": "goods_cost",
}  # fmt: skip


def gather(found: Found, context: Context, whole: bool) -> None:
    """Add a line to its invoice; one that cannot be read leaves the invoice's sum unknown."""
    sums: dict[Any, dict[str, Decimal]] = context.memory.setdefault("sums", {})
    place = (customer_of(found, context)[0], numbered(found).get("number"))
    line = _line(found)
    if whole:
        came_in({**found, **line}, context, INVOICE)
    if not whole or not _is_told(line):
        context.memory.setdefault("broken", set()).add(place)
    invoice = sums.setdefault(place, {})
    for name, amount in line.items():
        invoice[name] = invoice.get(name, Decimal(0)) + amount


def _line(found: Found) -> dict[str, Decimal]:
    """The sums of a line: as told, else its quantity times its price."""
    told = dict[str, Decimal]()
    for name, sum_of in SUMS.items():
        if (value := found.get(name)) is not None:
            told.setdefault(sum_of, sum(value, Decimal(0)) if isinstance(value, list) else value)
    if not _is_told(told) and "price" in found and "quantity" in found:
        told["amount"] = found["price"] * Decimal(str(found["quantity"]))
    return told


def _is_told(line: dict[str, Decimal]) -> bool:
    return bool(line.keys() & {"net", "gross", "amount"})


def shape(found: Found, context: Context) -> Row:
    """The whole invoice that a line belongs to."""
    return whole(found, context, INVOICE)


def whole(found: Found, context: Context, kind: str) -> Row:
    """The whole invoice, or entry of another kind, that a line belongs to."""
    found = numbered(found)
    place = (customer_of(found, context)[0], found.get("number"))
    if place in context.memory.get("broken", ()) and _is_told(_line(found)):
        raise Unreadable(
            f"another line of {quoted(str(found.get('number')))} cannot be read, so that its sum is not known",
            "Mend that line and read again.",
        )
    told = {name: value for name, value in found.items() if name not in SUMS}
    return entry_row({**told, **context.memory.get("sums", {}).get(place, {})}, context, kind)


KEPT = ("number", "series", "type", "customer", "customer_id", "customer_email", "issued_on", "due_on", "currency",
        "paid_on", "status", "deleted")  # fmt: skip

FORM = Form(
    name="invoice_lines",
    table="invoices",
    means="a list of the lines of invoices",
    shape=shape,
    gather=gather,
    fields=(
        *(fld for fld in INVOICES.fields if fld.name in KEPT),
        Field(
            "item",
            "text",
            "item; item name; item code; product; product/service; product/service full name; article; sku; artikel; "
            "artikelnummer; leistung; produkt; article code; produit",
        ),
        Field(
            "memo",
            "text",
            "description; item description; item desc; line description; memo/description; memo; details; "
            "beschreibung; bezeichnung; omschrijving; libellé; désignation",
            many=True,
        ),
        Field(
            "quantity",
            "number",
            "quantity; qty; units; menge; anzahl; aantal; quantité; qté",
        ),
        Field(
            "price",
            "money",
            "unit price; unit amount; sales price; item price; price; unit cost of sale; unit price (ex); "
            "einzelpreis; preis; stückpreis; stukprijs; prijs; eenheidsprijs; prix unitaire; pu ht",
            weak="rate",
        ),
        Field(
            "net",
            "money",
            "line net; line subtotal; net amount; net; line amount excl tax; amount excl vat; amount (excl. vat); "
            "gesamtpreis netto; betrag netto; netto; nettobetrag; regelbedrag excl btw; bedrag excl btw; "
            "totaal excl btw; total ht; montant ht",
        ),
        Field(
            "taxes",
            "money",
            "tax; vat; tax amount; vat amount; gst amount; gst; line tax; tax 1 amount; tax 2 amount; "
            "item tax amount; mwst; ust; steuer; btw; btw bedrag; tva; montant tva",
            many=True,
        ),
        Field(
            "gross",
            "money",
            "gross; gross amount; amount incl vat; amount (incl. vat); brutto; bruttobetrag; bedrag incl btw; "
            "totaal incl btw; total ttc; montant ttc",
        ),
        Field(
            "line_gross",
            "money",
            "inc-tax amount; line total incl tax; line gross; gesamtpreis brutto; regelbedrag incl btw; "
            "total ligne ttc",
        ),
        Field(
            "line",
            "money",
            "line total; line amount; item total; extended price; ext price; positionsbetrag; positionssumme; "
            "regelbedrag; regeltotaal; total ligne",
            weak="sub total; subtotal",
        ),
        Field(
            "amount",
            "money",
            "amount; total price; total; sum; value; gesamtpreis; betrag; summe; gesamt; bedrag; totaal; montant",
        ),
        Field("goods_cost", "money", "cost; cost of goods; cogs; line cost; wareneinsatz; kostprijs; inkoopwaarde"),
    ),
    needs=(
        ("number",),
        ("issued_on",),
        ("quantity", "price!", "line", "line_gross"),
        ("net", "gross", "amount", "price", "line", "line_gross"),
        ("item", "memo", "price"),
        ("number!", "type!"),
    ),
    hints="discount; discount percentage; account code; account #; tax type; tax code; location; tracking name; pos.; "
    "position; unit; einheit; eenheid; delivery status; line id; line no",
    never=SUPPLIERS + "; ?sub total; ?subtotal; invoice total; total tax; tax total; grand total; invoice amount; "
    "balance due; amount due; open balance; invoice amount due; outstanding; openstaand; offen; quote number; "
    "purchase order number; po id; bill id; order date; candidate; hours; fulfillment status; debit; credit; "
    "gegenkonto; stage; applied to; refund receipt id; payment type",
    vouched=("goods_cost",),  # where a line tells its cost, it tells its sum
    strangers=PURCHASES,
    others=UNSENT,
    group="customer",
    held=("customer",),
)
