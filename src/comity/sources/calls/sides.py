"""Telephone logs that name both numbers and not which way the call went: ours are those that most calls share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set

from comity.sources.calls.log import (
    CALLED_AT,
    FROM,
    FROM_NAME,
    HINTS,
    NEVER,
    OUR_NAME,
    RECORDED,
    RESULT,
    SECONDS,
    TIME,
    TO,
    TO_NAME,
    call_row,
)
from comity.sources.calls.parties import digits_of
from comity.sources.directions import IN, MISSED, OUT, was_missed
from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.values import Unreadable

EXTENSION = 5  # digits that a number of an exchange has at most
OFTEN = 0.2  # share of all calls from which on a number is ours
FEW = 3  # calls, fewer of which prove nothing
LINES = 3  # digits by which the lines of one exchange differ
NEARLY_ALL = 0.8  # of the calls that nobody is known of: then it is an exchange of ours

Pairs = Mapping[tuple[str, str], int]


def gather(found: Found, context: Context, whole: bool) -> None:
    """Count which numbers speak with which."""
    del whole
    pair = (digits_of(found.get("from_number")), digits_of(found.get("to_number")))
    if all(pair):
        context.memory.setdefault("pairs", Counter())[pair] += 1


def shape(found: Found, context: Context) -> Row:
    """One call: out where only the calling number is ours, in where only the called one is."""
    if "ours" not in context.memory:
        context.memory["ours"] = ours_of(context.memory.get("pairs", {}))
    ours = context.memory["ours"]
    out, back = (digits_of(found.get(f"{side}_number")) in ours for side in ("from", "to"))
    if out and back:
        raise Unreadable("a call between two numbers of our own: left out", "Nothing need be done.")
    if not out and not back:
        raise Unreadable(
            "which of the two numbers is ours cannot be told", "Add a column Direction with in or out and read again."
        )
    missed = back and was_missed(found.get("result"), found.get("seconds"))
    return call_row(found, OUT if out else MISSED if missed else IN)


def ours_of(pairs: Pairs) -> frozenset[str]:
    """Our own numbers: extensions, and what a good part of all calls has in common; from them follows whose the others
    are, for whoever speaks with us is not one of us."""
    ours = {number for pair in pairs for number in pair if number.isdigit() and len(number) <= EXTENSION}
    theirs: set[str] = set()
    _spread(pairs, ours, theirs)
    _exchanges(pairs, ours, theirs)
    rows = _counted(pairs, str)
    total = sum(pairs.values())
    for number, count in sorted(rows.items(), key=lambda entry: (-entry[1], entry[0])):
        _spread(pairs, ours, theirs)
        alike = any(_exchange(number) == _exchange(own) for own in ours)
        if number not in theirs and (alike or count >= max(FEW, total * OFTEN)):
            ours.add(number)
    _spread(pairs, ours, theirs)
    _exchanges(pairs, ours, theirs)
    return frozenset(ours)


def _exchanges(pairs: Pairs, ours: set[str], theirs: set[str]) -> None:
    """Add the lines of exchanges of ours, and whose the others are then."""
    while further := _exchange_of(pairs, ours | theirs):
        ours |= further
        _spread(pairs, ours, theirs)


def _exchange_of(pairs: Pairs, known: Set[str]) -> frozenset[str]:
    """The lines of a further exchange of ours, of which no line need have many calls; none where none is sure.

    Of the calls of which neither number is known nearly all go through it, and through none other.
    """
    left = {pair: count for pair, count in pairs.items() if known.isdisjoint(pair)}
    through = _counted(left, _exchange)
    least = max(FEW, sum(pairs.values()) * OFTEN, sum(left.values()) * NEARLY_ALL)
    found = [exchange for exchange, count in through.items() if count >= least]
    if len(found) != 1 or any({_exchange(number) for number in pair} == set(found) for pair in left):
        return frozenset()
    return frozenset(number for pair in left for number in pair if _exchange(number) == found[0])


def _exchange(number: str) -> str:
    return f"{number[:-LINES]}+{len(number)}" if len(number) > 2 * LINES else number


def _counted(pairs: Pairs, of: Callable[[str], str]) -> Counter[str]:
    """How many calls each has that is told of a number: itself, or its exchange."""
    rows: Counter[str] = Counter()
    for pair, count in pairs.items():
        for told in {of(number) for number in pair}:
            rows[told] += count
    return rows


def _spread(pairs: Iterable[tuple[str, str]], ours: set[str], theirs: set[str]) -> None:
    """Who speaks with us is another; who speaks with another, and is none, is one of us."""
    for a, b in pairs:
        for one, other in ((a, b), (b, a)):
            if one in ours and other not in ours:
                theirs.add(other)
    for a, b in pairs:
        for one, other in ((a, b), (b, a)):
            if one in theirs and other not in theirs and len(other) > EXTENSION:
                ours.add(other)


FORM = Form(
    name="sides",
    table="calls",
    means="a telephone log that names both numbers",
    shape=shape,
    gather=gather,
    fields=(
        CALLED_AT,
        TIME,
        RESULT,
        Field("from_number", "line", FROM, row=True),
        Field("to_number", "line", TO, row=True),
        FROM_NAME,
        TO_NAME,
        Field("our_name", "text", OUR_NAME),
        SECONDS,
        RECORDED,
    ),
    needs=(("called_at",), ("from_number",), ("to_number",), ("seconds",)),
    hints=HINTS
    + "; accountcode; account code; clid; lastapp; last app; lastdata; dstchannel; source channel; totals; reason",
    never=NEVER.replace("account code; ", "")
    + "; direction; call direction; in/out; richtung; richting; sens; in/uit; price; distance; carrier; vehicle; "
    "attendee; location; client; customer",
    least=4,
)
