"""Workers that tests give work to: Spark's, and some that are no more than a loop."""

from __future__ import annotations

import pyarrow as pa

from comity.engine import Work


def by_hand(rows: pa.Table, work: Work, schema: pa.Schema) -> pa.Table:
    """Workers one could wish for: a part for every row, the last one first."""
    parts = [part for n in reversed(range(rows.num_rows)) for part in work(rows.slice(n, 1).to_batches())]
    return pa.Table.from_batches(parts, schema)
