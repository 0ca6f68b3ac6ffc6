"""All benchmarks: `python -m benchmarks [NAME [N] ...]`; prints a line or more each, writes results.json beside.

A benchmark is a module here with `run(shared) -> dict`; the folder is the list. A campaign takes a number behind its
name, how much it tries: `run(shared, count)`. They need the project's shared data beside the checkout (COMITY_SHARED,
default ../shared) and tell where it is missing.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import platform
import sys
from pathlib import Path

import benchmarks

RESULTS = Path(__file__).parent / "results.json"


def machine() -> dict[str, object]:
    """The machine, as far as figures depend on it."""
    model = next((line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if "model name" in line), "")
    memory = next((line.split()[1] for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), "0")
    return {
        "cores": os.cpu_count(), "processor": model or platform.machine(), "memory_gib": round(int(memory) / 2**20, 1),
        "python": platform.python_version(), "system": f"{platform.system()} {platform.release()}",
    }  # fmt: skip


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text("utf-8").splitlines()
    except OSError:
        return []


def _asked(words: list[str]) -> list[tuple[str, list[int]]]:
    """Each name with the number behind it, if there is one."""
    found: list[tuple[str, list[int]]] = []
    for word in words:
        if word.isdecimal() and found:
            found[-1][1].append(int(word))
        else:
            found.append((word, []))
    return found


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; keep what others gave before."""
    shared = Path(os.environ.get("COMITY_SHARED", "../shared"))
    if not shared.is_dir():
        print(f"{shared}: no shared data there. Set COMITY_SHARED to its folder.", file=sys.stderr)
        return 2
    known = sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__) if not m.name.startswith("_"))
    kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    for name, counts in _asked(names or known):
        found = importlib.import_module(f"benchmarks.{name}").run(shared, *counts)
        # Figures of another size stand beside, not in place of these.
        kept[" ".join([name, *map(str, counts)])] = {"machine": machine(), "figures": found}
        RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
