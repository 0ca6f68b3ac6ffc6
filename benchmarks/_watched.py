"""What all processes of a session take: processor seconds and memory, whoever began them and whenever they ended.

Looked at again and again: what Spark starts may end before, or be nobody's child, but is of one session.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PAUSE = 0.5  # seconds between two looks


class Watched:
    """A session that is looked at until the end of a `with`."""

    def __init__(self, leader: int) -> None:
        self._leader = leader
        self._used: dict[int, float] = {}
        self._most = 0.0
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._looking.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._looking.join()

    def so_far(self) -> tuple[float, float]:
        """Processor seconds of all that was seen, and the most GiB that they held together."""
        self._once()
        return round(sum(self._used.values()), 1), round(self._most, 2)

    def afresh(self) -> None:
        """The most memory is looked for from now on."""
        self._most = 0.0

    def _look(self) -> None:
        while not self._over.wait(_PAUSE):
            self._once()

    def _once(self) -> None:
        now = _session(self._leader)
        self._used |= {pid: seconds for pid, (seconds, _) in now.items()}
        self._most = max(self._most, sum(gib for _, gib in now.values()))


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
