"""The call log of Dialpad, which names the other side by its number and our own person by name and address.

Its lengths are minutes in one report and seconds in another, under one heading: how long a call lasted in all tells.
"""

from __future__ import annotations

from comity.sources.calls.log import CALLED_AT, RECORDED, RESULT, SECONDS
from comity.sources.calls.log import shape as log_shape
from comity.sources.columns import LONGEST_CALL
from comity.sources.days import Moment
from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.values import Unreadable


def gather(found: Found, context: Context, whole: bool) -> None:
    """Learn whether lengths can be minutes: none is longer then than from beginning to end."""
    del whole
    begun, ended, talk = found.get("called_at"), found.get("ended_at"), found.get("talk")
    if not talk:
        return
    context.memory["minutes"] = context.memory.get("minutes", False) or not float(talk).is_integer()
    if isinstance(begun, Moment) and isinstance(ended, Moment) and begun.at and ended.at:
        fits = talk * 60 <= (ended.at - begun.at).total_seconds() + 1
        context.memory["minutes" if fits else "seconds"] = True


def shape(found: Found, context: Context) -> Row:
    """One call."""
    if "talk" in found:
        minutes = context.memory.get("minutes") and not context.memory.get("seconds")
        seconds = round(found["talk"] * (60 if minutes else 1))
        if not 0 <= seconds <= LONGEST_CALL:
            raise Unreadable(f"{found['talk']:g} is not the length of a call")
        found = {**found, "seconds": seconds}
    return log_shape(found, context)


FORM = Form(
    name="dialpad",
    table="calls",
    means="the call log of Dialpad",
    shape=shape,
    gather=gather,
    fields=(
        CALLED_AT,
        Field("direction", "text", "direction; category", many=True, row=True),
        Field("number", "text", "external number"),
        Field("our_number", "text", "internal number"),
        Field("our_name", "text", "name"),
        Field("email", "addresses", "email"),
        RESULT,
        Field("talk", "number", "talk duration"),
        SECONDS,
        Field("ended_at", "moment", "date ended"),
        RECORDED,
    ),
    needs=(("called_at",), ("direction",), ("number",), ("our_number",), ("our_name",), ("email",)),
    hints="call id; target type; target kind; date connected; availability; timezone",
    least=6,
)
