"""How much each side gave and took in a year, counted in acts and never in money: where an account stands on the map.

Paying, working, leaving a margin and meeting go on month after month: each counts once a month, however many invoices,
hours or meetings it was. Everything else counts once each time. So an account far from the middle is one with which
much happens, not one that is billed much.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comity.engine import Engine
from comity.ledger.statement import entry_files

ROUTINE = ("hours", "margin", "payment_on_time", "payment_late", "payment_open", "senior_meeting")
BACK = (0, 3, 6, 9, 12)  # months before the day: the course of the last year
COVERED = 11  # months before a point that must be known, or it would show how reading began and not how things were


@dataclass(frozen=True, slots=True)
class Balance:
    """What each side gave and took in the twelve months until a day."""

    we_gave: int = 0
    we_took: int = 0
    they_gave: int = 0
    they_took: int = 0

    @property
    def we(self) -> int:
        """What we gave, less what we took."""
        return self.we_gave - self.we_took

    @property
    def they(self) -> int:
        """What they gave, less what they took."""
        return self.they_gave - self.they_took


def balances(engine: Engine, day: dt.date) -> Mapping[str, tuple[Balance, ...]]:
    """By account, the balance on a day and three, six, nine and twelve months before, as the day knows them.

    Points whose year begins before anything of the firm was known are left out. The day must be one that the ground was
    laid for.
    """
    sources = [f"select day, account, happened_on, side, flow, kind, ref from ({sql}) as e" for sql in _files()]
    entries = f"select * from ({' union all '.join(sources)}) as entry where day = date '{day}'"
    first = engine.query(f"select min(happened_on) as first_on from ({entries}) as entry")["first_on"][0].as_py()
    points = [n for n in BACK if n == 0 or (first and _before(day, n + COVERED) >= first)]
    counted: defaultdict[str, dict[tuple[int, str], int]] = defaultdict(dict)
    for row in engine.query(_counting(entries, day, points)).to_pylist():
        counted[row["account"]][row["back"], f"{row['side']}_{row['flow']}"] = row["acts"]
    return {account: tuple(_balance(some, n) for n in points) for account, some in counted.items()}


def _files() -> Iterable[str]:
    return entry_files().values()


def _before(day: dt.date, months: int) -> dt.date:
    """The first of the month so many months before a day's month."""
    whole = day.year * 12 + day.month - 1 - months
    return dt.date(whole // 12, whole % 12 + 1, 1)


def _balance(acts: Mapping[tuple[int, str], int], back: int) -> Balance:
    return Balance(*(acts.get((back, name), 0) for name in ("we_gave", "we_took", "they_gave", "they_took")))


def _counting(entries: str, day: dt.date, points: Iterable[int]) -> str:
    """How many acts of each side, by account and point."""
    routine = ", ".join(f"'{kind}'" for kind in ROUTINE)
    months = " union all ".join(f"select {n} as back, date '{day}' - interval {n} month as until_on" for n in points)
    return f"""select account, back, side, flow, count(*) as acts from (
      select distinct e.account, b.back, e.side, e.flow, e.kind,
        case when e.kind in ({routine}) then cast(date_trunc('month', e.happened_on) as date) else e.happened_on
        end as counted_on,
        case when e.kind in ({routine}) then '' else e.ref end as what
      from ({entries}) as e
      join ({months}) as b on e.happened_on <= b.until_on and e.happened_on > b.until_on - interval 12 month
    ) as act group by account, back, side, flow"""
