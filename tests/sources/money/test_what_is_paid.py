"""Whether an invoice was paid, where a column answers that with yes or no, or with a word in the place of a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.sources.tables import read_text

HEADS = "Invoice No;Customer;Invoice Date;Due Date;Net;Gross;"
LINE = "{};Fen Boats;2026-03-14;2026-04-13;70;84;{}\n"


def lines(*cells: str) -> str:
    return "".join(LINE.format(n, cell) for n, cell in enumerate(cells, 1))


@pytest.mark.parametrize(
    "word",
    [
        "open",
        "Unpaid",
        "outstanding",
        "pending",
        "OFFEN",
        "noch nicht",
        "noch offen",
        "nog niet",
        "pas encore",
        "en attente",
        "pendiente",
        "no",
        "not yet paid",
        "unbezahlt",
        "onbetaald",
    ],
)
def test_a_word_in_the_place_of_the_day_of_payment_says_that_there_is_none(tmp_path: Path, word: str) -> None:
    read = read_text(tmp_path, f"{HEADS}Date Paid\n{lines('2026-04-02', word)}")
    assert not read.rejects
    assert [(v["paid_on"], v["status"]) for v in read.values if v["number"] == "1"] == [(dt.date(2026, 4, 2), None)]
    assert [(v.get("paid_on"), v["status"]) for v in read.values if v["number"] == "2"] == [(None, "open")]


def test_paid_without_its_day_is_paid_and_what_is_no_answer_is_told(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"{HEADS}Date Paid\n{lines('2026-04-02', 'bezahlt', 'ask Ines', '31.02.2026')}")
    assert [(v["number"], v["status"]) for v in read.values] == [("1", None), ("2", "paid")]
    assert [reject.place for reject in read.rejects] == ["line 4", "line 5"]


@pytest.mark.parametrize(
    ("heading", "yes", "no"),
    [
        *((heading, "Oui", "Non") for heading in ("Réglé", "Réglée", "Soldé", "Soldée", "Encaissée", "Acquittée")),
        *((heading, "Sí", "No") for heading in ("Cobrada", "Cobrado", "Pagada", "Liquidada", "Saldada")),
        *((heading, "Ja", "Nee") for heading in ("Voldaan", "Betaald", "Vereffend")),
        *((heading, "Ja", "Nein") for heading in ("Beglichen", "Bezahlt", "Ausgeglichen")),
        *((heading, "Yes", "No") for heading in ("Settled", "Paid", "Paid in full", "Closed")),
        *((heading, "Nein", "Ja") for heading in ("Offen", "Unbezahlt")),
        *((heading, "No", "Yes") for heading in ("Open", "Outstanding", "Unpaid")),
        *((heading, "Nee", "Ja") for heading in ("Openstaand", "Onbetaald")),
        *((heading, "No", "Sí") for heading in ("Pendiente", "Impagada")),
        ("Impayée", "Non", "Oui"),
    ],
)
def test_a_column_that_asks_whether_it_was_paid_is_answered(tmp_path: Path, heading: str, yes: str, no: str) -> None:
    read = read_text(tmp_path, f"{HEADS}{heading}\n{lines(yes, yes, no, yes, no)}")
    assert [v["status"] for v in read.values] == ["paid", "paid", "open", "paid", "open"]
    assert not read.said
