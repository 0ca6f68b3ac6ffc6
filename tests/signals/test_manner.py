"""Who wants something at once is found by a quick look first, which misses nothing that the whole look finds."""

from __future__ import annotations

import itertools
import re

import pytest

from comity.ledger import mail_facts

FOUND = (
    "ASAP",
    "a.s.a.p",
    "Urgently",
    "urgent",
    "right away",
    "Immediately",
    "at once",
    "tonight",
    "first thing",
    "by noon",
    "By tomorrow",
    "by end of day",
    "by EOD",
    "by cob",
    "need today",
    "needed it tomorrow",
    "need this today",
    "need them tomorrow",
    "this morning",
    "this afternoon",
    "over the weekend",
    "this weekend",
    "dringend",
    "sofort",
    "bis morgen",
    "heute noch",
    "spoed",
    "meteen",
    "vandaag nog",
    "morgenvroeg",
    "au plus vite",
    "tout de suite",
    "d'ici demain",
    "urgente",
)


@pytest.mark.parametrize("words", FOUND)
def test_whatever_the_whole_look_finds_the_quick_one_lets_through(words: str) -> None:
    whole = mail_facts._RUSH
    for before, after in itertools.product(("", "Please, ", "x", "é "), ("", "!", "y", " é")):
        text = before + words + after
        assert mail_facts.in_a_rush(text) == bool(whole.search(text))
    assert mail_facts.in_a_rush(words)


def test_every_way_of_wanting_is_tried_here() -> None:
    ways = re.sub(r"\([^()]*\)", "", mail_facts._RUSH.pattern).count("|") + 1
    assert len(FOUND) >= ways
