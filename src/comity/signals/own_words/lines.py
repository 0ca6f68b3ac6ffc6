"""A body as lines with their offsets, bounded, each knowing whether it carries a quoting mark."""

from __future__ import annotations

from dataclasses import dataclass

from comity.later import pattern

# Nobody types this much into one mail; behind it lie logs, lists and decades of quoted thread. It bounds the time too.
MOST_CHARS = 100_000
MOST_LINES = 5_000
# Headers and signatures are short: no pattern ever sees more than this of a line.
SEEN = 400

# ">", "> >", "AB>" (initials, as Lotus and Gnus write them), and ">" that a careless converter left as an entity.
_MARK = pattern(r"(?:[A-Z]{1,4})?(?:>|&gt;)")
# Converters of newsletters fill lines with characters that have no width; such a line is blank.
_NO_WIDTH = "\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff "
# Mailboxes write this for a line of the writer's own that begins with "From ".
_ESCAPED = ">From "
# The last line of an attribution that was broken before its colon: "<ann@firm.example\n>:".
_BROKEN_END = pattern(r">\s*[:：]$")


@dataclass(slots=True)
class Line:
    """One line: offsets of its visible part (equal when blank), its first SEEN characters, whether it is quoted."""

    start: int
    end: int
    text: str
    quoted: bool


def read_lines(body: str) -> tuple[list[Line], bool]:
    """Cut a body into lines; also tell whether it was longer than what is looked at."""
    part = body[:MOST_CHARS]
    raws = part.splitlines(keepends=True)
    cut = len(part) < len(body) or len(raws) > MOST_LINES
    lines: list[Line] = []
    at = 0
    for raw in raws[:MOST_LINES]:
        text = raw.strip()
        start = at if text and raw[0] == text[0] else at + len(raw) - len(raw.lstrip())
        if not text or not (text.isascii() or text.strip(_NO_WIDTH)):
            lines.append(Line(start, start, "", False))
        else:
            end = start + len(text)
            quoted = not text[0].islower() and _is_quoted(text, raw)
            if raw.startswith(_ESCAPED):
                start, text = start + 1, text[1:]
            lines.append(Line(start, end, text if len(text) <= SEEN else text[:SEEN], quoted))
        at += len(raw)
    return lines, cut


def _is_quoted(text: str, raw: str) -> bool:
    first = text[0]
    if first == ">":
        return not (raw.startswith(_ESCAPED) or (len(text) < 6 and _BROKEN_END.match(text)))
    return (first == "&" or first.isupper()) and _MARK.match(text) is not None


def next_visible(lines: list[Line], at: int) -> int:
    """Index of the first line from `at` on that is not blank; len(lines) when there is none."""
    while at < len(lines) and not lines[at].text:
        at += 1
    return at


def previous_visible(lines: list[Line], at: int) -> int:
    """Index of the last line before `at` that is not blank; -1 when there is none."""
    at -= 1
    while at >= 0 and not lines[at].text:
        at -= 1
    return at
