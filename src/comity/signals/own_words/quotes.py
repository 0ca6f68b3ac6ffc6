"""Which lines of a body are somebody else's: marked quotes, and all that stands under a quoted header."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from comity.signals.own_words.attribution import attribution
from comity.signals.own_words.fields import field_block, notes_table
from comity.signals.own_words.lines import Line, next_visible, previous_visible
from comity.signals.own_words.separators import Separator, is_rule, may_separate, separator


class Kind(IntEnum):
    """Whose a line is, or that it stands below the name."""

    OWN = 0
    QUOTED = 1
    SIGNATURE = 2


@dataclass(frozen=True, slots=True)
class _Header:
    """Lines `start` to `end` (not included) head a quoted mail."""

    start: int
    end: int
    forwarded: bool = False


# Last characters of attributions, and of the lines in which Notes sets day and time ("AM", "CET", "Uhr", "uur").
_ATTRIBUTION_ENDS = frozenset(":：-ebtfoóuvłé")
# Lines that end like an attribution and are none; a mail with more of them is made to keep somebody busy.
_MOST_MISSES = 1_000
_NOTES_ENDS = frozenset("0123456789MmTZr")
# A quoted line that was broken again by a narrower program leaves its last words on an unmarked line of their own.
_BROKEN_FROM = 55
_ADDRESS = ("http://", "https://", "<http", "www.")


def mark_quotes(lines: list[Line], *, html: bool) -> tuple[list[Kind], bool]:
    """The kind of each line as far as quotes tell it, and whether the body says that it forwards something.

    Under a header everything is quoted to the end, unless marked lines (">") follow it: then the marks tell, and the
    writer's own words may stand between and below them.
    """
    kinds = [Kind.QUOTED if line.quoted else Kind.OWN for line in lines]
    headers = _Headers(lines)
    forwarded = False
    at = 0
    while at < len(lines):
        header = headers.find(at) if lines[at].text and not lines[at].quoted else None
        if header is None:
            if not html and _is_broken_rest(lines, at):
                kinds[at] = Kind.QUOTED
            at += 1
            continue
        forwarded = forwarded or header.forwarded
        start = _with_rules(lines, header.start)
        below = next_visible(lines, header.end)
        marked = below < len(lines) and lines[below].quoted
        stop = header.end if marked else len(lines)
        kinds[start:stop] = [Kind.QUOTED] * (stop - start)
        at = stop
    return kinds, forwarded


class _Headers:
    """Finds headers from the top down; remembers the fields that headed nothing, so that each is looked at once."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._fields_end = 0
        self._misses = 0

    def find(self, at: int) -> _Header | None:
        """The header of a quoted mail that begins, or in an attribution ends, at line `at`."""
        lines, text = self._lines, self._lines[at].text
        if may_separate(text) and (drawn := separator(text)):
            return _Header(at, self._with_fields(at + 1), drawn is Separator.FORWARD)
        if (end := self._fields(at)) is not None:
            return _Header(at, end)
        if text[-1] in _ATTRIBUTION_ENDS and self._misses < _MOST_MISSES:
            first = attribution(lines, at)
            if first is not None:
                return _Header(first, self._with_fields(at + 1))
            self._misses += 1
        table = notes_table(lines, at) if text[-1] in _NOTES_ENDS else None
        return _Header(*table) if table else None

    def _with_fields(self, end: int) -> int:
        """Behind the fields that follow a drawn line or an attribution, if there are any; else `end`."""
        below = next_visible(self._lines, end)
        if below >= len(self._lines) or self._lines[below].quoted:
            return end
        return self._fields(below) or end

    def _fields(self, at: int) -> int | None:
        text = self._lines[at].text
        if at < self._fields_end or not (":" in text or "：" in text):
            return None
        run = field_block(self._lines, at)
        if run is None:
            return None
        self._fields_end = run[0]
        return run[0] if run[1] else None


def _with_rules(lines: list[Line], start: int) -> int:
    """A rule drawn above a header belongs to it."""
    above = previous_visible(lines, start)
    while above >= 0 and start - above <= 3 and not lines[above].quoted and is_rule(lines[above].text):
        start = above
        above = previous_visible(lines, start)
    return start


def _is_broken_rest(lines: list[Line], at: int) -> bool:
    """Whether an unmarked line is the rest of the marked one above it, and no answer."""
    line = lines[at]
    if not line.text or at == 0 or not lines[at - 1].quoted:
        return False
    before = lines[at - 1].text
    if len(before) < (_BROKEN_FROM if not line.text.startswith(_ADDRESS) else _BROKEN_FROM // 2):
        return False
    follows = lines[at + 1] if at + 1 < len(lines) else None
    ended = before[-1] in ".!?:"
    if follows is not None and follows.quoted:
        return before[-1] != "?" and (not ended or line.text[0].islower())
    return not ended and line.text[0].islower() and (follows is None or not follows.text)
