"""Hours of people we placed at a client and pay ourselves, week by week."""

from comity.tables.base import DAY, MONEY, NUMBER, TEXT, Column, Table

TABLE = Table(
    name="timesheets",
    means="one placed worker's week at a client",
    known_on="week_ends_on",
    repeats=True,
    corrected=("worker", "client", "week_ends_on", "regular_hours", "overtime_hours", "pay_rate", "bill_rate"),
    telling=("worker", "client", "regular_hours", "overtime_hours"),
    columns=(
        Column("worker", TEXT, "who worked"),
        Column("client", TEXT, "for whom, as written"),
        Column("week_ends_on", DAY, "the last day of the week"),
        Column("regular_hours", NUMBER, "hours at the plain rate"),
        Column("overtime_hours", NUMBER, "hours at the overtime rate"),
        Column("pay_rate", MONEY, "what the worker gets an hour"),
        Column("bill_rate", MONEY, "what the client pays an hour"),
    ),
)
