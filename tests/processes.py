"""Processes of the machine, as Linux tells them; a process that ends while one looks is none."""

from __future__ import annotations

from pathlib import Path

_PROCESSES = Path("/proc")


def below(pid: int) -> list[int]:
    """The processes that a process started, and those that they started.

    Asked of each process for its parent, not of the threads for their children: threads end while one looks, and what
    they had begun goes over to another thread that may have been looked at already.
    """
    begun: dict[int, list[int]] = {}
    for entry in _PROCESSES.iterdir():
        if entry.name.isdecimal():
            begun.setdefault(int(_told(int(entry.name))[1]), []).append(int(entry.name))
    found, parents = [], [pid]
    while parents:
        parents = [child for parent in parents for child in begun.get(parent, [])]
        found += parents
    return found


def alive(pid: int) -> bool:
    """Whether it runs: one that was killed and is not yet waited for does not."""
    return _told(pid)[0] != "Z"


def command(pid: int) -> bytes:
    """What it was called with, each word ended by a NUL; nothing of one that is over."""
    try:
        return (_PROCESSES / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""


def _told(pid: int) -> list[str]:
    """What stands behind a process's name: its state, its parent, and so on."""
    try:
        return (_PROCESSES / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return ["Z", "0"]
