"""What nobody typed: disclaimers, notices of lists and virus scanners, banners of mail servers."""

from __future__ import annotations

import re

from comity.later import pattern
from comity.signals.own_words.lines import Line, next_visible, previous_visible
from comity.signals.own_words.words import WORD_END, either, lists

_WORDS = lists("footers.toml")
_LEAD = " \t\xa0*_\"'“„«(>-–—=#•|"
_BEGINS = pattern(either(_WORDS["begins"]), re.IGNORECASE)
_MAY_BEGIN = pattern(f"{either(_WORDS['may_begin'])}{WORD_END}", re.IGNORECASE)
_WITHIN_LINE = pattern(rf"[.!?|]\s+(?=(?:{either(_WORDS['may_begin'])}){WORD_END})", re.IGNORECASE)
_PROVES = pattern(rf"(?<!\w){either(_WORDS['proves'])}(?!\w)", re.IGNORECASE)
_HINTS = pattern(rf"(?<!\w){either(_WORDS['hints'])}(?!\w)", re.IGNORECASE)
_LIST = pattern(either(_WORDS["list"]), re.IGNORECASE)
_BANNER = pattern(rf"{either(_WORDS['banner'])}", re.IGNORECASE)
_FIRST = frozenset(phrase.split()[0].rstrip("*:.,") for name in ("begins", "may_begin") for phrase in _WORDS[name])
# What programs leave where a picture or a file stood: "[cid:image001.png@01D2]", "[image: logo]", "<<Offer.doc>>".
_PLACEHOLDER = pattern(
    r"(?:(?:\[(?:cid|image|bild|afbeelding|inline image)\b[^\[\]]{0,200}\]|<<[^<>]{1,200}>>|<image[^<>]{1,80}>|"
    r"\(see attached file:[^()]{1,200}\))\s*){1,20}$",
    re.IGNORECASE,
)
# Notices come to the point within so many characters.
_PROOF_WITHIN = 450
_BANNER_WITHIN = 5


def may_be_footer(text: str) -> bool:
    """A quick look at the first word, which spares most lines the slow one."""
    first = text.lstrip(_LEAD).split(None, 1)[:1]
    return bool(first) and first[0].lower().replace("’", "'").rstrip(":.,") in _FIRST


def footer_at(lines: list[Line], at: int, start: int, end: int) -> bool:
    """Whether a footer begins with line `at` of the writer's lines `start` to `end`."""
    text = lines[at].text.lstrip(_LEAD)
    if _BEGINS.match(text):
        return True
    return _MAY_BEGIN.match(text) is not None and _is_proved(lines, at, start, end, 0)


def footer_within(lines: list[Line], at: int, start: int, end: int) -> int | None:
    """Offset into line `at` where a footer begins behind other text ("Member FDIC. This e-mail is intended ...")."""
    for found in _WITHIN_LINE.finditer(lines[at].text):
        if _is_proved(lines, at, start, end, found.end()):
            return found.end()
    return None


def _is_proved(lines: list[Line], at: int, start: int, end: int, skip: int) -> bool:
    """Whether the sentence says what notices say; a hint is enough only where it ends a text that has more to it."""
    text = lines[at].text[skip:]
    stop = at + 1
    while stop < end and lines[stop].text and len(text) < _PROOF_WITHIN:
        text += " " + lines[stop].text
        stop += 1
    text = text[:_PROOF_WITHIN]
    if _PROVES.search(text):
        return True
    alone = not skip and previous_visible(lines, at) < start
    return not alone and _HINTS.search(text) is not None and previous_visible(lines, end) < stop


def is_placeholder(text: str) -> bool:
    """Whether a line is nothing but what a program left for a picture or a file."""
    return text[0] in "[<(" and _PLACEHOLDER.match(text) is not None


def is_list_tail(lines: list[Line]) -> bool:
    """Whether the few lines below a rule are the footer of a list or a mail service."""
    return any(_LIST.search(line.text) for line in lines)


def banner_end(lines: list[Line]) -> int:
    """Behind the banner that a receiving mail server put on top of the body; 0 when there is none."""
    at = next_visible(lines, 0)
    if at >= len(lines) or not _BANNER.match(lines[at].text.lstrip(_LEAD + "⚠️")):
        return 0
    end = at + 1
    while (
        end < len(lines) and lines[end].text and end - at < _BANNER_WITHIN and lines[end - 1].text[-1] not in ".!])>*"
    ):
        end += 1
    return end
