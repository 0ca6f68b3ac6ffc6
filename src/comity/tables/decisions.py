"""What people decided: accounts merged, split, renamed, let go. Facts like any other, each with who and when."""

from comity.tables.base import INSTANT, TEXT, TEXTS, Column, Table

TABLE = Table(
    name="decisions",
    means="one decision of a person about who is who",
    columns=(
        Column("decided_at", INSTANT, "when"),
        Column("decided_by", TEXT, "who"),
        Column("what", TEXT, "'merge', 'split', 'rename', 'no client' or 'former', or 'undo' of an earlier one"),
        Column("account", TEXT, "the account it is about"),
        Column("others", TEXTS, "the accounts, domains or names merged into it or split from it"),
        Column("name", TEXT, "its new name"),
        Column("undoes", TEXT, "row_id of the decision that is taken back"),
        Column("why", TEXT, "the reason given"),
    ),
)
