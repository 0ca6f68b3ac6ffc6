"""Every measure over much mail on both engines: processor time and memory of all that a run starts.

`python -m benchmarks scale N` for N messages (100,000 without), Spark with one, two and four workers. The clock tells
nothing here: more workers are asked for than there may be cores. SPARK_CONF_DIR sets Spark up, as everywhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import _laid

MESSAGES = 100_000
WORKERS = (1, 2, 4)
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def run(shared: Path, messages: int = MESSAGES) -> dict[str, object]:  # noqa: ARG001 - as every benchmark
    """Processor seconds and GiB of each engine, and how many values both found."""
    with tempfile.TemporaryDirectory() as folder:
        found: dict[str, object] = {"messages": _laid.write(Path(folder), messages)}
        for engine, master in (("duckdb", ""), *(("spark", f"local[{n}]") for n in WORKERS)):
            seconds, gib, told = _cost(["-m", "benchmarks._laid", engine, folder], master)
            found[f"{engine} {master}".strip()] = {"processor_s": seconds, "gib": gib, "values": told}
            print(f"scale: {found['messages']} messages, {engine} {master}: {seconds} s of the processor, {gib} GiB, "
                  f"{told} values", flush=True)  # fmt: skip
    return found


def _cost(words: list[str], master: str) -> tuple[float, float, int]:
    """Processor seconds and most memory of a run, and the number that it told.

    Looked at again and again: what Spark starts may end before, or be nobody's child, but is of one session.
    """
    run = subprocess.Popen(
        [sys.executable, *words], env={**os.environ, "COMITY_SPARK": master}, stdout=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    used: dict[int, float] = {}
    most = 0.0
    while run.poll() is None:
        now = _session(run.pid)
        used |= {pid: seconds for pid, (seconds, _) in now.items()}
        most = max(most, sum(gib for _, gib in now.values()))
        time.sleep(0.5)
    told, _ = run.communicate()
    assert run.returncode == 0, words
    return round(sum(used.values()), 1), round(most, 2), int(told)


def _session(leader: int) -> dict[int, tuple[float, float]]:
    """Of each process of a session, its processor seconds and its memory in GiB."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                told = (entry / "stat").read_text("utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(told[3]) == leader:
                found[int(entry.name)] = ((int(told[11]) + int(told[12])) / _TICKS, int(told[21]) * _PAGE / 2**30)
    return found
