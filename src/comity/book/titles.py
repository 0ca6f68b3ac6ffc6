"""What a job title tells: how high its bearer stands, what they answer for, and whether they still do.

The scale: 6 owner, president, chief executive, partner; 5 C-level below, vice president, general manager; 4 head of a
department or site, director, controller; 3 manager, supervisor; 2 specialist, coordinator; 1 staff.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from comity.book.spelling import LONGEST, clean, fold
from comity.later import pattern

TOP = 6
_PARTS = pattern(r"\s*[,;/|&+()]\s*|\s+[-–—]\s+|\s+(?:and|und|en|et|y|e)\s+")
_DOTS = pattern(r"(?<=\w)\.(?=\w)|[.'’\"]")
_GAPS = pattern(r"[^a-z0-9]+")


class Title(msgspec.Struct, frozen=True):
    """A title read: `level` 1 to 6 or None, `role` or None, `past` when its bearer has left that post."""

    level: int | None
    role: str | None
    past: bool


class _Rules(msgspec.Struct, frozen=True):
    serves: re.Pattern[str]
    past: re.Pattern[str]
    past_dotted: re.Pattern[str]
    deputy: re.Pattern[str]
    department: re.Pattern[str]
    lowers: re.Pattern[str]
    plain: re.Pattern[str]
    levels: tuple[tuple[re.Pattern[str], int], ...]
    roles: dict[str, re.Pattern[str]]


def level(title: str) -> int | None:
    """How high the title stands, 1 (staff) to 6 (the top); None where it does not tell."""
    return read_title(title).level


def role(title: str) -> str | None:
    """What its bearer answers for: purchasing, finance, people, operations, it, sales, general; None where unsaid."""
    return read_title(title).role


@lru_cache(maxsize=16_384)
def read_title(title: str) -> Title:
    """Read a title in English, German, Dutch, French, Spanish or Italian. Never fails."""
    parts = [_plain(part) for part in _PARTS.split(clean(title)[:LONGEST])]
    whole = " ".join(filter(None, parts))
    rules = _rules()
    past = bool(rules.past.search(whole) or rules.past_dotted.search(fold(title[:LONGEST])))
    if rules.serves.search(whole):
        return Title(2, _role(whole, None), past)
    levels = [found for found in map(_level, parts) if found is not None]
    highest = max(levels, default=None)
    if highest is None:
        highest = _level(whole)
    if highest == TOP and rules.department.search(whole):
        highest = TOP - 1
    return Title(highest, _role(whole, highest), past)


def _plain(text: str) -> str:
    """A part of a title in lower case, without accents, dots and hyphens."""
    return _GAPS.sub(" ", _DOTS.sub("", fold(text))).strip()


def _level(part: str) -> int | None:
    rules = _rules()
    part = " ".join(rules.past.sub(" ", part).split())
    lowered = rules.lowers.match(part)
    core = " ".join(rules.plain.sub(" ", part[lowered.end() :] if lowered else part).split())
    found = next((level for told, level in rules.levels if told.search(core)), None)
    if lowered is None:
        return TOP - 1 if found == TOP and rules.deputy.search(part) else found
    if found is None:
        return next((level for told, level in rules.levels if told.search(part)), None)
    return found - 1 if found >= 3 else found


def _role(whole: str, highest: int | None) -> str | None:
    """The role named first, but purchasing before all; "general" for the top where no other is named."""
    found = {name: match.start() for name, told in _rules().roles.items() if (match := told.search(whole))}
    if "purchasing" in found:
        return "purchasing"
    at_a_place = found.pop("places", None) is not None
    by_itself = found.pop("general", None) is not None or highest == TOP
    if found:
        return min(found, key=lambda name: (found[name], name))
    if at_a_place:
        return "operations"
    return "general" if by_itself else None


@cache
def _rules() -> _Rules:
    lists = tomllib.loads(files("comity.book").joinpath("titles.toml").read_text("utf-8"))
    one = {name: pattern(text) for name, text in lists.items() if isinstance(text, str)}
    levels = tuple((pattern(text), level) for text, level in lists["levels"])
    roles = {name: pattern(text) for name, text in lists["roles"].items()}
    return _Rules(**one, levels=levels, roles=roles)
