"""Whose part it is, what to do, and how it goes: every outcome that the vocabulary names."""

from __future__ import annotations

import pytest

from comity.standing.cause import advice, cause, ground, our_part, trend

IN_ORDER = {
    "discovery_12m": 3.0,
    "value_shown_12m": 3.0,
    "insight_12m": 2.0,
    "our_answer_hours_12m": 3.0,
    "our_silence_12m": 0.0,
}
LACKING = {
    "discovery_12m": 0.0,
    "value_shown_12m": 0.0,
    "insight_12m": 0.0,
    "pitches_12m": 5.0,
    "our_answer_hours_12m": 40.0,
}
HALF = {
    "discovery_12m": 1.0,
    "value_shown_12m": 0.0,
    "insight_12m": 1.0,
    "our_answer_hours_12m": 30.0,
}
MOSTLY = {**HALF, "discovery_12m": 0.0}


def test_partner_and_good_need_no_cause_and_unknown_has_none_that_is_clear() -> None:
    assert cause("partner", LACKING, {}) == cause("good", LACKING, {}) == "none"
    assert cause("unknown", LACKING, {}) == "unclear"


@pytest.mark.parametrize("standing", ["price", "one_sided"])
def test_the_cause_is_ours_where_our_side_is_lacking_and_theirs_where_it_is_in_order(standing: str) -> None:
    assert cause(standing, LACKING, {}) == "us"
    assert cause(standing, IN_ORDER, {}) == "them"
    assert cause(standing, HALF, {}) == "both"


@pytest.mark.parametrize("standing", ["price", "one_sided"])
def test_whose_part_it_is_is_unclear_where_none_of_our_own_words_was_read(standing: str) -> None:
    assert cause(standing, {"our_answer_hours_12m": 3.0, "discovery_12m": None}, {}) == "unclear"
    assert cause(standing, {**IN_ORDER, "value_shown_12m": None}, {}) == "them"


def test_what_they_take_unpaid_is_ours_alone_only_where_nearly_all_is_lacking() -> None:
    assert cause("price", MOSTLY, {}) == "us"
    assert cause("one_sided", MOSTLY, {}) == "both"


def test_easy_is_theirs_only_where_we_asked_for_more_and_were_kept_away() -> None:
    assert cause("easy", {"discovery_12m": 2.0, "insight_12m": 2.0, "status_quo_12m": 3.0}, {}) == "them"
    assert cause("easy", {"value_shown_12m": 1.0, "feedback_asked_12m": 1.0, "status_quo_12m": 1.0}, {}) == "them"
    assert cause("easy", {"insight_12m": 2.0, "status_quo_12m": 0.0}, {}) == "us"
    assert cause("easy", {"discovery_12m": 1.0, "status_quo_12m": 3.0}, {}) == "us"


def test_what_is_not_known_of_our_side_is_held_against_nobody() -> None:
    assert our_part({}) == 0


HARMED = {"our_promises_broken_12m": 1.0, "feedback_12m": 2.0, "credits_share_12m": 0.03}


@pytest.mark.parametrize("standing", ["partner", "good"])
def test_what_our_fault_harmed_is_repaired_before_anything_is_built_on_it(standing: str) -> None:
    assert cause(standing, HARMED, {}) == "us"
    assert advice(standing, "us", HARMED, line_crossed=False) == "repair"


def test_a_fault_that_we_owned_again_and_again_costs_as_much_as_a_credit() -> None:
    owned = {**HARMED, "credits_share_12m": 0.0, "our_apologies_12m": 3.0}
    assert cause("good", owned, {}) == "us"
    assert cause("good", {**owned, "our_apologies_12m": 2.0}, {}) == "none"


def test_a_word_broken_again_harms_without_any_apology_until_something_they_complained_of_ended_well() -> None:
    festers = {"our_promises_broken_12m": 2.0, "feedback_12m": 2.0, "issues_settled_share_12m": 0.0}
    assert cause("good", festers, {}) == "us"
    assert cause("good", {**festers, "issues_settled_share_12m": 0.5}, {}) == "none"
    assert cause("good", {**festers, "our_promises_broken_12m": 1.0}, {}) == "none"
    assert cause("good", {**festers, "feedback_12m": 1.0}, {}) == "none"


@pytest.mark.parametrize("missing", HARMED)
def test_a_complaint_a_credit_or_a_broken_promise_without_the_others_is_ordinary_business(missing: str) -> None:
    assert cause("good", {**HARMED, missing: 0.0}, {}) == "none"


def test_each_standing_has_its_advice() -> None:
    assert advice("partner", "none", {}, line_crossed=False) == "deepen"
    assert advice("good", "none", {"doors_opened_12m": 2.0}, line_crossed=False) == "deepen"
    assert advice("good", "none", {}, line_crossed=False) == "keep"
    assert advice("easy", "us", {}, line_crossed=False) == "verify"
    assert advice("unknown", "unclear", {}, line_crossed=False) == "learn_more"
    assert advice("price", "us", {}, line_crossed=False) == "show_value"
    assert advice("price", "them", {}, line_crossed=False) == "reprice"
    assert advice("one_sided", "them", {}, line_crossed=False) == "reprice"


def test_where_a_part_is_ours_the_value_is_shown_before_anything_is_priced_anew() -> None:
    for standing in ("price", "one_sided"):
        for cause_of in ("us", "both"):
            assert advice(standing, cause_of, {}, line_crossed=False) == "show_value"


def test_a_first_coercive_act_is_stood_firm_against_and_a_crossed_line_ends_it() -> None:
    assert advice("coercive", "them", {"grave_12m": 1.0}, line_crossed=False) == "stand_firm"
    assert advice("coercive", "them", {"grave_12m": 4.0}, line_crossed=False) == "let_go"
    assert advice("coercive", "them", {"grave_12m": 1.0}, line_crossed=True) == "let_go"


def test_the_grounds_are_told_for_coercive_alone() -> None:
    grave = {"threats_12m": 1.0, "bypass_12m": 1.0, "improper_asks_12m": 1.0}
    assert ground("coercive", grave, line_crossed=False) == ["win_lose", "values", "force"]
    assert ground("coercive", {}, line_crossed=False) == ["win_lose"]
    assert ground("price", grave, line_crossed=False) == []


def probabilities(**given: float) -> dict[str, float]:
    rest = (1 - sum(given.values())) / 7
    names = ("partner", "good", "easy", "price", "one_sided", "coercive", "unknown")
    return {n: given.get(n, 0.0) + rest for n in names}


def test_the_trend_follows_the_worth_of_the_relationship() -> None:
    good, bad = probabilities(good=0.9), probabilities(coercive=0.9)
    assert (trend(good, bad), trend(bad, good), trend(good, good)) == ("up", "down", "flat")


def test_a_client_that_was_unknown_before_goes_nowhere() -> None:
    assert trend(probabilities(good=0.9), probabilities(unknown=0.9)) == "flat"
    assert trend(probabilities(good=0.9), None) == "flat"
