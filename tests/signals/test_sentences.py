"""Sentences of the own words: whole, in order, at their exact place, however people write."""

from __future__ import annotations

import pytest

from comity.signals.own_words.spans import Span, said
from comity.signals.own_words.split import own_words
from comity.signals.sentences import MOST_CHARS, sentences


def cut(body: str, language: str | None = None) -> list[str]:
    """The sentences of a body's own words, white space folded."""
    return [said(body, span) for span in sentences(body, own_words(body).spans, language=language)]


@pytest.mark.parametrize(
    "whole",
    [
        "It costs approx. $5 a piece.",
        "See No. 7 of the list.",
        "Invoice no. 4411 is wrong.",
        "Bring pumps, hoses etc. to the yard.",
        "Acme Inc. Services will send two men.",
        "Dr. Lee and Mrs. Orr come at 4 p.m. on Friday.",
        "We mean e.g. the long truck.",
        "The U.S. office pays.",
        "J. F. Ried signs it.",
        "St. Pauli is closed on Jan. 3 this year.",
        "Version 1.2 of cranes.example/list.html is out.",
        "Am 3. Mai kommt der Kran.",
        "Die 2. Rate ist bezahlt.",
        "Wir brauchen z.B. Schrauben bzw. Muttern, ca. 40 Stück.",
        "Dhr. de Wit komt a.s. vrijdag, d.w.z. de 4e.",
        "M. Blanc arrive le 4 juin.",
        'He said "no way." and left.',
        "Wait... what is that?",
        "it was... fine",
        "Two (or 3.5) tons!",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(whole: str) -> None:
    assert cut(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["The crane is late.", "Nobody called."],
        ["THE CRANE IS LATE.", "NOBODY CALLED.", "CALL ME!"],
        ["crane is late.", "nobody called.", "u there?", "call me"],
        ["ok.", "three days, three texts.", "fine."],
        ["We work with Acme Inc.", "They are fine."],
        ["It is 4 p.m.", "We wait."],
        ["Is it late?", "(it always is)"],
        ["The price is 5.", "We pay 4."],
        ["I gave it an A.", "Nights get a C."],
        ['He said "no way."', "Then he left."],
        ["Thanks for the crane 🎉", "It lifts well."],
        ["Great crane :)", "It lifts well."],
        ["Really?!", "Nobody told us."],
        ["Wait...", "Nobody told us."],
        ["Der Kran kommt.", "Wann genau?"],
        ["You should hear it from me.", "I'm leaving.", "We’ve a new man."],
    ],
)
def test_sentences_on_one_line_are_told_apart(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


def test_lines_broken_by_width_belong_together() -> None:
    body = (
        "We have looked at the offer and we would like to go on with you, but\nthe yard needs a second gate before the "
        "long truck can turn, and that\ncosts money. Would you share it?\n"
    )
    assert cut(body) == [
        body.replace("\n", " ").partition(" Would")[0],
        "Would you share it?",
    ]


def test_lines_that_flow_belong_together_though_the_next_word_would_have_fitted() -> None:
    body = (
        "The second crane stands since Monday and nobody told us. Show me what \nthe five other yards along the river "
        "do about such a thing in the week \nbefore the summer begins.\n\nGate two, blue door, ring twice \nbut not at "
        "noon.\n"
    )
    assert cut(body) == [
        "The second crane stands since Monday and nobody told us.",
        "Show me what the five other yards along the river do about such a thing in the week before the summer begins.",
        "Gate two, blue door, ring twice",
        "but not at noon.",
    ]


def test_lines_ended_by_hand_stay_apart_though_a_blank_stands_at_the_end_of_one() -> None:
    assert cut("crane two is moved \nforty cones missing\n") == ["crane two is moved", "forty cones missing"]


def test_lines_ended_by_hand_are_sentences_of_their_own() -> None:
    assert cut("best week ever\nyou are lifesavers\n\nsee you friday") == [
        "best week ever",
        "you are lifesavers",
        "see you friday",
    ]


def test_list_items_are_sentences_without_their_marks() -> None:
    body = "We need:\n- two cranes\n* a gate\n1. the key\n2) the code\na) nothing else\nThat is all."
    assert cut(body) == ["We need:", "two cranes", "a gate", "the key", "the code", "nothing else", "That is all."]


def test_a_day_at_the_beginning_of_a_line_is_no_list_item() -> None:
    body = "Der Kran kommt nach dem langen Wochenende bei uns auf dem Hof an, also am\n4. Mai gegen sechs Uhr früh."
    assert len(cut(body)) == 1


def test_a_rule_between_lines_is_no_sentence() -> None:
    assert cut("Price\n-----\n400 euro is too much.") == ["Price", "400 euro is too much."]


@pytest.mark.parametrize(
    "greeting",
    [
        "Hi Beth,",
        "Hello Beth and Tom,",
        "hey gus",
        "Dear Mr. van Oord,",
        "Dear both,",
        "Beth,",
        "BETH,",
        "Beth, Tom,",
        "Good morning",
        "Good morning Beth!",
        "Sehr geehrte Damen und Herren,",
        "Sehr geehrter Herr Dr. Krause,",
        "Hallo zusammen,",
        "Beste Anna,",
        "Geachte heer de Wit,",
        "Bonjour Madame,",
        "Hola Ana:",
    ],
)
def test_a_greeting_on_a_line_of_its_own_is_no_sentence(greeting: str) -> None:
    assert cut(f"{greeting}\n\nThe crane is late.") == ["The crane is late."]
    assert cut(f"{greeting}\nThe crane is late.") == ["The crane is late."]


def test_what_follows_a_greeting_on_its_line_is_said() -> None:
    assert cut("Hi Beth, the crane is late.") == ["the crane is late."]
    assert cut("Dear Mr. Orr, the crane is late.") == ["the crane is late."]
    assert cut("Beth. 14 on the sheet, 9 on the floor.")[-1] == "14 on the sheet, 9 on the floor."


def test_a_name_that_begins_a_sentence_stays_in_it() -> None:
    assert cut("Beth, Tom and I will come.") == ["Beth, Tom and I will come."]


@pytest.mark.parametrize(
    "line", ["Fine.", "Yes", "Agreed, send it.", "Hello again is what I wanted to say, and so I do."]
)
def test_a_first_line_that_says_something_is_a_sentence(line: str) -> None:
    assert cut(f"{line}\n\nThe crane is late.") == [line, "The crane is late."]


@pytest.mark.parametrize(
    "line",
    ["Bonjour, nous refusons de payer.", "Hallo Tom, wir kündigen.", "Beste Tom, wij stoppen ermee.", "Hallo, stimmt.",
     "Hello Tom, quality down.", "hallo wir kündigen", "BONJOUR, NOUS REFUSONS.", "Hola Tom, Cancelado."],
)  # fmt: skip
def test_what_is_said_in_few_words_behind_a_greeting_is_no_name(line: str) -> None:
    assert line.endswith(cut(line)[0].rpartition(" ")[2])


@pytest.mark.parametrize(
    "line", ["hi tom", "Tom!!", "hello tom and ann", "beste heer de vries", "guten morgen zusammen,", "Hi Tom, Ann,"]
)
def test_a_name_in_small_letters_is_greeted_too(line: str) -> None:
    assert cut(f"{line}\n\nThe crane is late.") == ["The crane is late."]


def test_a_language_tells_ordinals() -> None:
    assert cut("Wir nehmen Los 3. und mehr nicht.", "de") == ["Wir nehmen Los 3. und mehr nicht."]
    assert cut("we take lot 3. and no more", "en") == ["we take lot 3.", "and no more"]


def test_a_day_of_numbers_ends_no_sentence_that_goes_on() -> None:
    assert cut("Bis 14.2. haben wir die Pumpe. Die zweite am 3.12. Danke.", "de") == [
        "Bis 14.2. haben wir die Pumpe.",
        "Die zweite am 3.12.",
        "Danke.",
    ]
    for two in ("it costs 12.50. please pay", "we come at 10.30. bring the keys", "use version 2.1. it works"):
        assert len(cut(two, "en")) == 2


def test_a_very_long_sentence_is_cut_at_a_sensible_place() -> None:
    body = ", ".join(f"item {n} of the list" for n in range(200))
    pieces = cut(body)
    assert len(pieces) > 4
    assert all(len(piece) <= MOST_CHARS for piece in pieces)
    assert all(piece.endswith(",") for piece in pieces[:-1])
    assert " ".join(pieces) == body


def test_a_word_without_end_is_cut_too() -> None:
    assert [len(piece) for piece in cut("x" * 1_500)] == [600, 600, 300]


def test_spans_hold_the_body_as_it_is() -> None:
    body = "\r\n Hi Ann,\r\n\r\nThe  crane\tis late. 🙄 Call me.\r\n\r\n> old. words.\r\n\r\nAnd soon.\r\n"
    found = sentences(body, own_words(body).spans)
    assert [body[span.start : span.end] for span in found] == ["The  crane\tis late. 🙄", "Call me.", "And soon."]


def test_said_folds_white_space() -> None:
    body = "The  crane\r\n\tis late."
    assert said(body, Span(0, len(body))) == "The crane is late."
    assert said(body, Span(5, 10)) == "crane"


def test_nothing_said_has_no_sentences() -> None:
    assert sentences("", ()) == []
    assert cut("-- \nJon Ried") == []
