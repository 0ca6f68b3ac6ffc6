"""Python's search for objects that hold each other: rarely while a book is judged, for nothing there does."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 200_000  # made between two searches; Python's own number makes a seventh of a judging searches


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Within, a search after many more new objects than usual."""
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
