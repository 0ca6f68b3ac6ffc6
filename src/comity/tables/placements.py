"""People placed with a client: on contract, or hired for good."""

from comity.tables.base import DAY, MONEY, NUMBER, TEXT, WHOLE, Column, Table

TABLE = Table(
    name="placements",
    means="one placement",
    key=("placement_id",),
    known_on="starts_on",
    telling=("client", "candidate", "title", "status"),
    called="candidate",
    columns=(
        Column("placement_id", TEXT, "its own key"),
        Column("job_id", TEXT, "the job order it fills"),
        Column("candidate", TEXT, "who was placed"),
        Column("client", TEXT, "with whom, as written"),
        Column("title", TEXT, "as what"),
        Column("employment", TEXT, "'contract' or 'hire'"),
        Column("starts_on", DAY, "first day"),
        Column("ends_on", DAY, "last day; known from that day on"),
        Column("end_reason", TEXT, "why it ended, as written; known from the last day on"),
        Column("pay_rate", MONEY, "what the worker gets an hour"),
        Column("bill_rate", MONEY, "what the client pays an hour"),
        Column("burden_share", NUMBER, "employer's cost on top of pay, as a fraction"),
        Column("salary", MONEY, "yearly salary of a hire"),
        Column("fee_share", NUMBER, "fee as a fraction of the salary"),
        Column("fee", MONEY, "fee in money"),
        Column("guarantee_days", WHOLE, "days within which we replace"),
        Column("status", TEXT, "as written", state=True),
        Column("currency", TEXT, "three letters, where told"),
    ),
)
