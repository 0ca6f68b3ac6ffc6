"""One proof: what bears a word out."""

from __future__ import annotations

import datetime as dt

import msgspec


class Proof(msgspec.Struct, frozen=True):
    """One thing that bears something out: what it is, the source's own key, the day, whose, and the words.

    `kind` is message, meeting, invoice, payment, hours, call, deal, placement, contract or note; `weight` orders
    proofs.
    """

    kind: str
    ref: str
    on: dt.date
    by: str
    who: str
    quote: str
    weight: float
