"""The call list of a FRITZ!Box, the router in many German offices: types are numbers, lengths hours and minutes."""

from __future__ import annotations

from comity.sources.calls.log import shape as log_shape
from comity.sources.directions import IN, MISSED, OUT
from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.values import Unreadable, quoted

TYPES = {"1": IN, "2": MISSED, "3": OUT, "4": OUT}


def shape(found: Found, context: Context) -> Row:
    """One call; the box writes 0:01 for any call of up to a minute."""
    direction = TYPES.get(found["direction"])
    if direction is None:
        raise Unreadable(f"{quoted(found['direction'])} is no type of call: 1 in, 2 missed, 3 and 4 out")
    seconds = round(found.get("length", 0) * 3600)
    return log_shape({**found, "direction": [direction], "seconds": seconds}, context)


FORM = Form(
    name="fritzbox",
    table="calls",
    means="the call list of a FRITZ!Box",
    shape=shape,
    fields=(
        Field("direction", "text", "typ; type", row=True),
        Field("called_at", "moment", "datum; date", row=True),
        Field("name", "text", "name"),
        Field("number", "text", "rufnummer; telephone number; telefonnummer; number"),
        Field("our_name", "text", "nebenstelle; extension"),
        Field("our_number", "text", "eigene rufnummer; telephone number used; outgoing caller id"),
        Field("length", "hours", "dauer; duration"),
    ),
    needs=(("direction",), ("called_at",), ("number",), ("our_name",), ("our_number",), ("length",)),
    never="richtung; direction",
    least=6,
)
