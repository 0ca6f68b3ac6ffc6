"""Hard lines of the firm: which sentence of a client crosses one, and that none does that nobody is sure of."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.ledger.lines import crossings

LINE = "asks us to change the date on a certificate"
SAID = "Would you mind changing the date on the certificate to last month?"
DAY = dt.date(2025, 3, 3)


def said(
    label: str = "improper_ask",
    by: str = "client",
    quote: str = SAID,
    *,
    probability: float = 0.72,
    decides: bool = True,
) -> tuple[object, ...]:
    return "mill.example", "message", "a", "t", 0, DAY, by, "p", "Ida", 3, label, probability, decides, False, quote


@pytest.mark.parametrize("label", ["improper_ask", "contempt", "threat"])
def test_a_grave_sentence_crosses_the_line_that_it_names(label: str) -> None:
    assert list(crossings([said(label)], ["no boat without a vest", LINE])) == [
        ("mill.example", "message", "a", DAY, "client", "Ida", SAID, LINE)
    ]


@pytest.mark.parametrize("probability", [0.3, 0.72, 0.99])
def test_a_sentence_that_is_only_possible_crosses_no_line_however_likely_it_is(probability: float) -> None:
    assert list(crossings([said(probability=probability, decides=False)], [LINE])) == []


@pytest.mark.parametrize(
    "row", [said(by="us"), said("free_work"), said(quote="Would you mind changing the colour of the hall?")]
)
def test_ours_what_is_not_grave_and_what_the_line_does_not_name_cross_none(row: tuple[object, ...]) -> None:
    assert list(crossings([row], [LINE])) == []
