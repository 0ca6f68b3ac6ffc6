"""The languages that mail is told apart into, and which of them our reader reads: `languages.toml` is the table."""

from __future__ import annotations

import tomllib
from importlib import resources

_TOLD = tomllib.loads((resources.files("comity.signals") / "languages.toml").read_text("utf-8"))
OTHER = "other"
NAMES: dict[str, str] = {**_TOLD["names"], OTHER: "another language"}
CODES: tuple[str, ...] = tuple(NAMES)
READ: frozenset[str] = frozenset(_TOLD["reads"])
CLEAR: float = _TOLD["clear"]
