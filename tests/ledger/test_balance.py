"""Where an account stands on the map: what each side gave and took in a year, in acts."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from comity.engine.duck import DuckEngine
from comity.ledger import balance
from comity.ledger.balance import Balance, balances

DAY = dt.date(2026, 9, 30)
Act = tuple[str, str, str, str]  # happened_on, side, flow, kind


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> DuckEngine:
    monkeypatch.setattr(balance, "entry_files", lambda: {"acts": "select * from acts"})
    return DuckEngine()


def _of(engine: DuckEngine, *acts: Act) -> tuple[Balance, ...]:
    rows = [
        {"day": DAY, "account": "orr.example", "happened_on": dt.date.fromisoformat(on), "side": side, "flow": flow,
         "kind": kind, "ref": str(n)}
        for n, (on, side, flow, kind) in enumerate(acts)
    ]  # fmt: skip
    engine.register("acts", pa.Table.from_pylist(rows))
    return balances(engine, DAY)["orr.example"]


def test_what_a_side_took_is_told_apart_from_what_it_gave(known: DuckEngine) -> None:
    found = _of(
        known,
        ("2026-09-01", "we", "gave", "insight"),
        ("2026-09-02", "they", "gave", "direction"),
        ("2026-09-03", "they", "took", "threat"),
        ("2026-09-04", "they", "took", "free_work"),
    )[0]
    assert found == Balance(we_gave=1, they_gave=1, they_took=2)
    assert (found.we, found.they) == (1, -1)


def test_many_invoices_of_a_month_are_no_more_than_one(known: DuckEngine) -> None:
    weekly = [(f"2026-08-{day:02}", "they", "gave", "payment_on_time") for day in (3, 10, 17, 24, 31)]
    assert _of(known, *weekly, ("2026-09-07", "they", "gave", "payment_on_time"))[0].they == 2


def test_two_ideas_on_one_day_are_two(known: DuckEngine) -> None:
    assert _of(known, *[("2026-08-03", "we", "gave", "insight")] * 2)[0].we == 2


def test_the_year_ends_with_its_last_day(known: DuckEngine) -> None:
    days = ("2025-09-30", "2025-10-01", "2026-09-30")
    assert _of(known, *[(day, "we", "gave", "insight") for day in days])[0].we == 2


def test_the_course_of_the_year_shows_no_year_of_which_nothing_was_read(known: DuckEngine) -> None:
    assert len(_of(known, ("2026-01-01", "we", "gave", "insight"))) == 1
    assert [b.we for b in _of(known, ("2024-01-01", "we", "gave", "x"), ("2026-03-01", "we", "gave", "x"))] == [
        1,
        1,
        1,
        0,
        0,
    ]
