"""Words of a header that are encoded (RFC 2047), also where programs encode them wrongly."""

from __future__ import annotations

import binascii
import re
import string

from comity.sources.mail import characters

_WORD = re.compile(r"=\?([!->@-~]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)[ \t\r\n]+(=\?[!->@-~]{1,60}\?[bBqQ]\?)")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_BASE64 = f"{string.ascii_letters}{string.digits}+/".encode()
_NOT_BASE64 = bytes(c for c in range(256) if c not in _BASE64)


def decoded(value: str) -> str:
    """A header's value as a person reads it: encoded words decoded, white space as single spaces, all printable."""
    if "=?" in value:
        value = _decode(value)
    if not value.isascii() or not value.isprintable():
        value = characters.clean(value)
    return " ".join(value.split())


def _decode(value: str) -> str:
    """Words of one charset that follow each other are decoded as one: some programs split a character between them."""
    out: list[str] = []
    pending, charset, at = b"", "", 0
    for word in _WORD.finditer(_BETWEEN.sub(r"\1\2", value)):
        name = word[1].partition("*")[0].lower()
        if pending and (name != charset or word.start() != at):
            out.append(characters.text(pending, charset))
            pending = b""
        out.append(word.string[at : word.start()])
        pending += _bytes(word[3], word[2] in "qQ")
        charset, at = name, word.end()
    out.append(characters.text(pending, charset))
    return "".join(out) + _BETWEEN.sub(r"\1\2", value)[at:]


def _bytes(coded: str, quoted: bool) -> bytes:
    raw = coded.encode("utf-8", "replace")
    if quoted:
        return _HEX.sub(lambda m: bytes([int(m[1], 16)]), raw.replace(b"_", b" "))
    return base64(raw)


def base64(raw: bytes) -> bytes:
    """The bytes that a damaged base64 text still tells; never raises."""
    try:
        return binascii.a2b_base64(raw)
    except binascii.Error:
        kept = raw.translate(None, _NOT_BASE64)
        kept = kept[: len(kept) - 1] if len(kept) % 4 == 1 else kept
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
