"""Which files were read, and from which day on the states in them are known."""

from comity.tables.base import DAY, FLAG, TEXT, WHOLE, Column, Table

TABLE = Table(
    name="readings",
    means="one file that was read to its end",
    columns=(
        Column("kind", TEXT, "what it was taken for; 'unknown' where nobody knew it"),
        Column("records", WHOLE, "how many records it holds"),
        Column("exported_on", DAY, "newest dated fact of the folder it was read with: the day its states are known"),
        Column("said", TEXT, "what was decided about the whole file, such as the order of day and month"),
        Column("number", WHOLE, "which reading of the book it was, counted from 1"),
        Column("anew", FLAG, "whether it took the place of another file of its name: all in it is told anew then"),
    ),
    identity=("kind", "records", "exported_on"),
)
