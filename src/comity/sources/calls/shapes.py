"""Telephone logs whose headings nobody foresaw, told by what their columns hold.

A table is one only if all of this is so, line for line as far as a sample shows:

- a column holds the moment of each line (or one its day and one a time of the working day),
- a column says in or out of each line, in few words and nothing else, and both of them occur,
- a column holds telephone numbers of many others; where two hold numbers, it can be told which are ours: ours are few
  and never the other side's,
- and it speaks of calls: calls that nobody answered stand in it by their words, or a column of lengths has some that
  are nought or stands beside a column of our own numbers.

Which of two numbers rang the other is never told by the order of the columns alone: a log without in and out whose
headings say nothing stays unknown. Names are taken where they go with the numbers, our own people where they are
missing from the calls that nobody answered; what is not certain is not read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from comity.sources import days, values
from comity.sources.calls import log
from comity.sources.calls.log import NEVER
from comity.sources.calls.parties import digits_of, party
from comity.sources.columns import LONGEST_CALL
from comity.sources.directions import IN, IN_WORDS, MISSED, MISSED_WORDS, OUT, OUT_WORDS, UNANSWERED
from comity.sources.forms import Form
from comity.sources.headings import Heading
from comity.sources.sheets import Cell, shown
from comity.sources.values import is_no_value, plain

FEWEST = 5  # lines, of which fewer show no shape
SLIP = 8  # lines, from which on one that does not fit may be damaged
ALL, MOST, MANY = 0.95, 0.9, 0.6  # shares of cells
TWICE = 2  # times that something must occur to be no slip
WAYS, OUTCOMES = 8, 24  # different words that say which way calls went, and how they ended
SEVERAL = 4  # numbers, of which more are those of others
LONGEST_WORD, LONGEST_NAME = 40, 60  # characters
EARLY, LATE = 6, 22  # hours between which calls are made
NO_RING = 120  # a bare number of so many is no count of rings and no minutes
SIDES = (("our_number", "number"), ("from_number", "to_number"))
TURNED = {"our_number": "number", "number": "our_number", "from_number": "to_number", "to_number": "from_number"}

# A telephone number by its looks: with a plus or nought before it, as in North America, or in groups of digits.
ABROAD = re.compile(r"(?:\+|00(?!0))[\d ()./-]+\d")
AT_HOME = re.compile(r"\(?0(?!0)\d[\d ()./-]*\d")
AMERICAN = re.compile(r"(?:1[ .-]?)?\(?[2-9]\d\d\)?[ .-]?[2-9]\d\d[ .-]?\d{4}")
GROUPED = re.compile(r"\d{2,4}(?:[ -]\d{2,4})+")
DIGITS = range(7, 16)  # how many a number has

NOUNS = re.compile(
    r"\b(?:calls?|phone|telephone|anruf\w*|gespräch\w*|gesprek\w*|oproep\w*|appels?|llamadas?|chiamat[ae]|chamadas?|"
    r"samtal\w*|opkald|anrop|połączeni\w*)\b|[\W_]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sample: its heading, and its cells with '' for what is blank."""

    index: int
    head: Heading
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> list[Cell]:
        """The cells that say something."""
        return [cell for cell in self.cells if cell != ""]

    @property
    def texts(self) -> list[str]:
        """All cells as text."""
        return [plain(shown(cell)) for cell in self.cells]

    def holds(self, test: Callable[[Cell], object], share: float = ALL, filled: float = ALL) -> bool:
        """Whether so great a part of the cells is filled, and of those so great a part passes the test; one slip among
        several is none."""
        found = self.filled
        slip = len(self.cells) >= SLIP
        if len(found) < FEWEST or len(found) + slip < len(self.cells) * filled:
            return False
        return sum(bool(test(cell)) for cell in found) + slip >= len(found) * share


def columns_by_shape(heads: Sequence[Heading], lines: Sequence[Sequence[Cell]]) -> Mapping[str, int] | None:
    """By field, the column that holds it; None where the table is no telephone log."""
    columns = [
        Column(i, head, tuple("" if is_no_value(line[i]) else line[i] for line in lines))
        for i, head in enumerate(heads)
    ]
    when = _when(columns)
    rest = [c for c in columns if c.index not in when.values()]
    way = next((c for c in rest if _is_way(c)), None)
    if not when or way is None:
        return None
    ways = [way_of(cell) for cell in way.cells]
    numbers = _numbers([c for c in rest if is_numbers(c)], ways)
    rest = [c for c in rest if c.index not in {way.index, *numbers.values()}]
    outcome = next((c for c in rest if _is_outcome(c)), None)
    ends = outcome.texts if outcome else [""] * len(ways)
    lost = [bool(UNANSWERED.search(f"{told} {end}")) for told, end in zip(way.texts, ends, strict=True)]
    length = _length([c for c in rest if c is not outcome], lost)
    seconds = [_seconds(length, cell) for cell in length.cells] if length else []
    speaks_of_calls = sum(lost) >= TWICE or seconds.count(0) >= TWICE or (length is not None and len(numbers) == TWICE)
    if not numbers or not speaks_of_calls:
        return None
    found = {**when, "direction": way.index, **numbers}
    if outcome:
        found["result"] = outcome.index
    if length:
        found["seconds"] = length.index
        lost = [flag or told == 0 for flag, told in zip(lost, seconds, strict=True)]
    rest = [c for c in rest if c not in (outcome, length)]
    theirs = [digits_of(text) for text in _theirs({c.index: c for c in columns}, numbers, ways)]
    return {**found, **_names(rest, theirs, lost)}


def _when(columns: list[Column]) -> dict[str, int]:
    """The column of moments, the earliest of several; else one of days and one of times of the working day."""
    moments = [c for c in columns if c.holds(lambda cell: (m := moment_of(cell)) and m.at)]
    if moments:
        return {"called_at": min(moments, key=_mean).index}
    day = [c for c in columns if c.holds(moment_of)]
    clock = [c for c in columns if c.holds(lambda cell: _hour(cell) is not None) and c.holds(_by_day, MOST)]
    return {"called_at": day[0].index, "time": clock[0].index} if day and clock else {}


def _mean(column: Column) -> float:
    """The middle of a column's moments, to compare it with another's."""
    found = [m.at.replace(tzinfo=None) for cell in column.filled if (m := moment_of(cell)) and m.at]
    return sum((at - days.EPOCH).total_seconds() for at in found) / len(found)


def moment_of(cell: Cell) -> days.Moment | None:
    """The moment or day in a cell, in whichever order; a mere number may be anything."""
    if isinstance(cell, dt.datetime):
        return days.Moment(cell.date(), cell)
    if isinstance(cell, dt.date):
        return days.Moment(cell, None)
    text = plain(cell) if isinstance(cell, str) else ""
    found = days.readings(text) if text and not text.isdigit() else days.NOTHING
    one = found.day_first or found.month_first
    return one if one and days.FIRST_YEAR <= one.day.year <= days.LAST_YEAR else None


def _hour(cell: Cell) -> float | None:
    """The hour of a time of day."""
    if isinstance(cell, dt.time):
        return cell.hour
    at = days.time_of(plain(cell)) if isinstance(cell, str) and not cell.strip().isdigit() else None
    return at.hour if at else None


def _by_day(cell: Cell) -> bool:
    return EARLY <= (_hour(cell) or 0) < LATE


def way_of(cell: Cell) -> set[str]:
    """What a cell says of the way of a call, and nothing else; an empty set where it says more, or nothing of it."""
    text = plain(shown(cell))
    if not isinstance(cell, str) or len(text) > LONGEST_WORD:
        return set()
    rest, found = text.replace("_", " "), set[str]()
    for way, words in ((OUT, OUT_WORDS), (MISSED, MISSED_WORDS), (IN, IN_WORDS)):
        if words.search(rest):
            found.add(way)
            rest = words.sub(" ", rest)
    return found if not NOUNS.sub("", rest) and not {IN, OUT} <= found else set()


def _is_way(column: Column) -> bool:
    if not column.holds(way_of) or len(set(column.texts)) > WAYS:
        return False
    told = Counter(way for cell in column.filled for way in way_of(cell))
    return told[OUT] >= TWICE and told[IN] >= TWICE


def is_number(cell: Cell) -> bool:
    """Whether a cell looks like a telephone number, perhaps with the name it belongs to; no day and no sum does."""
    number, _ = party(plain(shown(cell))) if isinstance(cell, str) else (None, None)
    if not number or moment_of(number) or sum(c.isdigit() for c in number) not in DIGITS:
        return False
    return any(looks.fullmatch(number) for looks in (ABROAD, AT_HOME, AMERICAN, GROUPED))


def is_numbers(column: Column) -> bool:
    """Whether a column holds telephone numbers; where each is another and higher than the last, it counts lines."""
    if not column.holds(is_number, MOST, MANY):
        return False
    found = [int(digits_of(text) or 0) for text in column.texts if is_number(text)]
    return not all(a < b for a, b in pairwise(found))


# By field of the form, the column that fills it.
Laid = dict[str, int]


def _numbers(columns: Sequence[Column], ways: Sequence[set[str]]) -> dict[str, int]:
    """By field, the columns of numbers: that of the others alone, or two with the parts they play; none where that is
    not certain."""
    if len(columns) == 1:
        several = len({digits_of(text) for text in columns[0].texts if text})
        return {"number": columns[0].index} if several > SEVERAL or several * 2 > len(ways) else {}
    if len(columns) != 2:
        return {}
    a, b = (c.index for c in columns)
    by_index = {c.index: c for c in columns}
    parts = [(one, other, x, y) for one, other in SIDES for x, y in ((a, b), (b, a))]
    fitting = [{one: x, other: y} for one, other, x, y in parts if _is_parted(by_index, {one: x, other: y}, ways)]
    return fitting[0] if len(fitting) == 1 else {}


def _is_parted(columns: Mapping[int, Column], numbers: Mapping[str, int], ways: Sequence[set[str]]) -> bool:
    """Whether these parts make our numbers few, the others' many, and none both."""
    turned = {TURNED[name]: index for name, index in numbers.items()}
    theirs, ours = ([digits_of(text) for text in _theirs(columns, side, ways)] for side in (dict(numbers), turned))
    many, few = set(theirs) - {""}, set(ours) - {""}
    both = many & few
    lines = sum(one in both or other in both for one, other in zip(theirs, ours, strict=True))
    return lines <= len(ways) * (1 - ALL) and 0 < len(few) * 2 <= len(many)


def _theirs(columns: Mapping[int, Column], numbers: Mapping[str, int], ways: Sequence[set[str]]) -> list[str]:
    """The other side's number of each line."""
    if "number" in numbers:
        return columns[numbers["number"]].texts
    called, calling = columns[numbers["to_number"]].texts, columns[numbers["from_number"]].texts
    return [to if OUT in way else by for to, by, way in zip(called, calling, ways, strict=True)]


def _is_outcome(column: Column) -> bool:
    """Whether few words tell how a call ended, now so and now otherwise."""
    texts = [text for text in column.texts if text]
    told = sum(bool(UNANSWERED.search(text)) for text in texts)
    few = len(set(texts)) <= OUTCOMES and all(len(text) <= LONGEST_WORD for text in texts)
    return few and TWICE <= told < len(column.cells)


def _length(columns: Iterable[Column], lost: Sequence[bool]) -> Column | None:
    """The column of lengths: the one that is nought where nobody answered, before one of a wait or of the ringing."""

    def weight(column: Column) -> tuple[int, float]:
        found = [_seconds(column, cell) or 0 for cell in column.cells]
        noughts = sum(not seconds and (flag or not any(lost)) for seconds, flag in zip(found, lost, strict=True))
        return noughts, sum(found)

    return max((c for c in columns if _is_length(c, lost)), key=weight, default=None)


def _is_length(column: Column, lost: Sequence[bool]) -> bool:
    if not column.holds(lambda cell: _seconds(column, cell) is not None, ALL, 1 - MANY):
        return False
    found = [_seconds(column, cell) or 0 for cell in column.cells]
    if len(set(found)) < FEWEST - 1:
        return False
    if all(_is_bare(cell) for cell in column.filled):
        # A bare number may count anything: it is a length where it is nought for calls that nobody answered, alone.
        told = column.head.unit in ("s", "min") or max(found) >= NO_RING
        agreed = sum(bool(seconds) != flag for seconds, flag in zip(found, lost, strict=True))
        return told and sum(lost) >= TWICE and agreed >= len(found) * MOST
    # A time of day looks the same, but calls are made by day and most lengths are short.
    return 0 in found or not column.holds(_by_day, MANY, 0)


def _is_bare(cell: Cell) -> bool:
    return isinstance(cell, float) or (isinstance(cell, str) and plain(cell).isdecimal())


def _seconds(column: Column, cell: Cell) -> float | None:
    """How many seconds a cell tells, as `columns.Seconds` will read it; None for none."""
    if _is_bare(cell):
        told = float(shown(cell)) * (60 if column.head.unit == "min" else 1)
    elif isinstance(cell, str):
        told = values.seconds_of(cell, "h" if column.head.unit == "hh:mm" else "m")
    else:
        told = values.length_of(cell)
    return told if told is not None and 0 <= told <= LONGEST_CALL else None


def _names(columns: Iterable[Column], theirs: Sequence[str], lost: Sequence[bool]) -> dict[str, int]:
    """The columns of names: theirs goes with their numbers, ours with none and is missing where nobody answered."""
    named = [c for c in columns if c.holds(_is_name, MANY, 1 - MANY)]
    found = dict[str, int]()
    bound = {c.index: _bound(c.texts, theirs) for c in named}
    if their := [c for c in named if bound[c.index] >= MOST and len(set(c.texts) - {""}) > 2]:
        found["name"] = max(their, key=lambda c: len(set(c.texts))).index
    for column in named:
        missing = [text == "" for text, flag in zip(column.texts, lost, strict=True) if flag]
        present = [text != "" for text, flag in zip(column.texts, lost, strict=True) if not flag]
        answers = len(missing) >= TWICE and sum(missing) * 2 >= len(missing) and sum(present) >= len(present) * MOST
        if answers and bound[column.index] < MANY and column.index not in found.values():
            found.setdefault("our_name", column.index)
    return found


def _bound(names: Sequence[str], numbers: Sequence[str]) -> float:
    """In what share of its lines a name that stands on several goes with the number that it mostly goes with."""
    by_name = defaultdict[str, list[str]](list)
    for name, number in zip(names, numbers, strict=True):
        if name and number:
            by_name[name].append(number)
    several = [found for found in by_name.values() if len(found) > 1]
    lines = sum(map(len, several))
    return sum(Counter(found).most_common(1)[0][1] for found in several) / lines if lines >= FEWEST - 1 else 0.0


def _is_name(cell: Cell) -> bool:
    text = plain(shown(cell))
    return (
        len(text) <= LONGEST_NAME and any(c.isalpha() for c in text) and not any(c.isdigit() or c == "@" for c in text)
    )


FORM = Form(
    name="shapes",
    table="calls",
    means="a telephone log",
    shape=log.shape,
    # No heading is its own: it is told by its columns, or by comity.toml.
    fields=tuple(
        replace(fld, names="", weak="")
        for fld in log.FORM.fields
        if fld.name not in ("from_name", "to_name", "recorded")
    ),
    needs=log.FORM.needs,
    never=NEVER + "; ~fax; ~sms; ~mms; ~message; ~page; ~seite; ~pagina",
    by_shape=columns_by_shape,
)
