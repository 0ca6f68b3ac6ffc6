"""What a move says of an account: nothing that the account's own measures refute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from comity.measures import measures
from comity.plays import pick, playbook
from comity.standing.policy import STANDINGS

DAY = dt.date(2026, 9, 30)


def said(standing: str, cause: str, advice: str, known: Mapping[str, float | None]) -> dict[str, str]:  # by play
    return {m.play: m.why for m in pick(standing, cause, advice, known, DAY)}


def test_what_is_said_where_it_is_known_names_standings_and_measures_that_exist() -> None:
    cases = [(name, case) for name, play in playbook().items() for case in play.says]
    assert cases
    for name, case in cases:
        assert set(case.standing) <= set(STANDINGS), name
        assert set(case.measures) <= set(measures()), name
        assert case.why, name
        assert case.measures, name  # else it holds of all, and is the play's own


@pytest.mark.parametrize(
    ("cause", "margin", "broken", "told"),
    [
        ("them", 0.02, 0, {"Our side is in order", "do not carry"}),
        ("them", 0.02, 4, {"do not carry"}),
        ("both", 0.02, 0, {"do not carry"}),
        ("them", 0.45, 0, set[str]()),
        ("them", None, 0, set[str]()),
        ("them", 0.02, None, {"do not carry"}),
    ],
)
def test_that_our_side_is_in_order_and_terms_do_not_carry_the_work_is_said_where_it_is_known(
    cause: str, margin: float | None, broken: float | None, told: set[str]
) -> None:
    why = said("one_sided", cause, "reprice", {"margin_share_12m": margin, "our_promises_broken_12m": broken})
    claims = ("Our side is in order", "do not carry")
    assert {claim for claim in claims if claim in why["new-terms"]} == told


def test_who_broke_promises_makes_them_good_before_proposing_terms() -> None:
    moves = pick("one_sided", "both", "reprice", {"our_promises_broken_12m": 3}, DAY)
    assert [m.play for m in moves][:2] == ["our-word-first", "new-terms"]
    assert "our-word-first" not in said("one_sided", "both", "reprice", {"our_promises_broken_12m": 1})
    assert "our-word-first" not in said("one_sided", "both", "reprice", {})


def test_a_friend_to_whom_something_promised_of_late_was_not_delivered_gets_that_first() -> None:
    moves = pick("partner", "none", "deepen", {"our_promises_broken_3m": 1, "our_open_questions_3m": 1}, DAY)
    assert [m.play for m in moves][:2] == ["make-good", "settle-open-question"]
    assert "make-good" not in said("partner", "none", "deepen", {"our_promises_broken_3m": 0})


def test_that_hours_grow_is_said_where_they_do_and_less_is_left() -> None:
    def why(**known: float) -> str:
        return said("one_sided", "them", "reprice", known)["limit-the-effort"]

    assert "grow" in why(hours_course_12m=1.6, margin_course_12m=-0.2)
    assert "grow" not in why(hours_course_12m=1.0, margin_course_12m=-0.2, free_work_12m=0)
    assert "grow" not in why(hours_course_12m=1.6, margin_course_12m=0.1)
    assert "ask again and again" in why(free_work_12m=5)


def test_price_is_named_only_where_they_pushed_it_or_talk_of_nothing_else() -> None:
    quiet = said("one_sided", "them", "reprice", {"price_pressure_12m": 0, "margin_share_12m": -0.4})
    assert not [why for why in quiet.values() if "price" in why.lower()]
    pushed = said("price", "them", "reprice", {"price_pressure_12m": 6, "concessions_12m": 3})
    assert "push the price" in pushed["prepare-to-lose-it"]


def test_of_concessions_that_were_each_traded_nothing_is_asked() -> None:
    def why(traded: float) -> str | None:
        known = {"concessions_12m": 3, "concessions_traded_share_12m": traded}
        return said("price", "them", "reprice", known).get("trade-each-concession")

    assert "without getting anything" in (why(0) or "")
    assert "not each time" in (why(0.5) or "")
    assert why(1) is None
