"""Where the writer's own text ends and what stands below it begins: marks, notices, device lines, then the name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from comity.later import pattern
from comity.signals.own_words.closings import Closing, closing, is_device_line
from comity.signals.own_words.footers import footer_at, footer_within, is_list_tail, may_be_footer
from comity.signals.own_words.lines import Line, next_visible, previous_visible
from comity.signals.own_words.names import is_detail, is_name, is_name_and_post
from comity.signals.own_words.separators import is_rule
from comity.signals.own_words.signed import closed_at, is_prose, is_theirs

# "-- " is the standard's mark; people and programs also write it without the space, long, or as underscores.
_MARKS = frozenset(("--", "—", "–", "__", "- -", "-- --", "—-"))
_LONG_DASHES = pattern(r"[—–]{2,}$")
# Lines that may begin a notice and do not; a mail with more of them is made to keep somebody busy.
_MOST_TRIES = 60
_MOST_MARKED = 15
_MOST_RULED = 8
_POSTSCRIPT = pattern(r"\W{0,3}(?:p\.?\s?){1,2}s\b[.:]?|n\.?b\.?:", re.IGNORECASE)
_LAST_WORDS = pattern(r"[.!?…][\"”')]?\s+(?=([^.!?…]{1,60}\.?|(?:[A-Z]\.\s?){1,3}[^.!?…]{0,40})$)")


@dataclass(frozen=True, slots=True)
class Tail:
    """The lines from `line` on are no text of the writer's; of that line itself, the characters from `char` on."""

    line: int
    char: int = 0
    quoted: range = range(0)  # lines among them that are no signature either, but a quote without marks


def find_tail(lines: list[Line], start: int, end: int, writer: str) -> Tail:
    """Where the tail of the writer's lines `start` to `end` begins; `Tail(end)` when there is none.

    `writer` is the name of the sender where it is known; a bare name under the text is then believed only if it is
    theirs. What is certain (a notice, a device line, a mark) goes first; the rest is judged by what stands above it.
    """
    notices = _notices(lines, start, end)
    device, quoted = _device(lines, start, notices.line)
    line = closed_at(lines, start, _marked(lines, start, device), writer)
    if line == notices.line and notices.char:
        return notices
    return replace(_name_within(lines, start, line, writer) or Tail(line), quoted=quoted)


def _notices(lines: list[Line], start: int, end: int) -> Tail:
    last = previous_visible(lines, end)
    tries = 0
    for at in range(start, end):
        if not lines[at].text or tries >= _MOST_TRIES or not may_be_footer(lines[at].text):
            continue
        tries += 1
        if footer_at(lines, at, start, end):
            return Tail(_from_rule(lines, start, at))
    for at in range(max(start, last - 3), last + 1):
        if (char := footer_within(lines, at, start, end)) is not None:
            return Tail(at, char)
    return Tail(end)


def _from_rule(lines: list[Line], start: int, at: int) -> int:
    """A rule drawn above the line belongs to it."""
    above = previous_visible(lines, at)
    return above if above >= start and is_rule(lines[above].text) else at


def _device(lines: list[Line], start: int, end: int) -> tuple[int, range]:
    """The line of the device, if one is there, and the lines of a quote without marks below it."""
    last = previous_visible(lines, end)
    for at in range(start, end):
        if lines[at].text and is_device_line(lines[at].text, last=at == last):
            below = next_visible(lines, at + 1)
            if below < end and previous_visible(lines, at) < start:
                continue  # with nothing said above it, what stands below is no quote
            signs = below >= end or is_name(lines[below].text) or is_detail(lines[below].text)
            return _from_rule(lines, start, at), range(0) if signs else range(below, end)
    return end, range(0)


def _marked(lines: list[Line], start: int, end: int) -> int:
    """The mark above a signature, or the rule above the short footer of a list."""
    found = end
    below: list[Line] = []
    for at in range(end - 1, start - 1, -1):
        text = lines[at].text
        if not text:
            continue
        if not (text[0].isalnum() or text[-1].isalnum()) and _is_mark(text, below):
            found = at
        below.append(lines[at])
        if len(below) > _MOST_MARKED:
            break
    return found


def _is_mark(text: str, below: list[Line]) -> bool:
    if text in _MARKS or _LONG_DASHES.match(text):
        return sum(map(is_prose, below)) <= len(below) // 2
    return 0 < len(below) <= _MOST_RULED and is_rule(text) and _is_ruled_tail(below[::-1])


def _is_ruled_tail(below: list[Line]) -> bool:
    if is_list_tail(below):
        return True
    return not any(map(is_prose, below)) and is_name(below[0].text) and any(is_detail(line.text) for line in below)


def _name_within(lines: list[Line], start: int, end: int, writer: str) -> Tail | None:
    """A name behind the last sentence, on the same line: "... by Friday. Ann Lee, Head of Purchasing"."""
    last = previous_visible(lines, end)
    if last < start or lines[last].end - lines[last].start != len(lines[last].text):
        return None
    text = lines[last].text
    found = _LAST_WORDS.search(text)
    if not found:
        return None
    rest = text[found.end() :]
    if writer:
        named = is_theirs(rest, writer)
    else:
        named = is_name(rest) and (len(rest.split()) > 1 or len(rest.rstrip(".")) == 1)
    if named or is_name_and_post(rest) or closing(rest) is Closing.SIGNOFF:
        return Tail(last, found.end())
    return None


def postscript(text: str) -> bool:
    """Whether a line begins what the writer added below their name."""
    return bool(text) and text[0] in "PpNn(*" and _POSTSCRIPT.match(text) is not None
