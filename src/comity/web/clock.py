"""The clock on our own wall, by which pages tell when a mail was sent.

By the clocks of those who sent them an answer may stand before what it answers.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from comity.book.store import DeltaBook

ABOUT = dt.timedelta(days=14)  # mail of ours so near a moment is asked what our clock told then
NEAREST = 9  # letters of ours that are asked: one of us may have been travelling


class OwnClock:
    """What our clock told, as our own mail of the time knows it; UTC where we wrote none then."""

    def __init__(self, book: DeltaBook, domains: Collection[str], moments: Sequence[dt.datetime]) -> None:
        """`domains` are those of our own mail, `moments` those that will be asked for."""
        self._ours = sorted(_of_ours(book, domains, moments))

    @property
    def known(self) -> bool:
        """Whether any mail of ours tells it."""
        return bool(self._ours)

    def told(self, at: dt.datetime) -> dt.datetime:
        """What it told at a moment; without a zone."""
        place = bisect(self._ours, (at, 0))
        about = self._ours[max(0, place - NEAREST) : place + NEAREST]
        near = sorted(about, key=lambda one: abs(one[0] - at))[:NEAREST]
        offset = Counter(offset for _, offset in near).most_common(1)[0][0] if near else 0
        return at.astimezone(dt.UTC).replace(tzinfo=None) + dt.timedelta(minutes=offset)


def _of_ours(
    book: DeltaBook, domains: Collection[str], moments: Sequence[dt.datetime]
) -> list[tuple[dt.datetime, int]]:
    """When mail of ours was sent about these moments, and its distance from UTC."""
    if not (domains and moments):
        return []
    mail = book.facts("messages", ["sent_at", "sender", "offset_minutes"])
    kind, sent = mail.schema.field("sent_at").type, pc.field("sent_at")
    first, last = (pa.scalar(at, kind) for at in (min(moments) - ABOUT, max(moments) + ABOUT))
    near = mail.filter((sent >= first) & (sent <= last))
    rows = zip(*(near[name].to_pylist() for name in ("sent_at", "sender", "offset_minutes")), strict=True)
    return [(at, offset) for at, sender, offset in rows if offset is not None and sender.rpartition("@")[2] in domains]
