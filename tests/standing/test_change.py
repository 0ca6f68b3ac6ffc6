"""What changed since the last verdict: which reasons came, went and moved."""

from __future__ import annotations

from typing import Any

from comity.standing.change import change


def _account(standing: str, *reasons: tuple[str, str, float, float], probability: float = 0.8) -> dict[str, Any]:
    told = [{"measure": m, "toward": t, "points": p, "value": v, "sentence": m} for m, t, p, v in reasons]
    return {"standing": standing, "probability": probability, "reasons": told}


def test_a_reason_that_was_not_there_came_and_one_that_is_missing_went() -> None:
    seen = change(_account("good", ("praise", "good", 1.0, 3)), _account("good", ("plans", "good", 0.5, 2)))
    assert [(r.how, r.reason["measure"], r.points) for r in seen.reasons] == [
        ("went", "praise", -1.0),
        ("came", "plans", 0.5),
    ]


def test_a_reason_that_weighs_more_grew_and_one_that_weighs_less_shrank_with_both_values() -> None:
    seen = change(
        _account("easy", ("one", "easy", 1.0, 5), ("two", "easy", 1.0, 7)),
        _account("easy", ("one", "easy", 1.5, 8), ("two", "easy", 0.8, 4)),
    )
    assert [(r.how, r.before, r.after) for r in seen.reasons] == [("grew", 5, 8), ("shrank", 7, 4)]


def test_what_speaks_toward_another_standing_speaks_against_this_one() -> None:
    seen = change(_account("good", ("margin", "good", 0.6, 1)), _account("good", ("margin", "one_sided", 0.6, -1)))
    assert [(r.how, r.points) for r in seen.reasons] == [("turned", -1.2)]


def test_small_drift_is_not_told_and_a_verdict_without_any_is_steady() -> None:
    seen = change(_account("good", ("praise", "good", 1.0, 3)), _account("good", ("praise", "good", 1.1, 3)))
    assert seen.reasons == ()
    assert seen.steady
    assert not seen.turned


def test_as_sure_as_before_is_what_is_told_with_the_same_hundredths() -> None:
    before, after = _account("good", probability=0.996), _account("good", ("plans", "good", 0.5, 2), probability=0.999)
    assert not change(before, after).surer
    assert change(_account("good", probability=0.94), after).surer


def test_another_standing_is_told_even_where_no_reason_moved_much() -> None:
    seen = change(_account("good"), _account("easy"))
    assert seen.turned
    assert not seen.steady
