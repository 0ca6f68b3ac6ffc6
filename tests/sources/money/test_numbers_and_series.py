"""Numbers of invoices that are whole only with what stands in a column beside them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.sources.tables import read_text

HEADS = "{0};{1};Date;Customer;Net;Tax;Total;Due date\n"


@pytest.mark.parametrize(
    ("series", "number"),
    [
        ("Serie", "Número"),
        ("Series", "Invoice number"),
        ("Série", "Numéro"),
        ("Reeks", "Factuurnummer"),
        ("Nummernkreis", "Rechnungsnummer"),
    ],
)
def test_invoices_of_two_series_are_two_though_both_count_from_one(tmp_path: Path, series: str, number: str) -> None:
    lines = "K;1;2026-03-02;Fen Boats;400;80;480;2026-04-01\nM;1;2026-03-02;Fen Boats;70;14;84;2026-04-01\n"
    found = read_text(tmp_path, HEADS.format(series, number) + lines)
    assert [row.ref for row in found.rows] == ["K/1", "M/1"]
    assert [v["net"] for v in found.values] == [Decimal(400), Decimal(70)]


@pytest.mark.parametrize(
    ("series", "number", "whole"),
    [
        ("K", "K-15", "K-15"),
        ("2026", "202600017", "202600017"),
        ("1", "12", "1/12"),
        ("1", "1-2", "1-2"),
        ("", "9", "9"),
    ],
)
def test_a_number_that_begins_with_its_series_bears_it_once(
    tmp_path: Path, series: str, number: str, whole: str
) -> None:
    line = f"{series};{number};2026-03-02;Fen Boats;400;80;480;2026-04-01\n"
    assert read_text(tmp_path, HEADS.format("Serie", "Número") + line).only["number"] == whole


def test_a_payment_is_laid_against_the_invoice_of_its_series(tmp_path: Path) -> None:
    text = "Payment date;Customer;Amount;Series;Invoice number\n2026-03-02;Fen Boats;480;K;1\n"
    assert read_text(tmp_path, text).only["applied_to"] == "K/1"
