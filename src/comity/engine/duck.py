"""DuckDB in this process: the default engine."""

from __future__ import annotations

import duckdb
import pyarrow as pa

# Nothing may be fetched or read behind our back: extensions are downloads, and files are read by the book alone.
_CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "preserve_insertion_order": "false",
    "TimeZone": "UTC",
}


class DuckEngine:
    """See `comity.engine.Engine`."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(":memory:")
        for name, value in _CONFIG.items():
            self._connection.execute(f"set {name} = '{value}'")

    def register(self, name: str, rows: pa.Table) -> None:
        """Copy the rows in: queries read a table many times, and DuckDB's own storage is the fastest to read."""
        self._connection.register("incoming", rows)
        self._connection.execute(f'create or replace table "{name}" as select * from incoming')
        self._connection.unregister("incoming")

    def derive(self, name: str, sql: str) -> None:
        """Compute the rows now: a hundred measures read them, and planning it with each took longer than that."""
        self._connection.execute(f'create or replace table "{name}" as {sql}')

    def query(self, sql: str) -> pa.Table:
        """See `comity.engine.Engine`."""
        return self._connection.sql(sql).to_arrow_table()
