"""What an hour of our people costs, from a day on."""

from comity.tables.base import DAY, MONEY, TEXT, Column, Table

TABLE = Table(
    name="cost_rates",
    means="one person's cost rate from a day on",
    key=("person", "from_on"),
    known_on="from_on",
    telling=("person", "rate", "currency"),
    columns=(
        Column("person", TEXT, "whose"),
        Column("from_on", DAY, "the first day it holds"),
        Column("rate", MONEY, "cost of an hour"),
        Column("currency", TEXT, "three letters, where told"),
    ),
)
