"""Six measures of the shared benchmark, as measures of ours: `python -m benchmarks._six DATA OUT.parquet`.

The measures stand in `six/`, what they read of in `six/views/`, as ours do; only the tables are the benchmark's own.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow.parquet as pq

from comity.engine.duck import DuckEngine
from comity.measures import parse

SIX = Path(__file__).parent / "six"
TABLES = ("messages", "invoices", "months")
# What counts is nothing where nothing was; what is a median or a share of nothing cannot be known.
COUNTED = ("touches_90", "people_90", "margin_12")


def compute(data: Path, out: Path) -> None:
    """Every measure of every account on every day, as one table with a column a measure."""
    engine = DuckEngine({name: data / f"{name}.parquet" for name in TABLES})
    engine.derive("days", "select as_of as day from months")
    for view in ("answers", "due_as_of"):
        engine.derive(view, (SIX / "views" / f"{view}.sql").read_text("utf-8"))
    measures = [parse(file.stem, file.read_text("utf-8")) for file in sorted(SIX.glob("*.sql"))]
    for measure in measures:
        engine.derive(measure.name, measure.sql)
    told = ", ".join(f"{_column(m.name)} as {m.name}" for m in measures)
    first, *others = (m.name for m in measures)
    joined = " ".join(f"full join {name} using (account, day)" for name in others)
    pq.write_table(engine.query(f"select account as account_id, day as as_of, {told} from {first} {joined}"), out)


def _column(name: str) -> str:
    return f"coalesce({name}.value, 0)" if name in COUNTED else f"{name}.value"


if __name__ == "__main__":
    compute(Path(sys.argv[1]), Path(sys.argv[2]))
