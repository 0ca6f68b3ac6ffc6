"""Lines that say who wrote what follows: "On Tuesday, Ann Lee <ann@firm.example> wrote:", broken as they come."""

from __future__ import annotations

import re

from comity.later import pattern
from comity.signals.own_words.lines import Line, next_visible
from comity.signals.own_words.names import is_name
from comity.signals.own_words.words import WORD_END, WORD_START, either, lists

_MOST_LINES = 5
_MOST_CHARS = 500

_HEADERS = lists("headers.toml")
_VERBS = (*_HEADERS["wrote"], *_HEADERS["wrote_joined"])
_WROTE = either(_HEADERS["wrote"])
_VERB = pattern(rf"{WORD_START}{_WROTE}{WORD_END}|{either(_HEADERS['wrote_joined'])}", re.IGNORECASE)
_VERB_AT_END = pattern(rf"{WORD_START}{_WROTE}\s*(?:-{{2,}})?\s*$|-{{2,}}\s*$", re.IGNORECASE)
# Zoho and a few others set no colon; looked for first because it is quick.
_BARE_ENDS = ("wrote", "schrieb", "écrit", "schreef", "escribió", "scritto", "escreveu", "skrev", "napisał")
# What tells an attribution from prose that says "he wrote": a full date, a time of day, an address.
_DATE = pattern(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|(?:19|20)\d\d年", re.IGNORECASE)
_TIME = pattern(r"\b\d{1,2}[:.h]\d{2}\b")
_ADDRESS_AT_END = pattern(r"@[^\s@]{1,200}[>)\]]+\s*[:：]$|@[\w.-]{1,200}\s*[:：]$")
# A name alone in front of the verb is enough where quoted lines follow.
_MOST_NAME = 100

_FIRST_WORDS = frozenset((*_HEADERS["begins"], *_HEADERS["days"]))
_LEAD = " \t\xa0-–—_*\"'>"


def attribution(lines: list[Line], end: int) -> int | None:
    """First line of the attribution whose last line is `end`; None when that line ends no attribution."""
    if not _may_end(lines[end].text):
        return None
    if not _may_attribute(lines, end):
        return None
    text = ""
    for first in range(end, max(-1, end - _MOST_LINES), -1):
        line = lines[first]
        if not line.text or (line.quoted and first != end):
            break
        text = f"{line.text} {text}".strip()
        if len(text) > _MOST_CHARS:
            break
        if _begins(line.text) and _holds(text):
            return _first_line(lines, first)
    return end if _stands_alone(lines, end) else None


def _first_line(lines: list[Line], first: int) -> int:
    """A line above that breaks off behind a comma belongs to it: "On May 4, 2026," above "at 9:12 AM, Ann wrote:"."""
    above = lines[first - 1] if first else None
    if (
        above
        and above.text.endswith(",")
        and len(above.text) <= _MOST_NAME
        and not above.quoted
        and _begins(above.text)
    ):
        return first - 1
    return first


def _may_attribute(lines: list[Line], end: int) -> bool:
    """A quick look for a verb or an address, which spares most lines that end in a colon the slow one."""
    text = " ".join(line.text for line in lines[max(0, end - _MOST_LINES + 1) : end + 1])[-_MOST_CHARS:]
    if _ADDRESS_AT_END.search(text[-210:]):
        return True
    low = text.lower()
    return any(verb in low for verb in _VERBS)


def _may_end(text: str) -> bool:
    last = text[-1]
    return last in ":：" or ((last == "-" or text.endswith(_BARE_ENDS)) and _VERB_AT_END.search(text[-40:]) is not None)


def _begins(text: str) -> bool:
    bare = text if text[0].isalnum() else text.lstrip(_LEAD)
    if not bare:
        return False
    if bare[0].isdigit():
        return True
    word = bare.split(None, 1)[0].lower()
    return word in _FIRST_WORDS or word.rstrip(".,:") in _FIRST_WORDS


def _holds(text: str) -> bool:
    """Whether a text that begins like an attribution is one."""
    dated = _DATE.search(text) is not None or _TIME.search(text) is not None
    if text[-1] not in ":：":
        return dated and "@" in text and _VERB.search(text) is not None
    if _VERB.search(text) is not None:
        return "@" in text or dated
    return dated and _ADDRESS_AT_END.search(text) is not None


def _stands_alone(lines: list[Line], at: int) -> bool:
    """ "Ann Lee <ann@firm.example> wrote:" without a day or with the day behind the verb; a bare "Ann Lee wrote:"."""
    text = lines[at].text
    verb = _VERB.search(text) if text[-1] in ":：" else None
    if verb is None:
        return False
    dated = _DATE.search(text) is not None
    if "@" in text and (dated or _VERB_AT_END.search(text[-40:].rstrip(":： "))):
        return True
    name = text[: verb.start()].split("/")[0].strip()
    if dated and _TIME.search(text) and name and is_name(name):
        return True
    after = next_visible(lines, at + 1)
    return len(text) <= _MOST_NAME and after < len(lines) and lines[after].quoted
