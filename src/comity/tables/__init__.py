"""The canonical fact tables, one module a table; the folder is the registry."""

from __future__ import annotations

import importlib
import pkgutil

from comity.tables.base import Column, Table, Values

__all__ = ["TABLES", "Column", "Table", "Values"]


def _load() -> dict[str, Table]:
    found = {}
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name != "base"):
        table: Table = importlib.import_module(f"{__name__}.{module}").TABLE
        if table.name != module:
            raise ValueError(f"tables/{module}.py declares the table {table.name!r}: name both alike")
        found[module] = table
    return found


TABLES: dict[str, Table] = _load()
