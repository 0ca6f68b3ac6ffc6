"""`comity review` as a whole command: of a home that it reviewed before, of an example firm's exports, and the help.

The first is held against a Python that imports the libraries that it cannot do without, help against an empty Python.
Of a home there are two figures: `kept`, where nothing changed since the last review, and `cached`, where that review is
taken away and only what was heard of each mail is at hand, as after any change. All run as an installed program does,
with modules that were compiled before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks._used import Used, beside, used
from comity.book import derived

FIRM = "larkfield"  # the firm with the most mail
LIBRARIES = ("-c", "import duckdb, pyarrow, deltalake")
RUNS = 5


def run(shared: Path) -> dict[str, object]:
    """The ratios, and the seconds of each firm from its exports to its verdicts."""
    firms = sorted(p.parent for p in (shared / "examples").glob("*/key.json"))
    with tempfile.TemporaryDirectory() as folder:
        home, compiled = Path(folder) / "home", Path(folder) / "compiled"

        def ours(*words: str) -> Used:
            return used("-m", "comity", "--home", str(home), *words, compiled=compiled)

        def theirs(*words: str) -> Used:
            return used(*words, compiled=compiled)

        def again() -> Used:
            derived.clear(home / "book")
            return ours("review")

        ours("read", str(shared / "examples" / FIRM / "exports"))
        found: dict[str, object] = {
            "cached": _in_turn(again, lambda: theirs(*LIBRARIES)),
            "kept": _in_turn(lambda: ours("review"), lambda: theirs(*LIBRARIES)),
            "help": _in_turn(lambda: ours("--help"), lambda: theirs("-c", "pass")),
        }
        firms_s = {firm.name: ours("review", str(firm / "exports")).seconds for firm in firms}
    print("reviewing: from exports,", firms_s, flush=True)
    return {**found, "firms_s": firms_s}


def _in_turn(ours: Callable[[], Used], theirs: Callable[[], Used]) -> dict[str, dict[str, float]]:
    """Both in turn, each once before it counts."""
    turns = [(ours(), theirs()) for _ in range(RUNS + 1)][1:]
    found = beside([a for a, _ in turns], [b for _, b in turns])
    print("reviewing:", found, flush=True)
    return found
