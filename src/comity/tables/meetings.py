"""Meetings from a calendar, each occurrence a row."""

import pyarrow as pa

from comity.tables.base import DAY, FLAG, INSTANT, TEXT, Column, Table

LISTED = "outlook-"  # how the made up id begins of an appointment that stood in a table

TABLE = Table(
    name="meetings",
    means="one occurrence of a calendar entry",
    key=("uid", "occurrence"),
    known_on="starts_on",
    telling=("organizer", "summary"),
    whole="uid",
    columns=(
        Column("uid", TEXT, "the entry's own id"),
        Column("occurrence", TEXT, "which occurrence of a series; empty for a single entry"),
        Column("starts_at", INSTANT, "when it begins"),
        Column("ends_at", INSTANT, "when it ends"),
        Column("starts_on", DAY, "the day it begins, on the calendar's own clock"),
        Column("all_day", FLAG, "whether it has no time of day"),
        Column("summary", TEXT, "its title"),
        Column("description", TEXT, "its text", apart=True),
        Column("organizer", TEXT, "who called it (an address)"),
        Column(
            "attendees",
            pa.list_(pa.struct([("name", pa.string()), ("address", pa.string()), ("answer", pa.string())])),
            "who was asked, and what each answered",
        ),
        Column("created_on", DAY, "the day the entry was made"),
        Column("cancelled", FLAG, "whether it was called off"),
        Column("cancelled_on", DAY, "the day from which that is known"),
        Column("cancelled_by", TEXT, "who called it off (an address), where the entry tells"),
    ),
)
