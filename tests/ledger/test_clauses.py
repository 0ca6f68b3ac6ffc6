"""Sentences that promise more than one thing, each by a day of its own."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.ledger.promising.clauses import promised_parts, runs
from comity.ledger.promising.days import due_day

TUESDAY = dt.date(2026, 3, 3)


def parts(text: str) -> list[str]:
    return [text[begin:end] for begin, end in promised_parts(text, lambda part: due_day(part, TUESDAY) is not None)]


@pytest.mark.parametrize(
    ("first", "between", "second"),
    [
        ("I'll send the plan of the yard on Thursday", " and ", "Ruth will ring you on Friday."),
        ("We'll pay the April bill on Monday", ", and ", "the lease follows by the 15th."),
        ("Ruth will come on Thursday and look at the gate", ", and ", "I'll send you a written note by Monday."),
        ("I'll send the plan on Thursday", " and then ", "ring you on Friday."),
        ("Ruth comes on Thursday", "; ", "you'll have the plan by Monday."),
        ("Ich schicke den Plan am Donnerstag", " und ", "Ruth ruft Sie am Freitag an."),
        ("Ik stuur het plan donderdag", " en ", "Ruth belt u vrijdag."),
        ("Je vous envoie le plan jeudi", " et ", "Ruth vous appelle vendredi."),
        ("Te mando el plano el jueves", " y ", "Ruth te llama el viernes."),
    ],
)
def test_a_sentence_of_two_clauses_promises_twice(first: str, between: str, second: str) -> None:
    assert parts(first + between + second) == [first, second]
    assert {first, second} <= set(runs(first + between + second))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (
            "Please paint the gate in October, and I'll send you the plan before Easter.",
            "I'll send you the plan before",
        ),
        ("The yard opens on Thursday, you'll have the plan on Friday.", "you'll have the plan on"),
        ("Am Donnerstag ist Markt, und ich schicke Ihnen den Plan am Freitag.", "ich schicke Ihnen den Plan am"),
    ],
)
def test_what_stands_before_the_one_clause_that_promises_is_of_another_day(text: str, part: str) -> None:
    assert [one.rsplit(" ", 1)[0] for one in parts(text)] == [part]


@pytest.mark.parametrize(
    "text",
    [
        "I'll rework the plan and send it on Friday.",
        "Ruth will be in on Thursday at seven and out by Monday.",
        "I'll send the plan on Thursday, and it will be on your desk by Friday.",
        "I'll send the plan by Friday, as Ruth will be here on Thursday.",
        "I'll send the plan on Thursday or on Friday.",
        "I'll send the plan on Thursday, and you send it back by Friday.",
        "I'll send the plan of the yard and of the gate on Friday.",
        "I'll send the plan.",
    ],
)
def test_what_goes_on_about_the_same_thing_is_one_promise(text: str) -> None:
    assert parts(text) == []
