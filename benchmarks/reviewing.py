"""`comity review` as a whole command: of a home whose labels are cached, of an example firm's exports, and the help.

The first is held against a Python that imports the libraries that it cannot do without, help against an empty Python.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks._used import beside, used

CACHED = "larkfield"  # the firm with the most mail
LIBRARIES = "import duckdb, pyarrow, deltalake"
RUNS = 5


def run(shared: Path) -> dict[str, object]:
    """Both ratios, and the seconds of each firm from its exports to its verdicts."""
    firms = sorted(p.parent for p in (shared / "examples").glob("*/key.json"))
    with tempfile.TemporaryDirectory() as home:
        used("-m", "comity", "--home", home, "read", str(shared / "examples" / CACHED / "exports"))
        again = ("-m", "comity", "--home", home, "review")
        used(*again)
        turns = [(used(*again), used("-c", LIBRARIES)) for _ in range(RUNS)]
    help_turns = [(used("-m", "comity", "--help"), used("-c", "pass")) for _ in range(RUNS)]
    found = {
        "cached": beside([ours for ours, _ in turns], [theirs for _, theirs in turns]),
        "help": beside([ours for ours, _ in help_turns], [theirs for _, theirs in help_turns]),
        "firms_s": {firm.name: used("-m", "comity", "review", str(firm / "exports")).seconds for firm in firms},
    }
    for name in ("cached", "help"):
        print(f"reviewing: {name}, ratios", found[name]["ratios"], flush=True)
    print("reviewing: from exports,", found["firms_s"], flush=True)
    return found
