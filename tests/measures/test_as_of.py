"""As of means as of: what is dated after a day changes nothing on it, and days asked about together stay apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields, replace
from random import Random

import pytest

from comity.engine import Engine
from comity.ledger.views import view_files
from comity.measures import measures
from comity.measures.compute import proofs, values
from tests.measures.books import asked_days, random_book
from tests.measures.conftest import Fresh
from tests.measures.same import same
from tests.referee.book import ROWS, Book
from tests.referee.calendar import months_after
from tests.referee.rows import Fact

# The column that dates a fact, by table; accounts and people are timeless, and so is a contract without a day.
DATED = {
    "mail": "sent_on",
    "talk": "said_on",
    "calls": "called_on",
    "crossings": "said_on",
    "meetings": "starts_on",
    "invoices": "issued_on",
    "laid": "laid_on",
    "payments": "paid_on",
    "hours": "worked_on",
    "labour": "spent_on",
    "deals": "created_on",
    "placements": "starts_on",
    "submissions": "submitted_on",
    "notes": "written_on",
    "contracts": "dated_on",
    "promises": "made_on",
    "promise_days": "moved_on",
}
# Days that a fact names ahead of time: they are known with it.
AHEAD = {"due_on", "closed_on"}
# What is known only with a day beside it: the day, the columns that hang on it, and what stood there before.
STATES: dict[str, tuple[tuple[str, dict[str, object]], ...]] = {
    "meetings": (("cancelled_on", {"cancelled": False, "cancelled_by": None}),),
    "deals": (("state_from", {"outcome": "open", "reason": None, "closed_on": None}),),
    "placements": (("ends_on", {"end_reason": None}),),
}


def without_later(book: Book, day: dt.date) -> Book:
    """The book as it was at the end of a day: no fact that is dated later, no state that was found out later."""
    cut = Book()
    for table in ROWS:
        dated = DATED.get(table)
        rows = [row for row in getattr(book, table) if dated is None or (getattr(row, dated) or day) <= day]
        setattr(cut, table, [_before(row, table, day) for row in rows])
    return cut


def _before(row: Fact, table: str, day: dt.date) -> Fact:
    later: dict[str, object] = {}
    for column in (f.name for f in fields(row) if f.name not in AHEAD):
        value = getattr(row, column)
        if type(value) is dt.date and value > day:
            later[column] = None
    for since, hanging in STATES.get(table, ()):
        if since in later:
            later.update(hanging)
    return replace(row, **later)


def measured(engine: Engine, day: dt.date) -> dict[tuple[str, str], float]:
    """Everything that is measured of a day: by measure and account."""
    return {
        (name, account): value
        for name, measure in measures().items()
        for (on, account), value in values(measure, engine).items()
        if on == day
    }


def rows_of(engine: Engine, sql: str, day: dt.date) -> list[str]:
    """What a query tells of a day, in an order of its own."""
    return sorted(map(repr, engine.query(f"select * from ({sql}) as told where day = date '{day}'").to_pylist()))


def differences(one: dict[tuple[str, str], float], other: dict[tuple[str, str], float]) -> list[str]:
    """What is not the same, in words."""
    return [
        f"{' of '.join(key)}: {one.get(key)} and {other.get(key)}"
        for key in sorted(one.keys() | other.keys())
        if not same(one.get(key), other.get(key))
    ]


def laid(fresh: Fresh, book: Book, days: Sequence[dt.date]) -> Engine:
    """A fresh engine that knows a book on some days."""
    engine = fresh()
    book.lay(engine, days)
    return engine


@pytest.mark.parametrize("seed", [1, 2])
def test_facts_and_states_dated_after_a_day_change_nothing_on_it(seed: int, fresh: Fresh) -> None:
    random = Random(seed)
    days = asked_days(random)
    book = random_book(random, days)
    day = days[random.randrange(3)]
    whole, before = laid(fresh, book, [day]), laid(fresh, without_later(book, day), [day])
    assert differences(measured(whole, day), measured(before, day)) == []
    for name, measure in measures().items():
        if measure.proof:
            assert rows_of(whole, measure.proof, day) == rows_of(before, measure.proof, day), name


def test_a_day_among_others_measures_what_it_measures_alone(fresh: Fresh) -> None:
    random = Random(3)
    days = asked_days(random)
    book = random_book(random, days)
    together = laid(fresh, book, days)
    day = days[1]
    assert differences(measured(together, day), measured(laid(fresh, book, [day]), day)) == []


def test_every_view_of_accounts_on_a_day_tells_of_known_ones_alone(fresh: Fresh) -> None:
    random = Random(4)
    days = asked_days(random)
    book = random_book(random, days)
    engine = laid(fresh, book, days)
    accounts = {a.account for a in book.accounts}
    for name in view_files():
        told = engine.query(f"select * from {name}")
        if {"day", "account"} <= set(told.column_names):
            assert set(told["account"].to_pylist()) <= accounts, name


def test_proof_that_is_no_longer_counted_is_what_counted_a_year_ago_or_on_the_earlier_day(fresh: Fresh) -> None:
    random = Random(5)
    days = asked_days(random)
    book = random_book(random, days)
    before, day = days[1], days[2]
    engine, year_ago = laid(fresh, book, [before, day]), laid(fresh, book, [months_after(day, -12)])
    proved = [m for m in measures().values() if m.proof]
    told = proofs([(m, {a.account for a in book.accounts}) for m in proved], engine, day, before)
    older = 0
    for measure, found in zip(proved, told, strict=True):
        rows = engine.rows(f"select account, ref, happened_on, day from ({measure.proof}) as proved")
        counts = {(account, ref) for account, ref, _, on in rows if on == day}
        once = {(a, ref) for a, ref, on, then in rows if then == before and on <= months_after(day, -12)}
        if "from talk_12m" in measure.proof:  # what was said: on that day a year ago, in all of its last year
            said = f"select t.account, t.ref, p.happened_on from ({measure.proof}) as p join talk_12m t "
            said += "on t.day = p.day and t.account = p.account and t.ref = p.ref and t.said_on = p.happened_on"
            once |= {(a, ref) for a, ref, _ in year_ago.rows(said)}
        assert {(a, p.ref) for a, borne in found.items() for p in borne.counted} == counts, measure.name
        assert {(a, p.ref) for a, borne in found.items() for p in borne.earlier} == once - counts, measure.name
        older += len(once - counts)
    assert older > 100


def test_a_book_without_later_facts_is_a_smaller_one() -> None:
    random = Random(1)
    days = asked_days(random)
    book = random_book(random, days)
    cut = without_later(book, days[0])
    assert all(0 < len(getattr(cut, table)) < len(getattr(book, table)) for table in DATED if table != "contracts")
