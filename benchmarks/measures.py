"""Six measures on 5 million messages and 500,000 invoices, 24 days, beside DuckDB written by hand, in one run."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks._used import beside, used

RUNS = 3
KEYS = [("account_id", "ascending"), ("as_of", "ascending")]
NEAR = 1e-6  # sums of fractions come out otherwise in another order


def run(shared: Path) -> dict[str, dict[str, float]]:
    """What both took, the two in turn; both must say the same."""
    by_hand = str(shared / "bench" / "measures.py")
    with tempfile.TemporaryDirectory() as folder:
        used(str(shared / "bench" / "gen_measures.py"), folder)
        ours, theirs = f"{folder}/ours.parquet", f"{folder}/theirs.parquet"
        turns = [
            (used("-m", "benchmarks._six", folder, ours), used(by_hand, "duckdb", folder, theirs)) for _ in range(RUNS)
        ]
        _same(ours, theirs)
    found = beside([ours for ours, _ in turns], [theirs for _, theirs in turns])
    print("measures: ours against DuckDB by hand,", found["ratios"], flush=True)
    return found


def _same(ours: str, theirs: str) -> None:
    a, b = pq.read_table(ours).sort_by(KEYS), pq.read_table(theirs).sort_by(KEYS)
    for name in b.column_names:
        pairs = list(zip(a[name].to_pylist(), b[name].to_pylist(), strict=True))
        off = [(x, y) for x, y in pairs if x != y and (x is None or y is None or abs(x - y) > NEAR * max(1, abs(y)))]
        if off:
            sys.exit(f"{name}: {len(off)} of {len(pairs)} values differ, {off[0][0]} and {off[0][1]}")
