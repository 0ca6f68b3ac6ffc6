"""Every measure over much mail on both engines: processor time and memory of all that a run starts.

`python -m benchmarks scale N` for N messages (100,000 without), Spark with one, two and four workers; with further
numbers behind N, Spark with so many workers each. The clock tells nothing here: more workers are asked for than there
may be cores. SPARK_CONF_DIR sets Spark up, as everywhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import _laid
from benchmarks._watched import Watched

MESSAGES = 100_000
WORKERS = (1, 2, 4)


def run(shared: Path, messages: int = MESSAGES, *workers: int) -> dict[str, object]:  # noqa: ARG001 - as every benchmark
    """Processor seconds and GiB of each engine, and how many values both found."""
    with tempfile.TemporaryDirectory() as folder:
        found: dict[str, object] = {"messages": _laid.write(Path(folder), messages)}
        for engine, master in (("duckdb", ""), *(("spark", f"local[{n}]") for n in workers or WORKERS)):
            seconds, gib, told = _cost(["-m", "benchmarks._laid", engine, folder], master)
            found[f"{engine} {master}".strip()] = {"processor_s": seconds, "gib": gib, "values": told}
            print(f"scale: {found['messages']} messages, {engine} {master}: {seconds} s of the processor, {gib} GiB, "
                  f"{told} values", flush=True)  # fmt: skip
    return found


def _cost(words: list[str], master: str) -> tuple[float, float, int]:
    """Processor seconds and most memory of a run, and the number that it told."""
    run = subprocess.Popen(
        [sys.executable, *words], env={**os.environ, "COMITY_SPARK": master}, stdout=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    with Watched(run.pid) as watched:
        told, _ = run.communicate()
        seconds, gib = watched.so_far()
    assert run.returncode == 0, words
    return seconds, gib, int(told)
