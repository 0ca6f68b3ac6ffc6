"""Plays: every advice has some, none asks for what does not exist, and few are given."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.measures import measures
from comity.plays import MOST, pick, playbook, workday
from comity.standing.policy import STANDINGS

ADVICE = ("deepen", "keep", "verify", "show_value", "reprice", "repair", "stand_firm", "let_go", "learn_more")
DAY = dt.date(2026, 9, 30)


def test_every_play_serves_advice_standings_and_measures_that_exist() -> None:
    for name, play in playbook().items():
        assert set(play.advice) <= set(ADVICE), name
        assert set(play.standing) <= set(STANDINGS), name
        assert set(play.measures) <= set(measures()), name
        assert play.steps, name


@pytest.mark.parametrize(
    ("standing", "cause", "advice"),
    [
        ("partner", "none", "deepen"), ("good", "none", "deepen"), ("good", "none", "keep"), ("easy", "us", "verify"),
        ("easy", "them", "verify"), ("price", "us", "show_value"), ("price", "both", "show_value"),
        ("price", "them", "reprice"), ("one_sided", "them", "reprice"), ("one_sided", "us", "show_value"),
        ("coercive", "them", "stand_firm"), ("coercive", "them", "let_go"), ("unknown", "unclear", "learn_more"),
        ("good", "us", "repair"),
    ],
)  # fmt: skip
def test_every_verdict_gets_a_move_but_never_many(standing: str, cause: str, advice: str) -> None:
    moves = pick(standing, cause, advice, {}, DAY)
    assert 1 <= len(moves) <= MOST
    assert all(m.due > DAY and m.due.weekday() < 5 for m in moves)


def test_a_play_is_due_on_a_day_that_is_worked() -> None:
    closed = {DAY + dt.timedelta(days) for days in range(40)}
    opens = max(closed) + dt.timedelta(days=1)
    moves = pick("good", "none", "keep", {}, DAY, worked=lambda day: opens if day in closed else day)
    assert {m.due for m in moves if m.due <= opens} == {opens}


def test_a_play_whose_measure_is_unknown_is_not_given() -> None:
    named = {m.play for m in pick("good", "none", "keep", {"our_open_questions_3m": None}, DAY)}
    assert "settle-open-question" not in named
    named = {m.play for m in pick("good", "none", "keep", {"our_open_questions_3m": 2.0}, DAY)}
    assert "settle-open-question" in named


def test_letting_a_client_go_says_which_of_its_reasons_holds() -> None:
    whys = [
        next(m.why for m in pick("coercive", "them", "let_go", {}, DAY, crossed=crossed) if m.play == "let-go-well")
        for crossed in (False, True)
    ]
    assert "hard line" not in whys[0]
    assert "hard line" in whys[1]


def test_a_day_on_a_weekend_becomes_the_monday_after() -> None:
    assert workday(dt.date(2026, 10, 3)) == workday(dt.date(2026, 10, 4)) == dt.date(2026, 10, 5)
    assert workday(dt.date(2026, 10, 2)) == dt.date(2026, 10, 2)
