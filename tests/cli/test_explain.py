"""`comity signals explain`: a sentence that is typed, or those of a message of the book."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Say
from tests.cli.firm import TALK

PRICE = "Your price is too high, another yard offers the same for twenty percent less."


@pytest.mark.slow
def test_a_typed_sentence_is_told_with_its_words_and_the_nearest_known_ones(say: Say) -> None:
    told = say("signals", "explain", PRICE, "--json", "-").json
    [row] = told["sentences"]
    assert (told["comity"], row["text"], row["language"], row["read"]) == ("explain/1", PRICE, "en", True)
    price = next(x for x in row["labels"] if x["label"] == "price_pressure")
    assert price["holds"]
    assert all(part["words"] in PRICE and part["odds_times"] > 1 for part in price["for"])
    assert row["nearest"]
    page = " ".join(say("signals", "explain", PRICE, columns=200).out.split())
    assert f"“{PRICE}” (theirs, English)" in page
    assert "price_pressure: holds (" in page


def test_who_says_it_and_what_stands_before_it_are_told_along(say: Say) -> None:
    asked = ("signals", "explain", "By Friday.", "--by", "us", "--before", "When will you send it?", "--json", "-")
    [row] = say(*asked).json["sentences"]
    assert row["by"] == "us"
    assert not {"price_pressure", "pay_refusal"} & {x["label"] for x in row["labels"]}


def test_options_may_stand_before_the_sentence_or_behind_it(say: Say) -> None:
    behind = say("signals", "explain", "We will.", "--by", "us", "--json", "-").json
    assert say("signals", "explain", "--by", "us", "We will.", "--json", "-").json == behind


def test_a_message_of_the_book_is_explained_sentence_by_sentence(read: Say) -> None:
    [row, *_] = read("signals", "explain", "--ref", "<3@mail.example>", "--json", "-").json["sentences"]
    assert (row["text"], row["by"]) == (TALK[3][3], "client")
    assert row["place"] == "ida@kilnclay.example, 2024-01-23"


def test_a_persons_word_is_told_as_the_reason(read: Say) -> None:
    assert (
        read(
            "correct", "sentence", "kilnclay.example", "Your price", "is", "challenge", "--ref", "<3@mail.example>"
        ).code
        == 0
    )
    page = " ".join(read("signals", "explain", "Your price", "--ref", "<3@mail.example>").out.split())
    assert "challenge: holds, for a person said so" in page


def test_what_cannot_be_explained_is_told_in_a_line(read: Say) -> None:
    assert "no sentence to explain" in read("signals", "explain", "  ").refusal
    assert "signals explain SENTENCE" in read("signals", "explain").refusal
    assert "has this key" in read("signals", "explain", "--ref", "<none>").refusal
    assert (
        "no sentence in it begins" in read("signals", "explain", "Nobody said so", "--ref", "<3@mail.example>").refusal
    )
    assert "signals label IN.jsonl" in read("signals", "label", "one.jsonl", "--ref", "<3@mail.example>").refusal
