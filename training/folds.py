"""Which writers and firms are left out of which tuning of the encoders, so that each of them is left out of one.

Our own writers are never left out: their sentences teach, and choose and measure nothing.
"""

from __future__ import annotations

from pathlib import Path

FOLDS = {
    "first": frozenset({"writer3", "writer8", "harrow", "bayou"}),
    "second": frozenset({"writer4", "writer7", "larkfield", "oosterveld"}),
    "third": frozenset({"writer1", "writer5", "meridian", "brackwater"}),
    "fourth": frozenset({"writer2", "writer6", "pinebluff", "plumb", "kestrin"}),
}
WHOLE = "whole"
# A folder of ours that git leaves out; what lies there can be made again.
KEPT = Path(__file__).parent.parent / "build" / "tuned"


def fold_without(group: str) -> str | None:
    """The tuning that never saw a writer or firm."""
    return next((name for name, out in FOLDS.items() if group in out), None)
