"""A day that something else is of is not the one by which it is promised: "the photos of Friday"."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.ledger.promising.days import due_day

TUESDAY = dt.date(2026, 3, 3)
FRIDAY = dt.date(2026, 3, 6)


@pytest.mark.parametrize(
    "text",
    [
        "I'll send the sketches of Friday.",
        "Ich schicke Ihnen die Skizzen vom Freitag.",
        "Je vous envoie les croquis de vendredi.",
        "Ik stuur je de schetsen van vrijdag.",
        "Te mando los bocetos del viernes.",
        "Te mando la cuenta de la cena del 6 de marzo.",
    ],
)
def test_what_is_of_a_day_is_not_due_on_the_next_of_its_name(text: str) -> None:
    assert due_day(text, TUESDAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "By noon of Friday.",
        "As of Friday.",
        "The sketches for the meeting of Friday.",
        "Im Laufe vom Freitag.",
        "Die Skizzen zur Sitzung vom Freitag.",
        "Dans la journée de vendredi.",
        "Les croquis pour la réunion de vendredi.",
        "Op de ochtend van vrijdag.",
        "De schetsen voor de vergadering van vrijdag.",
        "Antes del viernes.",
        "Los bocetos para la reunión del viernes.",
        "Antes del 6 de marzo.",
    ],
)
def test_a_part_of_a_day_and_what_something_is_for_are_days_by_which_it_is_due(text: str) -> None:
    assert due_day(text, TUESDAY) == FRIDAY


def test_what_is_of_a_season_is_not_due_at_its_end() -> None:
    assert due_day("En la segunda semana de abril te mando los precios de otoño.", TUESDAY) == dt.date(2026, 4, 14)
    assert due_day("Te mando los precios a finales de otoño.", TUESDAY) == dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    "text", ["Give the glue a pH of 5.5.", "We send the form in version 3.4.", "Nehmt Leim 6.5 statt 5.5."]
)
def test_a_number_with_a_point_that_ends_a_sentence_is_no_day(text: str) -> None:
    assert due_day(text, TUESDAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Wir liefern bis 14.3.", dt.date(2026, 3, 14)),
        ("Termin: 12.3.", dt.date(2026, 3, 12)),
        ("I call you the Thursday after next.", dt.date(2026, 3, 12)),
        ("The tiles come the week after next.", dt.date(2026, 3, 20)),
        ("Die Fliesen kommen übernächste Woche.", dt.date(2026, 3, 20)),
        ("Die Fliesen kommen in vierzehn Tagen.", dt.date(2026, 3, 17)),
        ("De tegels komen over veertien dagen.", dt.date(2026, 3, 17)),
        ("Les carreaux arrivent sous quinze jours.", dt.date(2026, 3, 18)),
    ],
)
def test_days_further_ahead_are_read_as_they_are_said(text: str, day: dt.date) -> None:
    assert due_day(text, TUESDAY) == day
