"""Fitting a policy: how many points each measure gives, from accounts whose standing is known.

A multinomial logistic model over the shares of the rules, with the signs of skeleton.toml as bounds and a ridge, so
that with little to learn from the points stay small and never turn against the vocabulary.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from comity.standing.policy import STANDINGS, Policy, Rule
from comity.standing.scorecard import evidence_weight, share_of

RIDGE = 0.05
# Where an account begins of which nothing is known but that it is one (log-odds, least and most): a bad standing begins
# far below the others, so that only what speaks for it leads there and silence never does.
BEGINS = {"good": (0.0, 3.0), "partner": (0.0, 3.0), "easy": (-0.5, 3.0), "unknown": (-3.0, 3.0)}
BAD_BEGINS = (-6.0, -4.5)
# How little is known needs no modesty: the fewer facts there are, the surer it is that they are few.
UNKNOWN_RIDGE = 0.02
# What is no matter of the cases alone, by measure and standing: who has read less never knows an account better
# (design, invariants), so each step of little knowledge says at least this much for `unknown`; and a pattern of grave
# acts wins over all else (standings), over hard bargaining too. As heavy as two plain threats within a year, it was
# coercive with all 57 such accounts of 36 firms: so it is though it began long ago, and the client pays and is pleased.
LEAST = {("evidence", "unknown"): 4.0, ("grave_6m", "coercive"): 5.0, ("grave_12m", "coercive"): 4.0}
ENOUGH = 5.0
CAUSES = {"large": 0.65, "notable": 0.55}  # see comity.standing.cause


@dataclass(frozen=True, slots=True)
class Case:
    """One account on one day whose standing is known; further acceptable standings count a part."""

    measures: Mapping[str, float | None]
    standing: str
    acceptable: tuple[str, ...]
    group: str
    weight: float = 1.0


def skeleton() -> list[tuple[Rule, dict[str, int]]]:
    """The rules without their points, each with the sign towards each standing."""
    told = tomllib.loads((Path(__file__).parent / "skeleton.toml").read_text("utf-8"))
    signs = {"+": 1, "-": -1}
    return [
        (Rule(r["measure"], float(r["from"]), float(r["to"]), {}), {s: signs[v] for s, v in r["signs"].items()})
        for r in told["rule"]
    ]


def features(cases: Sequence[Case], rules: Sequence[Rule]) -> np.ndarray:
    """Shares of each rule (cases, rules), weighed by how much is known; an unknown measure gives 0."""
    found = np.zeros((len(cases), len(rules)))
    for i, case in enumerate(cases):
        weight = evidence_weight(case.measures, ENOUGH)
        for j, rule in enumerate(rules):
            found[i, j] = share_of(rule, case.measures, weight)
    return found


def fit(cases: Sequence[Case], name: str, ridge: float = RIDGE) -> Policy:
    """A policy fitted on these cases."""
    rules = skeleton()
    shares = features(cases, [r for r, _ in rules])
    target = np.array([_target(c) for c in cases])
    weights = np.array([c.weight for c in cases])
    pairs = [(j, STANDINGS.index(s), sign) for j, (_, signs) in enumerate(rules) for s, sign in signs.items()]
    rows = np.array([p[0] for p in pairs])
    columns = np.array([p[1] for p in pairs])
    modest = np.where(columns == STANDINGS.index("unknown"), UNKNOWN_RIDGE, 1.0) * ridge

    def loss(x: np.ndarray) -> tuple[float, np.ndarray]:
        given, shift = x[: len(pairs)], x[len(pairs) :]
        table = np.zeros((len(rules), len(STANDINGS)))
        table[rows, columns] = given
        logits = shares @ table + shift
        logits -= logits.max(axis=1, keepdims=True)
        p = np.exp(logits)
        p /= p.sum(axis=1, keepdims=True)
        value = -(weights[:, None] * target * np.log(p + 1e-12)).sum()
        value += (modest * given**2).sum() + ridge * 2 * (shift**2).sum()
        slope = weights[:, None] * (p * target.sum(axis=1, keepdims=True) - target)
        by_rule = shares.T @ slope
        return value, np.concatenate(
            [by_rule[rows, columns] + 2 * modest * given, slope.sum(axis=0) + 4 * ridge * shift]
        )

    least = [LEAST.get((rules[j][0].measure, STANDINGS[s]), 0) for j, s, _ in pairs]
    bounds = [(low, 6) if sign > 0 else (-6, 0) for low, (_, _, sign) in zip(least, pairs, strict=True)]
    bounds += [BEGINS.get(s, BAD_BEGINS) for s in STANDINGS]
    begin = np.array([max(low, min(0.0, high)) for low, high in bounds])
    found = minimize(loss, begin, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 2000})
    given, shift = found.x[: len(pairs)], found.x[len(pairs) :]
    toward: list[dict[str, float]] = [{} for _ in rules]
    for (j, s, _), points in zip(pairs, given, strict=True):
        if abs(points) >= 0.05:
            toward[j][STANDINGS[s]] = round(float(points), 2)
    fitted = tuple(Rule(r.measure, r.none, r.full, t) for (r, _), t in zip(rules, toward, strict=True) if t)
    begins = {s: round(float(shift[i]), 2) for i, s in enumerate(STANDINGS)}
    return Policy(name, begins, fitted, ENOUGH, CAUSES, ())


def _target(case: Case) -> list[float]:
    """Three quarters for the standing, the rest shared by what else is acceptable."""
    others = [s for s in case.acceptable if s != case.standing]
    share = 0.8 if others else 1.0
    return [share if s == case.standing else (1 - share) / len(others) if s in others else 0.0 for s in STANDINGS]


def written(policy: Policy) -> str:
    """The policy as the TOML file that an owner reads and changes."""
    lines = [f'name = "{policy.name}"', f"enough = {policy.enough:g}", "", "[prior]"]
    lines += [f"{s} = {p:g}" for s, p in policy.prior.items()]
    if policy.causes:
        lines += ["", "[cause]", *(f"{name} = {value}" for name, value in policy.causes.items())]
    for rule in policy.rules:
        lines += ["", "[[points]]", f'measure = "{rule.measure}"', f"from = {rule.none:g}", f"to = {rule.full:g}"]
        lines += [f"{s} = {p:g}" for s, p in rule.toward.items()]
    return "\n".join(lines) + "\n"
