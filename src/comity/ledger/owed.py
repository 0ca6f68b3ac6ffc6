"""What lies open of every account's invoices as known on a day, for pages."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from comity.engine import Engine


def owed(engine: Engine, day: dt.date) -> pa.Table:
    """Invoices that are open past their terms, with what was invoiced and what is open of it; by the day they fell due.

    Both are null where the amount is not known.
    """
    return engine.query(
        f"""select i.account, i.ref, i.due_on, i.amount, i.amount * (1 - coalesce(p.share, 0)) as rest
        from invoices_as_of i
        left join laid_as_of p
          on p.day = i.day and p.account = i.account and p.ref = i.ref and p.issued_on = i.issued_on
        where i.day = date '{day}' and i.open and i.days_late > 0
        order by i.account, i.due_on, i.ref"""
    )
