"""Names of folders in IMAP's own spelling, which programs also write on the disk ("Entw&APw-rfe")."""

from __future__ import annotations

import base64
import re

_SHIFTED = re.compile(r"&([A-Za-z0-9+,]*)-")


def decoded(name: str) -> str:
    """A name from IMAP's own form of UTF-7; what is none stands as it is."""
    return _SHIFTED.sub(lambda m: _letters(m[1]) if m[1] else "&", name)


def _letters(packed: str) -> str:
    try:
        raw = base64.b64decode(packed.replace(",", "/") + "=" * (-len(packed) % 4), validate=True)
        return raw.decode("utf-16-be")
    except (ValueError, UnicodeDecodeError):
        return f"&{packed}-"
