"""Jobs a client asked us to fill."""

from comity.tables.base import DAY, MONEY, NUMBER, TEXT, WHOLE, Column, Table

TABLE = Table(
    name="job_orders",
    means="one job order",
    key=("job_id",),
    known_on="added_on",
    telling=("client", "title", "job_id", "status"),
    called="title",
    columns=(
        Column("job_id", TEXT, "its own key"),
        Column("title", TEXT, "the job"),
        Column("client", TEXT, "whose, as written"),
        Column("client_id", TEXT, "the CRM's key of that firm"),
        Column("contact", TEXT, "who asked"),
        Column("employment", TEXT, "'contract' or 'hire'"),
        Column("openings", WHOLE, "how many are wanted"),
        Column("added_on", DAY, "the day it came"),
        Column("closed_on", DAY, "the day it was closed; known from that day on"),
        Column("salary", MONEY, "yearly salary"),
        Column("fee_share", NUMBER, "fee as a fraction of the salary"),
        Column("pay_rate", MONEY, "pay an hour"),
        Column("bill_rate", MONEY, "bill an hour"),
        Column("status", TEXT, "as written", state=True),
    ),
)
