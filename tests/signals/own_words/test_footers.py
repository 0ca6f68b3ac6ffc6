"""Disclaimers, list footers, scanners' notices and banners are nobody's words, least of all a threat."""

from __future__ import annotations

import pytest

from tests.signals.own_words.cases import apart, own

TEXT = "We need the pallets on Tuesday, before the crane leaves."

FOOTERS = {
    "English": "This e-mail and any attachments are confidential and intended solely for the addressee. If you have "
    "received it in error, please delete it.",
    "English, titled": "CONFIDENTIALITY NOTICE: any misuse of this system will be prosecuted.",
    "English, broken": "The information contained in this message may be privileged\nand confidential and "
    "protected from disclosure. If the reader is\nnot the intended recipient, copying is\nstrictly prohibited.",
    "English, short": "This message may contain confidential information.",
    "German": "Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen. Wenn Sie nicht der "
    "richtige Adressat sind, vernichten Sie diese Mail.",
    "German, firm": "Sitz der Gesellschaft: Kiel, Amtsgericht Kiel HRB 00000",
    "French": "Ce message et ses pièces jointes sont confidentiels et destinés exclusivement à leurs destinataires.",
    "Dutch": "Dit bericht is uitsluitend bestemd voor de geadresseerde. Verstrekking aan anderen is niet toegestaan.",
    "Dutch, long": "De informatie verzonden met dit e-mailbericht is uitsluitend bestemd voor de geadresseerde.",
    "Spanish": "Este mensaje y sus anexos contienen información confidencial para su destinatario.",
    "Italian": "Le informazioni contenute in questo messaggio sono riservate e per uso esclusivo del destinatario.",
    "environment": "Please consider the environment before printing this e-mail.",
    "scanner": "Virus-free. www.scanner.example",
    "scanner, German": "Diese E-Mail wurde von Avast Antivirus-Software auf Viren geprüft.",
    "scanner, below a rule": "-----\nNo virus found in this message.\nChecked by AVG - www.avg.example",
    "list": "_______________________________________________\nyard-users mailing list\nyard-users@lists.example\n"
    "http://lists.example/listinfo/yard-users",
    "group": '-- \nYou received this message because you are subscribed to the Google Groups "yard" group.\n'
    "To unsubscribe from this group, send an email to yard+unsubscribe@groups.example.",
    "issue tracker": "—\nReply to this email directly or view it on GitHub.",
    "mail service": "_______________________________\nGet your FREE download of a mail program at http://hotmail.example",
    "meeting": "____________\nMicrosoft Teams meeting\nJoin on your computer or mobile app\nClick here",
}


@pytest.mark.parametrize("footer", FOOTERS.values(), ids=FOOTERS.keys())
def test_a_footer_is_taken_off(footer: str) -> None:
    words, _, below = apart(f"{TEXT}\n\n{footer}\n")
    assert words == TEXT
    assert footer.split("\n")[-1] in below


@pytest.mark.parametrize("footer", FOOTERS.values(), ids=FOOTERS.keys())
def test_a_footer_below_a_signature_is_taken_off_with_it(footer: str) -> None:
    assert own(f"{TEXT}\n\nKind regards,\nJon Ried\nRied Cranes Ltd\n\n{footer}\n") == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "This email is to tell you that invoice 4411 was billed in error.",
        "This message is confidential between you and me: we are selling the firm.\nPlease tell nobody.",
        "Please delete the old rate sheet and notify the sender of the new one.",
        "If you received this invoice twice, pay it once.",
        "Vertraulich: wir wechseln den Lieferanten.",
        "Sales are down.\n\nThis email was hard to write.",
    ],
)
def test_prose_that_begins_like_a_footer_stays(text: str) -> None:
    assert own(text) == text


def test_a_footer_may_begin_behind_the_firm_on_the_same_line() -> None:
    assert own(f"{TEXT}\n\nMember of the guild. This e-mail is intended for the addressee only.") == (
        f"{TEXT}\n\nMember of the guild."
    )


def test_a_banner_of_the_mail_server_is_taken_off_the_top() -> None:
    banner = "CAUTION: This email originated from outside of the organization. Do not click links or open attachments."
    assert own(f"{banner}\n\n{TEXT}") == TEXT
    assert own(f"[EXTERNAL]\n{TEXT}") == TEXT


def test_placeholders_of_pictures_are_taken_out() -> None:
    assert own(f"{TEXT}\n\n[cid:image001.png@01D2]\n\nAnd the crane by six.") == f"{TEXT}\nAnd the crane by six."
