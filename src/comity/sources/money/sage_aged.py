"""Aged Debtors Analysis of Sage 50, detailed: what is open of each customer below a line that tells whose it is."""

from __future__ import annotations

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.money import open_items, sage
from comity.sources.money.kinds import CREDIT, INVOICE
from comity.sources.outcome import Row
from comity.sources.values import Unreadable, plain, quoted


def shape(found: Found, context: Context) -> Row:
    """One open invoice or credit note, by its type."""
    written = plain(found["type"]).upper()
    if sage.TYPES.get(written) not in (INVOICE, CREDIT):
        raise Unreadable(f"{quoted(written)} is no invoice or credit note: left out", "Nothing need be done.")
    return open_items.shape(found, context)


FORM = Form(
    name="sage_aged",
    table="invoices",
    means="the aged debtors of Sage 50",
    shape=shape,
    fields=(
        *(field for field in sage.FORM.fields if field.name in ("type", "customer", "customer_id", "number", "memo")),
        Field("issued_on", "day", "date; transaction date; tran date", row=True),
        Field("open", "money", "balance; outstanding; o/s"),
    ),
    needs=(("type",), ("customer",), ("customer_id",), ("number",), ("issued_on",), ("open",)),
    hints="no; future; current; period 1; period 2; period 3; older; 30 days; 60 days; 90 days",
    never="~supplier; amount; value; net; tax; gross; debit; credit; quantity; hours",
    least=6,
    group="customer",
)
