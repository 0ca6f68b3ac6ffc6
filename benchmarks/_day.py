"""One reading as the worker does it: a folder into a home, judged and published; prints the seconds of it as JSON.

`python -m benchmarks._day FOLDER` works in the home that the environment names (COMITY_HOME).
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

from comity.web.boot import migrate, ready
from comity.web.jobs.kinds import kinds


def day(folder: Path) -> dict[str, float]:
    """Seconds of wall clock and of this process's own, from the first look at the files to verdicts on the pages.

    `first_` are those until verdicts were on the pages for the first time: of very much mail by the newest year's.
    """
    jobs = import_module("comity.web.models.jobs")  # Django wants to be ready first
    running = import_module("comity.web.jobs.running")
    jobs.Job.objects.create(kind="read", words={"folder": str(folder)})
    job = jobs.Job.take("the benchmark")
    read = kinds()["read"]  # what the worker has long imported
    began, own = time.perf_counter(), time.process_time()
    first: dict[str, float] = {}

    def so_far() -> dict[str, float]:
        return {"seconds": round(time.perf_counter() - began, 2), "own_seconds": round(time.process_time() - own, 2)}

    class Watched(running.Running):
        def log(self, line: str) -> None:
            """See `Running`; each publishing is told."""
            if "clients judged" in line and not first:
                first.update({f"first_{name}": value for name, value in so_far().items()})
            super().log(line)

    with Watched(job, threading.Event()) as heart:
        result = read(heart, **job.words)
    seconds = {**so_far(), **first}
    assert result["accounts"]
    job.end(jobs.State.DONE)
    return {**seconds, "kept": sum(f["kept"] for f in result["files"])}


if __name__ == "__main__":
    ready(Path(os.environ["COMITY_HOME"]))
    migrate()
    print(json.dumps(day(Path(sys.argv[1]))))
