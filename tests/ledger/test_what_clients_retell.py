"""What clients retell of others: a landlord's threat is not theirs, what their own people say is."""

from __future__ import annotations

import pytest

from comity.ledger.retold import retold

SURE = 0.95
THREAT = "Pay by Friday or we will sue you and tell everybody."


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("threat", f'Our landlord told us: "{THREAT}"'),
        ("threat", f"Yesterday the landlord wrote to us, “{THREAT}”"),
        ("pay_refusal", 'Our customer wrote: "we pay nothing before June".'),
        ("threat", "Unser Vermieter schrieb uns: „Zahlen Sie bis Freitag oder wir klagen.“"),
        ("threat", "Notre fournisseur nous a écrit : « Payez vendredi ou nous portons plainte. »"),
        ("threat", "Onze huisbaas schreef ons: “Betaal vrijdag of we klagen u aan.”"),
        ("threat", "Nuestro proveedor nos dijo: “Pague el viernes o lo demandamos.”"),
    ],
)
def test_what_is_quoted_of_somebody_elses_threat_is_not_theirs(label: str, sentence: str) -> None:
    assert retold(label, SURE, sentence)


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("bypass", "Our customer Brightway wants to hire your driver Tom directly and skip your fee, I told them no."),
        ("bypass", "Our client asked to take Tom on without your fee; we declined."),
        ("improper_ask", "Our customer asked us to backdate the certificate, that is out of the question."),
        ("improper_ask", 'Our customer wrote "please backdate the certificate", and I told them no.'),
        ("contempt", 'He wrote to me "you are a bunch of useless clowns" and I told him to stop.'),
        ("bypass", "Unser Kunde will Ihren Fahrer direkt einstellen, das kommt nicht in Frage."),
        ("bypass", "Notre client veut embaucher votre chauffeur sans vous, nous avons refusé."),
        ("bypass", "Onze klant wil uw chauffeur zelf aannemen, ik heb nee gezegd."),
        ("bypass", "Nuestro cliente quiere contratar a su conductor sin ustedes, le dije que no."),
    ],
)
def test_what_others_want_and_they_turned_down_is_not_theirs(label: str, sentence: str) -> None:
    assert retold(label, SURE, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I hear that the mayor has threatened his caterer with a lawsuit.",
        "By the way, I was told the theatre called its cleaners a bunch of idiots.",
        "Man erzählt, dass der Bürgermeister seinem Wirt mit einer Klage gedroht hat.",
        "On me dit que le maire menace son traiteur d'un procès.",
        "Ik hoor dat de burgemeester zijn traiteur met een proces bedreigt.",
        "Me cuentan que el alcalde ha amenazado a su cocinero con denunciarlo.",
    ],
)
def test_what_they_have_by_hearsay_of_others_is_not_theirs(sentence: str) -> None:
    assert retold("threat", SURE, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I hear that you threaten your caterers, we will sue you.",
        "I hear that our mayor wants you out, pay or leave.",
        "Me cuentan que vuestro jefe es un idiota.",
    ],
)
def test_hearsay_that_is_about_us_or_themselves_stays_theirs(sentence: str) -> None:
    assert not retold("threat", SURE, sentence)


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("pay_refusal", "Our CFO says we will not pay a cent."),
        ("pay_refusal", 'Our CFO told us: "we will not pay a cent."'),
        ("bypass", "The board wants to hire Tom directly."),
        ("bypass", "The board wants to hire Tom directly, I told them no."),
        ("contempt", 'My boss wrote "you are a bunch of useless clowns".'),
        ("contempt", 'He wrote to me "you are a bunch of useless clowns".'),
        ("contempt", 'I told him "you are a bunch of useless clowns" and I told him to stop.'),
        ("bypass", "Our customer Brightway wants to hire your driver Tom directly and skip your fee."),
        ("improper_ask", "Our customer wants you to backdate the certificate."),
        ("improper_ask", 'Our customer wrote: "please backdate the certificate".'),
        ("threat", 'Our customer said "find others", so we leave you unless the fee is cut.'),
        ("threat", "Our landlord raised the rent: cut the fee or we leave."),
        ("pay_refusal", "Our supplier wants 30 days, so we pay you in 90, and that is out of the question to change."),
        ("pay_refusal", "Our supplier wants its money and we will pay you nothing, that is out of the question."),
        ("pay_refusal", "Our customer asked for your invoice, I told them no payment goes out to you."),
        ("threat", "Pay by Friday or we will sue you, our landlord told us to say so."),
        ("bypass", "We will hire your driver directly, I told them no fee is due."),
    ],
)
def test_what_their_own_people_say_or_they_hand_on_or_want_themselves_stays_theirs(label: str, sentence: str) -> None:
    assert not retold(label, SURE, sentence)


def test_what_a_person_confirmed_stays_theirs_and_what_is_not_grave_is_left_alone() -> None:
    assert not retold("threat", 1.0, f'Our landlord told us: "{THREAT}"')
    assert not retold("direction", SURE, f'Our landlord told us: "{THREAT}"')
