"""Which sentence promises something: by its words, and by what the reader thinks of it."""

from __future__ import annotations

import pytest

from tests.ledger.weighed import SURE, SUSPECTED, said


@pytest.mark.parametrize(
    "text",
    [
        "I'll send you the drawings by Friday.",
        "The drawings will follow by 20 March.",
        "You'll have the numbers tomorrow.",
        "Wir schicken Ihnen die Liste bis Freitag.",
        "Nous vous enverrons le devis demain.",
        "Wij sturen de offerte vrijdag.",
        "Le enviaremos la oferta el viernes.",
        "Cobráis el 20 de marzo.",
        "She'll set up a walk through the hall on 20 March.",
    ],
)
def test_what_the_reader_doubts_is_promised_where_its_words_look_ahead_to_a_day(text: str) -> None:
    for side in ("us", "client"):
        assert said(text, side)
        assert said(text, side, SUSPECTED)
        assert not said(text, side, 0.05)


@pytest.mark.parametrize(
    "text", ["I'll send you the drawings.", "Nous vous enverrons le devis.", "Wir schicken Ihnen die Liste."]
)
def test_what_a_client_may_have_said_is_promised_only_where_it_names_a_day(text: str) -> None:
    assert said(text, "us", SUSPECTED)
    assert not said(text, "client", SUSPECTED)


def test_what_the_reader_holds_for_ours_needs_no_bearing_out_and_a_clients_does() -> None:
    assert said("Karim and the van, with both crates.", "us", 1.0)
    assert not said("Karim and the van, with both crates.", "us")
    assert not said("Karim and the van, with both crates.", "client", 1.4)
    assert said("Karim and the van, with both crates.", "client", SURE)


@pytest.mark.parametrize("text", ["Maybe the drawings by Friday.", "We sent the plans on Friday.", "We cannot do it."])
def test_what_may_be_or_was_or_is_denied_is_no_promise_until_the_reader_is_sure(text: str) -> None:
    for side in ("us", "client"):
        assert not said(text, side, 0.8)
        assert not said(text, side, 1.1)


@pytest.mark.parametrize("text", ["Je vous fais la liste d'ici le 12 octobre.", "Die Pläne bring ich am 13. März mit."])
def test_what_is_doubted_less_is_promised_by_the_day_alone(text: str) -> None:
    assert said(text, "client")


@pytest.mark.parametrize(
    "text",
    [
        "Drawings of both halls, Friday.",
        "Die Pläne liegen am Freitag auf Ihrem Tisch.",
        "De kraan staat er vrijdag.",
        "The proofs are with you on 15 May.",
        "Die Kollegen sind am Freitag hier.",
        "Los planos, el viernes a las once.",
    ],
)
def test_what_we_may_have_said_is_promised_where_it_names_a_day_ahead(text: str) -> None:
    assert said(text, share=SUSPECTED)
    assert not said(text, share=0.1)
    assert not said(text, "client", SUSPECTED)


@pytest.mark.parametrize("side", ["us", "client"])
@pytest.mark.parametrize(
    "text",
    [
        "Your colleague Ben will send us the corrected drawings by Friday.",
        "You promised that you will send the drawings by Friday.",
        "So Ines, you will send the plan by Friday.",
        'You wrote: "I will send the plan by Friday".',
        "Sie haben uns die Pläne bis Freitag zugesagt.",
        "Ihre Kollegin schickt die Pläne bis Freitag, wird sie schicken.",
        "Jullie hebben de tekeningen voor vrijdag beloofd.",
        "Vous avez promis les plans pour vendredi.",
    ],
)
def test_what_the_other_side_is_to_do_or_has_said_is_promised_by_neither(text: str, side: str) -> None:
    assert not said(text, side, SURE)


@pytest.mark.parametrize(
    "text",
    [
        "Your colleague Ben will have the plan by Friday.",
        "You will have the plan by Friday.",
        "You said Friday, so I will send it by Friday.",
        "You'll get it on Friday.",
    ],
)
def test_what_the_other_side_will_have_is_promised(text: str) -> None:
    assert said(text)


@pytest.mark.parametrize(
    "text",
    [
        "You'll have the plan on Friday, with what was cut and what wasn't.",
        "Die Liste haben Sie am 13. März, mit dem, was gestern nicht fertig war.",
        "U hebt het plan vrijdag, met wat er gisteren niet in stond.",
    ],
)
def test_what_was_or_is_denied_beside_the_day_takes_nothing_from_the_promise(text: str) -> None:
    assert said(text, "us", SUSPECTED)


@pytest.mark.parametrize(
    "text",
    [
        "We will not be able to deliver on Friday, 20 March.",
        "We can probably deliver on Friday, 20 March.",
        "Could you send the files by Friday, 20 March.",
        "Nous ne pourrons pas livrer le vendredi, 20 mars.",
        "Wir werden es leider nicht schaffen, am Freitag zu liefern.",
        "Please send us the signed copy, by Friday at the latest.",
        "I suggest we meet again, Thursday at ten.",
    ],
)
def test_what_stands_before_the_day_belongs_to_it_across_a_comma(text: str) -> None:
    for side in ("us", "client"):
        assert not said(text, side, SUSPECTED)


def test_what_hangs_on_something_is_no_promise_wherever_in_the_sentence_that_stands() -> None:
    assert not said("You'll have the plan on Friday, if the boss agrees.", "us", SUSPECTED)


@pytest.mark.parametrize(
    "text",
    [
        "Paying Monday.",
        "They go out on Friday, cross my heart.",
        "Ich nehme es am 24. März in die Sitzung mit.",
        "Wij nemen tot eind april alle dozen af.",
        "Te siento con mi jefe el viernes.",
        "Todo quedará pagado el viernes.",
        "Nous passons le dossier au conseil vendredi.",
    ],
)
def test_what_a_client_does_on_a_day_that_is_named_is_promised_where_the_reader_suspects_it(text: str) -> None:
    assert said(text, "client", SUSPECTED)


@pytest.mark.parametrize(
    "text",
    [
        "The board meets on Friday.",
        "Your invoice of Friday, again.",
        "Friday?",
        "Nothing new before Friday.",
        "The camera on Friday.",
        "That is Friday, the 13th.",
        "Esperamos su informe el viernes.",
        "Wij verwachten het rapport vrijdag.",
        "Nous comptons sur vous vendredi.",
        "He goes on leave Friday.",
        "Wir haben am Freitag geschlossen.",
        "Le repito que el viernes es tarde.",
        "Leaving Friday at noon for Spain.",
    ],
)
def test_a_day_alone_is_no_promise_of_a_clients(text: str) -> None:
    assert not said(text, "client", SUSPECTED)


@pytest.mark.parametrize("text", ["Drawings of both halls, soon.", "Die Pläne liegen bald auf Ihrem Tisch."])
def test_what_we_may_have_said_without_a_day_is_promised_where_its_words_look_ahead_alone(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Her team was in the hall until Friday.",
        "If the steel is here we start on Friday.",
        "We could start on Friday.",
        "I suggest Friday at ten.",
        "Thursday or Friday, as it suits you.",
        "Please have the keys ready for Friday.",
        "Am Freitag könnten wir beginnen.",
        "Am Freitag wäre die nächste Begehung.",
        "Als het staal er is, beginnen we vrijdag.",
        "Mits het staal er is, leveren we vrijdag.",
        "Vorausgesetzt der Stahl ist da, liefern wir am Freitag.",
        "Si l'acier est là, nous commençons vendredi.",
        "Si llega el acero, empezamos el viernes.",
        "Vielleicht sind wir am Freitag da.",
        "Das Angebot gilt bis Freitag.",
    ],
)
def test_what_happened_or_hangs_on_something_is_promised_where_the_reader_is_sure_alone(text: str) -> None:
    assert said(text, share=SURE)
    assert not said(text, share=0.7)


def test_what_we_grant_is_an_exception_and_a_promise_only_where_the_reader_hears_one() -> None:
    text = "We will bear the freight of the load on Friday."
    assert said(text, share=SUSPECTED)
    assert not said(text, share=SUSPECTED, gives=True)
    assert said(text, gives=True)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Three crates by Friday.", True),
        ("And the script for the fair by 20 March.", True),
        ("Your crates by Friday please.", False),
        ("Payment by Friday.", False),
        ("Crates on the quay.", False),
        ("The crates were here by Friday.", False),
    ],
)
def test_what_we_say_without_a_verb_and_by_when_is_promised_though_the_reader_hears_little(
    text: str, *, is_one: bool
) -> None:
    assert said(text, share=0.05) is is_one
    assert not said(text, "client", 0.05)


def test_what_the_reader_heard_something_else_in_is_no_promise_unless_it_holds_for_one_too() -> None:
    text = "We will have moved to the new hall by Friday."
    assert said(text, "client")
    assert not said(text, "client", instead=True)
    assert said(text, "client", SURE, instead=True)


@pytest.mark.parametrize("text", ["Could you send the drawings by Friday?", "Will we have them by Friday?"])
def test_a_question_is_no_promise(text: str) -> None:
    assert not said(text, share=SURE)


@pytest.mark.parametrize(
    "text",
    [
        "I can send the drawings on Friday if you'd like them.",
        "We'll bring a second crew on Friday if you prefer.",
        "If that's agreeable we'll have the drawings with you on Friday.",
        "Falls Sie das möchten, schicken wir die Liste bis Freitag.",
        "Als je dat wilt, sturen wij de offerte vrijdag.",
        "Si vous le souhaitez, nous vous enverrons le devis demain.",
    ],
)
def test_what_is_offered_is_not_promised_yet(text: str) -> None:
    assert not said(text, share=SURE)


def test_what_may_be_a_threat_of_the_clients_is_no_promise_unless_the_reader_is_sure() -> None:
    text = "I'll tell every yard on the coast by Friday."
    assert not said(text, "client", threat=True)
    assert said(text, "client", SURE, threat=True)
    assert said(text, "us", threat=True)


@pytest.mark.parametrize(
    "text",
    [
        "I will not be sending anything by Friday.",
        "We won't send it before Friday.",
        "Wir schicken Ihnen bis Freitag nichts, das werden wir nicht tun.",
        "Wij sturen de offerte niet voor vrijdag.",
        "Nous ne ferons pas ce devis demain.",
    ],
)
def test_what_is_denied_is_no_promise_where_the_reader_doubts(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    ("text", "side", "as_good_as_promised"),
    [
        ("The invoice goes with the run on Friday.", "client", True),
        ("It goes with Friday's run, nothing was in the last one.", "client", True),
        ("The invoice goes with one of the next runs.", "client", False),
        ("The invoice was paid on 20 February, you see it by Friday.", "client", False),
        ("Your refund goes with the run on Friday.", "us", False),
    ],
)
def test_a_client_that_says_on_which_day_money_comes_promises_it(
    text: str, side: str, as_good_as_promised: bool
) -> None:
    assert said(text, side, 0.0, pays=1.0) == as_good_as_promised


@pytest.mark.parametrize("side", ["us", "client"])
@pytest.mark.parametrize(
    "text",
    [
        "You were supposed to call me on Friday.",
        "Sie wollten mich am Freitag anrufen.",
        "Je zou me vrijdag bellen.",
        "Je moest ons de tekeningen vrijdag sturen.",
        "Vous deviez nous envoyer les plans vendredi.",
        "Quedaste en mandarme los planos el viernes.",
        "Ibas a mandarnos los planos el viernes.",
    ],
)
def test_who_reproaches_the_other_side_with_a_day_promises_nothing(text: str, side: str) -> None:
    assert not said(text, side, SURE)


@pytest.mark.parametrize(
    "text",
    [
        "Los albañiles pasaron el viernes.",
        "La caja llegó el viernes.",
        "El plano lo he hecho yo el viernes.",
        "Die Kiste kam am Freitag.",
        "Am Freitag haben wir alles gemessen.",
        "De kist kwam vrijdag.",
        "Wij hebben vrijdag alles gemeten en gewerkt.",
        "La caisse est arrivée vendredi.",
        "Nous avons mesuré la cave vendredi.",
    ],
)
def test_what_came_or_was_done_on_a_day_that_is_over_is_promised_by_nobody_for_the_next(text: str) -> None:
    assert not said(text, "client", SUSPECTED)


@pytest.mark.parametrize(
    "text",
    [
        "The transfer went out on Monday.",
        "La transferencia salió el lunes.",
        "De bank heeft maandag getekend.",
        "Die Überweisung ging am Montag raus.",
        "Le virement est parti lundi.",
    ],
)
def test_money_that_went_out_on_a_day_that_is_over_is_not_promised_for_the_next(text: str) -> None:
    assert not said(text, "client", 0.0, pays=1.0)


@pytest.mark.parametrize(
    "text",
    [
        "Sharon will bring the drawings on Friday.",
        "Am Freitag haben Sie das Gerät.",
        "De lijst is vrijdag gereed, wij brengen ze.",
        "La liste a Tom, je la transmets vendredi.",
        "Mañana te llamo y el viernes te mando los planos.",
    ],
)
def test_what_only_looks_like_a_past_is_promised(text: str) -> None:
    assert said(text, "us", SUSPECTED)
