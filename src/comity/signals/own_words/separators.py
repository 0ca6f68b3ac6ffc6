"""Lines that mail programs draw above what they quote or forward, and lines that are nothing but a rule."""

from __future__ import annotations

import re
from enum import Enum, auto

from comity.later import pattern
from comity.signals.own_words.words import either, lists


class Separator(Enum):
    """What a line above a quoted mail says of it."""

    REPLY = auto()
    FORWARD = auto()


_HEADERS = lists("headers.toml")
_FORWARDED = either(_HEADERS["forwarded"])
_RULED = pattern(rf"[-–—_=*~#>\s]{{2,}}(?:(?P<forward>{_FORWARDED})|{either(_HEADERS['original'])})", re.IGNORECASE)
# Apple's programs draw no rule; the whole line must be the phrase.
_BARE = pattern(rf"[*_]*{_FORWARDED}\s*[:：]\s*[*_]*$", re.IGNORECASE)
_ABOVE_THIS = pattern(rf"{either(_HEADERS['answer'])}.{{0,40}}{either(_HEADERS['above_this'])}", re.IGNORECASE)
_NAMES_LINE = pattern(r"[Ll]in[eijo]|LINE|[Zz]eile|[Ll]igne|lijn|regel|línea|riga|linha|raden|rivin")
_RULE = pattern(r"[\s>*]*[-–—_=*~#•·.]{3,}[\s*]*$")
_DRAWN = frozenset("-–—_=*~#> ")
_MOST_CHARS = 200


def may_separate(text: str) -> bool:
    """A quick look that spares most lines the slow one."""
    return text[0] in _DRAWN or text[-1] in ":：*_" or _NAMES_LINE.search(text) is not None


def separator(text: str) -> Separator | None:
    """What the line says of the mail below it; None when it is no separator."""
    if text[0] in _DRAWN and (found := _RULED.match(text)):
        return Separator.FORWARD if found["forward"] else Separator.REPLY
    if text[-1] in ":：*_" and len(text) < 60 and _BARE.match(text):
        return Separator.FORWARD
    if _NAMES_LINE.search(text) and len(text) < _MOST_CHARS and _ABOVE_THIS.search(text):
        return Separator.REPLY
    return None


def is_rule(text: str) -> bool:
    """Whether a line is nothing but a drawn rule."""
    return len(text) >= 3 and not text[-1].isalnum() and _RULE.match(text) is not None
