"""Reads mail into a home and reviews it twice, by an engine: `python -m benchmarks._through MAIL HOME WORKERS`.

It leads a session of its own, whose processes are counted. Prints as JSON what each step took, and the review's digest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks._watched import Watched


@contextmanager
def _engine(workers: int, folder: Path) -> Iterator[Mapping[str, str]]:
    """The environment in which an engine is reached: a cluster of so many workers, or none."""
    if not workers:
        yield {}
        return
    spark = importlib.import_module("tests.cluster.spark")  # it comes with an extra
    with spark.cluster(folder, workers) as begun:
        yield begun.env


def main(mail: Path, home: Path, workers: int) -> None:
    """Three steps: reading, a first review that hears everything, and one a day later with all that was heard kept."""
    found: dict[str, object] = {}
    engine = ["--engine", "spark" if workers else "duckdb"]
    with Watched(os.getsid(0)) as watched, _engine(workers, home.with_suffix(".workers")) as env:

        def step(name: str, *words: str) -> str:
            watched.afresh()
            before, _ = watched.so_far()
            call = [sys.executable, "-m", "comity", "--home", str(home), *words, *engine, "--json", "-"]
            done = subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **env})
            seconds, gib = watched.so_far()
            found[name] = (round(seconds - before, 1), gib)
            return done.stdout

        step("reading", "read", str(mail))
        told = step("first review", "review")
        day = dt.date.fromisoformat(json.loads(told)["as_of"]) + dt.timedelta(days=1)
        step("all kept", "review", "--as-of", day.isoformat())
    found["review"] = hashlib.sha256(told.encode()).hexdigest()
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
