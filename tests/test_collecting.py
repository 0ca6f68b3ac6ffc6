"""Python searches for dead objects rarely while a book is judged, and finds them afterwards."""

from __future__ import annotations

import gc
import weakref

from comity.collecting import collecting_rarely


class Knot:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.self = self


def test_what_was_made_meanwhile_counts_as_old_and_what_is_dead_of_it_is_found_in_the_end() -> None:
    usual = gc.get_threshold()
    with collecting_rarely():
        assert gc.get_threshold()[0] > 100 * usual[0]
        dead = weakref.ref(Knot())
    assert gc.get_threshold() == usual
    gc.collect(0)
    assert dead() is not None, "the young were searched as if it were one of them"
    gc.collect()
    assert dead() is None
