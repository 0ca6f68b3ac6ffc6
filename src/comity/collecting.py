"""Python's search for objects that hold each other: rarely while a book is judged, for nothing there does."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Made between two searches, which is more than a small book needs at all: with 200,000 its one search took a thirtieth of
# the whole, and Python's own number makes a seventh of a judging searches.
_OBJECTS = 500_000


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Within, a search after many more new objects than usual."""
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
