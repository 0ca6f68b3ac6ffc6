"""A child process that ends when its parent is gone, even where that was killed and could tell nobody."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_DIE_WITH_PARENT = 1  # Linux: PR_SET_PDEATHSIG
_NOBODY = 1  # the process that takes orphans in


def end_with_parent(number: int = signal.SIGTERM) -> None:
    """Ask the system to send this signal when the parent ends. Without Linux, children are ended by it alone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, int(number))
        if os.getppid() == _NOBODY:
            os._exit(0)
