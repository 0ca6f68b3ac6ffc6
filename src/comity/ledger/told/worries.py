"""What weighs on a client: sentences in which somebody of theirs says that something worries them."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from comity.ledger.ground import Ground
from comity.ledger.told.cues import cue
from comity.ledger.told.sentences import newest_first, told


def worries(ground: Ground, day: dt.date) -> pa.Table:
    """By account, the newest first."""
    return newest_first(s.line() for s in told(ground, day, cue("worry")) if worries_in(s.text))


def worries_in(sentence: str) -> bool:
    """Whether somebody says in it that something worries them."""
    return cue("worry").search(sentence) is not None and cue("calm").search(sentence) is None
