"""Whose part it is, what to do, and whose move: each a small function whose docstring tells every outcome."""

from __future__ import annotations

from collections.abc import Mapping

from comity.standing.policy import Policy

Measures = Mapping[str, float | None]
# What reaches for more than the day's work, and how much more must be lacking of ours where they take what is not paid.
_TRIES = ("discovery_12m", "feedback_asked_12m", "insight_12m", "value_shown_12m")
_THEY_TOOK = 0.2
# What only our own words tell, and without which our side is not in order.
_TOLD_BY_WORDS = ("discovery_12m", "value_shown_12m")


def our_part(measures: Measures) -> float:
    """How far our own side is lacking, 0 (in order) to 1: each lack that is known adds its part.

    Never asked about needs, never showed what the work brought, kept no contact but to sell, answered late or not at
    all, broke promises, gave way without getting anything (standings.md, cause `us`).
    """
    lacks = 0.0
    lacks += 0.30 * _missing(measures, "discovery_12m", 2)
    lacks += 0.25 * _missing(measures, "value_shown_12m", 2)
    given = [measures.get(m) for m in ("insight_12m", "check_ins_12m", "feedback_asked_12m")]
    if any(value is not None for value in given):
        lacks += 0.10 * (1 - min(sum(value or 0 for value in given) / 2, 1))
    lacks += 0.15 * _beyond(measures, "pitches_12m", 1, 4)
    lacks += 0.15 * _beyond(measures, "our_answer_hours_12m", 10, 30)
    lacks += 0.15 * _beyond(measures, "our_silence_12m", 1, 4)
    lacks += 0.10 * _beyond(measures, "our_apologies_12m", 1, 4)
    lacks += (
        0.15 * _beyond(measures, "concessions_12m", 2, 6) * (1 - (measures.get("concessions_traded_share_12m") or 0))
    )
    return min(lacks, 1.0)


def harmed(measures: Measures) -> bool:
    """Whether a fault of ours harmed them within the year, by three witnesses that must agree.

    We broke a promise, they told us of problems with specifics, and it weighed: a credit of more than rounding, that we
    owned faults on three occasions, or that we broke our word again and nothing they complained of is known to have
    ended well. Any of these alone is ordinary business (standings.md: a partner is not the absence of conflict).
    """
    broke, told = measures.get("our_promises_broken_12m") or 0, measures.get("feedback_12m") or 0
    credited, owned = measures.get("credits_share_12m") or 0, measures.get("our_apologies_12m") or 0
    # Else the fault would heal by our falling silent: apologies leave the year, and who makes none would be let off.
    festers = broke >= 2 and measures.get("issues_settled_share_12m") == 0
    return broke >= 1 and told >= 2 and (credited >= 0.015 or owned >= 3 or festers)


def cause(standing: str, measures: Measures, settings: Mapping[str, object]) -> str:
    """The cause of a standing.

    `none` for partner and good, but `us` where our fault harmed them; `unclear` for unknown, and for price and
    one_sided where none of our own words was read: whether we asked and showed nobody knows. For easy: `them` where we
    tried for more and were kept away (twice within the year we asked about needs or feedback, brought an idea or showed
    what the work brought, and they wanted no change), else `us`. For coercive: `them`. For price and one_sided: `us`
    where our part is large, `both` where it is notable, else `them`; that they take more than they pay for is ours
    alone only where nearly all is lacking.
    """
    if standing in ("partner", "good"):
        return "us" if harmed(measures) else "none"
    if standing == "unknown":
        return "unclear"
    if standing == "coercive":
        return "them"
    if standing == "easy":
        tried = sum(measures.get(m) or 0 for m in _TRIES)
        return "them" if tried >= 2 and (measures.get("status_quo_12m") or 0) >= 1 else "us"
    if all(measures.get(m) is None for m in _TOLD_BY_WORDS):
        return "unclear"
    part = our_part(measures)
    large, notable = float(str(settings.get("large", 0.65))), float(str(settings.get("notable", 0.55)))
    large += _THEY_TOOK if standing == "one_sided" else 0
    return "us" if part >= large else "both" if part >= notable else "them"


def advice(standing: str, why: str, measures: Measures, *, line_crossed: bool) -> str:
    """What to do.

    partner and good: `repair` where our fault harmed them; else partner: `deepen`; good: `deepen` where they open doors
    or share plans, else `keep`; easy: `verify`; unknown: `learn_more`. price and one_sided: `show_value` where the
    cause is ours or of both, `reprice` else. coercive: `let_go` where a hard line was crossed or it is a
    pattern of several days, else `stand_firm`.
    """
    if standing in ("partner", "good") and why == "us":
        return "repair"
    if standing == "partner":
        return "deepen"
    if standing == "good":
        opens = (measures.get("doors_opened_12m") or 0) + (measures.get("plans_shared_12m") or 0)
        return "deepen" if opens >= 2 else "keep"
    if standing in ("easy", "unknown"):
        return {"easy": "verify", "unknown": "learn_more"}[standing]
    if standing == "coercive":
        return "let_go" if line_crossed or (measures.get("grave_12m") or 0) >= 2 else "stand_firm"
    return "show_value" if why in ("us", "both") else "reprice"


def line_crossed(measures: Measures, policy: Policy) -> bool:
    """Whether a hard line was crossed: one the firm declared in words, or one of the policy's ("contempt_12m" at 2)."""
    return (measures.get("lines_crossed_12m") or 0) > 0 or any(
        (measures.get(str(line.get("measure"))) or 0) >= float(str(line.get("at"))) for line in policy.lines
    )


def ground(standing: str, measures: Measures, *, line_crossed: bool) -> list[str]:
    """The grounds of a coercive standing, empty for any other.

    `win_lose`: going round the contract, refused or withheld payment; `values`: improper asks, or a line of the firm's
    own crossed; `force`: threats and contempt. Where none stands out, `win_lose`.
    """
    if standing != "coercive":
        return []
    found = []
    if _any(measures, ("bypass_12m", "pay_refusals_12m"), 0.6) or (measures.get("withheld_share_12m") or 0) > 0.05:
        found.append("win_lose")
    if line_crossed or _any(measures, ("improper_asks_12m",), 0.6):
        found.append("values")
    if _any(measures, ("threats_12m", "contempt_12m"), 0.6):
        found.append("force")
    return found or ["win_lose"]


def trend(now: Mapping[str, float], before: Mapping[str, float] | None) -> str:
    """`up` or `down` where the expected worth of the relationship moved by a sixth of the scale, else `flat`.

    Both days must be known for more than half: a client met for the first time goes nowhere.
    """
    if before is None or now["unknown"] > 0.5 or before["unknown"] > 0.5:
        return "flat"
    moved = _worth(now) - _worth(before)
    return "up" if moved > 0.15 else "down" if moved < -0.15 else "flat"


_WORTH = {"partner": 1.0, "good": 0.8, "easy": 0.5, "price": 0.25, "one_sided": 0.2, "coercive": 0.0}


def _worth(probabilities: Mapping[str, float]) -> float:
    known = 1 - probabilities["unknown"]
    return sum(worth * probabilities[s] for s, worth in _WORTH.items()) / max(known, 1e-9)


def _missing(measures: Measures, name: str, enough: float) -> float:
    value = measures.get(name)
    return 0.0 if value is None else 1 - min(value / enough, 1.0)


def _beyond(measures: Measures, name: str, none: float, full: float) -> float:
    value = measures.get(name)
    return 0.0 if value is None else min(max((value - none) / (full - none), 0.0), 1.0)


def _any(measures: Measures, names: tuple[str, ...], least: float) -> bool:
    return any((measures.get(n) or 0) >= least for n in names)
