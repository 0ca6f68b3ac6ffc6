"""What people of the firm set: the firm's own words about itself, and its policy; the newest of each is in force."""

from comity.tables.base import INSTANT, TEXT, Column, Table

TABLE = Table(
    name="settings",
    means="one setting as somebody made it; nothing is changed, a later one goes before it",
    columns=(
        Column("said_at", INSTANT, "when"),
        Column("said_by", TEXT, "who"),
        Column("what", TEXT, "'firm' or 'policy'"),
        Column("value", TEXT, "of the firm JSON by the keys of comity.toml, of a policy its TOML"),
        Column("why", TEXT, "what was changed, in words"),
    ),
)
