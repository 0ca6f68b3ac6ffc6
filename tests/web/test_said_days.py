"""Days, deeds and sums as people say them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override

from comity.web.days import today
from comity.web.languages import translated
from comity.web.pages.proof.record import said
from comity.web.templatetags.comity import exact, label, said_day


@pytest.mark.parametrize(("ahead", "by_date"), [(2, False), (6, False), (7, True), (8, True)])
def test_a_weekday_alone_is_one_before_today_comes_again(ahead: int, *, by_date: bool) -> None:
    on = today() + dt.timedelta(days=ahead)
    assert (str(on.year) in said_day(on)) == by_date


def test_what_people_did_and_sums_are_said_in_the_chosen_language() -> None:
    assert label("appreciation") == "credited our work"
    with override("de"):
        assert label("appreciation") == "erkannten unsere Arbeit an"
        assert said(2050.72) == "2.050,72"
    assert said(2050.72) == "2,050.72"


def test_a_sum_that_an_invoice_tells_is_told_to_the_cent() -> None:
    assert [exact(s) for s in (8417.3649, 8417.0, 0.4)] == ["8,417.36", "8,417", "0.40"]
    with override("de"):
        assert exact(8417.3649) == "8.417,36"


@pytest.mark.parametrize(
    ("unit", "told"), [("hours", "Stunden"), ("minutes", "Minuten"), ("hours a month", "Stunden im Monat")]
)
def test_units_of_what_happened_are_said_in_the_chosen_language(unit: str, told: str) -> None:
    with override("de"):
        assert translated(unit) == told
