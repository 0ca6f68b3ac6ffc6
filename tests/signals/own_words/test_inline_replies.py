"""Answers written between and below marked lines are the writer's; the marked lines are not."""

from __future__ import annotations

from tests.signals.own_words.cases import own

HEADER = "On May 4, 2026, at 9:12 AM, Mira Kolb <mira@kolb.example> wrote:"


def test_answers_between_marked_lines_are_kept() -> None:
    body = (
        f"{HEADER}\n> Two drivers or three?\n\nThree, please.\n\n> And the long truck?\n\nNo, the yard is too tight.\n"
    )
    assert own(body) == "Three, please.\nNo, the yard is too tight."


def test_answers_need_no_blank_lines_around_them() -> None:
    assert own("> Two drivers or three?\nThree.\n> And the long truck?\nNo.") == "Three.\nNo."


def test_marks_may_carry_initials() -> None:
    assert own("MK> Two drivers or three?\nThree, please.\nMK> And the truck?\nThe long one.") == (
        "Three, please.\nThe long one."
    )


def test_marks_that_a_converter_left_as_entities_are_marks() -> None:
    assert own("&gt; Two drivers or three?\n&gt; Or four?\n\nThree, since &gt; 5 tons.") == "Three, since &gt; 5 tons."


def test_the_rest_of_a_broken_marked_line_is_no_answer() -> None:
    body = (
        "Yes to all.\n\n> We would need somebody on the yard who can tell the drivers where to\nturn around\n"
        "> and who has the key.\n"
    )
    assert own(body) == "Yes to all."


def test_a_short_answer_below_a_question_is_no_broken_rest() -> None:
    body = "> Would it be possible that one of your people opens the gate before six?\nyes\n> And on Sunday?\nno"
    assert own(body) == "yes\nno"


def test_lines_of_html_are_never_broken_so_that_each_is_an_answer() -> None:
    body = "> We would need somebody on the yard who can tell the drivers where to\nturn around\n> and who has the key."
    assert own(body, html=True) == "turn around"


def test_from_at_the_beginning_of_a_line_is_no_quote() -> None:
    assert own("We pay in May.\n\n>From June on we pay in thirty days.") == (
        "We pay in May.\n\n>From June on we pay in thirty days."
    )


def test_the_signature_below_answers_goes() -> None:
    first = f"{HEADER}\n> Two drivers?\n\nThree, please.\n\nRegards,\nJon Ried"
    body = f"{first}\n\n> And the truck?\n\nLong one.\n\n-- \nJon Ried"
    assert own(body) == "Three, please.\nLong one."
