"""What came too late, or was done by who waited for it in the end: a promise that was not kept, in five languages."""

from __future__ import annotations

import pytest

from comity.ledger.promising import deeds
from tests.ledger.promised import promise, told, word
from tests.ledger.weighed import SURE, said

# What we promise for Friday the 6th, by language.
MADE = {
    "en": "We will bring the ladders on Friday.",
    "de": "Wir bringen die Leitern am Freitag.",
    "fr": "Nous apportons les échelles vendredi.",
    "nl": "Wij brengen de ladders vrijdag.",
    "es": "Llevamos las escaleras el viernes.",
}


def after(language: str, *sentences: str, day: int = 8) -> str:
    """What is told of our promise by these words of the client's, on the Tuesday after it was due."""
    return told(promise(MADE[language]), word(day, "client", *sentences))[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I ended up buying ladders on Sunday."),
        ("en", "We fetched the ladders from the depot ourselves."),
        ("en", "The ladders only got here this morning."),
        ("en", "The ladders came after I had called the depot three times."),
        ("en", "The ladders were delivered, three days late."),
        ("en", "The ladders should have been here on Friday."),
        ("de", "Die Leitern kamen gestern mit drei Tagen Verspätung."),
        ("de", "Die Leitern kamen erst gestern."),
        ("de", "Die Leitern haben wir dann selbst geholt."),
        ("de", "Auf die Leitern haben wir vergebens gewartet."),
        ("de", "Die Leitern hätten am Freitag da sein sollen."),
        ("fr", "Les échelles sont arrivées hier, avec trois jours de retard."),
        ("fr", "Les échelles ne sont arrivées qu'hier."),
        ("fr", "Les échelles sont venues après deux relances."),
        ("fr", "Nous avons fini par acheter des échelles."),
        ("fr", "Nous avons attendu les échelles en vain."),
        ("fr", "Les échelles auraient dû être là vendredi."),
        ("nl", "De ladders zijn te laat geleverd."),
        ("nl", "De ladders kwamen pas gisteren."),
        ("nl", "Wij hebben de ladders zelf gehaald."),
        ("nl", "Wij hebben vergeefs op de ladders gewacht."),
        ("nl", "Jullie moesten de ladders vrijdag brengen."),
        ("es", "Las escaleras llegaron ayer con tres días de retraso."),
        ("es", "Las escaleras llegaron ayer, y eso porque insistimos."),
        ("es", "Al final hemos comprado las escaleras nosotros."),
        ("es", "Esperamos las escaleras en vano."),
        ("es", "Las escaleras deberían haber llegado el viernes."),
    ],
)
def test_who_had_it_late_or_did_it_in_the_end_tells_that_it_was_not_kept(language: str, text: str) -> None:
    assert after(language, text) == "broken"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ladders came on Friday, thank you."),
        ("en", "The ladders arrived in time, I carried two of the ladders up myself."),
        ("en", "Is it too late to order two more ladders?"),
        ("de", "Mit etwas Verspätung noch ein Wort zu den Leitern."),
        ("de", "Die Leitern kamen am Freitag, danke."),
        ("de", "Ich habe die Leitern selbst gesehen."),
        ("fr", "Avec un peu de retard, un mot sur les échelles."),
        ("fr", "J'ai vu les échelles moi-même."),
        ("nl", "Met wat vertraging nog een woord over de ladders."),
        ("nl", "Ik heb de ladders zelf gezien."),
        ("es", "Con algo de retraso, unas palabras sobre las escaleras."),
        ("es", "Las escaleras llegaron el viernes por la tarde."),
    ],
)
def test_who_is_late_with_a_word_or_saw_it_themselves_misses_nothing(language: str, text: str) -> None:
    assert after(language, text) != "broken"


@pytest.mark.parametrize(
    "text",
    [
        "You should have brought the ladders on Friday.",
        "Sie wollten am Freitag kommen.",
        "Am Freitag wollten Sie uns die Leitern liefern.",
        "Je ging me vrijdag bellen.",
        "Vous deviez m'appeler vendredi.",
        "J'attendais votre appel vendredi.",
        "Tenías que llamarme el viernes.",
        "Ibas a llamarme el viernes.",
    ],
)
def test_who_reproaches_what_was_to_be_done_misses_it(text: str) -> None:
    assert deeds.LACK.search(text)


@pytest.mark.parametrize(
    "text",
    ["Si vous deviez partir, dites-le.", "No tenías que venir.", "You should have seen it.", "All was not in vain."],
)
def test_who_speaks_of_what_might_be_or_need_not_have_been_reproaches_nothing(text: str) -> None:
    assert not deeds.LACK.search(text)


def test_what_came_on_a_later_day_that_is_named_is_not_kept_by_coming() -> None:
    assert after("en", "The ladders came on Tuesday.", day=10) == ""
    assert after("en", "The ladders came on Tuesday and we had to begin without them.", day=10) == "broken"
    assert after("en", "The ladders came on Friday and we began with them.", day=4) == "kept"


def test_nothing_is_late_before_its_day() -> None:
    assert after("en", "The ladders came late, at noon.", day=3) != "broken"


@pytest.mark.parametrize(
    "text",
    [
        "The ladders only came on Saturday.",
        "Am Samstag haben wir sie selbst geholt.",
        "Las escaleras las he comprado yo el sábado.",
    ],
)
def test_what_came_too_late_or_was_done_instead_is_no_promise_of_who_tells_it(text: str) -> None:
    assert not said(text, "client", SURE)
