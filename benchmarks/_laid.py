"""Lays ground tables with an engine and takes every measure: `python -m benchmarks._laid ENGINE FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from comity.engine import Engine, engine_called
from comity.ledger.columns import SCHEMAS
from comity.ledger.views import make_views
from comity.measures import measures
from comity.measures.compute import values
from tests.measures.books import asked_days, random_book

ACCOUNTS = 400  # at most, of the random book that is laid many times over
EACH = 49  # messages that an account of it has, about
DAYS = 2  # as in every review: the day, and the one that the trend looks back to


class _Kept(dict[str, pa.Table]):
    """An engine that only keeps what it is told."""

    together = 1

    def register(self, name: str, rows: pa.Table) -> None:
        self[name] = rows

    def derive(self, name: str, sql: str) -> None:
        pass

    def query(self, sql: str) -> pa.Table:
        raise NotImplementedError(sql)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        raise NotImplementedError(sql)

    def answers(self, questions: Iterable[str]) -> Iterator[list[tuple[Any, ...]]]:
        raise NotImplementedError(questions)


def write(folder: Path, messages: int) -> int:
    """The tables of as many copies of a random book, each with accounts of its own, as have so many messages."""
    random = Random(1)
    days, kept = asked_days(random)[:DAYS], _Kept()
    random_book(random, asked_days(Random(1)), accounts=min(ACCOUNTS, -(-messages // EACH))).lay(kept, days)
    copies = -(-messages // kept["mail"].num_rows)
    for name, rows in kept.items():
        parts = [rows] if name in ("days", "began") else [_copy(rows, n) for n in range(copies)]
        pq.write_table(pa.concat_tables(parts), folder / f"{name}.parquet")
    return copies * kept["mail"].num_rows


def _copy(rows: pa.Table, number: int) -> pa.Table:
    names = pa.array([f"{number}.{name}" for name in rows["account"].to_pylist()])
    return rows.set_column(rows.schema.get_field_index("account"), "account", names)


def measure(engine: Engine, folder: Path) -> int:
    """Lay the tables, take every measure; how many values there are."""
    for name in SCHEMAS:
        engine.register(name, pq.read_table(folder / f"{name}.parquet"))
    make_views(engine)
    return sum(len(values(measure, engine)) for measure in measures().values())


if __name__ == "__main__":
    print(measure(engine_called(sys.argv[1]), Path(sys.argv[2])))
