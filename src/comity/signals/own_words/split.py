"""Telling a body apart: quotes first, then, in each stretch of the writer's own lines, what stands below the text."""

from __future__ import annotations

from collections.abc import Iterator

from comity.signals.own_words.footers import banner_end, is_placeholder
from comity.signals.own_words.lines import Line, read_lines
from comity.signals.own_words.quotes import Kind, mark_quotes
from comity.signals.own_words.spans import OwnWords, Span
from comity.signals.own_words.tail import find_tail, postscript


def own_words(body: str, *, html: bool = False, writer: str = "") -> OwnWords:
    """Tell the writer's own words in a mail's visible text from what they quoted and what stands below their name.

    `body` is plain text, quotes and signature still in it; `html` says that it was made from HTML, whose lines are not
    broken by width. `writer` is the sender's name where it is known: it helps to tell a name under the text from a
    last word, and decides nothing else. Never raises; takes time in proportion to the body, of which no more than
    `lines.MOST_CHARS` characters are looked at.
    """
    lines, cut = read_lines(body)
    kinds, forwarded = mark_quotes(lines, html=html)
    kinds[: banner_end(lines)] = [Kind.SIGNATURE] * banner_end(lines)
    for at, line in enumerate(lines):
        if kinds[at] is Kind.OWN and line.text and is_placeholder(line.text):
            kinds[at] = Kind.SIGNATURE
    within: dict[int, int] = {}
    for start, end in list(_stretches(lines, kinds)):
        tail = find_tail(lines, start, end, writer)
        if tail.char:
            within[tail.line] = tail.char
        first = tail.line + bool(tail.char)
        kinds[first:end] = [Kind.SIGNATURE] * (end - first)
        for at in tail.quoted:
            kinds[at] = Kind.QUOTED
    found = _spans(lines, kinds, within)
    return OwnWords(
        spans=tuple(found[Kind.OWN]),
        cut=cut,
        quoted=tuple(found[Kind.QUOTED]),
        signature=tuple(found[Kind.SIGNATURE]),
        forwarded=forwarded,
    )


def _stretches(lines: list[Line], kinds: list[Kind]) -> Iterator[tuple[int, int]]:
    """First line and end of each run of the writer's own lines; a postscript begins another, for it has words again."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] is Kind.OWN and not (end > at and postscript(lines[end].text)):
            end += 1
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _spans(lines: list[Line], kinds: list[Kind], within: dict[int, int]) -> tuple[list[Span], list[Span], list[Span]]:
    """The stretches of each kind; a line in `within` is the writer's up to that offset and signature from there."""
    found: tuple[list[Span], list[Span], list[Span]] = ([], [], [])
    current, start, end = Kind.OWN, -1, -1
    for at, line in enumerate(lines):
        if not line.text:
            continue
        kind, first = kinds[at], line.start
        if kind is not current:
            if start >= 0:
                found[current].append(Span(start, end))
            current, start = kind, -1
        if at in within:
            words = line.text[: within[at]].rstrip()
            found[Kind.OWN].append(Span(first if start < 0 else start, first + len(words)))
            current, start, first = Kind.SIGNATURE, -1, first + within[at]
        start, end = (first if start < 0 else start), line.end
    if start >= 0:
        found[current].append(Span(start, end))
    return found
