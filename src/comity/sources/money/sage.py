"""The list of transactions of Sage 50, whose types are two letters: SI a sales invoice, SR a receipt, and so on."""

from __future__ import annotations

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.money.kinds import CREDIT, INVOICE, OTHER, PAYMENT, THEIRS
from comity.sources.money.records import came_in, entry_row
from comity.sources.outcome import Row
from comity.sources.values import Unreadable, plain, quoted

TYPES = {
    "SI": INVOICE, "SC": CREDIT, "SR": PAYMENT, "SA": PAYMENT, "SD": CREDIT, "SP": OTHER, "PI": THEIRS, "PC": THEIRS,
    "PP": THEIRS, "PA": THEIRS, "PD": THEIRS, "PR": THEIRS, "BP": OTHER, "BR": OTHER, "CP": OTHER, "CR": OTHER,
    "JD": OTHER, "JC": OTHER, "VP": OTHER, "VR": OTHER,
}  # fmt: skip


def shape(found: Found, context: Context) -> Row:
    """One transaction by its type; those of suppliers, of the bank and of the journal are left out."""
    written = plain(found["type"]).upper()
    kind = TYPES.get(written)
    if kind is None:
        raise Unreadable(f"{quoted(written)} is no type of transaction of Sage 50")
    if kind in (THEIRS, OTHER):
        what = "what we owe to others" if kind == THEIRS else "no invoice, credit or payment of a customer"
        raise Unreadable(f"{quoted(written)} is {what}: left out", "Nothing need be done.")
    return entry_row(_typed(found, kind), context, kind)


def gather(found: Found, context: Context, whole: bool) -> None:
    """Learn how receipts are written."""
    kind = TYPES.get(plain(found.get("type") or "").upper())
    if whole and kind == PAYMENT:
        came_in(_typed(found, kind), context, None)


def _typed(found: Found, kind: str) -> Found:
    """A transaction with its type in our words, and of a receipt what came."""
    told = {**found, "type": kind}
    if kind == PAYMENT:
        told["amount"] = next((found[name] for name in ("amount", "gross", "net") if name in found), None)
    return told


FORM = Form(
    name="sage",
    table="invoices",
    means="the transactions of Sage 50",
    shape=shape,
    fields=(
        Field("type", "text", "type; tran type; transaction type", row=True),
        Field("customer", "party", "name; account name; customer name; customer"),
        Field("customer_id", "text", "a/c; account ref; a/c ref; account; account reference"),
        Field("issued_on", "day", "date; transaction date; tran date", row=True),
        Field("due_on", "day", "due date; due on; date due"),
        Field("number", "text", "inv ref; ref; refn; reference; invoice no"),
        Field("memo", "text", "details; ex.ref; extra ref; description", many=True),
        Field("net", "money", "net; net amount"),
        Field("tax", "money", "tax; tax amount; vat; vat amount"),
        Field("gross", "money", "gross; gross amount"),
        Field("amount", "money", "amount; total"),
        Field("open_balance", "money", "outstanding; o/s; amount outstanding; o/s amount"),
    ),
    needs=(("type",), ("customer_id",), ("number",), ("issued_on",), ("net", "gross", "amount"), ("net", "tax")),
    hints="no; tran no; t/c; tax code; n/c; nominal code; dept; department; paid; amount paid; bank rec. date; user",
    never="~supplier; customer id; item; quantity; unit price; candidate; hours; status; currency; terms",
    least=6,
    gather=gather,
)
