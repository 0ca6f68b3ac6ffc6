"""Engines that answer SQL over registered tables: one small interface, so that the same SQL runs elsewhere too."""

from __future__ import annotations

from typing import Protocol

import pyarrow as pa

from comity.engine.duck import DuckEngine

__all__ = ["DuckEngine", "Engine"]


class Engine(Protocol):
    """Answers SQL, written once in DuckDB's dialect and kept to what the common engines agree on."""

    def register(self, name: str, rows: pa.Table) -> None:
        """Make `rows` known as the table `name`, replacing what stood under that name."""
        ...

    def derive(self, name: str, sql: str) -> None:
        """Make the answer of `sql`, over what is registered by now, known as the table `name`."""
        ...

    def query(self, sql: str) -> pa.Table:
        """The answer of `sql`."""
        ...
