"""What wants an answer: questions of business and plain requests, not company, and no opinion with a question mark."""

from __future__ import annotations

import pytest

from comity.signals.answerable import wants_answer


@pytest.mark.parametrize(
    "sentence",
    [
        "How are you?",
        "And how was the wedding, Tom?",
        "Did you have a nice weekend?",
        "Wie geht es Ihnen?",
        "Wie war der Urlaub?",
        "Comment allez-vous ?",
        "Avez-vous passé de bonnes vacances ?",
        "Hoe was je vakantie?",
        "¿Qué tal las vacaciones?",
    ],
)
def test_company_waits_for_no_answer(sentence: str) -> None:
    assert not wants_answer(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Neat or what?",
        "Isn't it wonderful?",
        "How cool is that?",
        "Lovely weather, isn't it?",
        "Who would have thought?",
        "Ist das nicht schön?",
        "Schönes Wetter, nicht wahr?",
        "N'est-ce pas magnifique ?",
        "Is dat niet mooi?",
        "¿No es precioso?",
    ],
)
def test_what_somebody_only_thinks_waits_for_no_answer(sentence: str) -> None:
    assert not wants_answer(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "When will the pump be here?",
        "How was the audit?",
        "How are you getting on with the drawings?",
        "Are you well informed?",
        "Are you going to answer or what?",
        "You come on Monday, don't you?",
        "The course starts at nine, doesn't it?",
        "Isn't that the wrong drawing?",
        "Das Rohr ist aus Kupfer, oder?",
        "Jan plant das, nicht wahr?",
        "Le bac est rouge, non ?",
        "Bram doet de planning, hè?",
        "Va incluido el filtro, ¿no?",
        "He asked “why?”",
    ],
)
def test_any_other_question_wants_one(sentence: str) -> None:
    assert wants_answer(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Please send me the drawing of pump 4.",
        "The drawing won't open, please send it again.",
        "Could you send the drawing once more.",
        "Let me know whether Monday suits.",
        "I still need that drawing.",
        "We haven't received your drawing yet.",
        "If possible, please send it today.",
        "Bitte die Zeichnung bis Freitag schicken.",
        "Ich brauche immer noch die Zeichnung.",
        "Schicken Sie mir die Zeichnung.",
        "Merci de m'envoyer le plan.",
        "Envoyez-moi le plan.",
        "J'attends toujours le plan.",
        "Stuur me de tekening.",
        "We hebben de tekening nog niet ontvangen.",
        "Envíeme el plano.",
        "Seguimos esperando el plano.",
    ],
)
def test_a_request_without_a_question_mark_wants_one(sentence: str) -> None:
    assert wants_answer(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Please find the drawing attached.",
        "Please let me know if you have any questions.",
        "If you need anything else, give us a call.",
        "I still need to ask my boss.",
        "Please say hello to Tom.",
        "Thanks for sending me the drawing.",
        "Bei Rückfragen melden Sie sich bitte.",
        "Ich schicke Ihnen die Zeichnung.",
        "Veuillez trouver ci-joint le plan.",
        "N'hésitez pas à m'appeler si vous avez des questions.",
        "Laat het me weten als je vragen hebt.",
        "Si falta algo, avíseme.",
        "We are closed on Monday.",
    ],
)
def test_courtesies_and_statements_want_none(sentence: str) -> None:
    assert not wants_answer(sentence)
