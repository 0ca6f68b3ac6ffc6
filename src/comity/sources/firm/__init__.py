"""What the firm says of itself: comity.toml, known by its [firm] table; the name is a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from comity.later import pattern
from comity.sources.charsets import charset_of_head
from comity.sources.firm.told import NoToml, Told, told
from comity.sources.outcome import Export, Outcome, Reject, Row, Said, Settings
from comity.sources.values import quoted

KIND = "firm"
NAME = "comity.toml"
LARGEST = 262_144  # bytes
TABLE = pattern(r"^[ \t]*(?:\[\[?[ \t]*[\"']?firm[\"']?[ \t]*\]|firm[ \t]*[.=])", re.MULTILINE)


def detect(export: Export) -> bool:
    """Whether the file is called comity.toml, or is TOML with a table [firm]; a broken one goes by its ending."""
    name = export.name.rsplit("/", 1)[-1].lower()
    if name == NAME:
        return True
    # Most files are mail: they are passed over before anything is decoded.
    if export.size > LARGEST or b"firm" not in export.head.replace(b"\0", b""):
        return False
    if not TABLE.search(_decoded(export.head)):
        return False
    try:
        return told(_decoded(export.bytes())).has_firm
    except (NoToml, OSError):
        return name.endswith(".toml")


def read(export: Export) -> Iterator[Outcome]:
    """One row of what can be used, and a reject for the file or for each key that holds something else."""
    if export.size > LARGEST:
        reason = f"larger than {LARGEST // 1024} KB, as no {NAME} is. Leave out what does not belong there."
        yield Reject("file", reason, export.head, export.size)
        return
    raw = export.bytes()
    try:
        found = told(_decoded(raw))
    except NoToml as error:
        yield Reject(f"line {error.line}" if error.line else "file", str(error), raw, export.size)
        return
    if not found.has_firm and found.settings.columns:
        yield Said("it says nothing of the firm itself, only what the columns of files mean")
    elif not found.has_firm:
        reason = 'the table [firm] is missing. Write it above the keys: [firm], then name = "...", domains = ["..."].'
        yield Reject("file", reason, raw, export.size)
        return
    else:
        yield Row("firm", found.values, "file", "", export.size)
    for problem in found.problems:
        place = f"line {problem.line}" if problem.line else "file"
        yield Reject(place, problem.reason, problem.raw.encode(), export.size)
    if found.unknown:
        yield Said("keys that nobody knows, passed over: " + ", ".join(map(quoted, found.unknown[:20])))


def settings(source: Path | str) -> Settings:
    """What a comity.toml (its path, or its text) says that reading depends on; nothing where it says nothing.

    What is wrong in it is told when the file is read as an export, and passed over here.
    """
    try:
        return _told_at(source).settings
    except (NoToml, OSError):
        return Settings()


def _told_at(source: Path | str) -> Told:
    if isinstance(source, str):
        return told(source)
    if source.stat().st_size > LARGEST:
        raise NoToml(0, "too large")
    return told(_decoded(source.read_bytes()))


def _decoded(raw: bytes) -> str:
    """The text whatever it was saved as: editors on Windows also write cp1252 and UTF-16."""
    charset = charset_of_head(raw)
    return charset.text(raw[charset.skip :]) if charset else ""
