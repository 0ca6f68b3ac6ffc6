"""Credit notes with a line for each thing credited and no sum of the note: the sum is that of its lines."""

from __future__ import annotations

from dataclasses import replace

from comity.sources.forms import Context, Found
from comity.sources.money.credits import CREDITS, CREDITS_WEAK, HINTS, NEVER
from comity.sources.money.credits import FORM as NOTES
from comity.sources.money.invoice_lines import FORM as LINES
from comity.sources.money.invoice_lines import gather, whole
from comity.sources.money.kinds import CREDIT
from comity.sources.outcome import Row


def shape(found: Found, context: Context) -> Row:
    """The whole credit note that a line belongs to."""
    return whole(found, context, CREDIT)


FIELDS = {fld.name: fld for fld in NOTES.fields}
# What is credited, before the invoice that it is credited on.
MEMO = next(
    replace(fld, names=f"{fld.names}; reference; {CREDITS}", weak=CREDITS_WEAK)
    for fld in LINES.fields
    if fld.name == "memo"
)
KEPT = ("number", "series", "customer", "customer_id", "issued_on", "currency", "status", "deleted")
DROPPED = ("type", "due_on", "paid_on", "customer_email", "memo")

FORM = replace(
    LINES,
    name="credit_lines",
    means="a list of the lines of credit notes",
    shape=shape,
    gather=gather,
    fields=(
        *(FIELDS[name] for name in KEPT),
        *(fld for fld in LINES.fields if fld.name not in (*KEPT, *DROPPED)),
        MEMO,
    ),
    needs=(
        ("number!",),
        ("customer", "customer_id"),
        ("issued_on",),
        ("quantity", "price!", "line", "line_gross"),
        ("net", "gross", "amount", "price", "line", "line_gross"),
        ("item", "memo", "price"),
    ),
    hints=LINES.hints + "; " + HINTS,
    never=LINES.never + NEVER,
)
