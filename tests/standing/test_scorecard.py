"""Points and probabilities: additive, and silent where nothing is known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from comity.measures import measures
from comity.standing.policy import STANDINGS, default_policy, parse
from comity.standing.scorecard import score

POLICY = parse(
    """
name = "test/1"
enough = 10
[prior]
unknown = 1.0
[[points]]
measure = "plans_shared_12m"
from = 0
to = 4
partner = 2.0
price = -1.0
[[points]]
measure = "evidence"
from = 14
to = 4
unknown = 3.0
""",
    "test",
)
MEASURED = st.dictionaries(st.sampled_from(sorted(measures())), st.one_of(st.none(), st.floats(-1e6, 1e6)), max_size=40)


def points(measured: dict[str, float | None]) -> dict[tuple[str, str], float]:
    return {(p.measure, p.toward): p.points for p in score(measured, POLICY).points}


def test_a_measure_at_its_full_value_gives_all_its_points() -> None:
    assert points({"plans_shared_12m": 4, "evidence": 20})["plans_shared_12m", "partner"] == 2.0


def test_in_between_a_measure_gives_its_points_in_proportion() -> None:
    assert points({"plans_shared_12m": 1, "evidence": 20})["plans_shared_12m", "partner"] == 0.5


def test_what_cannot_be_known_speaks_for_nothing() -> None:
    assert points({"plans_shared_12m": None, "evidence": 20}) == {}


def test_thin_evidence_makes_points_weigh_less_and_speaks_for_unknown() -> None:
    thin = points({"plans_shared_12m": 4, "evidence": 5})
    assert thin["plans_shared_12m", "partner"] == 1.0
    assert thin["evidence", "unknown"] == 2.7


def test_an_account_of_which_nothing_is_known_is_unknown() -> None:
    assert score({}, default_policy()).standing == "unknown"


@given(MEASURED)
def test_probabilities_are_of_all_seven_and_sum_to_one(measured: dict[str, float | None]) -> None:
    found = score(measured, default_policy())
    assert tuple(found.probabilities) == STANDINGS
    assert abs(sum(found.probabilities.values()) - 1) < 1e-9
    assert found.probability == max(found.probabilities.values())


@given(MEASURED, st.floats(0, 1e9))
def test_turnover_moves_nothing(measured: dict[str, float | None], amount: float) -> None:
    without = score({**measured, "turnover_12m": None, "margin_12m": None, "hours_12m": None}, default_policy())
    with_it = score({**measured, "turnover_12m": amount, "margin_12m": amount, "hours_12m": amount}, default_policy())
    assert without == with_it


def test_every_rule_of_the_default_policy_names_a_measure_that_exists() -> None:
    assert {rule.measure for rule in default_policy().rules} <= set(measures())
