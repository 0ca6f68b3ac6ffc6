"""Spark's own master and workers, as a cluster has them, on loopback."""

# pyright: reportMissingImports=false
# (Spark comes with an extra; `make test` does without.)
from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from comity.engine.spark.session import java_home
from tests.cluster.machines import free_port, running, wait_for
from tests.processes import below, command

_CLASS = str(resources.files("pyspark") / "bin" / "spark-class")


@dataclass(frozen=True)
class Cluster:
    """A master's address, its workers, and the environment of whoever asks it for work."""

    master: str
    workers: list[subprocess.Popen[bytes]]
    env: dict[str, str]

    def at_work(self, worker: int, seconds: float = 300) -> bool:
        """Wait until a worker runs Python for somebody; whether it came to that."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if any(b"pyspark.daemon" in command(pid) for pid in below(self.workers[worker].pid)):
                return True
            time.sleep(0.1)
        return False

    def kill(self, worker: int) -> None:
        """End a worker as a power cut would: it, and what it runs."""
        for pid in [*below(self.workers[worker].pid), self.workers[worker].pid]:
            os.kill(pid, signal.SIGKILL)


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A master and workers of a core each, gone afterwards."""
    port = free_port()
    master = f"spark://127.0.0.1:{port}"
    env = {"JAVA_HOME": str(java_home()), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m",
           "SPARK_NO_DAEMONIZE": "1"}  # fmt: skip
    at = ["--host", "127.0.0.1", "--webui-port", "0"]
    with ExitStack() as stack:
        deploy = "org.apache.spark.deploy"
        stack.enter_context(running(_CLASS, f"{deploy}.master.Master", *at, "--port", str(port), env=env))
        wait_for(port)
        found = []
        for number in range(workers):
            of_each = ["--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"worker{number}")]
            words = [f"{deploy}.worker.Worker", *at, *of_each, master]
            found.append(stack.enter_context(running(_CLASS, *words, env=env)))
        yield Cluster(master, found, {**env, "COMITY_SPARK": master})
