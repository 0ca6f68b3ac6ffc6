"""What later words say of a promise: that it is done or will be, of which day it was, and how much of it came."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.ledger.promising import deeds
from comity.ledger.promising.topics import contradict, falls_short, mentions, names_weekday


@pytest.mark.parametrize(
    "text",
    [
        "Die Platten sind heute montiert.",
        "De lijst is zojuist verstuurd.",
        "Les portes sont posées.",
        "Ya está instalado todo.",
        "Te dejo las mediciones en la carpeta.",
        "Aquí tienes las mediciones.",
        "Ahí van las mediciones.",
        "Hier haben Sie die Maße.",
        "Hier heb je de maten.",
    ],
)
def test_who_promised_says_that_it_is_done_and_not_that_it_will_be(text: str) -> None:
    assert deeds.DONE.search(text)
    assert not deeds.ANNOUNCED.search(text)
    assert not deeds.UNDONE.search(text)


@pytest.mark.parametrize(
    "text",
    ["Los planos te los entregaremos hechos.", "No está hecho.", "Vamos a dejarlo listo.", "Ce n’est pas fait."],
)
def test_what_is_to_come_or_denied_is_not_done(text: str) -> None:
    assert deeds.ANNOUNCED.search(text) or deeds.UNDONE.search(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("You said the 10th.", True),
        ("Am 10. war niemand da.", True),
        ("El 10 no fuimos.", True),
        ("El viernes 10 no vino nadie.", True),
        ("Le 10, personne n’est venu.", True),
        ("El 10 % no basta.", False),
        ("El 100 no vino.", False),
        ("A las 10 no vino nadie.", False),
    ],
)
def test_a_day_is_named_by_its_number_with_or_without_an_ending(text: str, *, told: bool) -> None:
    assert mentions(text, dt.date(2026, 4, 10)) is told


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("We got 7 of 30.", True),
        ("It was 18, not 20; the rest, 12, is for May.", True),
        ("Fifteen came instead of thirty, that is 15 not thirty.", True),
        ("Of the thirty none came.", True),
        ("Nineteen of the twenty arrived.", True),
        ("Twenty of twenty came.", False),
        ("We got 30 of the 30.", False),
        ("7. Of 30 we speak later.", False),
        ("7 of 40 came.", False),
    ],
)
def test_less_was_counted_than_was_promised(text: str, *, short: bool) -> None:
    assert falls_short(text, frozenset({20, 30})) is short


@pytest.mark.parametrize(
    "text",
    [
        "Friday came, and the post has been.",
        "The 10th was two weeks ago.",
        "Hello Ann, the 10th was Friday.",
        "We are three days past Friday and nothing lies here.",
        "Freitag war letzte Woche.",
        "Der 10. ist jetzt elf Tage her, ein Angebot fehlt.",
        "De 10e is voorbij en er ligt niets.",
        "Deux semaines après le 10, toujours un seul plan.",
        "Ya pasó el viernes.",
        "April 10 has passed too, and the shelf is empty.",
        "Dear Ines, 10 April is now behind us.",
        "Friday the 10th of April came and went.",
        "The 10 April deadline has also passed.",
        "Freitag, der 10. April ist auch schon vorbei.",
        "Nun ist auch der 10. April verstrichen.",
        "10 april is ook weer voorbij.",
        "Le vendredi 10 avril est lui aussi passé.",
        "El 10 de abril ya pasó.",
        "Ya ha pasado también el 10 de abril.",
    ],
)
def test_who_tells_that_the_day_is_over_misses_what_was_promised_for_it(text: str) -> None:
    friday = dt.date(2026, 4, 10)
    assert deeds.GONE.search(text)
    assert mentions(text, friday) or names_weekday(text, friday)


@pytest.mark.parametrize(
    "text",
    [
        "Friday works for us.",
        "The crates came on Friday.",
        "On Friday the drawings came, thank you.",
        "The inspection passed on Friday.",
        "Three days after Friday's delivery all works.",
        "On Friday the new hand began.",
        "Bis Freitag also.",
        "Er schaut am Freitag vorbei.",
        "Er kommt am Freitag her.",
        "Il est passé vendredi.",
        "Hij komt vrijdag voorbij.",
        "Ya pasó Juan el viernes.",
        "The strike on Friday is over.",
        "Our trade fair on Friday is over and was a great success.",
        "Ten days after Friday we want to start on the roof.",
        "Payment is due 14 days after the 1st of the month.",
        "Batch 13 has passed the inspection.",
        "Zwei Tage nach Freitag war alles fertig, danke.",
        "10 April is fine for the hall.",
        "The 10 April batch has passed the inspection.",
        "Am 10. April ist der Umbau vorbei.",
        "10 boxes have passed the inspection.",
    ],
)
def test_who_merely_names_a_day_does_not_tell_that_it_is_over(text: str) -> None:
    assert not deeds.GONE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Three weeks without a plan.",
        "How is the contract coming along?",
        "Et le plan de la cave, au fait ?",
        "Was ist mit der Liste?",
        "Ein Konzept habe ich nicht.",
        "Twee weken zonder lijst.",
        "¿Qué pasa con la lista?",
    ],
)
def test_who_asks_what_became_of_it_or_goes_without_wonders(text: str) -> None:
    assert deeds.WONDERS.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Te debía la lista desde el viernes.",
        "We promised the list and haven't sent it.",
        "Me comprometí a esa lista y no la saqué.",
    ],
)
def test_who_says_that_it_was_owed_owns_that_it_is_late(text: str) -> None:
    assert deeds.LATE.search(text)


@pytest.mark.parametrize(
    "text",
    ["I owed you a drink, here it is.", "Le debemos mucho a su equipo.", "We said Friday and I never doubted you."],
)
def test_who_gives_thanks_or_brings_what_was_owed_owns_no_delay(text: str) -> None:
    assert not deeds.LATE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Our offer still stands.",
        "Merci pour les plans. Au fait, tu viens déjeuner jeudi ?",
        "We had three days without power here.",
        "Wir haben keine Fehler gesehen.",
        "Wie steht es bei Ihnen?",
    ],
)
def test_what_is_said_of_other_things_is_no_lack_by_itself(text: str) -> None:
    assert not deeds.LACK.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "We are looking forward to the list.",
        "The board needs your list for its meeting.",
        "As soon as I have the list I'll call.",
        "The list is due today.",
        "Can you add Ohio to the list.",
        "Let us talk about it when the list is here.",
        "Denken Sie an die Liste.",
        "Die Liste fehlt mir.",
        "Il nous manque la liste.",
        "Nos falta la lista.",
        "Ich freue mich auf die Liste.",
        "Wir warten alle auf die Liste.",
        "Wij kijken uit naar de lijst.",
        "Nous attendons la liste.",
        "Esperamos la lista.",
    ],
)
def test_who_waits_for_something_does_not_have_it_yet(text: str) -> None:
    assert deeds.AWAITS.search(text)


@pytest.mark.parametrize(
    "text",
    ["I did not expect so fine a list.", "Three of the list need new boots.", "She read the list once.",
     "It is the list we needed.", "Die Liste hängt an der Wand."],
)  # fmt: skip
def test_who_speaks_of_what_is_there_waits_for_nothing(text: str) -> None:
    assert not deeds.AWAITS.search(text)


@pytest.mark.parametrize(
    ("promised", "told", "other"),
    [
        ("We will pay invoice 4471.", "Invoice 4470 was paid.", True),
        ("We will pay invoice 4471.", "4470 and 4471 were paid.", False),
        ("We will pay invoice 4471.", "It was paid.", False),
        ("We will pay the invoice.", "Invoice 4470 was paid.", False),
        ("You have 40 people.", "45 came.", False),
        ("You have it in May 2026.", "It came in 2027.", False),
        ("You have it on 14.09.2026.", "Paid on 01/10/2026.", False),
        ("We will pay order HN-44710.", "HN-44711 was paid.", True),
    ],
)
def test_another_long_number_is_another_matter(promised: str, told: str, *, other: bool) -> None:
    assert contradict(promised, told) is other
    assert contradict(told, promised) is other
