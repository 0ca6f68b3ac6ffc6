"""Building the tables that the views stand on: fact rows with their account beside them, in Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

TEXT, DAY, NUMBER, WHOLE, FLAG = pa.string(), pa.date32(), pa.float64(), pa.int64(), pa.bool_()
INSTANT = pa.timestamp("us", tz="UTC")

# The tables that views and measures may read, and their columns; docs/measures.md prints them.
SCHEMAS: dict[str, pa.Schema] = {
    "days": pa.schema([("day", DAY)]),
    "began": pa.schema([("hours_from", DAY), ("money_from", DAY), ("payments_from", DAY)]),
    "accounts": pa.schema([("account", TEXT), ("name", TEXT), ("owner", TEXT)]),
    "people": pa.schema([("account", TEXT), ("person", TEXT), ("who", TEXT), ("title", TEXT), ("level", WHOLE),
                         ("role", TEXT), ("reports_to", TEXT), ("left_on", DAY), ("title_ref", TEXT)]),
    "mail": pa.schema([("account", TEXT), ("ref", TEXT), ("thread", TEXT), ("sent_at", INSTANT), ("sent_on", DAY),
                       ("said_by", TEXT), ("person", TEXT), ("who", TEXT), ("level", WHOLE), ("subject", TEXT),
                       ("work_minutes", WHOLE), ("outside_hours", FLAG), ("own_words", WHOLE), ("asks", FLAG),
                       ("rush", FLAG), ("automatic", FLAG), ("first_words", TEXT), ("language", TEXT),
                       ("understood", FLAG)]),
    "talk": pa.schema([("account", TEXT), ("kind", TEXT), ("ref", TEXT), ("thread", TEXT), ("sentence", WHOLE),
                       ("said_on", DAY), ("said_by", TEXT), ("person", TEXT), ("who", TEXT), ("level", WHOLE),
                       ("label", TEXT), ("probability", NUMBER), ("decides", FLAG), ("second_hand", FLAG),
                       ("quote", TEXT)]),
    "crossings": pa.schema([("account", TEXT), ("kind", TEXT), ("ref", TEXT), ("said_on", DAY), ("said_by", TEXT),
                            ("who", TEXT), ("quote", TEXT), ("line", TEXT)]),
    "calls": pa.schema([("account", TEXT), ("ref", TEXT), ("called_on", DAY), ("direction", TEXT), ("seconds", WHOLE),
                        ("person", TEXT), ("who", TEXT), ("level", WHOLE)]),
    "meetings": pa.schema([("account", TEXT), ("ref", TEXT), ("starts_on", DAY), ("summary", TEXT), ("who", TEXT),
                           ("level", WHOLE), ("called_by", TEXT), ("cancelled", FLAG), ("cancelled_on", DAY),
                           ("cancelled_by", TEXT), ("declined", FLAG)]),
    "invoices": pa.schema([("account", TEXT), ("ref", TEXT), ("kind", TEXT), ("issued_on", DAY), ("due_on", DAY),
                           ("amount", NUMBER), ("settled_on", DAY), ("paid_state_from", DAY), ("void_from", DAY),
                           ("disputed_from", DAY), ("memo", TEXT), ("credited", NUMBER)]),
    "laid": pa.schema([("account", TEXT), ("ref", TEXT), ("issued_on", DAY), ("laid_on", DAY), ("share", NUMBER)]),
    "payments": pa.schema([("account", TEXT), ("ref", TEXT), ("paid_on", DAY), ("amount", NUMBER)]),
    "hours": pa.schema([("account", TEXT), ("ref", TEXT), ("worked_on", DAY), ("who", TEXT), ("hours", NUMBER),
                        ("cost", NUMBER), ("billable", FLAG), ("outside_hours", FLAG), ("project", TEXT),
                        ("memo", TEXT)]),
    "labour": pa.schema([("account", TEXT), ("ref", TEXT), ("spent_on", DAY), ("amount", NUMBER), ("what", TEXT)]),
    "deals": pa.schema([("account", TEXT), ("ref", TEXT), ("name", TEXT), ("amount", NUMBER), ("created_on", DAY),
                        ("closed_on", DAY), ("won_on", DAY), ("lost_on", DAY), ("outcome", TEXT), ("reason", TEXT),
                        ("state_from", DAY)]),
    "placements": pa.schema([("account", TEXT), ("ref", TEXT), ("candidate", TEXT), ("title", TEXT),
                             ("employment", TEXT), ("starts_on", DAY), ("ends_on", DAY), ("end_reason", TEXT),
                             ("fee", NUMBER), ("margin_hour", NUMBER), ("guarantee_days", WHOLE)]),
    "submissions": pa.schema([("account", TEXT), ("ref", TEXT), ("candidate", TEXT), ("submitted_on", DAY),
                              ("interviewed_on", DAY), ("decided_on", DAY)]),
    "notes": pa.schema([("account", TEXT), ("ref", TEXT), ("written_on", DAY), ("kind", TEXT), ("who", TEXT),
                        ("text", TEXT)]),
    "contracts": pa.schema([("account", TEXT), ("ref", TEXT), ("dated_on", DAY), ("hours_month", NUMBER),
                            ("quote", TEXT)]),
    "promises": pa.schema([("account", TEXT), ("kind", TEXT), ("ref", TEXT), ("said_by", TEXT), ("who", TEXT),
                           ("quote", TEXT), ("made_on", DAY), ("due_on", DAY), ("done_on", DAY), ("broken_on", DAY),
                           ("withdrawn_on", DAY), ("proof_kind", TEXT), ("proof_ref", TEXT), ("proof_on", DAY),
                           ("proof_by", TEXT), ("proof_who", TEXT), ("proof_quote", TEXT)]),
    "promise_days": pa.schema([("account", TEXT), ("ref", TEXT), ("said_by", TEXT), ("quote", TEXT),
                               ("moved_on", DAY), ("due_on", DAY), ("moved_ref", TEXT), ("moved_who", TEXT),
                               ("moved_quote", TEXT)]),
}  # fmt: skip


def table(name: str, rows: Iterable[Sequence[object]]) -> pa.Table:
    """Rows of values, in the order of the table's columns, as an Arrow table."""
    schema = SCHEMAS[name]
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def rows_of(facts: pa.Table, *columns: str) -> Iterable[tuple[object, ...]]:
    """The named columns of a fact table, row by row."""
    return zip(*(facts[c].to_pylist() for c in columns), strict=True)
