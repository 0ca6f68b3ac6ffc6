"""Titles: how high their bearers stand, what they answer for, whether they still do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.book.titles import level, read_title, role

# A specification: what stands at each level, in the languages of our users.
LEVELS = {
    6: ["Owner", "Co-owner", "Owner/Operator", "President", "President & CEO", "C.E.O.", "Founder, head cook, driver",
        "Managing Director", "Managing Partner", "Partner", "Principal", "Executive Director", "Board member",
        "Chair, Board of Trustees", "Geschäftsführer", "Geschäftsführerin Vertrieb", "Inhaberin", "Vorstand",
        "Bürgermeister",
        "Directeur", "Algemeen directeur", "Directeur-eigenaar", "Zaakvoerder", "Eigenaar", "Gérant",
        "Président-directeur général", "PDG", "Directeur général", "Director General", "Dueña", "Titolare",
        "Amministratore delegato"],
    5: ["CFO", "COO", "Chief Financial Officer", "Chief Joy Officer", "VP Ops", "EVP", "Senior Vice President, Brand",
        "Vice-President for Programs", "General Manager", "Prokurist", "Kaufmännischer Leiter", "Financieel directeur",
        "Adjunct-directeur", "Directeur commercial", "Interim CFO", "Stellv. Geschäftsführer", "Deputy CEO",
        "Executive Director, Marketing"],
    4: ["Director of Talent & Learning", "Director, Ecommerce", "IT Director", "Head of Data", "Deputy Director",
        "Director", "Client Services Director", "Director of Studies",
        "Controller", "Comptroller", "Treasurer", "Plant Manager", "Works Manager", "Site Manager",
        "Clinic Administrator",
        "Chief of Staff", "Assistant Vice President", "Leiter Einkauf", "Einkaufsleiterin", "Leitung Vergabestelle",
        "Werkleiter", "Betriebsleiter", "Bedrijfsleider", "Hoofd inkoop", "Hoofdboekhouder", "Directrice des achats",
        "Jefa de compras", "Directora de operaciones"],
    3: ["Purchasing Manager", "Sr. Manager Payment Systems", "Shift Supervisor", "Team Lead", "Foreman",
        "Office Manager", "Associate Director, Brand", "Head chef", "Partner Manager", "Principal Engineer",
        "Teamleiter Logistik", "Account Director", "Senior Client Director", "Art Director", "Project Director, Rail",
        "Projektleiter", "Meister", "Teamleider", "Responsable achats", "Chef d'équipe"],
    2: ["Buyer", "Junior Buyer", "Senior Sourcing Analyst", "HR Generalist", "Coordinator", "HR Business Partner",
        "Product Owner, Checkout", "Assistant Brand Manager", "Systems Administrator", "Assistant to the CEO",
        "Executive Assistant to the President and CEO", "Assistentin der Geschäftsführung", "Vorstandsassistentin",
        "Einkäufer", "Sachbearbeiterin Buchhaltung", "Inkoper", "Acheteuse", "Comprador"],
    1: ["AP Clerk", "Receptionist", "Dock Worker", "Help Desk", "Sales Assistant", "Praktikantin", "Medewerker",
        "Driver"],
    None: ["", "HR", "Purchasing", "Finance & HR", "Budget Holder", "....", "123"],
}  # fmt: skip

ROLES = {
    "purchasing": ["Purchasing Manager", "Procurement", "Senior Sourcing Analyst", "Buyer", "Leiter Einkauf",
                   "Vergabestelle", "Hoofd inkoop", "Responsable achats", "Jefa de compras",
                   "Category Manager, Indirect", "VP Operations & Purchasing", "Supply Chain Director"],
    "finance": ["CFO", "Controller", "Accounts Payable", "Kaufmännischer Leiter", "Hoofdboekhouder", "Comptable",
                "Finance & HR", "Bookkeeper"],
    "people": ["HR Generalist", "Director of Talent & Learning", "Personalleiterin", "Director of Talent Acquisition",
               "Talent Sourcing Partner", "Recruiter", "Plant HR Manager"],
    "it": ["IT Director", "Head of Data", "Help Desk", "Systems Administrator", "CIO"],
    "sales": ["VP Sales", "Marketing Coordinator", "Vertriebsleiter", "Directeur commercial", "Key Account Manager"],
    "operations": ["VP Ops", "Plant Manager", "Betriebsleiter", "Bedrijfsleider", "Dock Supervisor",
                   "Owner, Operations"],
    "general": ["Owner", "President & CEO", "Geschäftsführer", "General Manager", "Clinic Administrator", "Gérant"],
    None: ["", "Partner Manager", "EVP", "Budget Holder"],
}  # fmt: skip


@pytest.mark.parametrize(("title", "expected"), [(title, at) for at, titles in LEVELS.items() for title in titles])
def test_a_title_tells_how_high_its_bearer_stands(title: str, expected: int | None) -> None:
    assert level(title) == expected


@pytest.mark.parametrize(("title", "expected"), [(title, what) for what, titles in ROLES.items() for title in titles])
def test_a_title_tells_what_its_bearer_answers_for(title: str, expected: str | None) -> None:
    assert role(title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "President (retired 2024)",
        "Former President",
        "Ex-President",
        "Geschäftsführer a.D.",
        "Gepensioneerd directeur",
        "Directeur (uit dienst)",
    ],
)
def test_who_has_left_a_post_keeps_its_level_and_is_told_as_past(title: str) -> None:
    assert read_title(title).past
    assert read_title(title).level == 6


@pytest.mark.parametrize("title", ["President", "Ad Sales Manager", "IR Manager", "Export Manager"])
def test_who_holds_a_post_is_not_told_as_past(title: str) -> None:
    assert not read_title(title).past


def test_capitals_accents_and_dots_make_no_difference() -> None:
    assert level("GESCHÄFTSFÜHRER") == level("geschaftsfuhrer") == 6
    assert level("V.P. Operations") == level("vp operations") == 5


@given(st.text(max_size=300))
def test_no_title_is_too_odd_to_be_read(title: str) -> None:
    assert level(title) in (None, 1, 2, 3, 4, 5, 6)
