"""DuckDB in this process: the default engine."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

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
_AT_ONCE = min(2, os.cpu_count() or 1)  # questions of few rows; more of them would wait for one another


SMALL = 50_000  # rows of all tables that are answered sooner than planned
# Rules of planning that even few rows are better with: without them a join is every row beside every other one.
_NEEDED = frozenset({"filter_pushdown", "join_order", "deliminator", "unused_columns", "empty_result_pullup"})


class DuckEngine:
    """See `comity.engine.Engine`.

    `files` are Parquet files that are known as tables from the beginning and read where they lie, each time anew: for
    facts that are too many to be copied in. No others are ever read.
    """

    def __init__(self, files: Mapping[str, Path] | None = None) -> None:
        files = files or {}
        self._connection = duckdb.connect(":memory:")
        self._connection.execute("set allowed_paths = $1", [[str(file) for file in files.values()]])
        for name, value in _CONFIG.items():
            self._connection.execute(f"set global {name} = '{value}'")
        for name, file in files.items():
            self._connection.read_parquet(str(file)).create_view(name)
        self._rows = SMALL + 1 if files else 0
        if not files:
            self._plan_little()

    @property
    def together(self) -> int:
        """See `comity.engine.Engine`. All parts of one are worked on at a time, and so many rows would take memory."""
        return 10 if self._rows <= SMALL else 1

    def register(self, name: str, rows: pa.Table) -> None:
        """Copy the rows in: queries read a table many times, and DuckDB's own storage is the fastest to read."""
        self._rows += rows.num_rows
        if self._rows > SMALL >= self._rows - rows.num_rows:
            self._plan_well()
        self._connection.register("incoming", rows)
        self._connection.execute(f'create or replace table "{name}" as select * from incoming')
        self._connection.unregister("incoming")

    def derive(self, name: str, sql: str) -> None:
        """Compute the rows now: a hundred measures read them, and planning it with each took longer than that."""
        self._connection.execute(f'create or replace table "{name}" as {sql}')

    def _plan_little(self) -> None:
        """Of few rows a hundred measures take longer to plan, and to hand to several threads, than to answer."""
        rules = self._connection.execute("select name from duckdb_optimizers()").fetchall()
        self._connection.execute(f"set disabled_optimizers = '{','.join({r for (r,) in rules} - _NEEDED)}'")
        self._connection.execute("set threads = 1")

    def _plan_well(self) -> None:
        self._connection.execute("reset disabled_optimizers")
        self._connection.execute("reset threads")

    def query(self, sql: str) -> pa.Table:
        """See `comity.engine.Engine`."""
        return self._connection.sql(sql).to_arrow_table()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """See `comity.engine.Engine`. This is planned once, what is asked for as Arrow twice."""
        return self._connection.execute(sql).fetchall()

    def answers(self, questions: Iterable[str]) -> Iterator[list[tuple[Any, ...]]]:
        """See `comity.engine.Engine`. Many rows DuckDB itself has all threads work on, and few are not worth that."""
        if self._rows > SMALL or _AT_ONCE == 1:
            yield from map(self.rows, questions)
            return
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            yield from threads.map(lambda sql: self._connection.cursor().execute(sql).fetchall(), questions)
