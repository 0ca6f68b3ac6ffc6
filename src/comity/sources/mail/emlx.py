"""Apple Mail's .emlx: a line with the message's length in bytes, the message, and a list of what Mail knows of it."""

from __future__ import annotations

import re

_FIRST = re.compile(rb"\d{1,12}[ \t]*\r?\n")
_LIST = b"<?xml"
_LONGEST_LIST = 65_536  # bytes behind the message in which its flags are looked for
_FLAGS = re.compile(rb"<key>flags</key>\s*<integer>(\d{1,20})</integer>")
_DRAFT = 1 << 6


def behind_length(raw: bytes) -> bytes:
    """What stands behind the line with the length; nothing where there is no such line."""
    first = _FIRST.match(raw)
    return raw[first.end() :] if first else b""


def taken_apart(raw: bytes) -> tuple[bytes, bool]:
    """The message, and whether Mail has it as a draft.

    Where the length is wrong, for the file was copied as text say, the message ends where the list begins.
    """
    rest = behind_length(raw)
    length = int(raw[: len(raw) - len(rest)] or 0)
    if not rest[length:].lstrip().startswith(_LIST):
        at = rest.rfind(b"\n" + _LIST)
        length = at + 1 if at >= 0 and b"<plist" in rest[at:] else len(rest)
    flags = _FLAGS.search(rest, length, length + _LONGEST_LIST)
    return rest[:length], flags is not None and bool(int(flags[1]) & _DRAFT)
