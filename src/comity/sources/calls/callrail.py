"""The calls of CallRail, which counts by the number that was advertised: that is ours, and "Source" is no number."""

from __future__ import annotations

from comity.sources.calls.log import CALLED_AT, DIRECTION, NAME, NOTE, OUR_NAME, RECORDED, RESULT, SECONDS, shape
from comity.sources.forms import Field, Form

FORM = Form(
    name="callrail",
    table="calls",
    means="the calls of CallRail",
    shape=shape,
    fields=(
        CALLED_AT,
        DIRECTION,
        RESULT,
        Field("number", "line", "phone number; customer phone number", row=True),
        Field("our_number", "text", "tracking number"),
        NAME,
        Field("our_name", "text", f"{OUR_NAME}; agent name"),
        SECONDS,
        RECORDED,
        NOTE,
    ),
    needs=(("called_at",), ("direction!",), ("number",), ("our_number",), ("seconds",), ("result",)),
    hints="source; number name; first-time caller; destination number; keywords; landing page; campaign; medium; "
    "referrer; city; state; tags; value; qualified",
    never="shipment; carrier; sku; order number; weight; delivered at",
    least=6,
)
