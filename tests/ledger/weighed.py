"""A sentence weighed as what may promise something, for tests of which does."""

from __future__ import annotations

import datetime as dt

from comity.ledger.promising.cues import words_of
from comity.ledger.promising.days import due_day, naming_part
from comity.ledger.promising.saying import Said, promises

TUESDAY = dt.date(2026, 3, 3)
SUSPECTED, DOUBTED, SURE = 0.3, 0.9, 1.6


def said(
    text: str, side: str = "us", share: float = DOUBTED, *, pays: float = 0.0, threat: bool = False,
    gives: bool = False, instead: bool = False,
) -> bool:  # fmt: skip
    due = due_day(text, TUESDAY)
    part = naming_part(text, due, TUESDAY)
    return promises(
        Said(text, part, words_of(text), side, due is not None, share, pays, threat, gives, instead, due == TUESDAY)
    )
