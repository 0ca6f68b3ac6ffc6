"""Hours of our own people, as their time sheet shows them."""

from comity.tables.base import DAY, FLAG, INSTANT, MONEY, NUMBER, TEXT, Column, Table

TABLE = Table(
    name="hours",
    means="one entry of a time sheet",
    known_on="worked_on",
    repeats=True,
    telling=("person", "client", "project", "task", "memo", "hours"),
    columns=(
        Column("worked_on", DAY, "the day"),
        Column("person", TEXT, "who worked"),
        Column("client", TEXT, "for whom, as written"),
        Column("project", TEXT, "the project as written"),
        Column("task", TEXT, "the task as written"),
        Column("memo", TEXT, "the note as written"),
        Column("hours", NUMBER, "how long, in hours"),
        Column("started_at", INSTANT, "when it began, where the sheet tells (its own clock)"),
        Column("billable", FLAG, "whether the client is charged for it"),
        Column("bill_rate", MONEY, "what the client is charged an hour"),
        Column("cost_rate", MONEY, "what an hour costs us"),
        Column("currency", TEXT, "three letters, where told"),
    ),
)
