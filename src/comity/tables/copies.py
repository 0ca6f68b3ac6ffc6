"""What a further copy of a message tells that the one read first does not: whom it went to in secret, by which way."""

from comity.tables.base import TEXT, Column, Table
from comity.tables.messages import OF_A_COPY
from comity.tables.messages import TABLE as MESSAGES

TABLE = Table(
    name="copies",
    means="one more copy of a message that tells of it what no copy read before tells",
    columns=(
        Column("record", TEXT, "the message's row_id"),
        # Its text is left out where a copy before it has the very same.
        *(c for c in MESSAGES.columns if c.name in OF_A_COPY),
    ),
)
