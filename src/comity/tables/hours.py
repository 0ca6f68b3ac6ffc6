"""Hours of our own people, as their time sheet shows them."""

from comity.tables.base import DAY, FLAG, INSTANT, MONEY, NUMBER, TEXT, WHOLE, Column, Table

# What was done does not change with what it is charged at.
_WORK = ("worked_on", "person", "client", "project", "task", "memo", "hours", "started_at")

TABLE = Table(
    name="hours",
    means="one entry of a time sheet",
    key=(*_WORK, "nth"),
    known_on="worked_on",
    # Without what came later: a line read before that stays the same record.
    identity=(*_WORK, "billable", "bill_rate", "cost_rate", "currency"),
    repeats=True,
    corrected=_WORK,
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
        Column("nth", WHOLE, "which of the lines of its sheet that say the same it is, counted from 1"),
    ),
)
