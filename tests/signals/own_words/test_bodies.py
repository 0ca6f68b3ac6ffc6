"""Offsets are exact, odd bodies are read, hostile ones cost no time."""

from __future__ import annotations

import random

import pytest

from comity.signals.own_words.lines import MOST_CHARS
from comity.signals.own_words.spans import Span
from comity.signals.own_words.split import own_words
from comity.signals.sentences import sentences
from tests.patience import MOST, growth
from tests.signals.own_words.cases import own

N = 200_000


def test_offsets_are_those_of_the_body_as_given() -> None:
    body = "\r\n  Hi Ann,\r\n\r\n\tthe crane is late. 🙄\r\n\r\n-- \r\nJon Ried\r\n> old\r\n"
    found = own_words(body)
    assert [body[s.start : s.end] for s in found.spans] == ["Hi Ann,\r\n\r\n\tthe crane is late. 🙄"]
    assert [body[s.start : s.end] for s in found.signature] == ["-- \r\nJon Ried"]
    assert [body[s.start : s.end] for s in found.quoted] == ["> old"]


@pytest.mark.parametrize("body", ["", " ", "\n\n\r\n", "\u200b\u200b\n\ufeff"])
def test_an_empty_body_says_nothing(body: str) -> None:
    found = own_words(body)
    assert (found.spans, found.quoted, found.signature, found.cut, found.forwarded) == ((), (), (), False, False)


def test_a_picture_may_be_all_that_is_said() -> None:
    assert own("🎉\n\n—\nAnn Lee\nOwner at Lee Cranes") == "🎉"


def test_what_lies_behind_the_cut_is_in_no_span() -> None:
    body = "All is well here. " * 20_000
    found = own_words(body)
    assert found.cut
    assert found.spans == (Span(0, len(body[:MOST_CHARS].rstrip())),)


HOSTILE: dict[str, str] = {
    **{f"only {c!r}": c * N for c in ">-_=*. \n\r\t\0a:<@([|,?\u200b\u2028é😀0A—"},
    **{f"lines of {c!r}": (c + "\n") * (N // 2) for c in ">-_=*.a:@(?😀0—"},
    **{f"long lines of {c!r}": (c * 60 + "\n") * (N // 61) for c in ">-_=*a@—"},
    "On On On wrote": "On " * 60_000 + "wrote:",
    "many attributions": "On Mon at 10 somebody wrote:x:\n" * 6_000,
    "many that wrote": "Ann wrote:\n" * 18_000,
    "many From lines": "From: ann@lee.example\n" * 10_000,
    "many From and To lines": "From: a\nTo: b\n" * 14_000,
    "many To lines": "To: a,\n" * 28_000,
    "many days": "Ann 01/02/2003 10:00 AM\nTo\n" * 8_000,
    "a thousand quotes in one another": "\n".join(
        "> " * depth + "On Mon 1/1/2024 a@b wrote:" for depth in range(1_000)
    ),
    "a megabyte line": "x" * 1_000_000,
    "a megabyte of words": "lorem ipsum " * 90_000,
    "address bomb": "a@" * N,
    "longer address bomb": ("a" * 60 + "." * 30 + "@") * 2_000,
    "telephone bomb": "1-2-3-4 " * 30_000,
    "bracket bomb": "(((((1234 " * 20_000,
    "link bomb": "aa." * 60_000,
    "marks": "--\n" * 60_000,
    "marks and prose": "--\nthis is a line of prose that is longer than sixty characters, yes.\n" * 3_000,
    "disclaimers": "This e-mail is nothing.\n" * 8_000,
    "devices": "Sent from my\n" * 15_000,
    "sign-offs": "Regards,\n" * 22_000,
    "names": "Ann Lee\n" * 25_000,
    "fields within fields": ("From: x" + " Sent : To : Cc :" * 20 + "\n") * 600,
    "reply above": ("reply answer respond " * 9 + "\n") * 1_050,
    "postscripts": "PS x\n" * 40_000,
    "stops": "a. " * 60_000,
    "initials": "A. " * 60_000,
    "numbers": "3. " * 60_000,
    "smiles": ":-) " * 50_000,
    "greetings": "Hi Ann, " * 25_000,
    "list": "- a\n" * 40_000,
}


def _growth(body: str) -> float:
    def heard(text: str) -> None:
        sentences(text, own_words(text).spans)

    return growth(heard, body[:MOST_CHARS])


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_hostile_body_takes_more_than_its_length(body: str) -> None:
    assert _growth(body) < MOST


def test_no_mixture_of_what_is_looked_for_takes_more_than_its_length() -> None:
    pieces = ["On ", "wrote:", "> ", "From: ", "To: ", "@", "<", ">:", "\n", "\n\n", "-- ", "--\n", "2024-01-01 10:00 "]
    pieces += [
        "Regards,\n",
        "Ann Lee",
        ". ",
        ", ",
        "This e-mail ",
        "confidential ",
        "Sent from my ",
        "_____",
        "|",
        "AM",
    ]
    chance = random.Random(7)
    for _ in range(8):
        assert _growth("".join(chance.choice(pieces) for _ in range(60_000))) < MOST
