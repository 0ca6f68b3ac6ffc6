"""Engines that answer SQL over registered tables: one small interface, so that the same SQL runs elsewhere too."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, runtime_checkable

from comity.errors import UserError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ENGINES", "Engine", "Spread", "Work", "engine_called", "spread_of"]

# Work on rows, a part of them at a time; it runs on machines that have the program and nothing else of this process.
Work: TypeAlias = "Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]"

# Where each engine is, by the name that `--engine` takes; loaded when it is asked for.
ENGINES = {"duckdb": ("comity.engine.duck", "DuckEngine"), "spark": ("comity.engine.spark", "SparkEngine")}


class Engine(Protocol):
    """Answers SQL, written once in DuckDB's dialect and kept to what the common engines agree on."""

    @property
    def together(self) -> int:
        """How many small questions are best put as one."""
        ...

    def register(self, name: str, rows: pa.Table) -> None:
        """Make `rows` known as the table `name`, replacing what stood under that name."""
        ...

    def derive(self, name: str, sql: str) -> None:
        """Make the answer of `sql`, over what is registered by now, known as the table `name`."""
        ...

    def query(self, sql: str) -> pa.Table:
        """The answer of `sql`."""
        ...

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The same as Python's own values, row by row: for answers that are few, and read by us."""
        ...

    def answers(self, questions: Iterable[str]) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of each question, in their order; several are asked at once where that is sooner done."""
        ...


class Spread(Protocol):
    """Has work done on rows by the workers of a cluster, and gives all that came of it, in no order."""

    def __call__(self, rows: pa.Table, work: Work, schema: pa.Schema) -> pa.Table:
        """`schema` is that of what the work gives."""
        ...


@runtime_checkable
class Spreading(Engine, Protocol):
    """An engine with workers."""

    def spread(self, rows: pa.Table, work: Work, schema: pa.Schema) -> pa.Table:
        """See `Spread`."""
        ...


def spread_of(engine: Engine | None) -> Spread | None:
    """How an engine's workers are given work; None where it has none but this process."""
    return engine.spread if isinstance(engine, Spreading) else None


def engine_called(name: str) -> Engine:
    """A fresh engine of one of ENGINES. Raises UserError where it is not installed, or cannot be begun."""
    module, kind = ENGINES[name]
    try:
        return getattr(importlib.import_module(module), kind)()
    except ModuleNotFoundError as error:
        raise UserError(
            f"--engine {name}: {error.name} is not installed. Install comity[{name}], or leave --engine."
        ) from None
