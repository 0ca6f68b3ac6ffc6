"""Deals, opportunities and offers of a CRM."""

from comity.tables.base import DAY, MONEY, TEXT, Column, Table

TABLE = Table(
    name="deals",
    means="one deal",
    key=("crm", "deal_id"),
    known_on="created_on",
    telling=("company", "name", "stage", "amount", "currency"),
    called="name",
    columns=(
        Column("crm", TEXT, "which system: the form it was read by"),
        Column("deal_id", TEXT, "the CRM's own key"),
        Column("name", TEXT, "what it is called"),
        Column("company", TEXT, "the firm's name as written"),
        Column("company_id", TEXT, "the CRM's key of that firm"),
        Column("owner", TEXT, "our person"),
        Column("kind", TEXT, "new business, existing business, renewal ..."),
        Column("amount", MONEY, "what it is worth"),
        Column("currency", TEXT, "three letters, where told"),
        Column("created_on", DAY, "the day it was opened"),
        Column("won_on", DAY, "the day it was won, where the stage carries its own date"),
        Column("lost_on", DAY, "the day it was lost, where the stage carries its own date"),
        Column("closed_on", DAY, "the day it was closed or is expected to close", state=True),
        Column("stage", TEXT, "its stage as written", state=True),
        Column("reason", TEXT, "why it was lost or won, as written", state=True),
    ),
)
