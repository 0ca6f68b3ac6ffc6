"""A small book of ground tables as lists of rows, and how an engine gets to know it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

from comity.engine import Engine
from comity.ledger.columns import table
from comity.ledger.views import make_views
from tests.referee.rows import (
    Account,
    Call,
    Contract,
    Crossing,
    Deal,
    Fact,
    Hours,
    Invoice,
    Labour,
    Laid,
    Mail,
    Meeting,
    Note,
    Payment,
    Person,
    Placement,
    Promise,
    PromiseDay,
    Submission,
    Talk,
)

# The row class of each ground table but `days`, which holds no facts.
ROWS: Mapping[str, type[Fact]] = {
    "accounts": Account,
    "people": Person,
    "mail": Mail,
    "talk": Talk,
    "calls": Call,
    "crossings": Crossing,
    "meetings": Meeting,
    "invoices": Invoice,
    "laid": Laid,
    "payments": Payment,
    "hours": Hours,
    "labour": Labour,
    "deals": Deal,
    "placements": Placement,
    "submissions": Submission,
    "notes": Note,
    "contracts": Contract,
    "promises": Promise,
    "promise_days": PromiseDay,
}


@dataclass(slots=True)
class Book:
    """All facts of a firm, laid to accounts: a list for each ground table."""

    accounts: list[Account] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    mail: list[Mail] = field(default_factory=list)
    talk: list[Talk] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    crossings: list[Crossing] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    invoices: list[Invoice] = field(default_factory=list)
    laid: list[Laid] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    labour: list[Labour] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    promise_days: list[PromiseDay] = field(default_factory=list)
    payments_from: dt.date | None = dt.date(2000, 1, 1)  # since when anything is known of who paid

    @property
    def began(self) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
        """The first day of any account's hours, of any account's invoices, be they void, and of what is known of
        payments."""
        worked, issued = [h.worked_on for h in self.hours], [i.issued_on for i in self.invoices]
        return min(worked, default=None), min(issued, default=None), self.payments_from

    def lay(self, engine: Engine, days: Sequence[dt.date]) -> None:
        """Register the tables and the as-of views for these days with an engine."""
        engine.register("days", table("days", [(day,) for day in days]))
        engine.register("began", table("began", [self.began]))
        for name, row in ROWS.items():
            columns = [f.name for f in fields(row)]
            engine.register(name, table(name, [[getattr(r, c) for c in columns] for r in getattr(self, name)]))
        make_views(engine)
