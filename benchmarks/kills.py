"""`comity read` of an example firm ended by SIGKILL at random moments and run again: nothing lost, nothing twice.

`python -m benchmarks kills [N]` kills so many readings (200), each home three times in a row.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.hostile.child import calls
from tests.hostile.killing import BATCH, kills, read_and_told

COUNT = 200
FIRM = "examples/larkfield/exports"
SEED = 6
TOLD = 10  # homes between two lines that tell how far it is


def run(shared: Path, count: int = COUNT) -> dict[str, object]:
    """How many readings were killed, in how many homes, and after how long those that came to something else."""
    exports, homes = shared / FIRM, 0
    differ: list[float] = []
    with tempfile.TemporaryDirectory() as folder, calls(BATCH) as comity:
        whole = read_and_told(comity, exports, Path(folder) / "whole")
        for moment, found in kills(comity, exports, Path(folder), count, SEED):
            homes += 1
            if found != whole:
                differ.append(round(moment, 3))
            if homes % TOLD == 0:
                print(f"kills: {homes} homes, {len(differ)} of them came to something else", flush=True)
    print(f"kills: {count} readings killed in {homes} homes; {len(differ)} homes came to something else", flush=True)
    return {"killed": count, "homes": homes, "differ": differ}
