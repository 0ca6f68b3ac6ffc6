"""What the words around a sentence take back: staying though others are cheaper, paid work, a price that we set."""

from __future__ import annotations

import pytest

from comity.ledger.near_misses import around, counted
from comity.signals.thresholds import Mark

SURE = 0.9


def left(*said: tuple[str, str], sure: float = SURE) -> list[str]:
    """The labels that count of sentences, each with those that were heard in it."""
    marks: list[Mark] = [(n, label, sure, True) for n, (_, labels) in enumerate(said) for label in labels.split()]
    known = around(marks, len(said))
    return [label for _, label, *_ in counted(marks, {n: text for n, (text, _) in enumerate(said) if n in known})]


@pytest.mark.parametrize(
    "sentence",
    [
        "You are 6% dearer than Brightway and I'd still not swap you.",
        "We know that you cost more, and you are worth it.",
        "Brightway ist 6 % billiger, wir bleiben bei Ihnen.",
        "Brightway est 6 % moins cher, nous restons chez vous.",
        "Brightway is 6 % goedkoper, wij blijven bij jullie.",
        "Brightway es un 6 % más barato, seguimos con ustedes.",
    ],
)
def test_who_names_a_cheaper_price_and_stays_presses_none(sentence: str) -> None:
    assert left((sentence, "price_pressure competitor")) == []


def test_what_is_said_beside_it_tells_that_they_stay() -> None:
    offer = ("Brightway were here with an offer.", "competitor"), ("They are 6% below you.", "price_pressure")
    assert left(*offer, ("No thanks, I said.", "")) == []
    assert left(*offer, ("Your driver knows our dock.", "loyalty")) == ["loyalty"]
    assert left(*offer, ("The dock is closed on Monday.", "")) == ["competitor", "price_pressure"]
    apart = ("The dock is closed on Monday.", ""), ("Your driver knows it.", "loyalty")
    assert left(*offer, *apart) == ["competitor", "price_pressure", "loyalty"]


@pytest.mark.parametrize(
    "sentence",
    [
        "We stay with you, but you have to match the 6% of Brightway.",
        "We'd like to stay with you if the price comes down.",
        "Wir bleiben bei Ihnen, wenn Sie 6 % nachlassen.",
        "Nous restons chez vous, mais il faut baisser le prix.",
        "We blijven bij jullie, maar de prijs moet omlaag.",
        "Seguimos con ustedes, pero deben bajar el precio.",
    ],
)
def test_who_stays_and_wants_something_of_the_price_presses_it(sentence: str) -> None:
    assert left((sentence, "price_pressure")) == ["price_pressure"]
    assert left(("Brightway is 6% below you.", "price_pressure"), (sentence, "loyalty")) == [
        "price_pressure",
        "loyalty",
    ]


@pytest.mark.parametrize(
    "payment",
    [
        "Charge me the rush rate.",
        "Put three hours on the bill.",
        "We'll pay the surcharge.",
        "Usual rate, of course.",
        "On the bill as night work.",
        "Setzen Sie es auf die Rechnung.",
        "Facturez-les au tarif express.",
        "Zet het maar op de rekening.",
        "Cóbrenlas con la tarifa urgente.",
    ],
)
def test_what_is_to_be_paid_is_no_unpaid_work_and_no_price_talk(payment: str) -> None:
    assert left(("Could you fit in two more by Monday?", "free_work"), (payment, "price_pressure")) == []


@pytest.mark.parametrize(
    "said",
    [
        ("Could you fit in two more by Monday?", "Don't charge me for them."),
        ("Could you fit in two more by Monday at no charge?", "Charge me the rush rate for the first."),
        ("Could you fit in two more by Monday?", "The hall is open until six."),
        ("Could you fit in two more by Monday at the usual rate?", "The hall is open until six."),
    ],
)
def test_work_that_nobody_offers_to_pay_stays_unpaid(said: tuple[str, str]) -> None:
    assert left((said[0], "free_work"), (said[1], "")) == ["free_work"]


@pytest.mark.parametrize("sentence", ["Charge me the old rate.", "Bill us 40 for it.", "Charge us less."])
def test_who_wants_to_be_charged_less_presses_the_price(sentence: str) -> None:
    assert left((sentence, "price_pressure")) == ["price_pressure"]


@pytest.mark.parametrize(
    "sentence",
    [
        "From 1 March I propose eight hours a month within the retainer and 80 euros an hour beyond.",
        "Last offer: 1,900 euros a month from March.",
        "We can take two of them at the weekend rate.",
        "Ab 1. März berechnen wir 80 Euro je Stunde über acht Stunden hinaus.",
        "À partir de mars, nous facturons 80 euros l'heure au-delà de huit heures.",
        "Vanaf maart rekenen wij 80 euro per uur boven acht uur.",
        "A partir de marzo cobramos 80 euros la hora por encima de ocho horas.",
    ],
)
def test_a_price_that_we_set_is_no_giving_way(sentence: str) -> None:
    assert left((sentence, "concession")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "We take 5% off the 80 euros from March.",
        "We charge 60 instead of 80 euros.",
        "We propose 80 euros an hour, and the first eight are free.",
        "We can come down to 1,900 euros a month.",
        "Wir berechnen nur 60 Euro je Stunde.",
        "Nous facturons 60 euros au lieu de 80.",
        "We rekenen 60 euro zonder de toeslag.",
        "Cobramos 60 euros en lugar de 80.",
        "We'll do it at the weekend without the weekend rate.",
    ],
)
def test_a_price_with_which_something_is_given_is_one(sentence: str) -> None:
    assert left((sentence, "concession")) == ["concession"]


def test_what_a_person_confirmed_counts_whatever_stands_around_it() -> None:
    assert left(("You cost more, and you are worth it.", "price_pressure"), sure=1.0) == ["price_pressure"]
