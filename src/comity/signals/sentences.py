"""The sentences of the writer's own words, each with its exact place in the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.later import pattern
from comity.signals.greetings import behind_greeting, is_greeting
from comity.signals.own_words.spans import Span
from comity.signals.own_words.words import lists

# A sentence longer than this is cut at a mark inside it; nobody quotes more as a proof.
MOST_CHARS = 600

_WORDS = lists("sentences.toml")
_NEVER = frozenset(_WORDS["never"])
_SELDOM = frozenset(_WORDS["seldom"])
_BEFORE_NUMBER = frozenset(_WORDS["before_number"])
_BEGINNINGS = frozenset(_WORDS["beginnings"])
_BEFORE_ORDINAL = frozenset(_WORDS["before_ordinal"])
_BEFORE_LETTER = frozenset(_WORDS["before_letter"])
_MONTHS = frozenset(_WORDS["months"])
# In these languages a number with a full stop before a word is an ordinal.
_ORDINAL_LANGUAGES = frozenset(
    ("de", "da", "no", "nb", "nn", "fi", "pl", "cs", "sk", "hu", "hr", "sl", "et", "lv", "tr")
)

# Programs break lines at 65 to 80 characters; a body with longer lines was not broken by width.
_NARROWEST, _WIDEST = 60, 90
_SHORT = 50  # in such a body a line of no more was ended by hand, though a blank stands at its end

_PICTURE = r"[☀-➿⬀-⯿\U0001F000-\U0001FAFF]"
_SMILE = rf"(?:[:;=][-'o]?[)(DPp\]]{{1,9}}|<3|\^\^|{_PICTURE}(?:{_PICTURE}|[\uFE0F\u200D]){{0,8}})"
_MARK = r"[.!?…。！？]{1,40}[)\]\"'”’»*_]{0,3}"
# A mark and the smiles behind it; or a smile that a new beginning follows.
_END = pattern(rf"{_MARK}(?:\s{{0,3}}{_SMILE}(?!\w)){{0,5}}(?=\s|$)|{_SMILE}(?=\s+[A-ZÀ-ÞА-Я])")
_ITEM = pattern(r"\s*(?:[-–—*•·▪◦‣]\s+|o(?:\t|\s{2,})|\(?[a-zA-Z]\)\s+|\(\d{1,2}\)\s+|#\d{1,2}:?\s+)")
_NUMBERED = pattern(r"\s*\d{1,2}[.)]\s+(?=(\S+))")
_RULE = pattern(r"\W*$")
_LAST_WORD = pattern(r"[^\s(\[\"'“„«]*$")
_DOTTED = pattern(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_DAY_AND_MONTH = pattern(r"(?:[12]\d|3[01]|0?[1-9])\.(?:1[0-2]|0?[1-9])$")
_BLANKS = pattern(r"\s*")
_NEAR = 200  # characters before a full stop that can tell what it ends: what has no end is not read over again
_VOWEL = pattern(r"[aeiouyäöüàáâèéêëìíîïòóôùúûåæøœ]", re.IGNORECASE)
_CUTS = (pattern(r"[;:]\s+|\s[–—-]\s"), pattern(r",\s+"), pattern(r"\s+"))


def sentences(body: str, spans: tuple[Span, ...], *, language: str | None = None) -> list[Span]:
    """The sentences in the spans of a body, in order, without greetings that stand on a line of their own.

    Lines broken by width belong together; blank lines, list items and lines that were ended by hand do not. The spans
    returned lie within those given and hold whole sentences, or pieces of at most MOST_CHARS of longer ones.
    `language` is a two-letter code where it is known; it decides how a number with a full stop is read.
    """
    width = _width(body, spans)
    found: list[Span] = []
    first = True
    for span in spans:
        for block in _blocks(body, span, width):
            text = body[block.start : block.end]
            if first and is_greeting(text):
                continue
            start = block.start + (behind_greeting(text) if first else 0)
            found.extend(_split(body, Span(start, block.end), language))
            first = False
    return found


def _width(body: str, spans: tuple[Span, ...]) -> int:
    """The width at which a program broke the lines; 0 when none did."""
    longest = 0
    for span in spans:
        for line in body[span.start : span.end].splitlines():
            if len(line.rstrip()) > longest and " " in line.strip():
                longest = len(line.rstrip())
    return longest if _NARROWEST <= longest <= _WIDEST else 0


def _blocks(body: str, span: Span, width: int) -> Iterator[Span]:
    """Stretches that no sentence runs out of: paragraphs, list items, single lines where lines were ended by hand."""
    start = end = -1
    at = span.start
    before, flows = "", False
    for raw in body[span.start : span.end].splitlines(keepends=True):
        line = raw.strip()
        item = _item(raw, before) if line else None
        first = at + (item.end() if item else len(raw) - len(raw.lstrip()) + raw.startswith(">From "))
        if start >= 0 and (not line or item or not (flows or _is_broken(before, line, width))):
            yield Span(start, end)
            start = -1
        if line and not _RULE.match(line):
            start = first if start < 0 else start
            end = at + len(raw.rstrip())
        at += len(raw)
        before = raw.rstrip()
        flows = bool(width) and _flows(raw)
    if start >= 0:
        yield Span(start, end)


def _item(raw: str, before: str) -> re.Match[str] | None:
    """The mark of a list item at the beginning of a line; a number may also be a day, or the end of a sentence."""
    numbered = _NUMBERED.match(raw)
    if not numbered:
        return _ITEM.match(raw)
    if numbered[1].lower().strip(".,") in _MONTHS:
        return None
    listed = before[-1:] in ("", ":") or _NUMBERED.match(before) or _ITEM.match(before)
    return numbered if listed or (before[-1] in ".!?;," and not numbered[1][0].islower()) else None


def _is_broken(before: str, line: str, width: int) -> bool:
    """Whether a line goes on in the next because its first word did not fit."""
    return bool(width) and len(before) + 1 + len(line.split(None, 1)[0]) > width


def _flows(raw: str) -> bool:
    """Whether a line flows into the next, as one blank at its end tells (RFC 3676); a short one was ended by hand."""
    line = raw.rstrip("\r\n")
    return len(line) > _SHORT and line[-1] == " " and not line[-2].isspace()


def _split(body: str, block: Span, language: str | None) -> Iterator[Span]:
    text = body[block.start : block.end]
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        if not _ends(text, start, found, language):
            continue
        yield from _pieces(body, block.start + start, block.start + end)
        start = _BLANKS.match(text, end).end()  # type: ignore[union-attr] - it matches nothing too
    if start < len(text):
        yield from _pieces(body, block.start + start, block.end)


def _ends(text: str, start: int, found: re.Match[str], language: str | None) -> bool:
    """Whether a sentence that began at `start` ends with the mark that was found."""
    after = text[found.end() : found.end() + 60].split(None, 1)
    if not after:
        return True
    mark, word = found[0], after[0]
    lower = word[0].islower()
    if mark[0] not in ".…":
        return not (lower and mark[-1] in ")]\"'”’»")
    if mark.startswith(("..", "…")):
        return not lower
    if len(mark) > 1 and mark[1] in ")]\"'”’»":
        return not lower
    return len(mark) > 1 or _full_stop_ends(text[max(start, found.start() - _NEAR) : found.start()], word, language)


def _full_stop_ends(sentence: str, word: str, language: str | None) -> bool:
    """Whether a full stop behind `sentence`, before `word`, ends it."""
    last = _LAST_WORD.search(sentence[-60:])
    unit = last[0] if last else ""
    low, next_low = unit.lower(), word.lower().replace("’", "'").strip(".,;:!?)\"'”")
    if unit.isdigit():
        return _number_ends(sentence, unit, word, next_low, language)
    if _DAY_AND_MONTH.match(unit) and word[0].islower():
        head = sentence[: -len(unit)].split()[-1:]
        return language not in _ORDINAL_LANGUAGES and not (head and head[0].lower() in _BEFORE_ORDINAL)
    if low in _BEFORE_NUMBER and word[0] in "0123456789#$€£":
        return False
    if low in _NEVER:
        return False
    if low in _SELDOM or _DOTTED.match(unit):
        return next_low in _BEGINNINGS and not word[0].islower()
    if len(unit) == 1 and unit.isalpha() and unit.isupper():
        before = sentence[: -len(unit)].split()[-1:]
        return low == "i" or next_low in _BEGINNINGS or (bool(before) and before[0].lower() in _BEFORE_LETTER)
    # "we meet Prf. next week": a short lower-case follower of letters without a vowel shows an unlisted short form.
    return not (word[0].islower() and len(unit) <= 4 and unit.isalpha() and not _VOWEL.search(unit))


def _number_ends(sentence: str, unit: str, word: str, next_low: str, language: str | None) -> bool:
    """Whether a number with a full stop ends a sentence; it may also be an ordinal, or the number of an item."""
    head = sentence[: len(sentence) - len(unit)].split()
    if not head:
        return False
    if len(unit) > 2:
        return True
    if (next_low in _MONTHS and next_low != "may") or (next_low == "may" and word[0].isupper()):
        return False
    ordinal = head[-1].lower().strip(".,(") in _BEFORE_ORDINAL or head[-1].endswith(("-", "–", "/"))
    return not (ordinal or (language in _ORDINAL_LANGUAGES and word[0].islower()))


def _pieces(body: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, cut at the last sensible place before MOST_CHARS as often as it is longer."""
    while end - start > MOST_CHARS:
        cut = _cut(body[start : start + MOST_CHARS])
        stop = start + len(body[start : start + cut].rstrip())
        yield Span(start, stop)
        start += cut
        rest = body[start : min(end, start + MOST_CHARS)]
        start += len(rest) - len(rest.lstrip())
    if start < end:
        yield Span(start, end)


def _cut(text: str) -> int:
    for mark in _CUTS:
        last = 0
        for found in mark.finditer(text, len(text) // 2):
            last = found.end()
        if last:
            return last
    return len(text)
