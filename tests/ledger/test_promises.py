"""By when something was promised, counted from the day it was said."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.ledger.promises import due_day

TUESDAY = dt.date(2026, 3, 3)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("You have the drawings by Friday.", dt.date(2026, 3, 6)),
        ("I send it on Tuesday.", dt.date(2026, 3, 10)),
        ("The list comes tomorrow.", dt.date(2026, 3, 4)),
        ("You get it today.", TUESDAY),
        ("It is with you by the end of the week.", dt.date(2026, 3, 6)),
        ("We start next week.", dt.date(2026, 3, 13)),
        ("We will look into it.", None),
    ],
)
def test_a_promise_is_due_on_the_day_it_names(words: str, due: dt.date | None) -> None:
    assert due_day(words, TUESDAY) == due
