"""What the words around a sentence take back of what it seems to say.

Whoever tells that others are cheaper and stays presses no price, rush work that is to be paid is no unpaid work, and a
price that we set gives nothing away. Only what is plain is told here; what a person confirmed stays.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from comity.ledger.told.amounts import amount_in
from comity.signals.thresholds import SAID, Mark

_PRICE = ("price_pressure", "competitor")
_WITH_NEIGHBOURS = frozenset({*_PRICE, "free_work"})


def around(marks: Iterable[Mark], count: int) -> set[int]:
    """The sentences, of so many, whose words tell whether labels count: those that have any, and some beside them."""
    found: set[int] = set()
    for number, label, *_ in marks:
        reach = 1 if label in _WITH_NEIGHBOURS else 0
        found.update(range(max(0, number - reach), min(count, number + reach + 1)))
    return found


def counted(marks: Sequence[Mark], said: Mapping[int, str]) -> list[Mark]:
    """The labels of a letter that count; `said` has its sentences by number, as `around` tells which."""
    words = {number: text.replace("’", "'") for number, text in said.items()}
    staying = set(_of_who_stays(marks, words))
    return [m for m in marks if m[2] >= SAID or not (_taken_back(m, words) or (m[1] in _PRICE and m[0] in staying))]


def _taken_back(mark: Mark, words: Mapping[int, str]) -> bool:
    number, label, *_ = mark
    text = words[number]
    if label == "free_work":
        if _cue("unpaid").search(text):
            return False
        return _is_paid(text) or _is_paid(words.get(number + 1, ""))
    if label == "price_pressure":
        return _is_paid(text) and re.search(r"[\d?]", text) is None
    return label == "concession" and _sets_a_price(text)


def _of_who_stays(marks: Sequence[Mark], words: Mapping[int, str]) -> Iterator[int]:
    """The sentences about our price, or another supplier, beside which somebody says that they stay.

    None where one of them wants something of the price all the same.
    """
    price = sorted({number for number, label, *_ in marks if label in _PRICE})
    if any(_cue("demands").search(words[n]) for n in price):
        return
    loyal = {n for n, label, _, holds in marks if label == "loyalty" and holds}
    stays = {n for n, text in words.items() if n in loyal or _cue("stays").search(text)}
    stays -= {n for n in stays if _cue("demands").search(words[n])}
    for run in _runs(price):
        if not stays.isdisjoint(range(run[0] - 1, run[-1] + 2)):
            yield from run


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Numbers in order, those that follow each other together."""
    found: list[list[int]] = []
    for n in numbers:
        if found and n == found[-1][-1] + 1:
            found[-1].append(n)
        else:
            found.append([n])
    return found


def _is_paid(text: str) -> bool:
    return _cue("paid").search(text) is not None and _cue("unpaid").search(text) is None


def _sets_a_price(text: str) -> bool:
    """Whether a sentence of ours tells what something costs, and gives nothing with it."""
    if _cue("gives").search(text):
        return False
    return _cue("dearer").search(text) is not None or (
        _cue("sets").search(text) is not None and amount_in(text, "") is not None
    )


@cache
def _cue(name: str) -> re.Pattern[str]:
    text = _told()[name]
    for part, words in _told().items():
        text = text.replace("{" + part + "}", words)
    return re.compile(text, re.I | re.X)


@cache
def _told() -> Mapping[str, str]:
    return tomllib.loads((resources.files("comity.ledger") / "near_misses.toml").read_text("utf-8"))
