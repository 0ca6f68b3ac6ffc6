"""Which plain texts are contracts, and what is read from them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.sources.contracts.papers import LEASE, passed_over, taken

GERMAN = """RAHMENVERTRAG

zwischen der Moorhof Gärtnerei GmbH (Auftraggeber)
und der Nordlicht Reinigung OHG (Auftragnehmer), geschlossen am 3. März 2024

1. Leistungen nach Anlage A. 2. Vergütung: 2.400 EUR monatlich, fällig 30 Tage nach Rechnung.
3. Laufzeit zwei Jahre, Kündigung schriftlich mit einer Frist von drei Monaten. Gerichtsstand ist Lübeck.
"""
DUTCH = """RAAMOVEREENKOMST

Opdrachtgever: Waterhof Kwekerij B.V. Opdrachtnemer: Kranenburg Schilders B.V. Getekend op 9 mei 2025.

1. Vergoeding: 1.950 per maand. 2. Betaling binnen dertig dagen na factuur.
3. Looptijd een jaar, opzegging schriftelijk.
"""
FRENCH = """CONTRAT DE PRESTATION

Entre les soussignés : Les Serres du Lac et Atelier Brisson, fait à Nantes le 12 février 2025.

1. Prix : 900 euros par mois. 2. Paiement à trente jours. 3. Durée d'un an, préavis de trois mois par écrit.
"""


def test_a_contract_is_one_row_with_title_text_and_day(tmp_path: Path) -> None:
    found = taken(tmp_path, LEASE)
    assert found.only == {
        "title": "BOAT HIRE AGREEMENT",
        "text": LEASE.rstrip("\n"),
        "pages": [0],
        "dated_on": dt.date(2025, 5, 4),
        "page_count": 1,
    }


@pytest.mark.parametrize(
    ("text", "day"),
    [(GERMAN, dt.date(2024, 3, 3)), (DUTCH, dt.date(2025, 5, 9)), (FRENCH, dt.date(2025, 2, 12))],
    ids=["German", "Dutch", "French"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_other_languages_and_encodings_are_read(tmp_path: Path, text: str, day: dt.date, encoding: str) -> None:
    found = taken(tmp_path, text.encode(encoding))
    assert (found.only["text"], found.only["dated_on"]) == (text.rstrip("\n"), day)


def test_a_form_feed_begins_a_page_and_offsets_count_characters(tmp_path: Path) -> None:
    found = taken(tmp_path, LEASE + "€ 5\f" + "Annex A, é\fAnnex B")
    text, pages = found.only["text"], found.only["pages"]
    assert isinstance(text, str)
    assert isinstance(pages, list)
    assert [text[start : start + 7] for start in pages] == ["BOAT HI", "Annex A", "Annex B"]
    assert found.only["page_count"] == 3


def test_the_title_is_the_first_line_that_says_something(tmp_path: Path) -> None:
    above = "Exhibit 10.5\n\n- 1 -\nCONFIDENTIAL\n[LOGO]\n\n" + LEASE
    assert taken(tmp_path, above).only["title"] == "BOAT HIRE AGREEMENT"


@pytest.mark.parametrize(
    "text",
    [
        (
            "AGREEMENT between the Lock Society and Fen Boats, 21 July 2025\n\n1. Two years, to the end of 2027.\n"
            "4. Accounts are settled within thirty days.\n9. The Society gives notice by 31 March 2026.\n"
            "11. The law of England applies.\n"
        ),
        (
            "Fen Boats Ltd\n8 December 2025\n\nThe Lock Society\nFor the attention of Mrs Orr\n\n"
            "Side letter to our conditions of March 2022\n\n1. The fee of 1,360 stands.\n"
            "2. The next two hulls come to us alone.\n3. Payment is 30 days from delivery, as before.\n"
        ),
        (
            "Vereinbarung mit der Werft Fenner\n\n1. Abruf nach Plan.\n2. Rechnungen sind in 30 Tagen zahlbar.\n"
            "3. Kündigung mit drei Monaten.\n"
        ),
    ],
)
def test_a_short_letter_in_clauses_that_calls_itself_an_agreement_is_one(tmp_path: Path, text: str) -> None:
    assert taken(tmp_path, text).only["text"]


@pytest.mark.parametrize(
    "text",
    [
        "shopping list\nrope, paint, two oars\nnew terms for the lake?\n",
        "day,client,terms\n2026-01-02,Alder,payment fee notice\n2026-01-03,Fen,agreement party term\n",
        'client;memo;fee\nA;"the agreement; its term; notice";3\nB;"signed by both parties; payable";4\n',
        f"From: Ines <ines@fen.example>\nSubject: the contract\nDate: Mon, 5 May 2025 09:00:00 +0000\n\n{LEASE}",
        f"<html><body>{LEASE}</body></html>",
        '{"agreement": "terms", "fee": 3, "notice": "in writing", "party": "client"}',
        "2026-05-01 10:00:01 agreement terms fee\n2026-05-01 10:00:02 notice in writing payment client\n",
        "Agreement on who feeds the cat\n\n1. Ines on Monday.\n2. Tom on Tuesday.\n3. Nobody on Sunday, by notice.\n",
        "To do\n\n1. Look at the agreement.\n2. Pay the invoice.\n3. Give notice to the client.\n",
        "",
        "\n\n\n",
    ],
    ids=[
        "a note",
        "a table",
        "a quoted table",
        "a mail",
        "a page",
        "data",
        "a log",
        "a rota",
        "a list",
        "nothing",
        "blank lines",
    ],
)
def test_what_is_no_contract_is_left_to_others(tmp_path: Path, text: str) -> None:
    assert passed_over(tmp_path, text)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("made this 5th day of March, 2024, between", dt.date(2024, 3, 5)),
        ("made this 1s t day of  March , 2024, between", dt.date(2024, 3, 1)),
        ("Effective Date: 2024-03-05", dt.date(2024, 3, 5)),
        ("ref. of 1 January 2020, entered into as of Mar. 5, 2024", dt.date(2024, 3, 5)),
        ("Stand: 5. März 2024", dt.date(2024, 3, 5)),
        ("gültig ab 05.03.2024", dt.date(2024, 3, 5)),
        ("met ingang van 5 maart 2024", dt.date(2024, 3, 5)),
        ("à compter du 1er août 2024", dt.date(2024, 8, 1)),
        ("March 5, 2024", dt.date(2024, 3, 5)),
        ("signed on 25/03/2024", dt.date(2024, 3, 25)),
        ("signed on 05/03/2024", None),
        ("signed on 31 February 2024", None),
        ("signed in March 2024", None),
        ("signed on 5 March 9999", None),
        ("Term: March 5 to December 31, 2024", dt.date(2024, 3, 5)),
        ("Laufzeit 1. Oktober bis 31. März 2025", dt.date(2024, 10, 1)),
        ("geldig van 5 maart 2024 tot 4 maart 2025", dt.date(2024, 3, 5)),
        ("valid until 31 December 2026", None),
        ("expires on December 31, 2026, signed 5 March 2024", dt.date(2024, 3, 5)),
        ("made the ___ day of ______, 2024", None),
        ("this one renews unless notice is given by 30 September 2026", None),
        ("notice before 30 September 2026, signed 5 March 2024", dt.date(2024, 3, 5)),
        ("renewal signed 5 March 2024", dt.date(2024, 3, 5)),
        (
            "kündbar bis zum 30. September 2026 bei Kündigung vor dem 30. Juni 2026, Stand 5. März 2024",
            dt.date(2024, 3, 5),
        ),
        ("firmado el 5 de marzo de 2024", dt.date(2024, 3, 5)),
        ("preaviso antes del 30 de junio de 2026, en vigor desde el 5 de marzo de 2024", dt.date(2024, 3, 5)),
        ("hasta el 31 de diciembre de 2026", None),
    ],
)
def test_the_day_is_the_one_introduced_as_signing_or_beginning(tmp_path: Path, head: str, day: dt.date | None) -> None:
    assert taken(tmp_path, LEASE.replace("dated as of 4 May 2025", head)).only["dated_on"] == day


def test_the_locale_decides_a_day_in_numbers(tmp_path: Path) -> None:
    text = LEASE.replace("dated as of 4 May 2025", "dated 05/03/2024")
    assert taken(tmp_path, text, locale="nl_NL").only["dated_on"] == dt.date(2024, 3, 5)
    assert taken(tmp_path, text, locale="en_US").only["dated_on"] == dt.date(2024, 5, 3)


def test_a_day_far_below_the_top_that_nothing_introduces_is_not_the_contracts(tmp_path: Path) -> None:
    text = LEASE.replace(", dated as of 4 May 2025", "") + "x" * 1_000 + "\nThe lake was last drained 7 June 2019.\n"
    assert taken(tmp_path, text).only["dated_on"] is None


def test_what_no_reader_sees_is_taken_out(tmp_path: Path) -> None:
    found = taken(tmp_path, LEASE.replace("Services.", "Ser\x07vices.\x00\r\nMore").replace("twelve", "twel\ufffeve"))
    assert "1. Services.\nMore" in str(found.only["text"])
    assert "twelve boats" in str(found.only["text"])


def test_a_giant_text_is_cut_and_told_or_rejected(tmp_path: Path) -> None:
    found = taken(tmp_path, LEASE + "and so on, " * 600_000)
    assert len(str(found.only["text"])) == 5_000_000
    assert found.said == [f"cut after 5,000,000 characters of {len(LEASE) + 6_600_000 - 1:,}"]
    found = taken(tmp_path, LEASE + " " * 20_000_000)
    assert found.rejects[0].reason.startswith("larger than any contract")
