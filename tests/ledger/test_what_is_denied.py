"""A discount that is refused is no concession, and who asks for a quote asks for no work; all else stands as heard."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from comity.book.store import MemoryBook
from comity.ledger.denied import denied
from comity.reviews import review_book
from tests.cli.firm import COMPANIES, FEN, OURS, TOML, letter
from tests.invariants.books import KEPT, TODAY, read_into

SURE = 0.9


@pytest.mark.parametrize(
    "sentence",
    [
        "A discount is not feasible for us this year.",
        "I'm afraid we can't offer you a discount on the oars.",
        "No further reduction is possible.",
        "Ein Nachlass ist für uns nicht machbar.",
        "Leider können wir Ihnen keinen weiteren Rabatt geben.",
        "Nous ne pouvons malheureusement pas vous accorder de remise.",
        "Une remise n'est pas possible cette année.",
        "Een korting is voor ons niet haalbaar.",
        "We kunnen u geen korting geven.",
        "Un descuento no es posible con estos costes.",
        "No podemos hacer un descuento este año.",
    ],
)
def test_a_discount_that_is_refused_is_no_concession(sentence: str) -> None:
    assert denied("concession", SURE, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We can give you a discount of four percent.",
        "We cannot give ten percent discount, but four we can.",
        "We can't do a discount; take the oar bags instead.",
        "The discount is yours, that is not the problem.",
        "Ein Nachlass ist nicht machbar, dafür liefern wir frei Haus.",
        "Une remise n'est pas possible, mais la livraison est offerte.",
        "Geen korting, wel een jaar langer garantie.",
        "No podemos hacer un descuento, pero el envío es gratis.",
        "We do Saturdays at the day rate.",
    ],
)
def test_what_is_granted_or_granted_instead_stays_a_concession(sentence: str) -> None:
    assert not denied("concession", SURE, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Could you quote us for two more sculls?",
        "Please send us a quote for the second boathouse.",
        "Können Sie uns ein Angebot für die zweite Halle machen?",
        "Bitte schicken Sie uns ein Angebot für die Wartung.",
        "Pourriez-vous nous faire un devis pour la peinture du hall ?",
        "Kunnen jullie een prijsopgave maken voor het schilderwerk?",
        "¿Nos puede hacer un presupuesto para la segunda nave?",
    ],
)
def test_who_asks_for_a_quote_asks_for_no_work(sentence: str) -> None:
    assert denied("free_work", SURE, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Could you varnish the eight as well, at no charge?",
        "Send us a quote tonight, and three drawings with it.",
        "Pourriez-vous nous faire un devis gratuit avec les plans ?",
        "Machen Sie uns ein Angebot und räumen Sie gleich das Lager auf.",
        "Come out and look at the hull on Sunday.",
    ],
)
def test_what_is_wanted_for_nothing_or_at_once_or_beside_it_stays_asked_for(sentence: str) -> None:
    assert not denied("free_work", SURE, sentence)


def test_what_a_person_confirmed_stays_and_no_other_label_is_touched() -> None:
    refused = "A discount is not feasible for us this year."
    assert not denied("concession", 1.0, refused)
    assert not denied("price_pressure", SURE, refused)


def test_what_is_denied_is_counted_nowhere(tmp_path: Path) -> None:
    said = [
        (FEN, OURS, "Le prix", "Pourriez-vous nous faire un devis pour la peinture du hall ?"),
        (OURS, FEN, "Re: Le prix", "Nous ne pouvons pas faire de rabais sur cette série."),
        (
            FEN,
            OURS,
            "Re: Le prix",
            "Nous prévoyons une deuxième halle au printemps et il nous faudra alors huit bateaux.",
        ),
    ]
    mail = "".join(letter(n, *one) for n, one in enumerate(said))
    for name, text in (("comity.toml", TOML), ("companies.csv", COMPANIES), ("all.mbox", mail)):
        (tmp_path / name).write_text(text, "utf-8")
    book = MemoryBook()
    read_into(book, tmp_path)
    [fen] = review_book(book, as_of=dt.date(2024, 1, 31), today=TODAY, cache=KEPT).accounts
    assert (fen.measures["concessions_12m"], fen.measures["free_work_12m"]) == (0, 0)
    assert fen.measures["plans_shared_12m"] == 1
