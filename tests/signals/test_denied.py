"""What a sentence denies: a grave word of which it says that it is not so, and a wish that nothing stay as it was."""

from __future__ import annotations

import numpy as np
import pytest

from comity.signals.denied import heeding, is_litotes, is_plea_for_truth, wants_other
from comity.signals.ears import shipped_reader
from comity.signals.hearing import Utterance
from comity.signals.labels import NAMES


@pytest.mark.parametrize(
    "sentence",
    [
        "Your drivers are no beginners, that much is clear.",
        "Not one of your fitters is a fool.",
        "I told the board that your nurses are not a bunch of clowns.",
        "The last cleaners were a lot of crooks, you are not.",
        "Ihre Monteure sind wahrlich keine Anfänger.",
        "Ich habe gesagt, dass Ihre Fahrer keine Pfuscher sind.",
        "Die Vorgänger waren ein Haufen Stümper, ihr nicht.",
        "Vos monteurs ne sont pas des incapables, bien au contraire.",
        "Aucun de vos chauffeurs n'est un débutant.",
        "De vorige schilder was een knoeier, jullie niet.",
        "Jullie koeriers zijn zeker geen sukkels.",
        "Vuestros montadores no son unos chapuceros.",
    ],
)
def test_who_says_that_we_are_not_what_belittles_credits_us(sentence: str) -> None:
    assert is_litotes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Your drivers are not even beginners.",
        "You are not beginners, you are fools.",
        "Your fitters aren't stupid, just lazy.",
        "You are amateurs, no professional would work like this.",
        "Send us a driver who is not an idiot.",
        "If your drivers are not idiots, let them show it.",
        "I thought that your people were not amateurs.",
        "Our tenants are not fools.",
        "The others are professionals, you are not.",
        "Sie haben keine Ahnung von Ihrem Beruf.",
        "Wir sind keine Idioten.",
        "Ihre Leute sind nicht einmal Anfänger.",
        "Vos gens ne sont même pas des amateurs.",
        "Wij zijn geen sukkels.",
        "Nuestros clientes no son tontos.",
        "Are your drivers not fools?",
    ],
)
def test_contempt_that_has_a_denial_in_it_stays_contempt(sentence: str) -> None:
    assert not is_litotes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Please do not write any false hours on the sheet.",
        "Whatever happens, never backdate a certificate for us.",
        "Bitte tragen Sie keine erfundenen Stunden ein.",
        "Ne mettez surtout pas de fausses heures.",
        "Schrijf er alsjeblieft geen valse uren op.",
        "No escribáis ninguna hora falsa.",
    ],
)
def test_who_asks_that_nothing_false_be_done_asks_nothing_improper(sentence: str) -> None:
    assert is_plea_for_truth(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Do not forget to backdate the sheet.",
        "Don't worry, put the false hours on it.",
        "Do not write the real hours on the sheet.",
        "Do not put false hours there, just leave the column empty for the auditor.",
        "Could you not put a false date on it?",
        "Vergeet niet om valse uren te schrijven.",
    ],
)
def test_an_improper_ask_that_has_a_denial_in_it_stays_one(sentence: str) -> None:
    assert not is_plea_for_truth(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We don't want to leave the menu as it is.",
        "I do not want the same as last winter.",
        "The rota must not stay the way it is.",
        "Es darf nicht alles so bleiben, wie es ist.",
        "Ich möchte nicht, dass alles beim Alten bleibt.",
        "Je ne veux plus de la même tournée.",
        "Il ne faut pas que tout reste comme avant.",
        "We willen niet hetzelfde als vorige winter.",
        "No podemos seguir como siempre.",
    ],
)
def test_who_wants_nothing_to_stay_as_it_was_wants_another(sentence: str) -> None:
    assert wants_other(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Please do not change the menu, keep doing the same.",
        "I wouldn't mind the same as last winter.",
        "I don't want anything other than the same menu.",
        "I don't want the same fish, but leave the rest as it is.",
        "Why can't we carry on as before?",
        "I see no reason why we shouldn't do the same.",
        "Ändern Sie bitte nichts, alles wie immer.",
        "Ça ne me dérange pas de continuer comme avant.",
        "Kunnen we niet gewoon hetzelfde doen?",
        "No cambiéis nada, como siempre.",
    ],
)
def test_who_wants_no_change_says_so_with_a_denial_too(sentence: str) -> None:
    assert not wants_other(sentence)


def test_what_is_denied_falls_away_and_a_denied_wish_asks_for_better() -> None:
    found = np.full((2, len(NAMES)), 0.9, np.float32)
    found[:, NAMES.index("challenge")] = 0.1
    heeded = heeding(found, ["Your drivers are no fools.", "I do not want the same as last winter."])
    told = [{name: round(float(p), 1) for name, p in zip(NAMES, row, strict=True)} for row in heeded]
    assert (told[0]["contempt"], told[0]["status_quo"], told[0]["challenge"]) == (0, 0.9, 0.1)
    assert (told[1]["contempt"], told[1]["status_quo"], told[1]["challenge"]) == (0.9, 0, 0.9)


def test_the_shipped_reader_heeds_what_is_denied() -> None:
    said = ["Your drivers are no amateurs, quite the contrary.", "I do not want the same as last winter."]
    credit, wish = shipped_reader().read([Utterance(text, "client") for text in said])
    assert credit[NAMES.index("contempt")] == 0
    assert wish[NAMES.index("status_quo")] == 0
    assert wish[NAMES.index("challenge")] > 0.9
