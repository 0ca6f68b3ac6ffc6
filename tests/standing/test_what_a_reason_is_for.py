"""A reason is for what it stands beside: what is rarer here than with others is none against another standing."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.standing.policy import Policy, parse
from comity.standing.scorecard import Points
from comity.standing.verdict import Seen, Verdict, judge, tells_the_reverse

POLICY = parse(
    """
name = "test/1"
enough = 1
[prior]
one_sided = 3.0
[[points]]
measure = "main_contact_share_12m"
from = 0.7
to = 1
partner = -2.0
[[points]]
measure = "their_answer_hours_12m"
from = 30
to = 5
good = 1.0
one_sided = -0.5
""",
    "test",
)


def judged(policy: Policy = POLICY, **known: float) -> Verdict:
    seen = Seen("a.example", "Ashlar", ("a.example",), "", {"evidence": 9.0, **known}, {}, {"mail": True})
    return judge(seen, policy, dt.date(2026, 5, 4))


@pytest.mark.parametrize(
    ("here", "typical", "reverse"), [(0.88, 0.94, True), (0.94, 0.88, False), (0.88, 0.88, False), (0.88, None, False)]
)
def test_that_less_comes_from_one_person_than_is_typical_is_no_reason_against_a_partner(
    here: float, typical: float | None, *, reverse: bool
) -> None:
    verdict = judged(main_contact_share_12m=here)
    assert verdict.standing == "one_sided"
    points = Points("main_contact_share_12m", "partner", -1.0)
    assert tells_the_reverse(points, verdict, typical, POLICY) is reverse


def test_a_rule_that_counts_downwards_is_turned_round() -> None:
    verdict = judged(their_answer_hours_12m=12)
    for typical, reverse in ((8, True), (20, False)):
        assert tells_the_reverse(Points("their_answer_hours_12m", "good", 0.7), verdict, typical, POLICY) is reverse


def test_what_speaks_for_or_against_the_standing_itself_is_told_whatever_is_typical() -> None:
    verdict = judged(their_answer_hours_12m=12)
    assert not tells_the_reverse(Points("their_answer_hours_12m", "one_sided", -0.4), verdict, 8, POLICY)
