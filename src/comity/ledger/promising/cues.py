"""The cues of `cues.toml`, compiled when they are first asked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from comity.later import pattern

_PART = pattern(r"\{([a-z]+)\}")
_WORDS = pattern(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@cache
def _told() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((resources.files("comity.ledger.promising") / "cues.toml").read_text("utf-8"))


class Cue:
    """An expression, and where it has such, words of which one stands in whatever it finds: a quick look first."""

    def __init__(self, text: str, needs: frozenset[str]) -> None:
        self._pattern, self._needs = pattern(text, re.I | re.X), needs

    def search(self, text: str, told: frozenset[str] | None = None) -> re.Match[str] | None:
        """The first place in a text; `told` are its words in lower case, where they are known."""
        if told is not None and self._needs and told.isdisjoint(self._needs):
            return None
        return self._pattern.search(text)


def cue(section: str, name: str) -> Cue:
    """One expression."""
    needs = _told()[section].get(f"{name}_needs", "")
    return Cue(_spelt_out(_told()[section][name]), frozenset(needs.split()))


def _spelt_out(text: str) -> str:
    """An expression with its parts where it names them in braces; these may name others."""
    return _PART.sub(lambda named: _spelt_out(_told()["parts"][named[1]].strip()), text)


def words(section: str, name: str) -> frozenset[str]:
    """One list of words."""
    return frozenset(_told()[section][name].split())


def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case."""
    return frozenset(_WORDS.findall(text.lower().replace("’", "'")))
