"""A large mailbox's messages understood on all cores: further processes, each given raw messages, give their outcomes.

Understanding takes most of the time of reading, and nothing but the raw message. What comes out, and in which order, is
the same with helpers and without; one that cannot be started or that ends too early is done without.
"""

from __future__ import annotations

import fcntl
import gc
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import suppress
from queue import SimpleQueue
from typing import BinaryIO

from comity.identity import row_id
from comity.sources.mail.message import Piece, outcome
from comity.sources.outcome import Reject, Row
from comity.tables import TABLES

BATCH = 1 << 19  # bytes of raw messages that are handed over at a time
PIPE = 1 << 20  # bytes that a pipe may hold: what comes of a batch fits, so that a helper goes on with the next
MOST = 500  # messages of one batch
LARGE = 8 * BATCH  # what is larger than this is not handed over: it would lie in memory many times
ALONE = 6  # batches that are read before a helper is started: a small mailbox is read sooner than one starts
AHEAD = 2  # batches that wait for each helper
MOST_AHEAD = 4  # with those that were understood here meanwhile
HELPERS = 4  # at most: one process keeps what they give, and keeps no more of them busy

Batch = list[Piece]
Outcomes = list[Row | Reject]


def outcomes(pieces: Iterator[Piece]) -> Generator[Row | Reject]:
    """The outcome of each raw message, in their order."""
    helpers: list[_Helper] = []
    waiting: deque[tuple[_Helper, Batch] | Outcomes] = deque()
    try:
        for number, batch in enumerate(_batches(pieces)):
            if number == ALONE:
                helpers = [_Helper() for _ in range(min(_cores() - 1, HELPERS))]
            if not helpers or sum(len(piece.raw) for piece in batch) > LARGE:
                while waiting:
                    yield from _taken(waiting.popleft())
                yield from map(outcome, batch)
                continue
            helper = min(helpers, key=lambda h: h.waiting)
            if helper.waiting == AHEAD and not _ready(waiting[0]) and len(waiting) < MOST_AHEAD * len(helpers):
                # Better than to stand by while all are busy.
                waiting.append(list(map(outcome, batch)))
                continue
            while helper.waiting == AHEAD:
                yield from _taken(waiting.popleft())
            helper.give(batch)
            waiting.append((helper, batch))
        while waiting:
            yield from _taken(waiting.popleft())
    finally:
        for helper in helpers:
            helper.end()


def _batches(pieces: Iterator[Piece]) -> Iterator[Batch]:
    batch: Batch = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.raw)
        if size >= BATCH or len(batch) == MOST:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _ready(oldest: tuple[_Helper, Batch] | Outcomes) -> bool:
    return not isinstance(oldest, tuple) or oldest[0].answers()


def _taken(oldest: tuple[_Helper, Batch] | Outcomes) -> Outcomes:
    """What a helper made of a batch, or we did; where it failed, what we make of it."""
    if not isinstance(oldest, tuple):
        return oldest
    helper, batch = oldest
    found = helper.take()
    return [outcome(piece) for piece in batch] if found is None else found


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Helper:
    """One further process. Batches are given and taken in the same order; once it failed, it gives nothing."""

    def __init__(self) -> None:
        # -P: nothing of the folder that somebody happens to work in is loaded; ours is found where we found it.
        words = [sys.executable, "-P", "-m", __name__]
        place = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
        self._process: subprocess.Popen[bytes] | None = None
        self.waiting = 0  # batches that were given and not yet taken
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own words
                words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=place
            )
        except OSError:
            return
        for pipe in filter(None, (self._process.stdin, self._process.stdout)):
            with suppress(OSError, AttributeError):  # not everywhere may a pipe hold more than usual
                fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE)

    def give(self, batch: Batch) -> None:
        """Hand a batch over."""
        self.waiting += 1
        if self._process and self._process.stdin:
            try:
                pickle.dump(batch, self._process.stdin, pickle.HIGHEST_PROTOCOL)
                self._process.stdin.flush()
            except OSError:
                self.end()

    def take(self) -> Outcomes | None:
        """What came of the oldest batch; None where it failed."""
        self.waiting -= 1
        if self._process and self._process.stdout:
            try:
                found: Outcomes = pickle.load(self._process.stdout)  # noqa: S301 - what our own process wrote
            except (EOFError, OSError, pickle.UnpicklingError):
                self.end()
            else:
                return found
        return None

    def answers(self) -> bool:
        """Whether there is something to take at once."""
        told = self._process.stdout if self._process else None
        return told is None or bool(select.select([told], [], [], 0)[0])

    def end(self) -> None:
        """End the process, if it has not ended."""
        process, self._process = self._process, None
        if process and process.stdin and process.stdout:
            process.kill()
            process.stdout.close()
            with suppress(OSError):  # what was still to be handed over goes nowhere
                process.stdin.close()
            process.wait()


def _help(given: BinaryIO, told: BinaryIO) -> None:
    """Give the outcomes of each batch, until there is none more. Whoever gives them is never kept waiting for us."""
    batches: SimpleQueue[Batch | None] = SimpleQueue()
    threading.Thread(target=_receive, args=(given, batches), daemon=True).start()
    while (batch := batches.get()) is not None:
        pickle.dump([_named(outcome(piece)) for piece in batch], told, pickle.HIGHEST_PROTOCOL)
        told.flush()


def _named(found: Row | Reject) -> Row | Reject:
    """An outcome with its row_id, for whoever keeps it is the one that others wait for."""
    if isinstance(found, Row):
        found.digest = row_id(TABLES[found.table], found.values, found.ref)
    return found


def _receive(given: BinaryIO, batches: SimpleQueue[Batch | None]) -> None:
    try:
        while True:
            batches.put(pickle.load(given))  # noqa: S301 - what the process that started us wrote
    except (EOFError, OSError, pickle.UnpicklingError):
        batches.put(None)


if __name__ == "__main__":
    # Whoever started us is told by the terminal to stop, and then ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is handed over is taken at once: whoever hands it over stands by until it is.
    sys.setswitchinterval(0.0001)
    gc.disable()  # nothing that an outcome is made of holds itself
    _help(sys.stdin.buffer, sys.stdout.buffer)
