"""A telephone log kept by hand: no numbers, but which firm and who of it, which way, and how long.

Stock books, visitors' books and post registers have ways, firms and clocks too: a call alone has a length.
"""

from __future__ import annotations

from comity.sources.calls.log import (
    CALLED_AT,
    COMPANY,
    DIRECTION,
    HINTS,
    NAME,
    NEVER,
    NOTE,
    OUR_NAME,
    OUR_NUMBER,
    RESULT,
    SECONDS,
    TIME,
    shape,
)
from comity.sources.forms import Field, Form

FORM = Form(
    name="by_hand",
    table="calls",
    means="a telephone log kept by hand",
    shape=shape,
    fields=(
        CALLED_AT, TIME, DIRECTION, RESULT, NAME, COMPANY, Field("our_number", "text", OUR_NUMBER),
        Field("our_name", "text", OUR_NAME), SECONDS, NOTE,
    ),
    needs=(("called_at",), ("direction!",), ("company!",), ("name",), ("seconds!",)),
    hints=HINTS,
    never=f"{NEVER}; from; to; from number; to number; number; phone number; item; badge; visitor; purpose of visit",
    least=5,
)  # fmt: skip
