"""Before anything is known of who paid, nobody is late and nothing is withheld: that is not known, and no fault."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from comity.engine import engine_called
from comity.measures import measures
from comity.measures.compute import values
from tests.invariants.books import book_of, judged
from tests.referee import rows
from tests.referee.book import Book

MILL, DAY = "mill.example", dt.date(2026, 9, 30)
LATE = ("withheld_share_12m", "overdue_12m", "late_days_12m", "unexplained_late_days_12m")
BILLS = "Invoice Number,Customer,Invoice Date,Due Date,Total\n" + "".join(
    f"{n},Mill,2026-0{n}-05,2026-0{n + 1}-05,100\n" for n in range(1, 7)
)


@pytest.mark.parametrize(("since", "known"), [(None, False), (DAY + dt.timedelta(1), False), (DAY, True)])
def test_what_is_open_is_known_from_the_day_on_which_anything_is_known_of_payments(
    since: dt.date | None, *, known: bool
) -> None:
    on, due = dt.date(2026, 3, 1), dt.date(2026, 3, 31)
    invoices = [rows.Invoice(MILL, f"i{n}", "invoice", on, due, 1000.0) for n in range(3)]
    book = Book(accounts=[rows.Account(MILL, "Mill")], invoices=invoices, payments_from=since)
    engine = engine_called("duckdb")
    book.lay(engine, [DAY])
    for name in LATE:
        assert ((DAY, MILL) in values(measures()[name], engine)) is known, name


def test_a_client_whose_payments_nobody_read_is_called_nothing_for_them(tmp_path: Path) -> None:
    (tmp_path / "invoices.csv").write_text(BILLS)
    [verdict] = judged(book_of(tmp_path)).accounts
    assert not {"withheld_share_12m", "late_days_12m"} & {p.measure for p in verdict.score.points}
