"""Where records stand that another place told before: of each the place, and which record it repeats."""

from comity.tables.base import TEXT, Column, Table

TABLE = Table(
    name="duplicates",
    means="one record that was read before and stands in one more place",
    columns=(
        Column("record", TEXT, "the record's row_id"),
        Column("told_in", TEXT, "the table that holds it"),
    ),
    identity=("record",),
)
