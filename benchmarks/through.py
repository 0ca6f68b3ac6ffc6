"""From the mail to verdicts on both engines: reading, hearing and judging, by the processor's time of all processes.

`python -m benchmarks through N` for N generated messages (10,000 without): DuckDB in one process, then Spark's own
master with one, two and four workers of a core each; with further numbers behind N, so many workers each (0: DuckDB).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

MESSAGES = 10_000
WORKERS = (0, 1, 2, 4)


def run(shared: Path, messages: int = MESSAGES, *workers: int) -> dict[str, object]:
    """Of each step the processor's seconds and the most GiB; all come to the same review."""
    told: dict[str, object] = {"messages": messages}
    reviews = set()
    with tempfile.TemporaryDirectory() as folder:
        mail = Path(folder) / "mail"
        mail.mkdir()
        words = [str(shared / "bench" / "gen_mbox.py"), str(mail / "all.mbox"), "--n", str(messages)]
        subprocess.run([sys.executable, *words], check=True, capture_output=True)
        for number in workers or WORKERS:
            call = [sys.executable, "-m", "benchmarks._through", str(mail), f"{folder}/{number}", str(number)]
            done = subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True, start_new_session=True)
            steps = json.loads(done.stdout.splitlines()[-1])
            reviews.add(steps.pop("review"))
            name = f"spark, {number} workers" if number else "duckdb"
            told[name] = steps
            for step, (seconds, gib) in steps.items():
                print(f"through: {messages} messages, {name}, {step}: {seconds} s of the processor, {gib} GiB",
                      flush=True)  # fmt: skip
    assert len(reviews) == 1, told
    return told
