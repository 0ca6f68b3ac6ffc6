"""Whose move it is comes with the day by which what is to be done first is due."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from comity.book.store import MemoryBook
from comity.ledger.promising.workdays import Workdays
from comity.plays import playbook
from comity.reviews import review_book
from comity.signals.answerable import wants_answer
from comity.standing.policy import default_policy
from comity.standing.verdict import Seen, judge
from tests.cli.firm import COMPANIES, FEN, OURS, TOML, letter
from tests.invariants.books import KEPT, TODAY, example, read_into

DAYS = (dt.date(2024, 3, 15), dt.date(2024, 3, 18))  # two weeks before Good Friday and Easter Monday


def test_the_move_is_due_when_its_first_play_is() -> None:
    found = review_book(example(), as_of=None, today=TODAY, cache=KEPT).accounts
    ours = [v for v in found if v.whose == "us"]
    assert ours
    assert [v.due for v in ours] == [v.plays[0].due for v in ours]
    assert any(min(p.due for p in v.plays) < v.plays[0].due for v in ours)  # else this would tell nothing
    assert all(v.due is None for v in found if v.whose == "none")


def test_what_a_move_is_about_is_shown_though_it_decides_nothing() -> None:
    found = review_book(example(), as_of=None, today=TODAY, cache=KEPT).accounts
    asked = [(v, r) for v in found for r in v.reasons if not r.points]
    assert {r.measure for _, r in asked} >= {"our_open_questions_3m", "concessions_12m"}
    for verdict, reason in asked:
        assert reason.evidence
        assert any(reason.measure in playbook()[move.play].measures for move in verdict.plays)
        assert [r.measure for r in verdict.reasons].count(reason.measure) == 1
        weights = [abs(r.points) for r in verdict.reasons]
        assert weights == sorted(weights, reverse=True)


def test_an_unanswered_letter_is_quoted_by_what_it_asks() -> None:
    found = review_book(example(), as_of=None, today=TODAY, cache=KEPT).accounts
    quotes = [e.quote for v in found for r in v.reasons if r.measure == "our_open_questions_3m" for e in r.evidence]
    assert quotes
    assert all(map(wants_answer, quotes))


@pytest.mark.parametrize(
    ("owed", "whose", "due"),
    [
        (None, "them", dt.date(2026, 10, 9)),
        (dt.date(2026, 10, 5), "us", dt.date(2026, 10, 5)),
        (dt.date(2026, 9, 25), "us", dt.date(2026, 9, 30)),  # overdue
        (dt.date(2026, 11, 2), "them", dt.date(2026, 10, 9)),
    ],
)
def test_who_waits_for_an_answer_has_the_move_where_something_promised_is_due_before(
    owed: dt.date | None, whose: str, due: dt.date
) -> None:
    seen = Seen("a.example", "A", (), "", {}, {}, {}, asked_on=dt.date(2026, 9, 25), owed_on=owed)
    verdict = judge(seen, default_policy(), dt.date(2026, 9, 30))
    assert (verdict.whose, verdict.due) == (whose, due)


@pytest.mark.parametrize(
    ("asked", "promised", "owed", "whose", "due"),
    [
        (None, dt.date(2026, 10, 6), None, "them", dt.date(2026, 10, 6)),
        (None, dt.date(2026, 10, 6), dt.date(2026, 10, 2), "us", dt.date(2026, 10, 2)),
        (dt.date(2026, 9, 25), dt.date(2026, 10, 6), None, "them", dt.date(2026, 10, 6)),
        (dt.date(2026, 9, 25), dt.date(2026, 10, 20), None, "them", dt.date(2026, 10, 9)),
        (dt.date(2026, 9, 16), None, None, "us", None),  # two weeks are over: ours to follow up
    ],
)
def test_while_what_they_promised_is_not_due_the_move_is_theirs(
    asked: dt.date | None, promised: dt.date | None, owed: dt.date | None, whose: str, due: dt.date | None
) -> None:
    seen = Seen("a.example", "A", (), "", {}, {}, {}, asked_on=asked, promised_on=promised, owed_on=owed)
    verdict = judge(seen, default_policy(), dt.date(2026, 9, 30))
    assert (verdict.whose, verdict.due) == (whose, due or verdict.plays[0].due)


def test_who_promised_an_answer_by_a_day_to_come_has_the_move_until_then(tmp_path: Path) -> None:
    talk = [letter(n, FEN, OURS, "The hall", f"We will want {n + 2} boats in the hall next year.") for n in range(4)]
    offer = letter(4, OURS, FEN, "The oars", "Please find our offer for the oars attached.")
    answer = letter(5, FEN, OURS, "Re: The oars", "I will send you our decision by 9 February.")
    answer = answer.replace("Message-ID", "In-Reply-To: <4@mail.example>\nMessage-ID")
    for name, text in (
        ("comity.toml", TOML),
        ("companies.csv", COMPANIES),
        ("all.mbox", "".join([*talk, offer, answer])),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    book = MemoryBook()
    read_into(book, tmp_path)
    told = [
        (v.whose, v.due)
        for day in (dt.date(2024, 1, 30), dt.date(2024, 2, 5), dt.date(2024, 2, 12))
        for v in review_book(book, as_of=day, today=TODAY, cache=KEPT).accounts
    ]
    assert told[:2] == [("them", dt.date(2024, 2, 12)), ("them", dt.date(2024, 2, 9))]  # their answer, their promise
    assert told[2][0] == "us"


def test_no_move_is_due_on_a_public_holiday_of_the_firms_country(tmp_path: Path) -> None:
    asked = letter(4, OURS, FEN, "The oars", "How do you find the new oars?").replace("28 Jan 2024", "15 Mar 2024")
    talk = [letter(n, FEN, OURS, "The hall", f"We will want {n + 2} boats in the hall next year.") for n in range(4)]
    for name, text in (("comity.toml", TOML), ("companies.csv", COMPANIES), ("all.mbox", "".join([*talk, asked]))):
        (tmp_path / name).write_text(text, "utf-8")
    book, workdays = MemoryBook(), Workdays("GB")
    read_into(book, tmp_path)
    seen = [review_book(book, as_of=day, today=TODAY, cache=KEPT).accounts[0] for day in DAYS]
    assert (seen[0].whose, seen[0].due) == ("them", dt.date(2024, 4, 2))  # two weeks after is Good Friday
    due = [move.due for verdict in seen for move in verdict.plays]
    assert due
    assert all(map(workdays.works, due))


@pytest.mark.parametrize(
    ("owed", "due"),
    [
        (None, dt.date(2026, 9, 9)),
        (dt.date(2026, 9, 4), dt.date(2026, 9, 4)),
        (dt.date(2026, 9, 30), dt.date(2026, 9, 9)),  # later than the move
    ],
)
def test_what_is_to_be_done_first_is_due_before_something_promised_would_be_late(
    owed: dt.date | None, due: dt.date
) -> None:
    seen = Seen("a.example", "A", (), "", {}, {}, {}, owed_next=owed)
    verdict = judge(seen, default_policy(), dt.date(2026, 8, 26))
    assert (verdict.whose, verdict.due, verdict.plays[0].due) == ("us", due, due)
