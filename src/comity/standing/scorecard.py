"""The scorecard: measures to points to probabilities. Additive, so that every point can be shown and argued about."""

from __future__ import annotations

import math
from collections.abc import Mapping

import msgspec

from comity.standing.policy import STANDINGS, Policy, Rule

# Points below this are not worth telling.
TELLING = 0.1


class Points(msgspec.Struct, frozen=True):
    """What one measure gives one standing."""

    measure: str
    toward: str
    points: float


class Score(msgspec.Struct, frozen=True):
    """An account's score: the standing, probabilities over all seven, and the points that made them."""

    standing: str
    probabilities: Mapping[str, float]
    points: tuple[Points, ...]

    @property
    def probability(self) -> float:
        """Of the standing."""
        return self.probabilities[self.standing]


def score(measures: Mapping[str, float | None], policy: Policy) -> Score:
    """Score one account. A measure that is None or missing gives no points: what is not known speaks for nothing.

    Thin evidence makes all points weigh less, and speaks for `unknown` by itself.
    """
    weight = evidence_weight(measures, policy.enough)
    totals = dict(policy.prior)
    given = []
    for rule in policy.rules:
        share = share_of(rule, measures, weight)
        for standing, full in rule.toward.items():
            points = full * share
            totals[standing] += points
            if abs(points) >= TELLING:
                given.append(Points(rule.measure, standing, round(points, 3)))
    probabilities = _softmax(totals)
    standing = max(STANDINGS, key=lambda s: (probabilities[s], -STANDINGS.index(s)))
    return Score(standing, probabilities, tuple(given))


def evidence_weight(measures: Mapping[str, float | None], enough: float) -> float:
    """How much all points weigh, 0 to 1, by how much is known of the account."""
    return min((measures.get("evidence") or 0.0) / enough, 1.0)


def share_of(rule: Rule, measures: Mapping[str, float | None], weight: float) -> float:
    """How much of its points a rule gives. How little is known counts in full, and nothing known is known to be 0."""
    if rule.measure == "evidence":
        return rule.share(measures.get("evidence") or 0.0)
    value = measures.get(rule.measure)
    return 0.0 if value is None else rule.share(value) * weight


def _softmax(totals: Mapping[str, float]) -> dict[str, float]:
    top = max(totals.values())
    weights = {s: math.exp(totals[s] - top) for s in STANDINGS}
    whole = sum(weights.values())
    return {s: w / whole for s, w in weights.items()}
