"""As of means as of: what lies after a day changes nothing that is said as of it."""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from comity.book.known import known_on
from comity.ledger.settlement import Bill, Receipt, settle
from comity.standing.verdict import Verdict
from comity.tables import TABLES
from comity.tables.base import DAY
from tests.cutter import cut
from tests.invariants.books import (
    EXAMPLE,
    EXPORTED,
    OTHERS,
    Row,
    accounts,
    book_of,
    changed,
    differences,
    example,
    judged,
)

EXACT = 1e-9
# Days of facts that are known from that day on only, and what they date.
LATER = {
    "meetings": {"cancelled_on": ("cancelled", "cancelled_by")},
    "placements": {"ends_on": ("end_reason",)},
    "invoices": {"paid_on": ()},
    "job_orders": {"closed_on": ()},
    "submissions": {"interviewed_on": (), "decided_on": ()},
    "deals": {"won_on": (), "lost_on": ()},
}


def numbers(verdict: Verdict) -> dict[str, float]:
    """The measures of an account; what cannot be known is no number."""
    return {name: math.nan if value is None else value for name, value in verdict.measures.items()}


def check_cut(folder: Path, into: Path, day: dt.date, *, states: bool = False) -> None:
    """The export cut off on a day and the whole one say the same as of it, in all measures and every word."""
    whole = judged(example() if folder == EXAMPLE else book_of(folder), day)
    short = judged(book_of(cut(folder, into, day, states=states)), day)
    assert {v.id for v in whole.accounts} == {v.id for v in short.accounts}
    for one, other in zip(whole.accounts, short.accounts, strict=True):
        assert numbers(one) == pytest.approx(numbers(other), rel=EXACT, abs=EXACT, nan_ok=True), one.id
    assert not list(differences(accounts(whole), accounts(short)))


@pytest.mark.parametrize(
    "day", [dt.date(2025, 7, 15), dt.date(2025, 12, 27), dt.date(2026, 4, 1), dt.date(2026, 8, 31)]
)
def test_an_export_of_that_day_and_a_later_one_say_the_same_as_of_it(tmp_path: Path, day: dt.date) -> None:
    check_cut(EXAMPLE, tmp_path / "cut", day)


def test_states_count_from_the_day_of_the_export(tmp_path: Path) -> None:
    check_cut(EXAMPLE, tmp_path / "cut", EXPORTED, states=True)


@pytest.mark.slow
@pytest.mark.parametrize("firm", OTHERS)
@pytest.mark.parametrize("day", [dt.date(2025, 10, 15), dt.date(2026, 2, 27), dt.date(2026, 7, 5)])
def test_the_other_firms_exports_of_that_day_and_later_ones_say_the_same(
    shared: Path, tmp_path: Path, firm: str, day: dt.date
) -> None:
    check_cut(shared / "examples" / firm / "exports", tmp_path / "cut", day)


@pytest.mark.parametrize("seed", range(3))
def test_what_happens_later_changes_nothing_whenever_things_happened(seed: int) -> None:
    chance = random.Random(seed)
    day = dt.date(2025, 9, 1) + dt.timedelta(days=chance.randrange(360))
    book = changed(example(), moved(chance))
    whole, short = judged(book, day), judged(changed(book, known_by(day)), day)
    assert not list(differences(accounts(whole), accounts(short)))


def moved(chance: random.Random) -> Callable[[str, list[Row]], list[Row]]:
    """Moves days about and lets things end, be paid, called off, won and left untold at random."""

    def change(name: str, rows: list[Row]) -> list[Row]:
        table = TABLES[name]
        days = [c.name for c in table.columns if c.type == DAY] if table.known_on or name == "deals" else []
        for row in rows:
            for column in days:
                if row[column] and chance.random() < 0.5:
                    shift = dt.timedelta(days=chance.randint(-90, 90))
                    row[column] += shift
                    if column == "sent_on":
                        row["sent_at"] += shift
            _happened(name, row, chance)
        return rows

    return change


def _happened(name: str, row: Row, chance: random.Random) -> None:
    """Something else that may be told of a row of this table."""
    often, seldom = chance.random() < 0.5, chance.random() < 0.15
    later = dt.timedelta(days=chance.randint(0, 200))
    if name == "payments" and often:
        row["applied_to"] = None
    elif name == "invoices":
        row["paid_on"] = row["issued_on"] + later if often else None
        row["status"] = chance.choice(["void", "disputed"]) if seldom else row["status"]
    elif name == "deals":
        row["created_on"] = None if seldom else row["created_on"]
        row["won_on" if often else "lost_on"] = row["closed_on"]
    elif name == "meetings" and seldom:
        called_off = row["starts_on"] + later - dt.timedelta(days=150)
        row.update(cancelled=True, cancelled_on=called_off, cancelled_by=row["organizer"])
    elif name == "placements" and often:
        row.update(ends_on=row["starts_on"] + later, end_reason="Rate change")


def known_by(day: dt.date) -> Callable[[str, list[Row]], list[Row]]:
    """Takes away what was not known on a day: later facts, later days of facts, and undated states."""

    def change(name: str, rows: list[Row]) -> list[Row]:
        table = TABLES[name]
        known = [r for r in rows if not table.known_on or r[table.known_on] is None or r[table.known_on] <= day]
        for row in known:
            if name == "readings":
                row["exported_on"] = day
            row.update(dict.fromkeys(table.states))
            for column, dated in LATER.get(name, {}).items():
                if row[column] and row[column] > day:
                    row.update({c: False if c == "cancelled" else None for c in (column, *dated)})
        return known

    return change


def test_a_payment_that_names_no_invoice_pays_what_waited_on_its_day() -> None:
    day = dt.date(2026, 3, 1)
    bills = [Bill("fen.example", "7", False, day, None, Decimal(100), paid_on=paid_on) for paid_on in (None, EXPORTED)]
    for bill in bills:
        settle([bill], [Receipt("fen.example", day + dt.timedelta(days=9), Decimal(100))])
    assert [b.settled_on for b in bills] == [day + dt.timedelta(days=9)] * 2


def test_a_deal_that_never_says_when_it_began_is_counted_like_any_other() -> None:
    def undated(name: str, rows: list[Row]) -> list[Row]:
        return [{**row, "created_on": None} for row in rows] if name == "deals" else rows

    dated, never = accounts(judged(example())), accounts(judged(changed(example(), undated)))
    for name in ("deals_won_untendered", "deals_lost_to_cheaper", "deals_lost_no_decision"):
        counts = {a: found["measures"][name] for a, found in dated.items()}
        assert any(counts.values()) or name == "deals_lost_no_decision"
        assert {a: found["measures"][name] for a, found in never.items()} == counts


def moved_meeting(folder: Path, export: dt.date, starts: dt.date) -> Path:
    """An export of a day with one meeting in it, and an hour worked that day."""
    folder.mkdir()
    stamp = f"UID:kiln\nDTSTART:{starts:%Y%m%d}T100000Z\nSUMMARY:Fen Boats"
    (folder / "a.ics").write_text(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{stamp}\nEND:VEVENT\nEND:VCALENDAR\n")
    (folder / "hours.csv").write_text(
        f"Date,Client,Task,Hours,First Name,Last Name\n{export},Fen Boats,Oars,2.00,Ann,Reed\n"
    )
    return folder


def test_a_meeting_that_was_moved_is_held_on_the_day_that_the_newest_export_until_then_tells(tmp_path: Path) -> None:
    may, june = dt.date(2026, 5, 5), dt.date(2026, 6, 20)
    first = moved_meeting(tmp_path / "first", dt.date(2026, 4, 30), may)
    book = book_of(first, moved_meeting(tmp_path / "second", dt.date(2026, 5, 20), june))
    held = {day: known_on(book, day)["meetings"]["starts_on"].to_pylist() for day in (may, dt.date(2026, 6, 1), june)}
    assert held == {may: [may], dt.date(2026, 6, 1): [], june: [june]}
