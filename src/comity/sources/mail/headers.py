"""A message's header block: its fields as they stand. Broken blocks are read as far as they are one."""

from __future__ import annotations

import re

from comity.sources.mail import characters

# Values by lower-case name, in the order they stand; unfolded, encoded words still encoded.
Fields = dict[str, list[str]]

LONGEST_BLOCK = 1_048_576  # bytes that are looked at for a header block
LONGEST_VALUE = 262_144  # characters of one field that are kept
MOST_LINES = 20_000  # fields of one block that are kept
MOST_BROKEN = 100  # lines without a field's name that are taken for continuations
_FOLDED = "\0"  # stands where a line was folded, so that physical lines can be counted
# A field every mail may have: tells a header block from other text, and a broken line in it from the body.
KNOWN_FIELDS = (
    r"^(?:from|to|cc|bcc|date|subject|sender|reply-to|message-id|in-reply-to|references|received|return-path|"
    r"delivered-to|mime-version|content-(?:type|transfer-encoding|disposition|length)|status|x-[\w-]+|dkim-signature|"
    r"arc-[\w-]+|authentication-results|list-[\w-]+|precedence|importance|thread-(?:topic|index))[ \t]*:"
)
_KNOWN = re.compile(KNOWN_FIELDS, re.I | re.M)


def split(raw: bytes, start: int = 0, end: int | None = None) -> tuple[Fields, int]:
    """The fields of the header block that begins at `start`, and the offset at which the body begins.

    A block without an empty line after it ends where its lines are no fields any more; a broken line with known
    fields after it is taken for the continuation of the field before.
    """
    block_end, body = _end(raw, start, len(raw) if end is None else end)
    lines = _lines(raw[start:block_end]).split("\n")
    if block_end - start > LONGEST_VALUE:
        lines = [line[:LONGEST_VALUE] for line in lines[:MOST_LINES]]
    fields, read = _fields(lines)
    if read is not None:
        body = start
        for _ in range(read):
            body = raw.find(b"\n", body) + 1 or len(raw)
    return fields, body


def first(fields: Fields, name: str) -> str:
    """The first value of a field; '' where the message has none."""
    values = fields.get(name)
    return values[0] if values else ""


def _end(raw: bytes, start: int, stop: int) -> tuple[int, int]:
    """Where the header block ends, as far as it is looked at, and where the body begins."""
    if raw.startswith((b"\n", b"\r\n"), start):
        return start, raw.index(b"\n", start) + 1
    bare = raw.find(b"\n\n", start, stop)
    returned = raw.find(b"\n\r\n", start, stop if bare < 0 else bare)
    block, body = (bare, bare + 2) if returned < 0 else (returned, returned + 3)
    if block < 0:
        block = body = stop
    return min(block, start + LONGEST_BLOCK), body


def _lines(block: bytes) -> str:
    """The block as text, one field a line, a NUL where it was folded."""
    try:
        lines = block.decode()
    except UnicodeDecodeError:
        lines = "\n".join(characters.text(line.replace(b"\r", b"")) for line in block.split(b"\n"))
    if _FOLDED in lines:
        lines = lines.replace(_FOLDED, "")
    if "\r" in lines:
        lines = lines.replace("\r\n", "\n")
    return lines.replace("\n ", _FOLDED + " ").replace("\n\t", _FOLDED + " ")


def _fields(lines: list[str]) -> tuple[Fields, int | None]:
    """The fields, and where the block breaks off before its end how many physical lines were read."""
    fields: Fields = {}
    last: list[str] = []
    broken = 0
    for at, line in enumerate(lines):
        name, colon, value = line.partition(":")
        if " " in name:
            name = name.rstrip(" ")
        if not colon or not name or " " in name:
            if not line.strip() or (not last and line.startswith(("From ", ">From "))):
                continue
            broken += 1
            if not last or broken > MOST_BROKEN or not _goes_on(lines, at):
                return fields, at + sum(read.count(_FOLDED) for read in lines[:at])
            last[-1] = f"{last[-1]} {line.strip()}"[:LONGEST_VALUE]
            continue
        value = value.strip()
        if _FOLDED in value:
            value = value.replace(_FOLDED, "")
        name = name.lower()
        if name in fields:
            last = fields[name]
            last.append(value)
        else:
            last = fields[name] = [value]
    return fields, None


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether known fields follow a broken line."""
    return any(_KNOWN.match(line) for line in lines[at + 1 : at + 1 + MOST_BROKEN])
