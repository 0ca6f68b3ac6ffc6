"""Whether a worker is at work on a home: each holds a lock there, which the system lets go of when it ends or dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "worker"


@contextmanager
def at_work(home: Path) -> Iterator[None]:
    """Be at work; any number may be."""
    with (home / NAME).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def anybody(home: Path) -> bool:
    """Whether any worker is at work on this machine."""
    try:
        with (home / NAME).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
