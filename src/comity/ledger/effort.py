"""Hours and margin of every account by quarter: what was invoiced, what it cost, and what was left an hour."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from comity.engine import Engine

_SQL = """
with facts as (
  select account, issued_on as happened_on, 'invoiced' as what, amount from invoices_as_of where day = date '{day}'
  union all
  select account, issued_on, 'credited', amount from credits_as_of where day = date '{day}'
  union all
  select account, spent_on, 'labour', amount from labour_as_of where day = date '{day}'
  union all
  select account, worked_on, 'hours', hours from hours_as_of where day = date '{day}'
  union all
  select account, worked_on, 'cost', cost from hours_as_of where day = date '{day}'
  union all
  select account, worked_on, 'unpaid', hours from hours_as_of where day = date '{day}' and not billable
)
select
  account,
  cast(date_trunc('quarter', happened_on) as date) as quarter,
  {sums}
from facts
cross join hours_began
group by account, cast(date_trunc('quarter', happened_on) as date)
order by account, quarter desc
"""
AMOUNTS = ("invoiced", "credited", "labour", "hours", "cost", "unpaid")
_OF_HOURS = ("hours", "cost", "unpaid")
_EARLY = (
    " or not bool_or(with_money)"
    " and min(hours_from) > cast(date_trunc('quarter', happened_on) as date) + interval 1 month"
)


def effort(engine: Engine, day: dt.date) -> pa.Table:
    """By account and quarter, newest first; an amount is null where one of its parts is not known, 0 where none is.

    Of hours nothing is known before our time sheets began, unless our invoices began with them.
    """
    sums = ",\n  ".join(
        f"case when bool_or(what = '{a}' and amount is null){_EARLY if a in _OF_HOURS else ''} then null "
        f"else coalesce(sum(amount) filter (where what = '{a}'), 0) end as {a}"
        for a in AMOUNTS
    )
    return engine.query(_SQL.format(day=day, sums=sums))


def margin(invoiced: float | None, credited: float | None, labour: float | None, cost: float | None) -> float | None:
    """What was left after the cost to serve; None where a part is not known."""
    if invoiced is None or credited is None or labour is None or cost is None:
        return None
    return invoiced - credited - labour - cost
