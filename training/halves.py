"""Which writers and firms are left out of which tuning of the encoder, so that each of them is left out of one.

Our own writers are never left out: their sentences teach, and choose and measure nothing.
"""

from __future__ import annotations

from pathlib import Path

HALVES = {
    "first": frozenset({"writer3", "writer4", "writer7", "writer8", "harrow", "larkfield", "oosterveld"}),
    "second": frozenset({
        "writer1", "writer2", "writer5", "writer6", "meridian", "pinebluff", "plumb", "bayou", "brackwater", "kestrin",
    }),
}  # fmt: skip
WHOLE = "whole"
# A folder of ours that git leaves out; what lies there can be made again.
KEPT = Path(__file__).parent.parent / "build" / "tuned"


def half_without(group: str) -> str | None:
    """The tuning that never saw a writer or firm."""
    return next((name for name, out in HALVES.items() if group in out), None)
