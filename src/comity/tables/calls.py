"""Telephone calls from a log."""

from comity.tables.base import DAY, FLAG, INSTANT, TEXT, WHOLE, Column, Table

TABLE = Table(
    name="calls",
    means="one telephone call",
    known_on="called_on",
    corrected=(
        "called_at",
        "called_on",
        "direction",
        "their_number",
        "our_number",
        "their_name",
        "their_company",
        "our_name",
        "seconds",
    ),
    telling=("their_name", "their_number", "their_company", "direction", "our_name", "seconds"),
    columns=(
        Column("called_at", INSTANT, "when it began"),
        Column("called_on", DAY, "the day it began, on the log's calendar"),
        Column("direction", TEXT, "'in', 'out' or 'missed' (missed: they rang and nobody answered)"),
        Column("their_number", TEXT, "the other side's number as logged"),
        Column("our_number", TEXT, "our number as logged"),
        Column("their_name", TEXT, "the other side's name as logged; its firm's where the log names only that"),
        Column("their_company", TEXT, "the other side's firm as logged"),
        Column("our_name", TEXT, "our person as logged"),
        Column("seconds", WHOLE, "how long they spoke"),
        Column("recorded", FLAG, "whether a recording exists"),
    ),
)
