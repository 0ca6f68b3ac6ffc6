"""Which known firm a spelling means. The firms are invented; the shapes are those of real books."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.book.names import Directory, Firm, WordWeights, company_key, is_nobody, similarity

FIRMS = (
    Firm("ceramics", ("Brackwater Ceramics",), ("brackwaterceramics.test",)),
    Firm("museum", ("Museum of Tidal Crafts",), ("tidalcrafts.test",)),
    Firm("fen", ("Lower Fen Members Credit Union",)),
    Firm("cpa", ("Aldous & Finch CPAs",), ("aldousfinch.test",)),
    Firm("instruments", ("Copperline Medical Instruments LLC",), ("copperlinemed.test",)),
    Firm("hospital", ("Copperline Memorial Hospital",), ("copperlinehospital.test",)),
    Firm("seeds", ("Gebr. Overmaas Zaden B.V.",), ("overmaas-zaden.test", "overmaasplants.test")),
    Firm("roofs", ("Van Elst Dakwerken B.V.",)),
    Firm("haulage", ("Van Elst Logistiek B.V.",)),
    Firm("conveyors", ("Jürgensen Fördertechnik GmbH & Co. KG",), ("jft.test",)),
    Firm("sweets", ("Weißbach Süßwaren AG",)),
    Firm("university", ("Ravensholm University",)),
    Firm("club", ("Harbour Lights Athletic Football Club",)),
    Firm("mall", ("The Millbrook Centre",)),
    Firm("reed", ("Thistle & Reed",)),
    Firm("foods", ("Dellworth Foods, Inc.",), ("dellworthfoods.test",)),
    Firm("mills", ("Prairie Sky Seed Mills",)),
    Firm("coop", ("Coöperatie Het Lage Land U.A.",)),
    Firm("boxes", ("Pemberly Packaging",)),
    Firm("wines", ("Établissements Morvan et Fils S.A.R.L.",)),
    Firm("care", ("Stichting Zorg aan Zee",)),
    Firm("smith-it", ("Smith Consulting",)),
    Firm("smith-pipes", ("Smith Plumbing & Heating",)),
    Firm("quill", (), ("quillandcompass.test",)),
    Firm("metals", ("3R Metals",)),
    Firm("studio", ("Studio 54 Design",)),
    Firm("hansen", ("Hansen BV",)),
    Firm("labs", ("NovaTerra Labs",)),
)
OURS = ("Fieldstone Partners LLC",)


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory(FIRMS, own=OURS)


@pytest.mark.parametrize(
    ("name", "firm"),
    [
        # legal forms, capitals, signs
        ("BRACKWATER CERAMICS CO", "ceramics"),
        ("Dellworth Foods GmbH", "foods"),
        ("Aldous and Finch, CPAs", "cpa"),
        ("Thistle + Reed", "reed"),
        ("Overmaas Zaden, Gebr.", "seeds"),
        ("Ets Morvan & Fils", "wines"),
        ("Zorg aan Zee", "care"),
        ("Cooperatie Het Lage Land", "coop"),
        # words cut, contracted, abbreviated
        ("Ravensholm Univ.", "university"),
        ("Ravensholm U", "university"),
        ("Pemberly Pkg", "boxes"),
        ("Pemberly Pckg.", "boxes"),
        ("Copperline Mem. Hosp.", "hospital"),
        ("Gebroeders Overmaas", "seeds"),
        ("Smith Plumbing & Htg", "smith-pipes"),
        # first letters
        ("LF Members CU", "fen"),
        ("Lower Fen MCU", "fen"),
        ("LFMCU", "fen"),
        ("Harbour Lights AFC", "club"),
        ("Harbour Lights Athletic FC", "club"),
        # short names
        ("Brackwater", "ceramics"),
        ("Millbrook", "mall"),
        ("Het Lage Land", "coop"),
        ("Weißbach", "sweets"),
        ("Copperline Medical", "instruments"),
        # order, spaces, umlauts
        ("Tidal Crafts Museum", "museum"),
        ("Brack Water Ceramics", "ceramics"),
        ("Nova Terra", "labs"),
        ("Juergensen Foerdertechnik", "conveyors"),
        ("Jurgensen Fordertechnik GmbH", "conveyors"),
        ("Weissbach Suesswaren", "sweets"),
        # slips
        ("Prarie Sky Seed Mill", "mills"),
        ("Brackwatr Ceramics", "ceramics"),
        ("Thistel & Reed", "reed"),
        # what was added
        ("Thistle & Reed Hospitality Group", "reed"),
        ("Ravensholm University - Bursar", "university"),
        ("Dellworth Foods:Cold room", "foods"),
        ("10442 - Dellworth Foods", "foods"),
        ("Dellworth Foods (Lima) - USD", "foods"),
        ("Fresh Larder formerly Dellworth Foods", "foods"),
        # domains
        ("Quill & Compass Ltd", "quill"),
        ("JFT", "conveyors"),
        ("Overmaas Plants", "seeds"),
    ],
)
def test_a_firm_is_found_under_the_spellings_of_its_books(directory: Directory, name: str, firm: str) -> None:
    match = directory.find(name)
    assert match is not None, directory.look(name)
    assert match.firm == firm


@pytest.mark.parametrize(
    ("name", "firms"),
    [
        ("Copperline", {"instruments", "hospital"}),
        ("Van Elst", {"roofs", "haulage"}),
        ("Smith", {"smith-it", "smith-pipes"}),
    ],
)
def test_two_firms_with_an_equal_claim_make_a_question(directory: Directory, name: str, firms: set[str]) -> None:
    finding = directory.look(name)
    assert finding.match is None
    assert {c.firm for c in finding.candidates} == firms
    assert finding.question.startswith(f"“{name}” fits 2 firms: is it “")


@pytest.mark.parametrize(
    "name",
    [
        "Dellworth Foundry",  # a sister firm, as likely
        "Van Elst Transport",
        "Copperline Brewing",
        "Studio 64 Design",  # numbers are no slips
        "4R Metals",
        "Jansen BV",  # a name of its own, though one letter from another
        "Koppel Zaden B.V.",
        "Weber AG",
        "Tidewater Ceramics",
        "The Company",
        "Group Services International",
    ],
)
def test_a_firm_that_only_looks_alike_is_not_taken_for_a_known_one(directory: Directory, name: str) -> None:
    assert directory.find(name) is None


@pytest.mark.parametrize(
    "name",
    ["(internal)", "Internal", "Fieldstone (internal)", "Overhead", "Non-billable", "n/a", "-", "", "Urlaub", "Intern",
     "Verlof", "Business Development", "PTO"],
)  # fmt: skip
def test_time_for_nobody_is_no_client(directory: Directory, name: str) -> None:
    assert is_nobody(name)
    assert directory.find(name) is None


@pytest.mark.parametrize("name", ["Internal Medicine Associates", "Holiday Resorts Ltd", "Training Solutions Inc"])
def test_a_client_whose_name_has_such_a_word_is_a_client(name: str) -> None:
    assert not is_nobody(name)


@pytest.mark.parametrize("name", ["Fieldstone Partners", "FIELDSTONE", "Fieldstone Partners LLC"])
def test_our_own_firm_is_no_client(directory: Directory, name: str) -> None:
    assert directory.find(name) is None
    assert directory.look(name).why == f"“{name}” is our own firm"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Dellworth Foods, Inc.", "same name"),
        ("dellworth foods", "same name without legal form"),
        ("Brackwater", "short for “Brackwater Ceramics”; no other firm comes near"),
        ("LF Members CU", "“LF” stands for “Lower Fen”; “CU” stands for “Credit Union”; no other firm comes near"),
        ("Brackwatr Ceramics", "one letter differs: “Brackwatr”, “Brackwater”; no other firm comes near"),
        ("Tidal Crafts Museum", "the words stand in another order; no other firm comes near"),
        ("Quill and Compass", "spells its domain quillandcompass; no other firm comes near"),
        ("Thistle & Reed Hospitality Group", "adds “Hospitality Group”; no other firm comes near"),
    ],
)
def test_every_match_says_why_in_plain_words(directory: Directory, name: str, why: str) -> None:
    match = directory.find(name)
    assert match is not None
    assert match.why == why


def test_a_name_written_to_the_letter_wins_over_its_neighbours() -> None:
    directory = Directory([Firm("ltd", ("Orrin Ltd",)), Firm("plc", ("Orrin PLC",)), Firm("sons", ("Orrin and Sons",))])
    assert [m.firm for n in ("Orrin Ltd", "ORRIN PLC", "Orrin & Sons") if (m := directory.find(n))] == [
        "ltd",
        "plc",
        "sons",
    ]


def test_an_alias_is_as_good_as_a_name() -> None:
    directory = Directory([Firm("a", ("Dellworth Foods", "Fresh Larder")), Firm("b", ("Karst Freight",))])
    match = directory.find("FRESH LARDER LLC")
    assert match is not None
    assert (match.firm, match.known_as) == ("a", "Fresh Larder")


def test_a_firm_listed_twice_is_seen_and_a_group_and_its_daughter_are_not() -> None:
    directory = Directory(
        [
            Firm("a", ("Overmaas Zaden BV",)),
            Firm("b", ("Gebr. Overmaas Zaden B.V.",)),
            Firm("c", ("Corvo Distribution",)),
            Firm("d", ("Corvo Group",)),
            Firm("e", ("Smith Consulting",)),
            Firm("f", ("Smith Roofing",)),
        ]
    )
    assert [(one, match.firm) for one, match in directory.twins()] == [("a", "b")]


def test_the_answer_does_not_depend_on_the_order_of_the_firms(directory: Directory) -> None:
    shuffled = list(FIRMS)
    random.Random(7).shuffle(shuffled)
    other = Directory(shuffled, own=OURS)
    names = ["Copperline", "LF Members CU", "Prarie Sky Seed Mill", "Van Elst", "Millbrook"]
    assert [other.look(n) for n in names] == [directory.look(n) for n in names]


def test_an_empty_directory_knows_nobody() -> None:
    assert Directory([]).find("Dellworth Foods") is None
    assert Directory([Firm("x", ("", "  "), ("",))]).find("Dellworth Foods") is None


@given(st.text(max_size=120))
def test_no_name_is_too_odd_to_be_looked_up(name: str) -> None:
    directory = Directory(FIRMS, own=OURS)
    finding = directory.look(name)
    assert finding.match is None or finding.match.probability >= 0.9


def test_the_similarity_of_two_names_is_a_probability() -> None:
    firms = [company_key(f.names[0]) for f in FIRMS if f.names]
    weights = WordWeights(firms, besides=2)
    assert similarity(company_key("Dellworth Foods"), company_key("DELLWORTH FOODS INC"), weights) > 0.99
    assert similarity(company_key("Dellworth Foods"), company_key("Dellworth Foundry"), weights) < 0.7
    assert similarity(company_key("Dellworth Foods"), company_key("Karst Freight"), weights) < 0.01


def test_a_thousand_names_are_found_among_a_thousand() -> None:
    rng = random.Random(5)
    parts = ["bel", "dor", "fen", "gar", "hol", "kam", "lin", "mor", "nev", "pas", "rud", "sil", "tor", "ven", "wal"]
    trades = ["Foods", "Logistics", "Hydraulics", "Bakery", "Partners", "Steel"]
    names = ["".join(rng.choices(parts, k=3)).title() + " " + rng.choice(trades) for _ in range(1_000)]
    directory = Directory(Firm(f"{i:04d}", (name,)) for i, name in enumerate(names))
    assert sum(directory.find(name.upper() + " INC") is not None for name in names) > 900


def test_spoilt_spellings_of_another_projects_names_find_their_own(shared: Path) -> None:
    folder = shared / "data" / "company-names"
    known, spoilt = (
        [row["company_name"] for row in csv.DictReader((folder / name).open(encoding="utf-8"))]
        for name in ("test_names.csv", "adjusted_test_names.csv")
    )
    directory = Directory(Firm(f"{i:03d}", (name,)) for i, name in enumerate(known))
    found = [(match.firm, f"{i:03d}") for i, name in enumerate(spoilt) if (match := directory.find(name))]
    assert sum(one == other for one, other in found) / len(found) >= 0.98
    assert len(found) / len(spoilt) >= 0.7


def test_a_person_who_trades_under_a_name_in_brackets_is_the_firm_of_that_name() -> None:
    directory = Directory(
        [Firm("dairy", ("Dairy of Lower Hollin",), ("lowerhollin.test",)), Firm("mill", ("Aske Mill",))]
    )
    found = directory.look("Orr Pask, Ida (Lower Hollin)")
    assert found.match is not None
    assert (found.match.firm, found.why) == ("dairy", "is a person's, who trades as “Lower Hollin”")
    assert directory.look("Orr Pask, Ida (Upper Quay)").match is None
    assert directory.look("Orr Pask, Ida").match is None
