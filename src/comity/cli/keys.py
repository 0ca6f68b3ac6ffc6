"""How a command ends: at once, and with the key that stops it in one line, whatever that happened to interrupt."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType


class Ending:
    """How a command ends: whether the key was pressed meanwhile, its exit code, whether the process ends with it.

    Written out, for `comity --help` would load what makes dataclasses for nothing else, a seventh of its time.
    """

    __slots__ = ("code", "last", "pressed")

    def __init__(self) -> None:
        self.pressed = False
        self.code = 0
        self.last = False


@contextmanager
def stop_key() -> Iterator[Ending]:
    """Within, the key is heeded; who had it pressed ends by the code that is laid down here, whatever was interrupted.

    A library that is being loaded may turn the interruption into an error of its own, and Python itself, having been
    interrupted in code that a library gave it as text, would end the process by a signal.
    """
    ending, usual = Ending(), signal.getsignal(signal.SIGINT)
    if usual is not signal.default_int_handler or threading.current_thread() is not threading.main_thread():
        yield ending
        return

    def press(_number: int, _frame: FrameType | None) -> None:
        ending.pressed = True
        raise KeyboardInterrupt

    # Whoever wants to clear up at the end of the process has asked for it later, and so comes before us.
    atexit.register(_end, ending)
    signal.signal(signal.SIGINT, press)
    try:
        yield ending
    finally:
        signal.signal(signal.SIGINT, usual)


def _end(ending: Ending) -> None:
    """End here, where all who wanted to clear up have done so.

    Python would take apart object by object what goes with the process anyway, for as long as some measures take.
    """
    if ending.pressed or ending.last:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):  # nobody reads it any more
                stream.flush()
        os._exit(ending.code)
