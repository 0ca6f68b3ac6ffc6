"""`comity correct`: what people say is not so, what it would change, and taking it back."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Say

PRICE = "Your price is too high"
REF = ("--ref", "<3@mail.example>")


def test_a_sentence_is_corrected_with_a_preview_and_taken_back_to_the_byte(read: Say) -> None:
    before = read("review", "--json", "-").out
    words = ("correct", "sentence", "Kiln & Clay", PRICE, "not", "price_pressure", *REF)
    shown = read(*words, "--preview").out
    assert re.fullmatch(r"kilnclay\.example (would be|stays) .+\.\n", shown)
    assert read("correct").out == "Nothing was corrected yet.\n"
    said = read(*words, "--why", "A joke.")
    short = re.findall(r"Kept as (\w{8})\.", said.out)[0]
    assert read("review", "--json", "-").out != before
    [listed] = read("correct", "--json", "-").json["corrections"]
    assert (listed["value"], listed["label"], listed["why"]) == ("holds not", "price_pressure", "A joke.")
    assert "A joke." in read("correct", columns=200).out
    assert read("correct", "undo", short).code == 0
    assert read("review", "--json", "-").out == before
    assert "no correction that holds" in read("correct", "undo", short).refusal


def test_a_standing_of_ones_own_is_listed_and_changes_no_verdict(read: Say) -> None:
    before = read("review", "--json", "-").out
    read("correct", "standing", "kilnclay.example", "partner", "--why", "They lent us a crane.")
    assert "partner" in read("correct", columns=200).out
    assert read("review", "--json", "-").out == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("sentence", "kilnclay.example"), "is said so: comity correct sentence ACCOUNT"),
        (("sentence", "kilnclay.example", "Nobody said", "not", "threat"), "no sentence begins with “Nobody said”"),
        (("sentence", "kilnclay.example", PRICE, "not", "threat"), "Name the message with --ref: <"),
        (("sentence", "kilnclay.example", PRICE, "maybe", "threat", *REF), "“maybe” says neither"),
        (("sentence", "kilnclay.example", PRICE, "is", "rude", *REF), "“rude” is nothing a sentence can say"),
        (("promise", "kilnclay.example", PRICE, "done", *REF), "“done” can be said of no promise"),
        (("standing", "kilnclay.example", "partner"), "needs a reason"),
        (("undo", "abc"), "no correction that holds is called abc"),
    ],
)
def test_what_cannot_be_said_is_told_in_one_line(read: Say, words: tuple[str, ...], says: str) -> None:
    assert says in read("correct", *words).refusal


def test_what_is_no_client_is_no_longer_judged_until_that_is_taken_back(read: Say) -> None:
    before = read("review", "--json", "-").out
    said = read("accounts", "no-client", "kilnclay.example", "--why", "a supplier")
    short = re.findall(r"decision (\w{8})", said.out)[0]
    assert "kilnclay.example" not in [a["id"] for a in read("review", "--json", "-").json["accounts"]]
    read("accounts", "undo", short)
    assert read("review", "--json", "-").out == before
