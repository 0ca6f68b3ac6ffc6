"""Whose a record is, where that is told by signs alone ("---"): nobody goes by that name, so that no client has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comity.sources.headings import Heading
from comity.sources.outcome import Row
from comity.sources.sheets import Cell, shown
from comity.sources.values import plain, quoted

# For each table whose records belong to a client: the column that names it.
WHOSE: Mapping[str, str] = {
    "invoices": "customer",
    "payments": "customer",
    "hours": "client",
    "timesheets": "client",
    "placements": "client",
    "job_orders": "client",
    "submissions": "client",
    "deals": "company",
    "companies": "name",
}


def nameless(row: Row, cells: Sequence[Cell], columns: Sequence[tuple[int, Heading]]) -> str:
    """What is wrong with the name of the client that a row tells, '' for nothing; `columns` are those that are read."""
    name = row.values.get(WHOSE.get(row.table, ""))
    if not isinstance(name, str) or any(c.isalnum() for c in name):
        return ""
    told = (head.text for index, head in columns if index < len(cells) and plain(shown(cells[index])) == name)
    where = f' in "{heading}"' if (heading := next(told, "")) else ""
    return f"{quoted(name)}{where} names nobody: it has neither a letter nor a digit"
