"""Python's search for objects that hold each other: rarely while a book is judged, for nothing there does."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Made between two searches: more than a small book needs at all. Python's own number makes a seventh of a judging
# searches.
_OBJECTS = 500_000


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Within, a search after many more new objects than usual; what is there at its end counts as old.

    (Otherwise all of it would be searched at once, for it is more than usual.)
    """
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.set_threshold(*usual)
