"""What weighs on a client: sentences in which somebody of theirs says that something worries them."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from comity.ledger.columns import DAY, TEXT
from comity.ledger.ground import Ground
from comity.ledger.told.cues import cue
from comity.ledger.told.sentences import told

SCHEMA = pa.schema([("account", TEXT), ("happened_on", DAY), ("proof_kind", TEXT), ("ref", TEXT), ("person", TEXT),
                    ("who", TEXT), ("quote", TEXT)])  # fmt: skip


def worries(ground: Ground, day: dt.date) -> pa.Table:
    """By account, the newest first."""
    rows = [
        {"account": s.account, "happened_on": s.on, "proof_kind": "message", "ref": s.ref, "person": s.person,
         "who": s.who, "quote": s.text}
        for s in told(ground, day, cue("worry")) if worries_in(s.text)
    ]  # fmt: skip
    found = pa.Table.from_pylist(rows, schema=SCHEMA)
    return found.sort_by([("account", "ascending"), ("happened_on", "descending"), ("ref", "ascending")])


def worries_in(sentence: str) -> bool:
    """Whether somebody says in it that something worries them."""
    return cue("worry").search(sentence) is not None and cue("calm").search(sentence) is None
