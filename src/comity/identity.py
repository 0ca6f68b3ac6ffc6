"""The digest that makes a record the same record wherever and however often it is read."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal

from comity.tables import Table, Values

# What is white space of ASCII, as Python has it.
_SPACES = bytes.maketrans(b"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f", b" " * 9)


def row_id(table: Table, values: Values, ref: str, occurrence: int = 0) -> str:
    """Hex digest of what the record says: its identity columns, its ref, and which of several equal ones it is.

    White space counts once, so that a mail wrapped anew by another program stays the same mail.
    """
    digest = hashlib.blake2b(table.name.encode(), digest_size=16)
    names = table.identity or tuple(c.name for c in table.columns)
    for name in names:
        digest.update(b"\x1e")
        digest.update(_told(values.get(name)))
    digest.update(f"\x1e{ref}\x1e{occurrence or ''}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def alike(value: object) -> object:
    """A value, equal to another where `row_id` takes both for the same: white space once, and no words are none."""
    return " ".join(value.split()) or None if isinstance(value, str) else value


def _told(value: object) -> bytes:
    if value is None or value == "" or value == []:
        return b""
    if isinstance(value, str):
        return _words(value)
    if isinstance(value, bytes):
        return value
    if isinstance(value, bool | int):
        return str(value).encode()
    if isinstance(value, float):
        return repr(value).encode()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".encode()
    if isinstance(value, dt.datetime):
        if value.tzinfo is not dt.UTC:
            value = value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC)
        return value.isoformat().encode()
    if isinstance(value, dt.date):
        return value.isoformat().encode()
    if isinstance(value, dict):
        return b"\x1f".join(_told(v) for v in value.values())
    if isinstance(value, list | tuple):
        return b"\x1d".join(_told(v) for v in value)
    raise TypeError(f"a {type(value).__name__} is no value of a fact")


def _words(text: str) -> bytes:
    """A text with its white space counted once. Of ASCII without taking it into words, which takes thrice the time."""
    if not text.isascii():
        return " ".join(text.split()).encode("utf-8", "surrogatepass")
    if text.isalnum():  # most are digests
        return text.encode()
    parts = text.encode().translate(_SPACES).split(b"  ")
    return b" ".join(filter(None, map(bytes.strip, parts)))
