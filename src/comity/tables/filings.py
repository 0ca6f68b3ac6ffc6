"""Where a mailbox kept a message: its folders and labels. A table of its own, for copies lie in several places."""

from comity.tables.base import TEXT, Column, Table

TABLE = Table(
    name="filings",
    means="one folder or label that a message was kept under",
    columns=(
        Column("message", TEXT, "the message's ref"),
        Column("label", TEXT, "the folder's or label's name"),
    ),
)
