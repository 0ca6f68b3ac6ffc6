"""What a refresh lays ready for previews: the tables that measures stand on, of which a preview reads one account's."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa

from comity.book.known import latest
from comity.book.whois import firm_row
from comity.correcting.preview import Frame, laid, of_firm
from comity.home import create_book
from comity.judge import BEFORE, Sight
from comity.ledger.columns import SCHEMAS
from comity.standing.in_force import policy_in_force
from comity.web import sheets
from comity.web.models.verdicts import Refresh

# The sheets of what all accounts tell together.
OF_FIRM = {"usual_burden": "laid-usual", "began": "laid-began"}


def write(home: Path, name: str, sight: Sight) -> None:
    """Lay the tables beside the refresh's other sheets."""
    for table, rows in laid(sight.engine).items():
        sheets.put(sheets.file(home, name, f"laid-{table}"), rows)
    for table, rows in of_firm(sight.engine).items():
        sheets.put(sheets.file(home, name, OF_FIRM[table]), rows)


def tables(home: Path, refresh: Refresh, account: str) -> dict[str, pa.Table] | None:
    """One account's tables; None where the refresh laid none, or they are gone."""
    found = {}
    for name, schema in SCHEMAS.items():
        if "account" not in schema.names:
            continue
        rows = sheets.rows(home, refresh.statements, f"laid-{name}", account)
        if not rows.column_names:
            return None
        found[name] = rows.select(schema.names).cast(schema)
    return found


def frame(home: Path, refresh: Refresh) -> Frame:
    """What judging needs beside an account's tables: the day of the refresh, the policy in force, the hard lines."""
    book = create_book(home)
    told = firm_row({"firm": latest(book, "firm"), "settings": book.facts("settings")})
    lines = told.get("hard_lines")
    told_of_all = {table: sheets.every(home, refresh.statements, sheet) for table, sheet in OF_FIRM.items()}
    return Frame(refresh.as_of, refresh.as_of - BEFORE, policy_in_force(book),
                 [str(line) for line in lines] if isinstance(lines, list) else [],
                 {table: _as_now(table, rows) for table, rows in told_of_all.items() if rows.column_names})  # fmt: skip


def _as_now(table: str, rows: pa.Table) -> pa.Table:
    """What was laid before it was told since when payments are known: they are taken for known, as they were then."""
    if table != "began" or "payments_from" in rows.column_names:
        return rows
    field = SCHEMAS["began"].field("payments_from")
    return rows.append_column(field, pa.array([dt.date.min] * rows.num_rows, field.type))
