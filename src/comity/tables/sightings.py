"""Which files hold a record that has a key: the newest export tells which version of it holds."""

from comity.tables.base import TEXT, Column, Table

TABLE = Table(
    name="sightings",
    means="one record seen in one file",
    columns=(Column("record", TEXT, "the record's row_id"),),
    identity=("record",),
)
