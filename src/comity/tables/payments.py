"""Money received."""

from comity.tables.base import DAY, MONEY, TEXT, Column, Table

TABLE = Table(
    name="payments",
    means="one payment, or one credit applied",
    known_on="paid_on",
    repeats=True,
    corrected=("number", "customer", "paid_on", "amount", "currency", "applied_to", "memo"),
    telling=("customer", "number", "amount", "currency"),
    columns=(
        Column("number", TEXT, "its own number, where it has one"),
        Column("customer", TEXT, "the customer's name as written"),
        Column("paid_on", DAY, "the day it came"),
        Column("amount", MONEY, "how much, positive; nothing where it never came or went back"),
        Column("currency", TEXT, "three letters, where told"),
        Column("applied_to", TEXT, "number of the invoice it pays"),
        Column("memo", TEXT, "reference or comment"),
    ),
)
