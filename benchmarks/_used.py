"""What a process took: time by the clock and of the processor, and the most memory, its own children's counted in.

On a machine that others use too, the processor's time tells more than the clock does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple


class Used(NamedTuple):
    """One run of a process."""

    seconds: float
    processor_s: float
    peak_mb: int
    out: str


def used(*words: str, compiled: Path | None = None) -> Used:
    """Run Python with these words to its end. Raises CalledProcessError where it fails.

    With `compiled`, a folder, it finds there what it compiled the last time, as an installed program does, whatever
    the environment says of that.
    """
    command = [sys.executable, *words]
    env = {k: v for k, v in os.environ.items() if not compiled or k != "PYTHONDONTWRITEBYTECODE"}
    if compiled:
        env["PYTHONPYCACHEPREFIX"] = str(compiled)
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env) as process:
        assert process.stdout
        out = process.stdout.read()
        _, status, took = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Used(round(seconds, 3), round(took.ru_utime + took.ru_stime, 3), took.ru_maxrss >> 10, out)


def beside(ours: list[Used], theirs: list[Used]) -> dict[str, dict[str, float]]:
    """The best runs of both, and the ratios: of the clock, the processor and memory."""
    a, b = (
        {
            "seconds": min(u.seconds for u in runs),
            "processor_s": min(u.processor_s for u in runs),
            "peak_mb": max(u.peak_mb for u in runs),
        }
        for runs in (ours, theirs)
    )
    return {"ours": a, "theirs": b, "ratios": {key: round(a[key] / b[key], 3) for key in a}}
