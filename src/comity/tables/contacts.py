"""People as a CRM lists them."""

from comity.tables.base import DAY, TEXT, TEXTS, Column, Table

TABLE = Table(
    name="contacts",
    means="one person in the CRM",
    key=("crm", "contact_id"),
    known_on="created_on",
    telling=("name", "emails", "company", "title"),
    called="name",
    columns=(
        Column("crm", TEXT, "which system: the form it was read by"),
        Column("contact_id", TEXT, "the CRM's own key"),
        Column("name", TEXT, "first and last name"),
        Column("emails", TEXTS, "addresses, lower case"),
        Column("phones", TEXTS, "telephone numbers as written"),
        Column("title", TEXT, "what they do there"),
        Column("company", TEXT, "the firm's name as written"),
        Column("company_id", TEXT, "the CRM's key of that firm"),
        Column("reports_to", TEXT, "name of who stands above them"),
        Column("owner", TEXT, "our person who looks after them"),
        Column("status", TEXT, "active, archived, left ..."),
        Column("created_on", DAY, "the day the record was made"),
    ),
)
