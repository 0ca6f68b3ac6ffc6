"""The promises of both sides as known on a day, for pages: who promised what, by when, and what came of it."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from comity.engine import Engine


def promise_list(engine: Engine, day: dt.date) -> pa.Table:
    """By account, the newest first; `settled_on` is the day from which a promise is known as kept or broken."""
    return engine.query(
        f"""select v.account, 'message' as proof_kind, v.ref, v.said_by as side, v.who, v.quote,
          v.made_on as happened_on, v.due_on, v.outcome,
          case v.outcome when 'kept' then p.done_on when 'broken' then p.broken_on end as settled_on
        from promises_as_of v
        join (
          select account, ref, said_by, quote, min(done_on) as done_on, min(broken_on) as broken_on
          from promises group by account, ref, said_by, quote
        ) p on p.account = v.account and p.ref = v.ref and p.said_by = v.said_by and p.quote = v.quote
        where v.day = date '{day}'
        order by v.account, v.made_on desc, v.ref, v.quote"""
    )
