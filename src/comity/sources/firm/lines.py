"""In which line of a TOML text a key is written."""

from __future__ import annotations

import re
from collections.abc import Sequence


def line_of(lines: Sequence[str], path: tuple[str, ...]) -> int:
    """The number of the line in which the key at `path` (or its table) is written; 0 where it is not found as such."""
    *tables, key = path
    own, head = _table(path), _table(tables) if tables else None
    assigned = re.compile(rf"\s*{_quoted(key)}\s*=")
    inside = head is None
    for number, line in enumerate(lines, 1):
        if own.match(line):
            return number
        if line.lstrip().startswith("["):
            inside = bool(head and head.match(line))
        elif inside and assigned.match(line):
            return number
    return 0


def _quoted(name: str) -> str:
    return rf"[\"']?{re.escape(name)}[\"']?"


def _table(names: Sequence[str]) -> re.Pattern[str]:
    dotted = r"\s*\.\s*".join(map(_quoted, names))
    return re.compile(rf"\s*\[+\s*{dotted}\s*\]")
