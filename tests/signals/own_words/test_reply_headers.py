"""A reply's own words end where the header of the quoted mail begins, whatever program and language wrote it."""

from __future__ import annotations

import pytest

from comity.signals.own_words.split import own_words
from tests.signals.own_words.cases import ATTRIBUTIONS, BLOCKS, MARKED, OWN, QUOTED, apart, own

HEADERS = {**BLOCKS, **ATTRIBUTIONS}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_what_stands_under_a_header_is_quoted(header: str) -> None:
    words, quoted, _ = apart(f"{OWN}\n\n{header}\n\n{QUOTED}\n")
    assert words == OWN
    assert "Would Friday do?" in quoted


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_a_header_needs_no_blank_line_above_it(header: str) -> None:
    assert own(f"{OWN}\n{header}\n\n{QUOTED}") == OWN


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_words_below_a_marked_quote_are_the_writers(header: str) -> None:
    below = "We take Friday then, same two drivers."
    assert own(f"{header}\n{MARKED}\n\n{below}") == below


@pytest.mark.parametrize("header", BLOCKS.values(), ids=BLOCKS.keys())
def test_lines_may_end_as_in_windows(header: str) -> None:
    assert own(f"{OWN}\n\n{header}\n\n{QUOTED}".replace("\n", "\r\n")).replace("\r", "") == OWN


@pytest.mark.parametrize(
    "text",
    [
        "On Monday Rob said that they wrote it down: nobody has the key.",
        "On the other hand we could start on Thursday.\nOn average it takes two days.",
        "From Monday to Friday we need two men.",
        "From: Chicago\nTo: Dallas\nWhen: Friday\n\nWhat would that cost?",
        "From: Kiel\nTo: Hamburg\nDate: 4 May\n\nWhat would that cost?",
        "TO: ALL DRIVERS\nFROM: DISPATCH\nDATE: 4 MAY\nRE: GATE 2\n\nThe gate is closed on Sunday.",
        "The figures come from: our own scale, not from: yours.",
        "The times were\n2026-05-04 14:30\n04.05.2026 14:30\nJan 15, 2026 at 14:30\nand nothing else.",
        "Read https://papers.example/2026/05/04/what-she-wrote: it is about us.",
        "Original message was lost, please send it again.",
        "We agreed on three things:\n----\nprice\n----\nand nothing more was said that day.",
    ],
)
def test_prose_that_looks_like_a_header_stays(text: str) -> None:
    assert own(text) == text


def test_a_bare_name_that_wrote_counts_where_marked_lines_follow() -> None:
    assert own("Agreed, Friday.\n\nMira wrote:\n> Would Friday do?") == "Agreed, Friday."
    text = "Mira wrote:\nwe are full until Thursday, which I doubt."
    assert own(text) == text


def test_a_quote_in_a_quote_is_a_quote() -> None:
    body = (
        "Fine with us.\n\nOn May 4, 2026, at 9:12 AM, Mira Kolb <mira@kolb.example> wrote:\n> Friday?\n>\n"
        "> On May 3, 2026, at 9:12 AM, Jon Ried <jon@ried.example> wrote:\n>> Thursday?\n"
    )
    assert own(body) == "Fine with us."


def test_a_rule_above_a_header_goes_with_it() -> None:
    for rule in ("________________________________", "====", " ------------------------------", "*****"):
        assert own(f"{OWN}\n\n{rule}\n\n{BLOCKS['Outlook, English']}\n\n{QUOTED}") == OWN


def test_a_header_without_words_above_leaves_nothing() -> None:
    found = own_words(f"{BLOCKS['Outlook, English']}\n\n{QUOTED}")
    assert found.spans == ()
    assert len(found.quoted) == 1
