"""Names of folders as mail programs give them: in IMAP's own spelling ("Entw&APw-rfe"), and step by step in a path."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from unicodedata import normalize

_SHIFTED = re.compile(r"&([A-Za-z0-9+,]*)-")
_STEP = re.compile(r"[/.]+")  # Maildir and some servers put dots between folders, and files have endings
_COPY = re.compile(r"\s*\(\d{1,3}\)\Z")  # "Drafts (2)": a second file of that name


def decoded(name: str) -> str:
    """A name from IMAP's own form of UTF-7; what is none stands as it is."""
    return _SHIFTED.sub(lambda m: _letters(m[1]) if m[1] else "&", name)


def steps(path: str) -> Iterator[str]:
    """The names of the folders in a path, as `plain` spells them."""
    return (plain(step) for step in _STEP.split(decoded(path)))


def plain(name: str) -> str:
    """A name in small letters, however its accents and apostrophes are written, and without the number of a copy."""
    return _COPY.sub("", normalize("NFC", name).replace("’", "'").strip()).casefold()


def _letters(packed: str) -> str:
    try:
        raw = base64.b64decode(packed.replace(",", "/") + "=" * (-len(packed) % 4), validate=True)
        return raw.decode("utf-16-be")
    except (ValueError, UnicodeDecodeError):
        return f"&{packed}-"
