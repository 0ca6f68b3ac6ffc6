"""A reason is told in the page's language: its form is known again, and what stands in its places goes along."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from comity.measures import measures
from comity.standing.telling import of_one, sentence
from comity.web.languages import translated

VALUES = [0.0, 0.4, 1.0, 2.0, 5.0, 37.4, 1312.0, -0.23, -4.0, -2513.0]
PLACE = re.compile(r"\{\w+\}")


def german(text: str) -> str:
    with translation.override("de"):
        return translated(text)


@pytest.mark.parametrize("name", measures())
def test_each_measure_is_told_in_german_whatever_its_value(name: str) -> None:
    measure = measures()[name]
    counted = "{times}" in measure.says or "{weight}" in measure.says
    leveled = measure.unit == "level"
    for value in (v for v in (range(1, 7) if leveled else VALUES) if v >= 0 or not counted):
        says = of_one(measure.says) if value == 1 else measure.says
        with translation.override("de"):
            form = translation.gettext(says)
        assert sorted(PLACE.findall(form)) == sorted(PLACE.findall(says))
        fixed = [part for part in PLACE.split(form.rpartition(";")[0] or form) if len(part) > 1]
        for typical in (7 - value if leveled else 2 * value + 5, None):
            told = german(sentence(measure, value, typical, "EUR"))
            assert all(part.strip(" .") in told for part in fixed), told
            assert not re.search(r"\btypical|\btimes\b|\bnever\b|\{", told), told
            assert ("; üblich ist" in told) == (typical is not None and "; typical" in measure.says), told


def test_numbers_and_counts_are_written_as_the_language_writes_them() -> None:
    hours, asked = measures()["hours_12m"], measures()["discovery_12m"]
    margin, contacts = measures()["margin_12m"], measures()["active_contacts_12m"]
    assert german(sentence(hours, 1312, 0.4, "")) == (
        "Unsere Leute arbeiteten im letzten Jahr 1.300 Stunden für sie; üblich ist 0,4."
    )
    assert german(sentence(asked, 0, 5, "")) == "Wir fragten im letzten Jahr nie nach ihrem Bedarf; üblich ist 5-mal."
    for typical, told in ((0.5, "nie oder einmal"), (1.5, "ein- oder zweimal"), (2.5, "2- oder 3-mal")):
        assert german(sentence(asked, 7, typical, "")).endswith(f"üblich ist {told}.")
    assert german(sentence(margin, -2513, None, "CHF")) == (
        "-2.513 CHF blieben im letzten Jahr nach den Kosten ihrer Betreuung."
    )
    assert german(sentence(contacts, 3, None, "")) == "3 ihrer Leute schrieben uns im letzten Jahr."


def test_what_is_no_reason_of_ours_stays_as_it_is() -> None:
    said = "We gave way five times in the last year; typical is nothing of the kind."
    assert german(said) == said
    assert translated(sentence(measures()["hours_12m"], 5, 5, "")).startswith("Our people worked 5 hours")
