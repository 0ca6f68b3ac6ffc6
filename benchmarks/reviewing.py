"""`comity review` of each example firm as a whole command, and the program's help."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path


def run(shared: Path) -> dict[str, object]:
    """Seconds a firm (best of two), and how many times longer help takes than an empty Python."""
    found: dict[str, object] = {}
    for firm in sorted(p.parent for p in (shared / "examples").glob("*/key.json")):
        found[firm.name] = round(min(_seconds(["-m", "comity", "review", str(firm / "exports")]) for _ in range(2)), 2)
    empty = min(_seconds(["-c", "pass"]) for _ in range(5))
    found["help_ratio"] = round(min(_seconds(["-m", "comity", "--help"]) for _ in range(5)) / empty, 1)
    print("reviewing:", ", ".join(f"{name} {value}" for name, value in found.items()), flush=True)
    return found


def _seconds(words: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
    return time.perf_counter() - began
