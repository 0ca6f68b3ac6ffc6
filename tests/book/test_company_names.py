"""Reading a company name: words, legal form, what was only added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.book.company_names import also_called, company_key
from comity.book.company_words import Kind


def words(name: str) -> list[str]:
    """The words of a name that belong to it."""
    return [w.text for w in company_key(name).words if not w.aside]


def asides(name: str) -> list[str]:
    """The words that were only added to it."""
    return [w.text for w in company_key(name).words if w.aside]


@pytest.mark.parametrize(
    ("name", "rest", "legal"),
    [
        ("Brackwater Ceramics Co.", ["brackwater", "ceramics"], {"co"}),
        ("BRACKWATER CERAMICS, INC", ["brackwater", "ceramics"], {"inc"}),
        ("Jürgens & Söhne GmbH & Co. KG", ["jurgens", "&", "sohne"], {"gmbhcokg"}),
        ("Koppel Zaden B.V.", ["koppel", "zaden"], {"bv"}),
        ("V.O.F. Koppel", ["koppel"], {"vof"}),
        ("Stichting Ter Veen", ["ter", "veen"], {"stichting"}),
        ("Obstbau Lühe e.G.", ["obstbau", "luhe"], {"eg"}),
        ("Lutek Sp. z o.o.", ["lutek"], {"spzoo"}),
        ("Établissements Morvan S.A.R.L.", ["morvan"], {"etablissements", "sarl"}),
        ("Nordvik A/S", ["nordvik"], {"as"}),
        ("Calloway Limited", ["calloway"], {"ltd"}),
        ("Weiland GmbH Hamburg", ["weiland", "hamburg"], {"gmbh"}),
    ],
)
def test_the_legal_form_is_told_apart_from_the_name(name: str, rest: list[str], legal: set[str]) -> None:
    assert words(name) == rest
    assert company_key(name).legal == legal


@pytest.mark.parametrize("name", ["AG", "The Company", "Co", "Ltd Inc"])
def test_a_name_that_is_nothing_but_a_legal_form_keeps_a_word(name: str) -> None:
    assert words(name)


@pytest.mark.parametrize(
    ("name", "rest", "added"),
    [
        ("Ravensholm University - Bursar", ["ravensholm", "university"], ["bursar"]),
        ("Dellworth Foods (Lima)", ["dellworth", "foods"], ["lima"]),
        ("Dellworth Foods:Cold room 2", ["dellworth", "foods"], ["cold", "room", "2"]),
        ("Dellworth Foods GmbH - EUR", ["dellworth", "foods"], []),
        ("10442 - Dellworth Foods", ["dellworth", "foods"], ["10442"]),
        ("Dellworth / Karst", ["dellworth"], ["karst"]),
        ("Dellworth Foods, Portland, OR", ["dellworth", "foods"], ["portland", "or"]),
    ],
)
def test_what_follows_a_name_is_an_addition_and_not_the_name(name: str, rest: list[str], added: list[str]) -> None:
    assert (words(name), asides(name)) == (rest, added)


def test_a_list_of_partners_is_no_place() -> None:
    assert words("Orrin, Vale & Teague") == ["orrin", "vale", "&", "teague"]


def test_initials_are_one_word() -> None:
    assert words("J. B. Orrin") == words("JB Orrin") == ["jb", "orrin"]


def test_words_that_were_run_together_are_taken_apart() -> None:
    assert words("DellworthFoods") == ["dellworth", "foods"]


def test_letters_are_compared_without_accents_and_umlauts_with_and_without_e() -> None:
    umlaut, written_out, plain = (company_key(n).words[0].forms for n in ("Größling", "Groessling", "Grossling"))
    assert umlaut & written_out
    assert umlaut & plain


def test_a_plural_is_the_same_word() -> None:
    assert company_key("Seed Mills").words[1].forms & company_key("Seed Mill").words[1].forms


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Brackwater", Kind.DISTINCTIVE),
        ("Smith", Kind.COMMON),
        ("Group", Kind.GENERIC),
        ("Brouwerij", Kind.TRADE),
        ("France", Kind.PLACE),
        ("54", Kind.NUMBER),
        ("of", Kind.STOP),
    ],
)
def test_each_word_is_of_a_kind(name: str, kind: Kind) -> None:
    assert company_key(name).words[0].kind is kind


def test_words_of_several_languages_are_one_concept() -> None:
    concepts = {company_key(n).words[0].concept for n in ("Brewing", "Brauerei", "Brouwerij", "Brasserie")}
    assert len(concepts) == 1


@pytest.mark.parametrize("between", ["d/b/a", "dba", "t/a", "formerly", "trading as", "vormals", "voorheen"])
def test_a_second_name_told_in_the_first_is_a_name_of_its_own(between: str) -> None:
    key = company_key(f"Dellworth Holdings {between} Fresh Larder")
    assert [k.written for k in key.also] == ["Fresh Larder"]
    assert [w.text for w in key.words] == ["dellworth", "holdings"]


@pytest.mark.parametrize(
    ("remark", "names"),
    [
        ("trades as Fresh Larder since 1-1-2026", ["Fresh Larder"]),
        ("formerly Dellworth & Karst, bought 2019", ["Dellworth & Karst"]),
        ("voorheen Koppel Zaden. Belt graag.", ["Koppel Zaden"]),
        ("pays late", []),
        ("", []),
    ],
)
def test_a_remark_may_tell_what_a_firm_is_also_called(remark: str, names: list[str]) -> None:
    assert also_called(remark) == names


@pytest.mark.parametrize("name", ["", "   ", "@@@", "\x00\x01", "-", "()", "& & &"])
def test_a_name_without_letters_has_no_words_that_tell(name: str) -> None:
    assert not any(w.kind.names for w in company_key(name).words)


def test_a_name_that_some_export_has_spoilt_is_still_one_word() -> None:
    assert [len(w) for w in words("M?rgenthal Weberei")] == [10, 7]


@given(st.text(max_size=400))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assert company_key(text).written == text


def test_a_name_of_a_million_letters_is_cut() -> None:
    assert len(company_key("Dell (" * 200_000).words) <= 40
