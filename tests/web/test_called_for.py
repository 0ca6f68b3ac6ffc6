"""By when a move is to be made: the day on which it was first called for counts, and nothing newer moves it."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy

import pytest

from comity.plays import playbook
from comity.web import days
from comity.web.called_for import keep_days
from comity.web.models.moves import MoveAnswer
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.templatetags.comity import by_when
from tests.web.conftest import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sign_in")]
LATER = dt.timedelta(days=6)


def earlier() -> Refresh:
    found = Refresh.current()
    assert found is not None
    return found


def ours() -> Verdict:
    """A verdict whose move is ours, and is to be made as its first play is."""
    for verdict in Verdict.objects.filter(refresh=earlier(), move="us").order_by("account"):
        if verdict.told["plays"] and str(verdict.due) == verdict.told["plays"][0]["due"]:
            return verdict
    raise AssertionError


def judged_again(before: Verdict) -> Verdict:
    """The same verdict as of some days later, as it would be made if nothing were known of the one before."""
    told = {f.attname: deepcopy(getattr(before, f.attname)) for f in Verdict._meta.fields if f.name != "id"}
    again = Verdict(**told)
    for play in (*again.told["plays"], again.told["move"]):
        play["due"] = str(dt.date.fromisoformat(play["due"]) + LATER)
    assert before.due
    again.due = before.due + LATER
    return again


def dues(verdict: Verdict) -> list[str]:
    return [str(verdict.due), verdict.told["move"]["due"], *(p["due"] for p in verdict.told["plays"])]


def test_a_move_that_nobody_answered_keeps_its_day_however_often_its_client_is_judged() -> None:
    before = ours()
    again = judged_again(before)
    assert dues(again) != dues(before)
    keep_days([again], earlier())
    assert dues(again) == dues(before)


@pytest.mark.parametrize(("what", "other"), [("standing", "unknown"), ("cause", "unclear"), ("advice", "learn_more")])
def test_a_move_that_stands_on_other_facts_has_a_day_of_its_own(what: str, other: str) -> None:
    before = ours()
    again = judged_again(before)
    again.told[what] = other
    anew = dues(again)
    keep_days([again], earlier())
    assert dues(again) == anew


def test_while_we_waited_for_their_answer_nothing_was_due() -> None:
    before = ours()
    Verdict.objects.filter(pk=before.pk).update(move="them")
    again = judged_again(before)
    anew = dues(again)
    keep_days([again], earlier())
    assert dues(again) == anew


def test_what_was_done_has_its_day_from_when_it_comes_up_again() -> None:
    before = ours()
    first = before.told["plays"][0]["play"]
    facts = {"standing": before.standing, "cause": before.cause, "advice": before.advice, "whose": "us"}
    named = {m: before.told["measures"].get(m) for m in _measures(first)}
    MoveAnswer.objects.create(
        account=before.account, what=first, title="It", outcome="done", facts={**facts, "measures": named}
    )
    again = judged_again(before)
    keep_days([again], earlier())
    assert again.due == before.due + LATER  # pyright: ignore[reportOptionalOperand]


def _measures(play: str) -> list[str]:
    return sorted(playbook()[play].measures)


@pytest.mark.parametrize(
    ("read", "today", "is_over"), [(-3, 0, False), (-3, 1, True), (1, 1, True), (-3, 40, False), (2, 40, True)]
)
def test_a_day_is_over_where_what_was_read_reaches_about_as_far(
    read: int, today: int, *, is_over: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = dt.date(2026, 5, 13)
    monkeypatch.setattr(days, "today", lambda: due + dt.timedelta(days=today))
    assert days.over(due, due + dt.timedelta(days=read)) is is_over


def test_a_move_whose_day_is_over_is_told_to_be_overdue(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    before, ann = ours(), sign_in("ann")
    assert before.due
    ann.get("/")  # whatever takes what day it is has taken it
    for after, told, by in (
        (0, "The move is ours, by today.", "by today"),
        (2, "The move is ours, and overdue (2 days ago).", "overdue (2 days ago)"),
    ):
        on = before.due + dt.timedelta(days=after)
        for module in ("comity.web.templatetags.comity", "comity.web.days"):
            monkeypatch.setattr(f"{module}.today", lambda on=on: on)
        assert told in ann.get(f"/clients/{before.account}/").content.decode()
        assert by_when(str(before.due), before.refresh.as_of) == by
