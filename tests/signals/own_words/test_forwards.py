"""What is forwarded is not the forwarder's; what they wrote above it is."""

from __future__ import annotations

import pytest

from comity.signals.own_words.split import own_words
from tests.signals.own_words.cases import BLOCKS, QUOTED, text_of

FORWARDS = {
    "Gmail": "---------- Forwarded message ---------\nFrom: Mira Kolb <mira@kolb.example>\nDate: Mon, May 4, 2026\n"
    "Subject: Pallets\nTo: Jon Ried <jon@ried.example>",
    "Gmail, German": "---------- Weitergeleitete Nachricht ---------\nVon: Mira Kolb <mira@kolb.example>\n"
    "Datum: Mo., 4. Mai 2026\nBetreff: Paletten\nAn: Jon Ried",
    "Gmail, French": "---------- Message transféré ---------\nDe : Mira Kolb <mira@kolb.example>\nDate : lun. 4 mai\n"
    "Objet : Palettes\nÀ : Jon Ried",
    "Gmail, Dutch": "---------- Doorgestuurd bericht ---------\nVan: Mira Kolb <mira@kolb.example>\n"
    "Datum: ma 4 mei 2026\nOnderwerp: Pallets\nAan: Jon Ried",
    "Gmail, Spanish": "---------- Mensaje reenviado ---------\nDe: Mira Kolb <mira@kolb.example>\nAsunto: Palés",
    "Apple": "Begin forwarded message:\n\nFrom: Mira Kolb <mira@kolb.example>\nSubject: Pallets\n"
    "Date: May 4, 2026 at 9:12:00 AM\nTo: Jon Ried",
    "Apple, German": "Anfang der weitergeleiteten Nachricht:\n\nVon: Mira Kolb <mira@kolb.example>\nBetreff: Paletten\n"
    "Datum: 4. Mai 2026\nAn: Jon Ried",
    "Thunderbird": "-------- Forwarded Message --------\nSubject: \tPallets\nDate: \tMon, 4 May 2026 09:12:00 +0200\n"
    "From: \tMira Kolb <mira@kolb.example>\nTo: \tjon@ried.example",
    "Lotus Notes": "---------------------- Forwarded by Jon Ried/RIED on 05/04/2026 \n09:30 AM "
    "---------------------------\n\n\nMira Kolb\n05/04/2026 09:12 AM\nTo: Jon Ried/RIED@RIED\ncc:  \nSubject: Pallets",
    "Lotus Notes, later": "----- Forwarded by Jon Ried/RIED on 05/04/2026 09:30 AM -----",
}


@pytest.mark.parametrize("header", FORWARDS.values(), ids=FORWARDS.keys())
def test_only_what_stands_above_is_the_forwarders(header: str) -> None:
    body = f"Can you take this one? I promised them a price by Friday.\n\n{header}\n\n{QUOTED}\n"
    found = own_words(body)
    assert text_of(body, found.spans) == "Can you take this one? I promised them a price by Friday."
    assert "Would Friday do?" in text_of(body, found.quoted)
    assert found.forwarded


@pytest.mark.parametrize("header", FORWARDS.values(), ids=FORWARDS.keys())
def test_a_forward_without_a_word_has_none(header: str) -> None:
    assert own_words(f"{header}\n\n{QUOTED}\n").spans == ()


def test_a_reply_is_no_forward() -> None:
    assert not own_words(f"Fine.\n\n{BLOCKS['Outlook, English']}\n\n{QUOTED}").forwarded
