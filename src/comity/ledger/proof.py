"""One proof: what bears a word out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

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


class Borne(msgspec.Struct, frozen=True):
    """What bears a word out: what counts in it, and what is of the same kind but older than what is counted.

    `more` is how many count beside those that are at hand.
    """

    counted: Sequence[Proof] = ()
    earlier: Sequence[Proof] = ()
    more: int = 0

    def first(self, most: int) -> Borne:
        """So many of them; earlier ones only where those that count leave room."""
        counted = self.counted[:most]
        more = self.more + len(self.counted) - len(counted)
        return Borne(tuple(counted), tuple(self.earlier[: most - len(counted)]), more)
