"""The promises of both sides as known on a day: who promised what, by when, what came of it, and what tells so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from comity.engine import Engine
from comity.ledger.proof import Proof


def promise_list(engine: Engine, day: dt.date) -> pa.Table:
    """By account, the newest first; `settled_on` is the day from which it is known what came of a promise.

    `told_*` is what tells so, `moved_*` the newest words that gave it another day; both null where nothing does.
    """
    return engine.query(
        f"""select v.account, v.kind as proof_kind, v.ref, v.said_by as side, v.who, v.quote,
          v.made_on as happened_on, v.due_on, v.outcome,
          case v.outcome when 'kept' then p.done_on when 'broken' then p.broken_on
            when 'withdrawn' then p.withdrawn_on end as settled_on,
          {", ".join(f"case when {_TOLD} then p.proof_{c} end as told_{c}" for c in _PROOF)},
          m.moved_on, m.moved_ref, m.moved_who, m.moved_quote
        from promises_as_of v
        join (
          select account, ref, said_by, quote, min(done_on) as done_on, min(broken_on) as broken_on,
            min(withdrawn_on) as withdrawn_on, {", ".join(f"min(proof_{c}) as proof_{c}" for c in _PROOF)}
          from promises group by account, ref, said_by, quote
        ) p on p.account = v.account and p.ref = v.ref and p.said_by = v.said_by and p.quote = v.quote
        left join (
          select account, ref, said_by, quote, moved_on, max(moved_ref) as moved_ref, max(moved_who) as moved_who,
            max(moved_quote) as moved_quote
          from promise_days group by account, ref, said_by, quote, moved_on
        ) m on m.account = v.account and m.ref = v.ref and m.said_by = v.said_by and m.quote = v.quote
          and m.moved_on = (select max(x.moved_on) from promise_days x where x.account = v.account and x.ref = v.ref
            and x.said_by = v.said_by and x.quote = v.quote and x.moved_on <= date '{day}')
        where v.day = date '{day}'
        order by v.account, v.made_on desc, v.ref, v.quote"""
    )


_PROOF = ("kind", "ref", "on", "by", "who", "quote")
# An outcome that is known by now, and whose proof was found rather than told by a person.
_TOLD = "v.outcome in ('kept', 'broken', 'withdrawn')"


def proofs(row: Mapping[str, Any]) -> Iterator[Proof]:
    """What bears a promise out: the words that made it, those that moved it, and what tells its outcome."""
    yield Proof(
        row["proof_kind"], row["ref"] or "", row["happened_on"], row["side"], row["who"] or "", row["quote"], 1.0
    )
    if row["moved_ref"]:
        yield Proof("message", row["moved_ref"], row["moved_on"], row["side"], row["moved_who"] or "",
                    row["moved_quote"] or "", 1.0)  # fmt: skip
    if row["told_kind"]:
        yield Proof(row["told_kind"], row["told_ref"] or "", row["told_on"], row["told_by"] or "",
                    row["told_who"] or "", row["told_quote"] or "", 1.0)  # fmt: skip
