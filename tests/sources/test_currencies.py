"""Which words are currencies: no list of the program's own may grow old unseen."""

from __future__ import annotations

from babel.core import get_global

from comity.sources import Settings
from comity.sources.amounts import CODES, Marks, amount_of


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
