"""The contracts of every account as known on a day, for pages."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from comity.engine import Engine


def contract_list(engine: Engine, day: dt.date) -> pa.Table:
    """The contracts of every account that are known on a day, for pages; one without a date is always known."""
    return engine.query(
        f"""select c.account, 'contract' as proof_kind, c.ref, c.dated_on as happened_on, c.hours_month, c.quote
        from contracts c join accounts a on a.account = c.account
        where c.dated_on is null or c.dated_on <= date '{day}'
        order by c.account, c.dated_on desc, c.ref"""
    )
