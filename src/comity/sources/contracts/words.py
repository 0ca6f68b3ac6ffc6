"""Whether a plain text reads like a contract: it calls itself one, and speaks of what contracts speak of."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

HEAD = 1_500  # characters in which a contract says what it is
LEAST = 4  # different things of a contract that it must speak of
# A short letter that a line near its top calls an agreement, and that goes on in numbered clauses, speaks of fewer.
LEAST_IN_CLAUSES, CLAUSES = 2, 3
TITLES = 8  # lines among which the title stands, below letterhead and address
TITLE_WORDS = 12  # the most words of it
CLAUSE = re.compile(r"^[ \t]*\d{1,2}(?:\.\d{1,2})?[.)][ \t]+\S", re.MULTILINE)
WORDS = Path(__file__).with_name("words.toml")


def like_a_contract(text: str) -> bool:
    """Whether a text names itself a contract near its top and speaks of enough that contracts speak of."""
    named, things = _patterns()
    if not named.search(text[:HEAD]):
        return False
    clauses = [found.start() for found in CLAUSE.finditer(text)]
    above = [line for line in text[: clauses[0] if clauses else 0].splitlines() if line.strip()][:TITLES]
    titled = any(named.search(line) for line in above if len(line.split()) <= TITLE_WORDS)
    in_clauses = titled and len(clauses) >= CLAUSES
    return sum(bool(thing.search(text)) for thing in things) >= (LEAST_IN_CLAUSES if in_clauses else LEAST)


@cache
def _patterns() -> tuple[re.Pattern[str], list[re.Pattern[str]]]:
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return _any(words["named"]), [_any(thing) for thing in words["things"].values()]


def _any(words: list[str]) -> re.Pattern[str]:
    """Any of some words; a star stands for the rest of a word, a blank for any white space."""
    told = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"\b(?:{'|'.join(told)})\b", re.IGNORECASE)
