"""What a week of somebody who was placed costs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from comity.book.whois import who_is_who
from comity.ledger.home import home_of
from comity.ledger.money_facts import money_tables
from tests.invariants.books import Row
from tests.ledger.test_told_once import facts_of


def placed(starts: dt.date, ends: dt.date | None, pay: int) -> Row:
    return {"placement_id": str(pay), "candidate": "Ann Bee", "client": "Fen Boats Ltd", "employment": "contract",
            "starts_on": starts, "ends_on": ends, "pay_rate": Decimal(pay), "burden_share": 0.0}  # fmt: skip


@pytest.mark.parametrize(
    ("week", "pay"), [((2025, 12, 7), 20), ((2026, 1, 11), 20), ((2026, 3, 8), 20), ((2026, 5, 10), 30)]
)
def test_a_week_costs_the_pay_of_the_placement_whose_span_holds_it(week: tuple[int, int, int], pay: int) -> None:
    spans = [placed(dt.date(2026, 1, 5), dt.date(2026, 2, 28), 20), placed(dt.date(2026, 5, 4), None, 30)]
    sheet = {"client": "Fen Boats Ltd", "worker": "Ann Bee", "week_ends_on": dt.date(*week), "regular_hours": 10.0}
    bill = {"number": "41", "kind": "invoice", "customer": "Fen Boats Ltd", "issued_on": dt.date(2026, 3, 2),
            "total": Decimal(100)}  # fmt: skip
    for some in (spans, spans[::-1]):
        facts = facts_of(invoices=[bill], placements=some, timesheets=[sheet])
        whois = who_is_who(facts)
        labour = money_tables(facts, whois, home_of(facts, whois))["labour"].to_pylist()
        assert [row["amount"] for row in labour if row["what"] == "wages"] == [10.0 * pay]
