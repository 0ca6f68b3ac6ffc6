"""Contracts as text."""

import pyarrow as pa

from comity.tables.base import DAY, TEXT, WHOLE, Column, Table

TABLE = Table(
    name="contracts",
    means="one contract document",
    known_on="dated_on",
    telling=("title", "text"),
    columns=(
        Column("title", TEXT, "its first line that says something"),
        Column("text", TEXT, "the whole text; offsets count its characters"),
        Column("pages", pa.list_(pa.int64()), "offset at which each page begins"),
        Column("dated_on", DAY, "the day it was signed or takes effect, where its head tells"),
        Column("page_count", WHOLE, "how many pages"),
    ),
)
