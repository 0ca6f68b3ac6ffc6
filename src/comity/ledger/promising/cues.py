"""The cues of `cues.toml`, compiled when they are first asked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def _told() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((resources.files("comity.ledger.promising") / "cues.toml").read_text("utf-8"))


def cue(section: str, name: str) -> re.Pattern[str]:
    """One expression."""
    return re.compile(_told()[section][name], re.I | re.X)


def words(section: str, name: str) -> frozenset[str]:
    """One list of words."""
    return frozenset(_told()[section][name].split())
