"""Candidates put forward for a job."""

from comity.tables.base import DAY, TEXT, Column, Table

TABLE = Table(
    name="submissions",
    means="one candidate put forward for one job",
    key=("submission_id",),
    known_on="submitted_on",
    telling=("client", "candidate", "title", "status"),
    called="candidate",
    columns=(
        Column("submission_id", TEXT, "its own key"),
        Column("job_id", TEXT, "the job order"),
        Column("candidate", TEXT, "who"),
        Column("client", TEXT, "to whom, as written"),
        Column("title", TEXT, "for what"),
        Column("sender", TEXT, "our person"),
        Column("submitted_on", DAY, "the day we put them forward"),
        Column("interviewed_on", DAY, "the day the client spoke with them; known from that day on"),
        Column("decided_on", DAY, "the day the client decided; known from that day on"),
        Column("comment", TEXT, "free text"),
        Column("status", TEXT, "as written", state=True),
    ),
)
