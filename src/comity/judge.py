"""From a book to verdicts: lay the ground, measure, score, and tell each account with its proof."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.book.known import known_on, newest_day
from comity.book.reconcile import reconcile
from comity.book.store import Book
from comity.book.tally import FileTally
from comity.collecting import collecting_rarely
from comity.engine import Engine
from comity.engine.duck import DuckEngine
from comity.errors import UserError
from comity.keeping import Cache
from comity.ledger.ground import Ground, lay_ground
from comity.measures import measures
from comity.measures.compute import in_turn, typical
from comity.signals.ears import shipped_reader
from comity.signals.hearing import Reader, Step
from comity.signals.thresholds import Thresholds

if TYPE_CHECKING:
    from comity.signals.asking.second import Second

BEFORE = dt.timedelta(days=90)  # the trend compares with this long before (contracts: review/1)

# By account, each measure's value on a day; None cannot be known.
Measured = Mapping[str, Mapping[str, float | None]]


@dataclass(frozen=True, slots=True)
class Sight:
    """Everything that was seen of a book as of a day: the ground, measures now and before, and what is typical.

    `mail_from`: mail from before that day was left out.
    """

    book: Book
    as_of: dt.date
    ground: Ground
    engine: Engine
    now: Measured
    before: Measured
    typical: Mapping[str, float | None]
    read: Sequence[FileTally]
    mail_from: dt.date | None = None


@collecting_rarely()
def see(
    book: Book,
    as_of: dt.date | None,
    *,
    today: dt.date,
    engine: Engine | None = None,
    reader: Reader | None = None,
    thresholds: Thresholds | None = None,
    cache: Cache | None = None,
    step: Step | None = None,
    second: Second | None = None,
    mail_from: dt.date | None = None,
) -> Sight:
    """Measure every account of a book as of a day (default: the newest day in it that is not in the future).

    `step` is told how many letters were heard, then how many measures taken; what it raises ends the judging.
    Mail from before `mail_from` is left out, for a first look that is not to wait for all of it.

    Raises UserError for a book without any dated fact.
    """
    day = as_of or newest_day(book, today)
    if day is None:
        raise UserError(
            "nothing dated was found: no mail, call, invoice, payment or hours. Name the folder that holds the exports."
        )
    shipped = shipped_reader() if reader is None or thresholds is None else None
    reader = reader or shipped
    thresholds = thresholds or (shipped.thresholds if shipped else None)
    assert reader is not None
    assert thresholds is not None
    engine = engine or DuckEngine()
    earlier = day - BEFORE
    ground = lay_ground(known_on(book, day, mail_from), [earlier, day], engine, reader, thresholds, cache, step, second)
    accounts = sorted(a.id for a in ground.whois.accounts.values() if a.client)
    now: dict[str, dict[str, float | None]] = {a: {} for a in accounts}
    before: dict[str, dict[str, float | None]] = {a: {} for a in accounts}
    usual: dict[str, float | None] = {}
    for number, (name, found) in enumerate(zip(measures(), in_turn(list(measures().values()), engine), strict=True)):
        if step:
            step(number, len(measures()))
        usual[name] = typical(found, day)
        for account in accounts:
            now[account][name] = found.get((day, account))
            before[account][name] = found.get((earlier, account))
    return Sight(book, day, ground, engine, now, before, usual, reconcile(book, ground.left_out), mail_from)
