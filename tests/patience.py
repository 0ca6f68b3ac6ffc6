"""Bounds on time that hold on any machine, however slow: what hangs takes for ever, and what is sound grows evenly."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

PATIENCE = 120.0  # seconds: for what takes a few at most on a slow machine, and for ever where it hangs
TIMES = 8  # how much larger the larger piece is
MOST = 24.0  # between eight times, which is even growth, and the sixty-four times of growth by the square
TRIES = 4


class Late(BaseException):
    """What took too long; no exception that a reader takes for a fault of the file."""


@contextmanager
def within(seconds: float = PATIENCE) -> Iterator[None]:
    """End what takes longer, wherever it hangs."""

    def late(_number: int, _frame: FrameType | None) -> None:
        raise Late(f"not done within {seconds} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def growth(work: Callable[[str], object], text: str) -> float:
    """How many times as long all of a text takes as an eighth of it, each at its best of some tries."""
    return _least(work, text) / _least(work, text[: len(text) // TIMES])


def _least(work: Callable[[str], object], text: str) -> float:
    return min(_took(work, text) for _ in range(TRIES))


def _took(work: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    work(text)
    return time.process_time() - began
