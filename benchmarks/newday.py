"""What a new day costs: 50 new messages in a book of 100,000, beside reading and judging all of it from nothing.

COMITY_MESSAGES sets another size of the book; the day is always its two-thousandth part, as 500 of a million.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

MESSAGES = 100_000
PART = 2000  # the new day is this part of the book


def run(shared: Path) -> dict[str, object]:
    """Seconds of both and their ratio; each in a process of its own, as after a start of the worker."""
    messages = int(os.environ.get("COMITY_MESSAGES", MESSAGES))
    with tempfile.TemporaryDirectory() as folder:
        old, new = _split(shared, Path(folder), messages)
        whole, day = _read(Path(folder) / "home", old), _read(Path(folder) / "home", new)
    assert (whole["kept"], day["kept"]) == (messages, messages // PART)
    ratio, own = (round(day[k] / whole[k], 4) for k in ("seconds", "own_seconds"))
    print(f"newday: {messages} messages {whole['seconds']} s, {messages // PART} more {day['seconds']} s, "
          f"ratio {ratio} of wall clock, {own} of the processor", flush=True)  # fmt: skip
    return {"messages": messages, "full_pass": whole, "new_day": day, "ratio": ratio, "ratio_processor": own}


def _split(shared: Path, folder: Path, messages: int) -> tuple[Path, Path]:
    """Two folders of exports, the second with the newest messages."""
    both = folder / "all.mbox"
    words = [str(shared / "bench" / "gen_mbox.py"), str(both), "--n", str(messages + messages // PART)]
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
    old, new = folder / "old", folder / "new"
    for place in (old, new):
        place.mkdir()
    seen = 0
    with both.open("rb") as lines, (old / "old.mbox").open("wb") as first, (new / "new.mbox").open("wb") as second:
        for line in lines:
            seen += line.startswith(b"From ")
            (first if seen <= messages else second).write(line)
    both.unlink()
    return old, new


def _read(home: Path, exports: Path) -> dict[str, float]:
    words = [sys.executable, "-m", "benchmarks._day", str(exports)]
    told = {**os.environ, "COMITY_HOME": str(home), "COMITY_DATABASE_URL": ""}
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, env=told)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
