"""Days that are named by a feast, by the end of a span, or in French by the fortnight."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.ledger.promising.cues import words_of
from comity.ledger.promising.days import due_day
from comity.ledger.promising.feasts import FEASTS, feast_day
from comity.ledger.promising.naming import names_a_day
from comity.ledger.promising.workdays import Workdays

NAMED = [
    ("US", "2025-08-20", "You'll have the forecast by Labor Day.", "2025-09-01"),
    ("NZ", "2025-09-10", "You'll have it by Labour Day.", "2025-10-27"),
    ("US", "2025-10-20", "I'll have a grid for you before Thanksgiving.", "2025-11-26"),
    ("CA", "2025-09-10", "You'll have it by Thanksgiving.", "2025-10-13"),
    ("US", "2025-10-01", "I'll send the Thanksgiving days, before Halloween for sure.", "2025-10-30"),
    ("US", "2026-08-20", "I'll get the references to you before Labor Day weekend.", "2026-09-04"),
    ("US", "2026-05-01", "It will be with you before Memorial Day.", "2026-05-24"),
    ("GB", "2026-01-20", "I'll come back by Valentine's Day.", "2026-02-14"),
    ("GB", "2026-03-01", "It will be with you by Easter.", "2026-04-05"),
    ("GB", "2025-08-10", "A rough plan before the bank holiday.", "2025-08-24"),
    ("GB", "2025-12-01", "I'll send the figures before Christmas.", "2025-12-24"),
    ("GB", "2025-12-10", "I'll come back to you after New Year’s.", "2026-01-21"),
    ("DE", "2026-03-01", "Das Angebot bekommen Sie vor Ostern.", "2026-04-04"),
    ("DE", "2026-03-01", "Wir liefern bis Pfingsten.", "2026-05-24"),
    ("FR", "2026-03-01", "Vous l'aurez avant Pâques.", "2026-04-04"),
    ("FR", "2026-03-01", "Je vous envoie tout avant le pont de l'Ascension.", "2026-05-13"),
    ("NL", "2025-11-01", "De offerte komt voor Sinterklaas.", "2025-12-04"),
    ("ES", "2026-02-01", "Te lo mando antes de Semana Santa.", "2026-04-01"),
    ("GB", "2026-11-10", "You'll have the plan by Xmas.", "2026-12-24"),
    ("GB", "2026-11-10", "You'll have the plan before New Year’s Eve.", "2026-12-31"),
    ("DE", "2026-11-10", "Den Plan haben Sie bis Heiligabend.", "2026-12-24"),
    ("DE", "2026-11-10", "Zu Weihnachten haben Sie den Plan.", "2026-12-24"),
    ("DE", "2026-03-01", "Der Plan ist bis Ostermontag da.", "2026-04-06"),
    ("NL", "2026-11-10", "Je hebt het plan voor Nieuwjaar.", "2026-12-31"),
    ("NL", "2026-11-10", "Het plan komt voor de jaarwisseling.", "2026-12-31"),
    ("FR", "2026-11-10", "Vous aurez le plan avant le Nouvel An.", "2026-12-31"),
    ("FR", "2026-11-10", "Vous aurez le plan avant les fêtes.", "2026-12-24"),
    ("FR", "2026-03-01", "Le plan sera prêt avant le lundi de Pentecôte, c'est sûr.", "2026-05-24"),
    ("ES", "2026-11-10", "Tendrás el plano antes de Año Nuevo.", "2026-12-31"),
    ("ES", "2026-11-10", "Para Navidad lo tienes todo.", "2026-12-24"),
    ("US", "2026-03-01", "We'll be current on everything by quarter end.", "2026-03-31"),
    ("US", "2026-06-01", "I will revert before the end of that month.", "2026-06-30"),
    ("US", "2026-09-10", "I'll send the October needs by end of mo.", "2026-09-30"),
    ("US", "2026-05-10", "I'll keep the same people through June.", "2026-06-30"),
    ("US", "2026-09-01", "I'll bring a sketch before your September close.", "2026-09-30"),
    ("NZ", "2026-01-10", "He will look at it next time he's out your way, probably February.", "2026-02-28"),
    ("US", "2026-09-01", "I will write about the agreement, which ends December 31, by October 15.", "2026-10-15"),
    ("FR", "2026-08-10", "Je vous l'envoie d'ici la fin du mois.", "2026-08-31"),
    ("FR", "2026-08-10", "D’ici la fin du mois d’octobre je vous apporte de quoi montrer.", "2026-10-31"),
    ("FR", "2025-09-10", "Il sera dans votre boîte le 5 de chaque mois.", "2025-10-05"),
    ("FR", "2025-09-10", "La région nous verse en décembre, vous l'aurez avant le 31.", "2025-12-31"),
    ("FR", "2026-08-20", "Je vous réponds sous huitaine.", "2026-08-28"),
    ("FR", "2026-08-20", "Je vous réponds sous quinzaine.", "2026-09-04"),
]


@pytest.mark.parametrize(("country", "said", "text", "due"), NAMED)
def test_a_feast_or_the_end_of_a_span_is_a_day(country: str, said: str, text: str, due: str) -> None:
    assert names_a_day(text, words_of(text))
    assert str(due_day(text, dt.date.fromisoformat(said), Workdays(country))) == due


@pytest.mark.parametrize(
    "text",
    ["I'll get you the Christmas schedule.", "We sell Easter eggs to them.", "The agreement ends on 31 December."],
)
def test_what_is_made_for_a_feast_or_runs_out_on_a_day_is_due_on_neither(text: str) -> None:
    assert due_day(text, dt.date(2025, 11, 3), Workdays("GB")) is None


@pytest.mark.parametrize("name", sorted(FEASTS))
def test_each_feast_has_a_day_within_a_year(name: str) -> None:
    said = dt.date(2026, 2, 17)
    found = feast_day(name, said, Workdays("GB"))
    assert found is not None
    assert said <= found <= said + dt.timedelta(days=400)
