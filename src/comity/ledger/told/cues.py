"""The cues of `cues.toml` beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from comity.ledger.promising.cues import Cue


@cache
def _told() -> Mapping[str, str]:
    return tomllib.loads((resources.files("comity.ledger.told") / "cues.toml").read_text("utf-8"))


@cache
def cue(name: str) -> Cue:
    """One expression."""
    return Cue(_told()[name], frozenset())
