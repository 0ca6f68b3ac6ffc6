"""What people correct in what was read out of the facts. Facts like any other, each with who and when."""

from comity.tables.base import INSTANT, TEXT, Column, Table

TABLE = Table(
    name="corrections",
    means="one thing a person said against what was made of the facts; `ref` is the message or note it is about",
    columns=(
        Column("said_at", INSTANT, "when"),
        Column("said_by", TEXT, "who"),
        Column("what", TEXT, "'sentence', 'promise' or 'standing', or 'undo' of an earlier one"),
        Column("account", TEXT, "the account it was said about"),
        Column("sentence", TEXT, "digest of the sentence it is about: no words of anybody"),
        Column("label", TEXT, "what the sentence says, or does not say"),
        Column("value", TEXT, "'holds' or 'holds not'; 'kept', 'broken', 'withdrawn' or 'none'; or a standing"),
        Column("undoes", TEXT, "row_id of the correction that is taken back"),
        Column("why", TEXT, "the reason given"),
    ),
)
