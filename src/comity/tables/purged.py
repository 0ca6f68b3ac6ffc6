"""What must not be read, and what was purged: fingerprints only, so that no later export brings it back."""

from comity.tables.base import TEXT, Column, Table

TABLE = Table(
    name="purged",
    means="one fingerprint of what must not be read",
    columns=(
        Column("what", TEXT, "'record' or 'ref' of what is gone; else the kind of a rule: 'person', 'domain' ..."),
        Column("digest", TEXT, "the fingerprint"),
    ),
    identity=("what", "digest"),
)
