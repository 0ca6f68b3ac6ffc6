"""Spark: the same SQL on a cluster, or on this machine's cores where none is named."""

# pyright: reportMissingImports=false
# (Spark comes with an extra; `make test` does without.)
from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

import pyarrow as pa
import sqlglot
from py4j.protocol import Py4JError
from pyspark.errors import AnalysisException, PySparkException
from pyspark.sql import DataFrame, SparkSession

from comity.engine import Work
from comity.engine.spark.session import begun
from comity.errors import UserError

PARTS = 3  # at least so many parts of spread work a core
PART = 2_000  # rows of one part at most


class SparkEngine:
    """See `comity.engine.Engine`. Each engine has tables of its own; they share one Spark.

    All ways raise UserError where Spark cannot do its work: it ended, or it has too little memory.
    """

    def __init__(self, session: SparkSession | None = None) -> None:
        self._session = (session or begun()).newSession()
        self._frames: dict[str, DataFrame] = {}
        weakref.finalize(self, _let_go, self._frames)

    @property
    def together(self) -> int:
        """See `comity.engine.Engine`."""
        return 1

    def register(self, name: str, rows: pa.Table) -> None:
        """See `comity.engine.Engine`."""
        with _told():
            self._know(name, self._session.createDataFrame(rows))

    def derive(self, name: str, sql: str) -> None:
        """Computed when it is first read, and kept on the workers: a hundred measures read it."""
        with _told():
            self._know(name, self._session.sql(spoken(sql)))

    def query(self, sql: str) -> pa.Table:
        """See `comity.engine.Engine`."""
        with _told():
            return self._session.sql(spoken(sql)).toArrow()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """See `comity.engine.Engine`."""
        return list(zip(*(column.to_pylist() for column in self.query(sql).columns), strict=True))

    def answers(self, questions: Iterable[str]) -> Iterator[list[tuple[Any, ...]]]:
        """One after the other: each has all of Spark's cores."""
        yield from map(self.rows, questions)

    def spread(self, rows: pa.Table, work: Work, schema: pa.Schema) -> pa.Table:
        """See `comity.engine.Spread`: several parts a core, so that none waits long for the last one."""
        with _told():
            frame = self._session.createDataFrame(rows)
            least = PARTS * self._session.sparkContext.defaultParallelism
            parts = max(min(least, rows.num_rows), -(-rows.num_rows // PART))
            told = self._session.createDataFrame(schema.empty_table()).schema
            return frame.repartition(parts).mapInArrow(work, told).toArrow().cast(schema)

    def _know(self, name: str, frame: DataFrame) -> None:
        frame = frame.persist()
        frame.createOrReplaceTempView(name)
        # What was derived from an earlier table of the name goes on knowing it: it is let go with the engine.
        self._frames[f"{name} {len(self._frames)}"] = frame


@cache
def spoken(sql: str) -> str:
    """SQL of measures and views in Spark's dialect; nulls come where DuckDB puts them."""
    return sqlglot.transpile(sql, read="duckdb", write="spark")[0]


@contextmanager
def _told() -> Iterator[None]:
    """Tell in one line what Spark tells in hundreds. A query that is wrong is a fault of ours, and goes upwards."""
    try:
        yield
    except AnalysisException:
        raise
    except (PySparkException, Py4JError, ConnectionError) as error:
        why = next(filter(None, map(str.strip, str(error).splitlines())), type(error).__name__)
        raise UserError(
            f"Spark could not do its work ({why[:200]}). Give it more memory (SPARK_DRIVER_MEMORY, "
            "spark.executor.memory) or look into its log, and run again: nothing is lost."
        ) from None


def _let_go(frames: dict[str, DataFrame]) -> None:
    """Give the workers their memory back, unless Spark has ended before us."""
    with suppress(Py4JError, ConnectionError):
        for frame in frames.values():
            if frame.sparkSession.getActiveSession() is not None:
                frame.unpersist()
