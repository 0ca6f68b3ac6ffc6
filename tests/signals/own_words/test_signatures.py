"""Sign-off, name, post, numbers, device: what stands below the text is not said; what says something stays."""

from __future__ import annotations

import pytest

from tests.signals.own_words.cases import apart, own

TEXT = "We need the pallets on Tuesday, before the crane leaves."
REPLY = "\n\nOn Mon, May 4, 2026 at 9:12 AM Mira Kolb <mira@kolb.example> wrote:\n> Friday?\n"

SIGNATURES = {
    "the standard's mark": "-- \nJon Ried\nYard Manager\nRied Cranes Ltd\n+44 20 7946 0101",
    "two dashes": "--\nJon",
    "a long dash": "—\nJon Ried\nOwner, Ried Cranes",
    "many long dashes": "—————\nJon Ried\nYard Manager\njon@ried.example",
    "sign-off": "Kind regards,\nJon Ried",
    "sign-off by hand": "Best,\n\nJon\n\nJon Ried\nYard Manager | Ried Cranes\nm 555 010 2233 | jon@ried.example",
    "sign-off with name": "Best regards, Jon",
    "sign-off from a place": "Viele Grüße aus Kiel\nJon",
    "thanks before a name": "Thanks,\nJon",
    "thanks with a name": "Many thanks, Jon Ried",
    "German": "Mit freundlichen Grüßen\nJon Ried\n\nRied Krane GmbH\nHafenstraße 4, 20457 Hamburg\nTel. 040 555 0101\n"
    "Sitz der Gesellschaft: Hamburg, HRB 00000, Geschäftsführer: Jon Ried",
    "German, short": "MfG\nJon",
    "German, shorter": "LG Jon",
    "French": "Cordialement,\nJon Ried\nResponsable du parc\nTél. : 01 55 55 01 01",
    "French, closer": "Bien à vous,\nJon",
    "Dutch": "Met vriendelijke groet,\n\nJon Ried\nPlanner\nT 010 555 0101",
    "Dutch, short": "Groeten,\nJon",
    "Dutch, with post": "Hoogachtend, ir. J. Ried, bedrijfsleider",
    "Spanish": "Un saludo,\nJon Ried\nJefe de patio",
    "Italian": "Cordiali saluti\nJon Ried",
    "Portuguese": "Atenciosamente,\nJon Ried",
    "Danish": "Med venlig hilsen\nJon Ried",
    "Swedish": "Med vänliga hälsningar\nJon Ried",
    "Norwegian": "Vennlig hilsen\nJon Ried",
    "Finnish": "Ystävällisin terveisin\nJon Ried",
    "Polish": "Z poważaniem\nJon Ried",
    "name, post, firm": "Jon Ried\nYard Manager\nRied Cranes Ltd",
    "name and post on one line": "Jon Ried, Yard Manager\nRied Cranes Ltd | 555-010-2233",
    "name between bars": "Jon Ried | Yard Manager | Ried Cranes",
    "short name above the block, motto below": 'Jon\n\nJon Ried\nYard Manager\nRied Cranes Ltd\n"We lift you up"',
    "initials above the block": "JR\n\nJon Ried\nYard Manager\nRied Cranes Ltd",
    "on behalf": "i. A. Ried\n\ni. A. Jon Ried\nSekretariat Einkauf",
    "bare name": "Jon",
    "bare initials": "JR",
    "bare name behind a dash": "-Jon",
    "bare initial and name": "J. Ried",
    "iPhone": "Sent from my iPhone",
    "iPhone, German": "Von meinem iPhone gesendet",
    "iPhone, French": "Envoyé de mon iPhone",
    "iPhone, Dutch": "Verstuurd vanaf mijn iPhone",
    "iPhone, Spanish": "Enviado desde mi iPhone",
    "iPhone, Italian": "Inviato da iPhone",
    "iPhone, Portuguese": "Enviado do meu iPhone",
    "iPhone, Danish": "Sendt fra min iPhone",
    "iPhone, Swedish": "Skickat från min iPhone",
    "iPhone, Finnish": "Lähetetty iPhonesta",
    "iPhone, Russian": "Отправлено с iPhone",
    "a program": "Sent from Yahoo Mail on Android",
    "a program, Windows": "Sent from Mail for Windows",
    "a program to get": "Get Outlook for Android",
    "a program to get, German": "Outlook für Android herunterladen",
    "an excuse": "Sent from my phone, please forgive typos.",
    "a joke": "Sent from my trusty typewriter",
    "a network": "Sent via BlackBerry from T-Mobile",
    "a provider": "Diese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.",
}


@pytest.mark.parametrize("signature", SIGNATURES.values(), ids=SIGNATURES.keys())
@pytest.mark.parametrize("gap", ["\n\n", "\n"], ids=["apart", "beside"])
@pytest.mark.parametrize("reply", ["", REPLY], ids=["alone", "replying"])
def test_a_signature_is_taken_off(signature: str, gap: str, reply: str) -> None:
    words, _, below = apart(f"{TEXT}{gap}{signature}{reply}")
    assert words == TEXT
    assert signature.split("\n")[-1].strip() in below


@pytest.mark.parametrize(
    "text",
    [
        "Call me Friday, or we pull the order. Bob",
        "Thanks!",
        "Yes",
        "Friday",
        "Approved.",
        "Bob",
        "Thanks, Bob",
        "PS",
        "Option B",
        "Plan B it is",
        "Deal\nFriday 7 am",
        "Shaw,\n\ntry Orr @ orr@yard.example",
        "12 men\n6 am\nGate 4",
        "We want to see:\nAnna Smith\nJohn Doe\nPeter Jones",
        "Here are the two:\n\nAnna Smith\nJohn Doe",
        "Please send it to\n\nRied Cranes Ltd\nHarbour Road 4\n20457 Hamburg",
        "Ship to:\nRied Cranes Ltd\n12 Harbour Road\nLondon",
        "Call me:\n555-010-2233",
        "My number is 555-010-2233, call after six.",
        "Thanks for the fast turnaround,\nthe crew loved it",
        "Best of luck with the crane, we will need it.",
        "Best price you can do?",
        "Best\nWorst\nMiddle",
        "Regards the invoice, we dispute 400.",
        "Love the new crane",
        "Ihr Preis ist zu hoch",
        "Gruß an Frau Meyer ausrichten bitte",
        "Sent from my desk, is much easier than my phone.",
        "Sent from the warehouse yesterday, tracking 1Z999",
        "Sent by courier today",
        "Get the phone numbers for me",
        "Get Outlook for the new girl",
        "Manager said no",
        "Jon, Yard Manager says no",
        "Two steps:\n-- first the gate\n-- then the crane\n\nCan you check?",
        "And here is a fix -- this is no signature.\n\nkthxbai",
        "Total\n-----\n400 EUR\n\nIs that right?",
        "-- \nsee attached, and tell the crew that we start at six because the harbour closes early, and bring chains.",
    ],
)
@pytest.mark.parametrize("reply", ["", REPLY], ids=["alone", "replying"])
def test_what_says_something_stays(text: str, reply: str) -> None:
    assert own(text + reply) == text


def test_a_rule_between_two_parts_is_no_mark() -> None:
    assert own("Either the long truck\n---\nor the crane").endswith("or the crane")


def test_a_device_line_on_top_takes_nothing_away() -> None:
    assert own(f"Sent from my iPhone\n\n{TEXT}").endswith(TEXT)


def test_a_short_mail_keeps_its_words_and_loses_the_name() -> None:
    assert own("ok. thx\nBob") == "ok. thx"


def test_a_mail_that_is_nothing_but_a_signature_says_nothing() -> None:
    assert own("-- \nJon Ried") == ""
    assert own("Jon Ried\nYard Manager\nRied Cranes Ltd") == ""


def test_a_postscript_below_the_name_is_said() -> None:
    body = f"{TEXT}\n\nKind regards,\nJon Ried\n\nPS: the gate code changed to 4411.\n\n-- \nJon Ried\nRied Cranes Ltd"
    assert own(body) == f"{TEXT}\nPS: the gate code changed to 4411."


def test_a_name_behind_the_last_sentence_is_none_of_it() -> None:
    assert own(f"{TEXT} Jon Ried, Yard Manager") == TEXT
    assert own(f"{TEXT} Regards, Jon") == TEXT
    assert own(f"{TEXT} Jon", writer="Jon Ried") == TEXT


def test_the_writers_name_is_known_in_any_capitals() -> None:
    assert own(f"{TEXT}\njon", writer="Jon Ried") == TEXT
    assert own(f"{TEXT}\n\nJON RIED / CRANES", writer="Jon Ried") == TEXT


def test_a_bare_name_of_somebody_else_is_a_word_of_the_writers() -> None:
    assert own("Who opens the gate for us on Sunday?\n\nAnna", writer="Jon Ried").endswith("Anna")


def test_what_stands_below_a_device_line_is_a_quote_without_marks() -> None:
    words, quoted, _ = apart(f"{TEXT}\n\nSent from my iPhone\n\nOur trucks are full until Thursday.")
    assert words == TEXT
    assert quoted == "Our trucks are full until Thursday."
