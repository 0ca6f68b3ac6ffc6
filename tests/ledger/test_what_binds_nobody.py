"""Which sentence sounds as a promise does and binds nobody, though the reader is sure of one."""

from __future__ import annotations

import pytest

from tests.ledger.weighed import SURE, said


@pytest.mark.parametrize("side", ["us", "client"])
@pytest.mark.parametrize(
    "text",
    [
        "I'll be on annual leave from the 3rd to the 14th.",
        "We'll be closed on Friday.",
        "I'll really look forward to Thursday.",
        "We'll miss our Friday calls.",
        "I'll believe it when I see it.",
        "I'll be there in spirit on Friday.",
        "We will need the signed form before Friday.",
        "Ich bin ab Montag zwei Wochen im Urlaub.",
        "Wir haben am Freitag geschlossen.",
        "Wij zijn vrijdag gesloten.",
        "Ik kijk erg naar donderdag uit.",
        "Je serai en congés du 3 au 14.",
        "Estaré de vacaciones hasta el lunes.",
        "Te vamos a echar de menos el viernes.",
        "Wir werden Sie am Freitag vermissen.",
        "We gaan jullie vrijdag missen.",
        "Nous allons vous regretter vendredi.",
    ],
)
def test_what_is_felt_or_waited_for_or_tells_that_somebody_is_away_binds_nobody(text: str, side: str) -> None:
    assert not said(text, side, SURE)


@pytest.mark.parametrize(
    "text",
    [
        "I'll be on leave from Monday, so I'll send the drawings by Friday.",
        "I'll send the drawings by Friday, I'm on leave from Monday.",
        "We'll be happy to send the drawings by Friday.",
        "We will wait for your answer until Friday.",
        "I'll remember to bring the drawings on Friday.",
        "I'm away on Monday, Anna will call you on Tuesday.",
    ],
)
def test_what_binds_beside_that_is_promised(text: str) -> None:
    assert said(text, share=SURE)


@pytest.mark.parametrize(
    "text",
    [
        "The shop is open to the public this evening, two days ahead of schedule.",
        "All forty crates are in your hall today, a week early.",
        "Die Halle ist seit heute fertig, früher als geplant.",
        "De lijst staat vandaag online, eerder dan gepland.",
        "La salle est prête ce soir, plus tôt que prévu.",
        "La lista está hoy en la carpeta, antes de lo previsto.",
    ],
)
def test_what_is_there_before_its_time_is_delivered_and_not_promised(text: str) -> None:
    assert not said(text, "us", SURE)


@pytest.mark.parametrize(
    "text",
    [
        "We will open the shop this evening, two days ahead of schedule.",
        "The shop is open on Friday, two days ahead of schedule.",
        "The shop is open this evening.",
    ],
)
def test_what_comes_before_its_time_on_a_later_day_or_by_somebodys_doing_is_promised(text: str) -> None:
    assert said(text, "us", SURE)


@pytest.mark.parametrize("side", ["us", "client"])
@pytest.mark.parametrize(
    "text",
    [
        "The two ladders should be back by Friday, we need them badly.",
        "The ladders should have been with us by Friday.",
        "The ladders are due back on Friday.",
        "Die beiden Leitern sollten bis Freitag zurück sein, wir bräuchten sie.",
        "Die Leitern müssten am Freitag wieder bei uns sein.",
        "De ladders zouden vrijdag weer bij ons moeten zijn.",
        "Les échelles devraient être de retour vendredi.",
        "Las escaleras deberían estar de vuelta el viernes.",
    ],
)
def test_what_is_to_be_back_with_the_speaker_is_promised_by_nobody_who_waits_for_it(text: str, side: str) -> None:
    assert not said(text, side, SURE)


@pytest.mark.parametrize(
    "text",
    [
        "The ladders should be back with you by Friday.",
        "We should be back with a price by Friday.",
        "The lift should be back up by Friday.",
        "The ladders should be back on Thursday, so I'll send them to you on Friday.",
        "Die Leitern sollten bis Freitag bei Ihnen sein.",
        "Wir sollten am Freitag mit einem Preis zurück sein.",
    ],
)
def test_what_is_to_be_with_the_other_side_by_then_is_promised(text: str) -> None:
    assert said(text, "us", SURE)


LEAVE = [
    "The survey can go ahead on the 27th.",
    "You can start on Monday.",
    "Your people are welcome to come on Friday.",
    "Go ahead with the roof on Monday.",
    "Die Begehung kann am 27. stattfinden.",
    "Ihr könnt am Montag mit dem Dach anfangen.",
    "Jullie kunnen maandag beginnen.",
    "Vous pouvez commencer lundi.",
    "Podéis empezar el lunes.",
]


@pytest.mark.parametrize("text", LEAVE)
def test_a_clients_leave_is_no_promise(text: str) -> None:
    assert not said(text, "client", SURE)
    assert not said(text, "client", 0.0, pays=1.5)


@pytest.mark.parametrize("side", ["us", "client"])
@pytest.mark.parametrize(
    "text",
    [
        "I expect the drawings by Friday.",
        "We need the sizes by Friday.",
        "We want to have the ladders by Friday.",
        "Bis Freitag erwarte ich die Zeichnungen.",
        "Die Leitern wollen wir bis Freitag haben.",
        "J'attends vos dessins pour vendredi.",
        "Merci de nous envoyer les dessins pour vendredi.",
        "Les échelles, je les veux vendredi.",
        "Tegen vrijdag verwacht ik de tekeningen.",
        "Wij willen de ladders vrijdag hebben.",
        "Los dibujos los quiero antes del viernes.",
        "Esperamos las escaleras el viernes.",
    ],
)
def test_what_is_wanted_by_a_day_is_promised_by_nobody_who_wants_it(text: str, side: str) -> None:
    assert not said(text, side, SURE)


@pytest.mark.parametrize(
    "text",
    [
        "You can start on Monday, I'll send you the keys on Friday.",
        "We can start on Monday.",
        "Ihr könnt am Montag anfangen, ich bringe euch am Freitag die Schlüssel.",
    ],
)
def test_what_a_client_does_beside_its_leave_or_can_do_itself_is_promised(text: str) -> None:
    assert said(text, "client", SURE)


def test_that_something_can_begin_is_no_leave_where_we_say_it() -> None:
    assert said("The crew can start on Monday.", "us", SURE)


@pytest.mark.parametrize(
    "text",
    [
        "Wir stellen nächste Woche auf das neue Lagersystem um.",
        "Wir ziehen am Montag um.",
        "Wir eröffnen am Freitag die neue Filiale.",
        "We are moving to the new offices on Monday.",
        "We'll switch over to the new system next week.",
        "Wij gaan volgende week over op het nieuwe systeem.",
        "Nous passons au nouveau logiciel lundi.",
        "El lunes cambiamos de sistema.",
    ],
)
def test_what_is_new_in_a_clients_own_house_is_no_promise(text: str) -> None:
    assert not said(text, "client", SURE)


@pytest.mark.parametrize(
    "text",
    [
        "Wir stellen Ihre Rechnungen nächste Woche auf Lastschrift um.",
        "We'll move your racks to the new hall on Monday.",
        "We move to the new offices on Monday, and I'll send you the plan on Friday.",
        "Wir nehmen es am Montag mit in die Sitzung.",
    ],
)
def test_what_a_client_does_for_us_is_promised_though_its_house_is_spoken_of(text: str) -> None:
    assert said(text, "client", SURE)


@pytest.mark.parametrize(
    "text",
    [
        "I expect to send the drawings by Friday.",
        "We want to bring the ladders on Friday.",
        "We need the key, and we'll bring the ladders on Friday.",
        "Am Freitag wollen wir die Leitern liefern.",
        "Wir bitten um Geduld, die Zeichnungen bringt Tom am Freitag.",
        "Je veux vous envoyer les dessins vendredi.",
        "Merci de votre patience, les dessins seront là vendredi.",
        "Wij willen de ladders vrijdag brengen.",
        "Quiero enviarte los dibujos el viernes.",
        "Espero poder traerte las escaleras el viernes.",
    ],
)
def test_what_the_speaker_wants_to_do_or_does_beside_is_promised(text: str) -> None:
    assert said(text, "us", SURE)


@pytest.mark.parametrize(
    "text",
    [
        "The fair takes place on Friday.",
        "The surveyor comes on Friday to inspect the roof.",
        "Die Messe findet am Freitag statt.",
        "Der Gutachter kommt am Freitag zur Prüfung.",
        "Der Vorstand tagt am Freitag.",
        "Wir ziehen am 13. März nach Bonn um.",
        "La fête aura lieu vendredi.",
        "L'expert arrive vendredi à 9 h.",
        "Nous accueillons vendredi deux classes.",
        "De jury vergadert vrijdag.",
        "De keurder komt vrijdag om 9 uur.",
        "La boda tiene lugar el viernes.",
        "El perito viene el viernes a revisar el tejado.",
        "El viernes presentamos el libro.",
    ],
)
def test_what_takes_place_at_a_clients_on_a_day_is_promised_to_nobody(text: str) -> None:
    assert not said(text, "client", SURE)


@pytest.mark.parametrize(
    "text",
    [
        "The signed form comes on Friday.",
        "The driver comes to you on Friday at 9.",
        "Der Vorstand tagt am Freitag über Ihr Angebot.",
        "Die Zahlung findet am Freitag statt.",
        "Wir kommen am Freitag um 9 Uhr.",
        "La liste arrive vendredi.",
        "Nous fêtons cela vendredi, et je vous envoie la liste.",
        "De lijst komt vrijdag.",
        "El dinero llega el viernes.",
    ],
)
def test_what_clients_bring_decide_or_pay_on_a_day_is_promised(text: str) -> None:
    assert said(text, "client", SURE)


@pytest.mark.parametrize("side", ["us", "client"])
@pytest.mark.parametrize(
    "text",
    [
        "I promised the roofer a drawing by Friday.",
        "We have promised Hollin the ladders by Friday.",
        "Wir haben dem Dachdecker die Pläne bis Freitag versprochen.",
        "J'ai promis à la mairie le plan pour vendredi.",
        "We hebben de gemeente het plan vrijdag beloofd.",
        "Hemos prometido al ayuntamiento el plano para el viernes.",
    ],
)
def test_what_was_promised_to_somebody_else_is_no_promise_here(text: str, side: str) -> None:
    assert not said(text, side, SURE)


@pytest.mark.parametrize(
    "text",
    [
        "I promised you a drawing by Friday.",
        "Wir haben Ihnen die Pläne bis Freitag versprochen.",
        "I promised the roofer a drawing, and I'll send you one by Friday.",
    ],
)
def test_what_was_promised_to_the_other_side_is_a_promise(text: str) -> None:
    assert said(text, "us", SURE)
