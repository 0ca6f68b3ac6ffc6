"""The call log of Dialpad, which names the other side by its number and our own person by name and address."""

from __future__ import annotations

from comity.sources.calls.log import CALLED_AT, RECORDED, RESULT, SECONDS, shape
from comity.sources.forms import Field, Form

FORM = Form(
    name="dialpad",
    table="calls",
    means="the call log of Dialpad",
    shape=shape,
    fields=(
        CALLED_AT,
        Field("direction", "text", "direction", row=True),
        Field("number", "text", "external number"),
        Field("our_number", "text", "internal number"),
        Field("our_name", "text", "name"),
        Field("email", "addresses", "email"),
        RESULT,
        Field("category", "text", "category"),
        SECONDS,
        RECORDED,
    ),
    needs=(("called_at",), ("direction",), ("number",), ("our_number",), ("our_name",), ("email",)),
    hints="call id; target type; target kind; date ended; date connected; availability; timezone",
    least=6,
)
