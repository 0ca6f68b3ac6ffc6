"""The canonical fact tables, one module a table; the folder is the registry."""

from __future__ import annotations

import importlib
import pkgutil

from comity.tables.base import Column, Table, Values

__all__ = ["DATING", "TABLES", "Column", "Table", "Values"]

# The tables whose newest day is the day of the export, and the day that a review is as of (contracts: --as-of).
DATING = ("messages", "calls", "invoices", "payments", "hours", "timesheets")


def _load() -> dict[str, Table]:
    found = {}
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name != "base"):
        table: Table = importlib.import_module(f"{__name__}.{module}").TABLE
        if table.name != module:
            raise ValueError(f"tables/{module}.py declares the table {table.name!r}: name both alike")
        found[module] = table
    return found


TABLES: dict[str, Table] = _load()
