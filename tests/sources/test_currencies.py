"""Which words are currencies: no list of the program's own may grow old unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from babel.core import get_global

from comity.sources import Settings
from comity.sources.amounts import CODES, SPELL_OUT, Marks, amount_of, currency_of
from comity.sources.xlsx import FORMATTED
from tests.sources.tables import read_file, read_text


def test_whatever_was_money_somewhere_since_2010_is_a_currency_but_for_words_of_another_meaning() -> None:
    tender = {
        code
        for used in get_global("territory_currencies").values()
        for code, _since, until, is_tender in used
        if is_tender and (until is None or until[0] >= 2010)
    }
    # Hours in German, a form of firm in Spain, and what is done to aircraft.
    assert tender - CODES == {"STD", "SLL", "MRO"}
    assert {"ZWG", "XCG", "SLE", "VED", "BGN", "HRK"} <= CODES


def test_a_sum_in_a_currency_that_came_lately_is_read_with_it() -> None:
    assert amount_of("1,250.00 ZWG", Marks(Settings()), groups=True).currency == "ZWG"


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("EUR", "Euro; euros; EURO (€)"),
        ("USD", "US Dollar; US-Dollar; U.S. dollars; Dollar (US); Amerikaanse dollar; dollar américain; "),
        ("USD", "dólar estadounidense; dollar des États-Unis; US$"),
        ("GBP", "British pound; Pfund Sterling; pond sterling; livre sterling; libra esterlina; Pounds; £"),
        ("CHF", "Swiss Franc; Schweizer Franken; Franken; franc suisse; franco suizo; Zwitserse frank; SFr."),
        ("CAD", "Canadian dollar; kanadischer Dollar; dólar canadiense"),
        ("SEK", "Swedish Krona; Schwedische Krone; couronne suédoise; Zweedse kroon; corona sueca"),
        ("NOK", "Norwegian Krone; Norwegische Krone; couronne norvégienne; Noorse kroon"),
        ("DKK", "Danish Krone; Dänische Kronen; couronne danoise; Deense kroon"),
        ("CZK", "Czech koruna; Tschechische Krone"),
        ("PLN", "Polish Zloty; Złoty"),
        ("JPY", "Japanese Yen; yen"),
    ],
)
def test_a_currency_is_known_by_its_name(code: str, names: str) -> None:
    assert {name: currency_of(name) for name in names.split("; ") if name} == {
        name: code for name in names.split("; ") if name
    }


HEADS = "Invoice No,Customer,Invoice Date,Due Date,Net,Gross"
LINE = "1,Fen Boats,2026-03-14,2026-04-13"


@pytest.mark.parametrize("name", ["Dollar", "Drachma", "Krone", "peso", "kr"])
def test_a_currency_that_is_named_and_not_known_is_told_and_never_the_firms_own(tmp_path: Path, name: str) -> None:
    lines = "".join(f"{n}{LINE[1:]},70,84,{name}\n" for n in range(1, 6))
    read = read_text(tmp_path, f"{HEADS},Currency\n{lines}", currency="GBP")
    assert (read.rows, len(read.rejects)) == ([], 5)
    assert SPELL_OUT in read.rejects[0].reason


def test_what_says_that_a_currency_is_the_firms_own_is_no_currency(tmp_path: Path) -> None:
    assert read_text(tmp_path, f"{HEADS},Currency\n{LINE},70,84,Default\n").only["currency"] is None


@pytest.mark.parametrize(
    ("home", "code"), [("GBP", "USD"), ("EUR", "USD"), ("USD", None), ("AUD", None), ("MXN", None), (None, None)]
)
def test_a_bare_dollar_is_that_of_the_united_states_where_our_own_is_none(
    tmp_path: Path, home: str | None, code: str | None
) -> None:
    for text in (f'{HEADS}\n{LINE},$70.00,"$1,084.00"\n', f"{HEADS},Currency\n{LINE},70,84,$\n"):
        read = read_text(tmp_path, text, currency=home)
        assert read.only["currency"] == code
        assert ['"$" is taken for USD' in said for said in read.said] == [True] * len(read.said)
        assert bool(read.said) == bool(code)


def test_crowns_of_nobody_knows_where_are_told_where_our_own_are_none(tmp_path: Path) -> None:
    text = f"{HEADS}\n{LINE},kr 70,kr 84\n"
    assert "may be one of several currencies" in read_text(tmp_path, text, currency="EUR").rejects[0].reason
    assert read_text(tmp_path, text, currency="NOK").only["currency"] is None


@pytest.mark.parametrize(
    ("formats", "said"),
    [
        (["[$$-409]#,##0.00", "[$€-407] #,##0.00"], "$, €"),
        (['"£"#,##0.00', '"CHF" #,##0.00'], "CHF, £"),
        (["#,##0.00", "[$€-407] #,##0.00"], ""),
        (["[$-409]#,##0.00", "[$€-407] #,##0.00", "0;DD-MMM-YY"], ""),
    ],
)
def test_where_formats_alone_tell_several_currencies_the_sheet_says_so(
    tmp_path: Path, formats: list[str], said: str
) -> None:
    path = tmp_path / "sums.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Sums")
        sheet.write_row(0, 0, HEADS.split(","))
        for row, code in enumerate(formats, 1):
            sheet.write_row(row, 0, [f"K-{row}", "Fen Boats", "2026-03-14", "2026-04-13"])
            sheet.write_row(row, 4, [70, 84], book.add_format({"num_format": code}))
    read = read_file(path)
    assert len(read.rows) == len(formats)
    assert read.said == ([f"sheet Sums: {FORMATTED.format(said)}"] if said else [])
