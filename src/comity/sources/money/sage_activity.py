"""Customer Activity of Sage 50, detailed: each customer's transactions below a line that tells whose they are."""

from __future__ import annotations

from dataclasses import replace

from comity.sources.forms import Field
from comity.sources.money import sage

FORM = replace(
    sage.FORM,
    name="sage_activity",
    means="the customers' activity of Sage 50",
    fields=(
        *(field for field in sage.FORM.fields if field.name not in ("amount", "net", "tax", "gross")),
        Field("amount", "money", "value; amount"),
    ),
    needs=(("type",), ("customer",), ("customer_id",), ("number",), ("issued_on",), ("amount",), ("open_balance",)),
    hints=f"{sage.FORM.hints}; debit; credit; v; b",
    group="customer",
)
