"""Firms as a CRM lists them."""

from comity.tables.base import DAY, TEXT, TEXTS, Column, Table

TABLE = Table(
    name="companies",
    means="one firm in the CRM",
    key=("crm", "company_id"),
    known_on="created_on",
    telling=("name", "domains", "owner", "kind"),
    called="name",
    # Without what came later: a firm read before that stays the same record.
    identity=(
        "crm",
        "company_id",
        "name",
        "domains",
        "parent",
        "owner",
        "kind",
        "industry",
        "phone",
        "remarks",
        "created_on",
    ),
    columns=(
        Column("crm", TEXT, "which system: the form it was read by"),
        Column("company_id", TEXT, "the CRM's own key"),
        Column("name", TEXT, "the firm's name as written there"),
        Column("other_names", TEXTS, "what else it is called: its trade name beside the one it signs by"),
        Column("domains", TEXTS, "mail or web domains, lower case"),
        Column("parent", TEXT, "the firm it belongs to, as written"),
        Column("owner", TEXT, "our person who looks after it"),
        Column("kind", TEXT, "type, status or life cycle stage as written: customer, prospect, vendor ..."),
        Column("industry", TEXT, "its trade"),
        Column("phone", TEXT, "its telephone number"),
        Column("remarks", TEXT, "free text"),
        Column("created_on", DAY, "the day the record was made"),
    ),
)
