"""Whose move it is comes with the day by which what is to be done first is due."""

from __future__ import annotations

from comity.reviews import review_book
from tests.invariants.books import KEPT, TODAY, example


def test_the_move_is_due_when_its_first_play_is() -> None:
    found = review_book(example(), as_of=None, today=TODAY, cache=KEPT).accounts
    ours = [v for v in found if v.whose == "us"]
    assert ours
    assert [v.due for v in ours] == [v.plays[0].due for v in ours]
    assert any(min(p.due for p in v.plays) < v.plays[0].due for v in ours)  # else this would tell nothing
    assert all(v.due is None for v in found if v.whose == "none")
