"""Files that are written aside and moved into place: whoever reads one sees the old or the new, never a half."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def aside(to: Path) -> Iterator[Path]:
    """An empty file, for nobody else to read, that takes the place of `to` at the end; it goes where that fails."""
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = to.with_name(f".{to.name}.{os.getpid()}.tmp")
    written.unlink(missing_ok=True)
    try:
        written.touch(mode=0o600)
        yield written
        written.replace(to)
    finally:
        written.unlink(missing_ok=True)


def write_json(to: Path, told: Mapping[str, Any]) -> None:
    """Keep a few words by name."""
    with aside(to) as written:
        written.write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def read_json(file: Path) -> dict[str, Any]:
    """What was kept; nothing where there is no such file, or none that can be read."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
