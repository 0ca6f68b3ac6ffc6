"""What clients told: plans with day and amount, worries, people above, and exceptions with the answer they got."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from comity.book.known import known_on
from comity.book.store import MemoryBook
from comity.engine.duck import DuckEngine
from comity.ledger.currency import Money
from comity.ledger.ground import Ears, Grounds
from comity.ledger.home import Home
from comity.ledger.promising.workdays import Workdays
from comity.ledger.survey import survey
from comity.ledger.told.amounts import amount_in
from comity.ledger.told.exceptions import exceptions
from comity.ledger.told.named import named, named_in
from comity.ledger.told.plans import day_of, plans
from comity.ledger.told.worries import worries, worries_in
from comity.signals.ears import shipped_reader
from tests.cli.firm import COMPANIES, FEN, OURS, TOML, letter
from tests.invariants.books import KEPT, read_into
from tests.referee import rows
from tests.referee.book import Book

MILL = "mill.example"
DAY = dt.date(2025, 6, 30)
SAID = dt.date(2025, 3, 3)


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("We set aside $1.2m for the new hall.", (1_200_000, "USD")),
        ("Das Budget liegt bei 250.000 € für beide Linien.", (250_000, "EUR")),
        ("There is EUR 40k for training, of EUR 90,500 in all.", (90_500, "EUR")),
        ("Nous avons prévu 1,5 million euros.", (1_500_000, "EUR")),
        ("The board gave us 3.50 pounds a head.", (3.5, "GBP")),
        ("We need 12 fitters and 3 cranes by May.", None),
        ("Call me on 555 0199.", None),
        ("Fr. 12 passt uns gut.", None),
        ("Budget for the line is CA$ 1,200.50 a month.", (1_200.5, "CAD")),
        ("Le plafond est de 12\u00a0500 € par an.", (12_500, "EUR")),
    ],
)
def test_the_largest_amount_that_a_sentence_names_is_told_with_its_currency(
    sentence: str, amount: tuple[float, str] | None
) -> None:
    assert amount_in(sentence, "GBP") == amount


def test_a_bare_dollar_is_that_of_home() -> None:
    assert amount_in("about $80 each", "CAD") == (80, "CAD")


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("We open a second yard next year.", dt.date(2026, 12, 31)),
        ("By 2027 all of it moves to the coast.", dt.date(2027, 12, 31)),
        ("We hire again by 15 May.", dt.date(2025, 5, 15)),
        ("In autumn of 2027 the second line starts.", dt.date(2027, 12, 31)),
        ("In 2019 we had forty people.", None),
        ("Nächstes Jahr bauen wir um.", dt.date(2026, 12, 31)),
        ("We open a second plant in March 2027.", dt.date(2027, 3, 31)),
        ("Im Mai 2026 ziehen wir um.", dt.date(2026, 5, 31)),
        ("They want a second shift by June, Gene tells you the rest on Monday.", dt.date(2025, 6, 30)),
        ("Gene tells you on Monday.", dt.date(2025, 3, 10)),
    ],
)
def test_a_plan_is_for_the_day_that_it_names_else_for_its_year(sentence: str, day: dt.date | None) -> None:
    assert day_of(sentence, SAID, Workdays()) == day


@pytest.mark.parametrize(
    ("sentence", "worried"),
    [
        ("I am quite worried that the crane permit comes too late.", True),
        ("Our biggest concern is the second shift.", True),
        ("What keeps me up at night is the audit.", True),
        ("Wir machen uns große Sorgen um den Termin.", True),
        ("Me preocupa el plazo de entrega.", True),
        ("We are not worried about the permit.", False),
        ("I'm afraid the yard is closed on Monday.", False),
        ("No concerns from our side.", False),
        ("This concerns the third invoice.", False),
    ],
)
def test_a_worry_is_told_and_politeness_and_calm_are_none(sentence: str, worried: bool) -> None:
    assert worries_in(sentence) == worried


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("I have to show this to our CFO, Della Moss, first.", [("CFO", 5, "Della Moss")]),
        ("Petra Holm, our managing director, wants to see you.", [("managing director", 6, "Petra Holm")]),
        ("Das muss unsere Geschäftsführerin entscheiden.", [("Geschäftsführerin", 6, "")]),
        ("Our head of operations asked for the figures.", [("head of operations", 4, "")]),
        ("The chief executive asked for two more quotes.", [("chief executive", 6, "")]),
        ("The owner of the quay is a bank.", []),
        ("Our plant manager role is still open.", []),
        ("We spoke with our partner firm about it.", []),
        ("Our boat leaks.", []),
    ],
)
def test_who_is_named_by_a_title_is_told_with_it_and_posts_to_fill_are_nobody(
    sentence: str, told: Sequence[tuple[str, int, str]]
) -> None:
    assert [(n.title, n.level, n.name) for n in named_in(sentence)] == list(told)


@pytest.mark.parametrize(
    "sentence",
    [
        "Our customer's CEO Jane Roe liked it.",
        "Our customers’ CEO liked it.",
        "Our customer Brightway's chief executive liked it.",
        "Please talk to the CEO of Brightway.",
        "The CEO of Nestle said so on TV.",
        "The CEO Jane Roe of Brightway liked it.",
        "I met the managing director of our customer.",
        "The CEO of another firm told me.",
        "Our former CEO John Hill left.",
        "Our ex-CEO left.",
        "Our previous managing director was slower.",
        "Der Geschäftsführer der Brightway GmbH war da.",
        "Unser früherer Geschäftsführer war langsamer.",
        "Le PDG de Brightway était là.",
        "Notre ancien PDG est parti.",
        "De algemeen directeur van Brightway was er.",
        "El director general de Brightway vino.",
    ],
)
def test_a_title_at_another_firm_or_of_one_who_left_is_nobody_of_theirs(sentence: str) -> None:
    assert list(named_in(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The CEO of Brightway wants to see you.",
        "The CEO of the group wants to see you.",
        "I spoke with the CEO of Brightway.",
        "I spoke with the CEO of our company.",
        "The CEO sits at our supplier day beside you.",
        "You sit beside the CEO at our supplier day.",
        "The CEO of our company wants to see you.",
        "The CEO asked at Monday's meeting.",
        "The CEO, of course, asked for it.",
        "Our CEO at Leeds asked for it.",
    ],
)
def test_a_title_at_their_own_firm_is_theirs(sentence: str) -> None:
    assert [n.level for n in named_in(sentence, {"brightway"})] == [6]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("our CFO Monday said no", ""),
        ("Ask the CFO, Thursday works.", ""),
        ("Our CFO, April works for her.", ""),
        ("Unser Geschäftsführer, Montag passt ihm.", ""),
        ("Our CFO Jane Roe Monday said no.", "Jane Roe"),
        ("Our CFO April Jones said no.", "April Jones"),
        ("Our CFO Jan said no.", "Jan"),
    ],
)
def test_a_day_or_month_beside_a_title_is_nobodys_name(sentence: str, name: str) -> None:
    assert [n.name for n in named_in(sentence)] == [name]


def said(label: str, ref: str, day: int, by: str = "client", thread: str = "t") -> tuple[rows.Talk, rows.Mail]:
    on = dt.date(2025, 3, day)
    at = dt.datetime.combine(on, dt.time(9), dt.UTC)
    talk = rows.Talk(MILL, "message", ref, thread, 0, on, by, "p", "Ida", 3, label, quote=f"{label} of {ref}")
    return talk, rows.Mail(MILL, ref, thread, at, on, by, "p", "Ida", first_words="Hello.")


def laid(*some: tuple[rows.Talk, rows.Mail]) -> DuckEngine:
    book = Book(talk=[t for t, _ in some if t.label], mail=[m for _, m in some])
    book.accounts.append(rows.Account(MILL, "Mill"))
    engine = DuckEngine()
    book.lay(engine, [DAY])
    return engine


@pytest.mark.parametrize(
    ("answer", "outcome", "ref"),
    [
        ([], "unanswered", None),
        ([said("", "b", 4, "us")], "answered", "b"),
        ([said("", "b", 4, "us"), said("concession", "c", 6, "us")], "granted", "c"),
        ([said("concession", "c", 6, "us", thread="other")], "unanswered", None),
        ([said("concession", "c", 1, "us")], "unanswered", None),
    ],
)
def test_an_ask_beyond_the_agreement_is_told_with_the_answer_that_it_got(
    answer: list[tuple[rows.Talk, rows.Mail]], outcome: str, ref: str | None
) -> None:
    found = exceptions(laid(said("free_work", "a", 3), *answer), DAY).to_pylist()
    [ask] = [e for e in found if e["ref"] == "a"]
    assert (ask["outcome"], ask["answer_ref"], ask["quote"]) == (outcome, ref, "free_work of a")


def test_what_either_side_grants_unasked_stands_by_itself_and_a_granted_ask_is_told_once() -> None:
    engine = laid(
        said("free_work", "a", 3), said("concession", "b", 4, "us"),
        said("concession", "c", 5, "us", thread="x"), said("flexibility", "d", 6, thread="y"),
    )  # fmt: skip
    told = {(e["ref"], e["side"], e["outcome"]) for e in exceptions(engine, DAY).to_pylist()}
    assert told == {("a", "client", "granted"), ("c", "us", "given"), ("d", "client", "given")}


def test_a_sentence_that_asks_and_grants_is_told_once() -> None:
    ask, mail = said("free_work", "a", 3)
    grant = replace(ask, label="flexibility")
    [one] = exceptions(laid((ask, mail), (grant, said("", "other", 1)[1])), DAY).to_pylist()
    assert (one["ref"], one["outcome"]) == ("a", "unanswered")


def test_plans_are_those_of_the_last_two_years_with_their_proof() -> None:
    plan, mail = said("direction", "a", 3)
    plan = replace(plan, quote="Next year we put 300,000 EUR into a second yard.")
    home = Home("EUR", Money("EUR"), None, 0.0, {})
    [one] = plans(laid((plan, mail)), home, DAY).to_pylist()
    assert (one["ref"], one["by_day"], one["amount"], one["currency"]) == ("a", dt.date(2026, 12, 31), 300_000, "EUR")
    old, mail = said("direction", "b", 3)
    long_ago = dt.date(2023, 3, 3)
    old, mail = replace(old, said_on=long_ago), replace(mail, sent_on=long_ago)
    assert plans(laid((old, mail)), home, DAY).num_rows == 0


def test_worries_and_people_above_are_found_in_what_clients_wrote_and_not_in_what_we_did(tmp_path: Path) -> None:
    (tmp_path / "comity.toml").write_text(TOML)
    (tmp_path / "companies.csv").write_text(COMPANIES)
    talk = (
        (FEN, OURS, "Spring", "I am worried about the winter berths. I must ask our owner, Mabel Fen, before we sign."),
        (OURS, FEN, "Re: Spring", "We are worried too. I will ask our director, Otto Reed."),
        (FEN, OURS, "Re: Spring", "Our foreman will be there."),
    )
    (tmp_path / "all.mbox").write_text("".join(letter(n, *one) for n, one in enumerate(talk)), "utf-8")
    book, day = MemoryBook(), dt.date(2024, 3, 1)
    read_into(book, tmp_path)
    engine, reader = DuckEngine(), shipped_reader()
    ground = Grounds(survey(known_on(book, day), KEPT), [day], Ears(reader, reader.thresholds, KEPT), engine).whole()
    [worry] = worries(ground, day).to_pylist()
    assert (worry["who"], worry["quote"]) == ("Tom Fen", "I am worried about the winter berths.")
    [above] = named(ground, engine, day).to_pylist()
    assert (above["name"], above["title"], above["account"]) == ("Mabel Fen", "owner", "fenboats.example")
