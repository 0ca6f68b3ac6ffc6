"""Hours that a contract's fee covers, as contracts say it."""

from __future__ import annotations

import pytest

from comity.ledger.contract_facts import hours_month


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("The retainer covers 120 hours a month of engineering.", 120),
        ("The fee covers 2,400 hours per year.", 200),
        ("up to 12 hours of consulting per week", 52),
        ("8.000 Stunden im Jahr", 8000 / 12),
        ("The monthly fee covers 37.5 hours per month.", 37.5),
        ("37,5 Stunden pro Monat", 37.5),
        ("1.200 Stunden im Jahr", 100),
        ("1.200,50 Stunden im Monat", 1200.5),
        ("1,200 hours per year", 100),
        ("1,200.25 hours a month", 1200.25),
        ("A fee of EUR 3,000 per month for 37.5 hours.", 37.5),
        ("Payment within 30 days of invoice.", None),
        ("Open 24 hours.", None),
        ("Work over 40 hours in a week is billed at time and a half, per week.", None),
        ("Hours in excess of 40 hours per week are overtime.", None),
        ("Mehr als 40 Stunden pro Woche sind Überstunden.", None),
        ("Overtime begins above 40 hours a week; the fee covers 120 hours a month.", 120),
    ],
)
def test_hours_are_told_by_month(text: str, hours: float | None) -> None:
    assert hours_month(text)[0] == (pytest.approx(hours) if hours else None)
