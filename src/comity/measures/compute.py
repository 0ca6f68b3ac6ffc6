"""Computing measures with an engine: values by day and account, what is typical, and the proofs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from comity.engine import Engine
from comity.ledger.proof import Proof
from comity.measures import Measure

# (day, account) -> value; an account that is missing, or null, cannot be known.
Values = Mapping[tuple[dt.date, str], float]


def values(measure: Measure, engine: Engine) -> dict[tuple[dt.date, str], float]:
    """The measure for every day in the table `days` and every account where it can be known."""
    return dict(next(in_turn([measure], engine)))


def in_turn(measured: Sequence[Measure], engine: Engine) -> Iterator[Values]:
    """The values of each measure, in their order; of as many at once as the engine likes to be asked for."""
    for begin in range(0, len(measured), engine.together):
        some = measured[begin : begin + engine.together]
        asked = (
            f"select {n} as n, day, account, cast(value as double) as value from ({measure.sql}) as measured_{n}"
            for n, measure in enumerate(some)
        )
        found: list[dict[tuple[dt.date, str], float]] = [{} for _ in some]
        rows = engine.query(" union all ".join(asked))
        for n, *where, value in zip(*(rows[c].to_pylist() for c in ("n", "day", "account", "value")), strict=True):
            if value is not None and value == value:
                found[n][where[0], where[1]] = value
        yield from found


def middle(there: Sequence[float]) -> float | None:
    """The median over the firm's accounts, or None where no account has a value."""
    return float(median(there)) if there else None


def proofs(measure: Measure, engine: Engine, day: dt.date, accounts: Iterable[str]) -> dict[str, list[Proof]]:
    """By account, what bears the measure out on a day: heaviest first, then newest; one a ref."""
    if not measure.proof:
        return {}
    wanted = set(accounts)
    rows = engine.query(f"select * from ({measure.proof}) as proved where day = date '{day}'")
    columns = ("account", "kind", "ref", "happened_on", "said_by", "who", "quote", "weight")
    found: defaultdict[str, list[Proof]] = defaultdict(list)
    for account, *told in zip(*(rows[c].to_pylist() for c in columns), strict=True):
        if account in wanted:
            kind, ref, on, by, who, quote, weight = told
            found[account].append(Proof(kind, ref, on, by, who or "", quote or "", float(weight or 0)))
    for account, some in found.items():
        some.sort(key=lambda p: (-p.weight, -p.on.toordinal(), p.ref, p.quote))
        found[account] = list({p.ref: p for p in reversed(some)}.values())[::-1]
    return dict(found)
