"""Computing measures with an engine: values by day and account, what is typical, and the proofs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from statistics import median, median_low

from comity.engine import Engine
from comity.ledger.proof import Borne, Proof
from comity.measures import Measure, measures

# What was said in the last year, and what in the year before: the same columns.
SAID, SAID_BEFORE = "from talk_12m", "from talk_older"
# (day, account) -> value; an account that is missing, or null, cannot be known.
Values = Mapping[tuple[dt.date, str], float]


def values(measure: Measure, engine: Engine) -> dict[tuple[dt.date, str], float]:
    """The measure for every day in the table `days` and every account where it can be known."""
    return dict(next(in_turn([measure], engine)))


def in_turn(measured: Sequence[Measure], engine: Engine) -> Iterator[Values]:
    """The values of each measure, in their order; of as many at once as the engine likes to be asked for."""
    parts = [measured[begin : begin + engine.together] for begin in range(0, len(measured), engine.together)]
    for some, rows in zip(parts, engine.answers(map(_values_of, parts)), strict=True):
        found: list[dict[tuple[dt.date, str], float]] = [{} for _ in some]
        for n, day, account, value in rows:
            if value is not None and value == value:
                found[n][day, account] = value
        yield from found


def _values_of(some: Sequence[Measure]) -> str:
    return " union all ".join(
        f"select {n} as n, day, account, cast(value as double) as value from ({measure.sql}) as measured_{n}"
        for n, measure in enumerate(some)
    )


def middle(name: str, there: Sequence[float]) -> float | None:
    """The median of a measure over the firm's accounts, or None where no account has a value.

    Of an even number of levels the lower of the two: between a manager and an owner stands nobody.
    """
    between = median_low if measures()[name].unit == "level" else median
    return float(between(there)) if there else None


def proofs(
    wanted: Sequence[tuple[Measure, Collection[str]]], engine: Engine, day: dt.date, before: dt.date
) -> Iterator[dict[str, Borne]]:
    """For each measure what bears it out on a day, by account, of the accounts that are named beside it.

    Earlier is what is a year old by now, so that whoever looks at the last year's sees how long it has been so: what
    was said in the year before, and of other facts what bore it out on another day of the table `days`, `before`.
    Heaviest first, then newest; one a ref. As many at once as the engine likes to be asked for.
    """
    # By account, what counts and what is older.
    found: list[defaultdict[str, tuple[list[Proof], list[Proof]]]] = [defaultdict(lambda: ([], [])) for _ in wanted]
    alike: dict[str, str] = {}  # what bears several measures out is held once
    borne = [n for n, (measure, _) in enumerate(wanted) if measure.proof]
    asked = [_asked(n, wanted[n][0].proof, day, before) for n in borne]
    parts = (asked[begin : begin + engine.together] for begin in range(0, len(asked), engine.together))
    for rows in engine.answers(map(" union all ".join, parts)):
        for n, account, older, kind, ref, on, by, who, quote, weight in rows:
            if account in wanted[n][1]:
                kind, ref, by, who, quote = (alike.setdefault(t, t) for t in (kind, ref, by, who or "", quote or ""))
                proof = Proof(kind, ref, on, by, who, quote, weight or 0.0)
                found[n][account][bool(older)].append(proof)
    for of_measure in found:
        yield {account: _in_order(*some) for account, some in of_measure.items()}


def _asked(n: int, proof: str, day: dt.date, before: dt.date) -> str:
    """The query of one measure's proofs on a day, and of older ones."""
    year_old = f"happened_on <= date '{day}' - interval 12 month"
    here = f"day = date '{day}'"
    asked = [(f"day < date '{day}'", proof, f"({here} or (day = date '{before}' and {year_old}))")]
    if SAID in proof:
        asked.append(("true", proof.replace(SAID, SAID_BEFORE), f"{here} and {year_old}"))
    return " union all ".join(
        f"select {n} as n, account, {older} as older, kind, ref, happened_on, said_by, who, quote, "
        f"cast(weight as double) as weight from ({sql}) as proved_{n}_{i} where {where}"
        for i, (older, sql, where) in enumerate(asked)
    )


def _in_order(counted: list[Proof], earlier: list[Proof]) -> Borne:
    first = _one_a_ref(counted)
    known = {proof.ref for proof in first}
    return Borne(first, [proof for proof in _one_a_ref(earlier) if proof.ref not in known])


def _one_a_ref(some: list[Proof]) -> list[Proof]:
    some.sort(key=lambda p: (-p.weight, -p.on.toordinal(), p.ref, p.quote))
    return list({p.ref: p for p in reversed(some)}.values())[::-1]
