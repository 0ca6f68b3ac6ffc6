"""From a book to verdicts: lay the ground, measure, score, and tell each account with its proof."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypedDict, Unpack

import msgspec

from comity.book.known import known_on, newest_day
from comity.book.reconcile import reconcile
from comity.book.store import Book
from comity.book.tally import FileTally
from comity.collecting import collecting_rarely
from comity.engine import Engine, spread_of
from comity.engine.duck import DuckEngine
from comity.errors import UserError
from comity.keeping import Cache
from comity.ledger.ground import Ears, Ground, Grounds
from comity.ledger.survey import Accounts, survey
from comity.measures import measures
from comity.measures.compute import in_turn, middle
from comity.signals.ears import shipped_reader
from comity.signals.hearing import Reader, Step
from comity.signals.thresholds import Thresholds

if TYPE_CHECKING:
    from comity.signals.asking.second import Second

BEFORE = dt.timedelta(days=90)  # the trend compares with this long before (contracts: review/1)

# By account, each measure's value on a day; None cannot be known.
Measured = Mapping[str, Mapping[str, float | None]]

PART = 20_000  # messages of a book from which on its accounts are judged part by part: all would fill the memory
MOST_PARTS = 50  # each looks through the calendar, the calls and the CRM of all: more would grow with the book's square


class Means(TypedDict, total=False):
    """What a book is judged by means of; without more DuckDB and the reader that is shipped, and nothing is kept."""

    engine: Engine | None
    reader: Reader | None
    thresholds: Thresholds | None
    cache: Cache | None
    second: Second | None


class Sight(msgspec.Struct, frozen=True):
    """Everything that was seen of a book, or of some of its accounts, as of a day: the ground, measures now and before.

    `there` has each measure's values on the day, `mail_from` is the day before which mail was left out;
    `present` tells whether the book holds nothing newer.
    """

    book: Book
    as_of: dt.date
    ground: Ground
    engine: Engine
    now: Measured
    before: Measured
    there: Mapping[str, Sequence[float]]
    read: Sequence[FileTally]
    mail_from: dt.date | None = None
    present: bool = True

    @property
    def typical(self) -> Mapping[str, float | None]:
        """What is usual among these accounts."""
        return {name: middle(name, values) for name, values in self.there.items()}


@collecting_rarely()
def see(
    book: Book,
    as_of: dt.date | None,
    *,
    today: dt.date,
    step: Step | None = None,
    mail_from: dt.date | None = None,
    **means: Unpack[Means],
) -> Sight:
    """Measure every account of a book as of a day (default: the newest day in it that is not in the future).

    `step` is told how many letters were heard, then how many measures taken; what it raises ends the judging.
    Mail from before `mail_from` is left out, for a first look that is not to wait for all of it.

    Raises UserError for a book without any dated fact.
    """
    return _Look(book, as_of, today, means, step, mail_from).whole()


def see_in_parts(
    book: Book,
    as_of: dt.date | None,
    *,
    today: dt.date,
    part: int = PART,
    **means: Unpack[Means],
) -> Iterator[Sight]:
    """The same, some accounts after the other where there is much mail: a sight is of no use once the next is here.

    All at once where an engine has workers to hold them, or a second look weighs all that was heard against the rest;
    and where there is but one part, of a book with which nothing can be kept.
    """
    looked = _Look(book, as_of, today, means)
    parts = looked.survey.parts(max(part, len(looked.survey.kinds) // MOST_PARTS))
    if means.get("second") or spread_of(means.get("engine")) or not (len(parts) > 1 or looked.grounds.keeps):
        yield looked.whole()
        return
    for accounts, ground in zip(parts, looked.grounds.in_parts(parts), strict=True):
        yield looked.part(accounts, ground)


def _ears(means: Means, step: Step | None) -> Ears:
    reader, thresholds = means.get("reader") or shipped_reader(), means.get("thresholds")
    return Ears(reader, thresholds or shipped_reader().thresholds, means.get("cache"), step, means.get("second"))


class _Look:
    """A look at a book on a day."""

    def __init__(
        self, book: Book, as_of: dt.date | None, today: dt.date, means: Means, step: Step | None = None,
        mail_from: dt.date | None = None,
    ) -> None:  # fmt: skip
        day = as_of or newest_day(book, today)
        if day is None:
            raise UserError(
                "nothing dated was found: no mail, call, invoice, payment or hours. Name the folder that holds the "
                "exports."
            )
        self._present = as_of is None or as_of == newest_day(book, today)
        ears = _ears(means, step)
        self._book, self._day, self._mail_from, self._step = book, day, mail_from, step
        self._engine = means.get("engine") or DuckEngine()
        self.survey = survey(known_on(book, day, mail_from), ears.cache)
        self.grounds = Grounds(self.survey, [day - BEFORE, day], ears, self._engine)
        self._read = reconcile(book, self.grounds.left_out)

    def whole(self) -> Sight:
        """All accounts."""
        return self._measured(self.grounds.whole(), [a.id for a in self.survey.whois.accounts.values() if a.client])

    def part(self, accounts: Accounts, ground: Ground) -> Sight:
        """Some accounts, whose ground is laid."""
        return self._measured(ground, [a for a in accounts if self.survey.whois.accounts[a].client])

    def _measured(self, ground: Ground, accounts: Sequence[str]) -> Sight:
        now: dict[str, dict[str, float | None]] = {a: {} for a in sorted(accounts)}
        before: dict[str, dict[str, float | None]] = {a: {} for a in sorted(accounts)}
        there: dict[str, Sequence[float]] = {}
        told = in_turn(list(measures().values()), self._engine)
        for number, (name, found) in enumerate(zip(measures(), told, strict=True)):
            if self._step:
                self._step(number, len(measures()))
            there[name] = array("d", [value for (on, _), value in found.items() if on == self._day])
            for account in accounts:
                now[account][name] = found.get((self._day, account))
                before[account][name] = found.get((self._day - BEFORE, account))
        seen = (self._day, ground, self._engine, now, before, there, self._read, self._mail_from, self._present)
        return Sight(self._book, *seen)
