"""A move that was answered stays answered until its facts change."""

from __future__ import annotations

from typing import Any

import pytest

from comity.plays import playbook
from comity.plays.facts import changed, facts_of

PLAY = next(name for name, play in sorted(playbook().items()) if play.measures)
MEASURE = min(playbook()[PLAY].measures)


def _account(value: float | None = 4.0, **other: object) -> dict[str, Any]:
    told = {"standing": "easy", "cause": "us", "advice": "verify", "move": {"whose": "us"}, **other}
    return {**told, "measures": {MEASURE: value, "turnover_12m": 100.0}}


def test_the_facts_of_a_move_are_its_verdict_and_the_measures_that_the_play_names() -> None:
    facts = facts_of(PLAY, _account())
    assert facts["measures"].keys() == playbook()[PLAY].measures.keys()
    assert facts["standing"] == "easy"


@pytest.mark.parametrize("other", [{"standing": "good"}, {"cause": "them"}, {"advice": "repair"}])
def test_another_standing_cause_or_advice_makes_it_a_new_move(other: dict[str, Any]) -> None:
    assert changed(facts_of(PLAY, _account()), facts_of(PLAY, _account(**other)))


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [(4.0, 4.0, False), (4.0, 4.4, False), (4.0, 5.0, True), (0.0, 0.4, False), (0.0, 1.0, True), (None, 1.0, True),
     (None, None, False)],
)  # fmt: skip
def test_a_measure_must_move_by_a_quarter_before_a_move_comes_back(
    before: float | None, after: float | None, new: bool
) -> None:
    assert changed(facts_of(PLAY, _account(before)), facts_of(PLAY, _account(after))) == new


def test_a_measure_that_the_play_does_not_name_changes_nothing() -> None:
    other = _account()
    other["measures"]["turnover_12m"] = 1.0
    assert not changed(facts_of(PLAY, _account()), facts_of(PLAY, other))
