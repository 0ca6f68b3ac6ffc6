"""Lists that tell each sum in the document's currency and in the firm's own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.sources.tables import read_text

DAYS = "Number,Customer,Invoice Date,Due Date,Currency"


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        ("Foreign Amount,Amount,Balance", "800,1000,250"),
        ("Untaxed Amount Signed,Total Signed,Total in Currency Signed,Amount Due Signed", "1000,1000,800,250"),
        ("Invoice Total,Balance,Invoice Total (Source),Balance (Source)", "1000,250,800,200"),
        ("Gross,Balance,Gross (Source)", "1000,250,800"),
        ("Bedrag VV,Bedrag,Openstaand VV,Openstaand", "800,1000,200,250"),
        ("Bedrag,Bedrag VV,Openstaand,Openstaand VV", "1000,800,250,200"),
        ("Betrag (Fremdwährung),Betrag (EUR),Offen (EUR)", "800,1000,250"),
        ("Total (BCY),Total (FCY),Balance (BCY)", "1000,800,250"),
        ("Total (LCY),Total,Outstanding (LCY)", "1000,800,250"),
        ("Betrag (Hauswährung),Betrag,Offen", "1000,800,200"),
    ],
)
def test_a_sum_in_the_currency_of_the_document_goes_with_it_and_what_is_open_at_home_is_changed_as_it_was(
    tmp_path: Path, headings: str, cells: str
) -> None:
    row = read_text(tmp_path, f"{DAYS},{headings}\nT-4,Aalto Boats,2026-02-03,2026-03-05,SEK,{cells}\n").only
    assert (row["total"], row["currency"], row["open_balance"]) == (Decimal(800), "SEK", Decimal(200))


def test_a_net_sum_at_home_is_changed_as_the_whole_was(tmp_path: Path) -> None:
    headings = f"{DAYS},Net,Tax,Total,Foreign Total"
    row = read_text(tmp_path, f"{headings}\nT-5,Aalto Boats,2026-02-03,2026-03-05,SEK,800,200,1000,500\n").only
    assert (row["net"], row["total"]) == (Decimal(400), Decimal(500))


def test_a_line_that_names_no_currency_tells_the_sum_of_our_own(tmp_path: Path) -> None:
    text = (
        f"{DAYS},Foreign Amount,Amount,Balance\n"
        "T-6,Aalto Boats,2026-02-03,2026-03-05,SEK,800,1000,250\n"
        "T-7,Kaito Sails,2026-02-04,2026-03-06,,,640,640\n"
    )
    first, second = read_text(tmp_path, text).values
    assert (first["total"], first["currency"]) == (Decimal(800), "SEK")
    assert (second["total"], second["currency"], second["open_balance"]) == (Decimal(640), None, Decimal(640))


def test_a_list_that_tells_one_sum_alone_is_read_as_before(tmp_path: Path) -> None:
    text = f"{DAYS},Total in currency,Balance\nT-8,Aalto Boats,2026-02-03,2026-03-05,SEK,800,200\n"
    row = read_text(tmp_path, text).only
    assert (row["total"], row["currency"], row["open_balance"]) == (Decimal(800), "SEK", Decimal(200))
