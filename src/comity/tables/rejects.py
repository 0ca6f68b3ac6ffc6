"""Records that could not be read."""

import pyarrow as pa

from comity.tables.base import TEXT, Column, Table

TABLE = Table(
    name="rejects",
    means="one record that could not be read",
    columns=(
        Column("reason", TEXT, "why, and what to do"),
        Column("raw", pa.binary(), "its bytes, at most 64 KB of them"),
    ),
)
