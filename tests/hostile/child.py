"""Calls of the command line, each in a process of its own that need not load the libraries again.

`python -m tests.hostile.child` takes the words of a call as a line of JSON on standard input, runs it in a copy of
itself, and answers with a line: its exit code, what it printed, the most memory that it held, and how long it took.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

from comity.book import reading
from comity.cli import main
from comity.cli.commands import read, rejects, review
from comity.sources import sources

LONGEST = 300  # seconds, after which a call is taken to hang
USED = (read, rejects, review, sources())  # loaded once, for all
CAPABILITIES_3 = 0x20080522


class Ended(NamedTuple):
    """What became of a call."""

    code: int
    out: str
    err: str
    peak: int  # bytes
    seconds: float


class Calls:
    """Calls `comity`, each call a process."""

    def __init__(self, asked: IO[bytes], answers: IO[bytes]) -> None:
        self._asked, self._answers = asked, answers

    def __call__(self, *words: object, killed_after: float = 0.0) -> Ended:
        """Run one call to its end, or to its death so many seconds after its beginning."""
        self._asked.write(json.dumps([[str(word) for word in words], killed_after]).encode() + b"\n")
        self._asked.flush()
        return Ended(*json.loads(self._answers.readline()))


@contextmanager
def calls(batch: int = reading.BATCH) -> Iterator[Calls]:
    """A process that is ready for calls; ended afterwards. `batch` is how many rows wait before they are appended."""
    command = [sys.executable, "-m", __name__, str(batch)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        yield Calls(process.stdin, process.stdout)
        process.stdin.close()


def powerless() -> None:
    """Give up what lets the machine's root read and write what is not its own, as nobody else may."""
    head, none = (ctypes.c_uint32 * 2)(CAPABILITIES_3, 0), (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(head, none):
        raise OSError(ctypes.get_errno(), "capset")


def _run(words: list[str], killed_after: float) -> Ended:
    began = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            os._exit(_called(words, out, err))
        if killed_after:
            time.sleep(killed_after)
            os.kill(child, signal.SIGKILL)
        _, status, used = os.wait4(child, 0)
        seconds = time.monotonic() - began
        for file in (out, err):
            file.seek(0)
        told, wrong = (file.read().decode("utf-8", "replace") for file in (out, err))
    return Ended(os.waitstatus_to_exitcode(status), told, wrong, used.ru_maxrss * 1024, seconds)


def _called(words: list[str], out: IO[bytes], err: IO[bytes]) -> int:
    signal.alarm(LONGEST)
    powerless()
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    code = main(words)
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    reading.BATCH = int(sys.argv[1])
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_run(*json.loads(line))) + "\n")
        sys.stdout.flush()
