"""What is open past its terms: of an invoice that was paid in part the rest, and nothing of one that is not due."""

from __future__ import annotations

import datetime as dt

from comity.engine.duck import DuckEngine
from comity.ledger.owed import owed
from tests.referee import rows
from tests.referee.book import Book

DAY, MILL = dt.date(2026, 9, 30), "mill.example"
ISSUED, DUE, LATER = dt.date(2026, 7, 1), dt.date(2026, 8, 1), dt.date(2026, 10, 20)


def test_what_is_open_of_each_invoice_past_its_terms_is_told_by_the_day_it_fell_due() -> None:
    book = Book(accounts=[rows.Account(MILL, "Mill")])
    book.invoices += [
        rows.Invoice(MILL, "half", "invoice", ISSUED, DUE, 2500.0),
        rows.Invoice(MILL, "paid", "invoice", ISSUED, DUE, 900.0, settled_on=DUE),
        rows.Invoice(MILL, "soon", "invoice", ISSUED, LATER, 700.0),
        rows.Invoice(MILL, "unknown", "invoice", ISSUED, DUE, None),
    ]
    book.laid.append(rows.Laid(MILL, "half", ISSUED, dt.date(2026, 9, 20), 0.4))
    engine = DuckEngine()
    book.lay(engine, [DAY])
    told = [(r["ref"], r["due_on"], r["amount"], r["rest"]) for r in owed(engine, DAY).to_pylist()]
    assert told == [("half", DUE, 2500.0, 1500.0), ("unknown", DUE, None, None)]
