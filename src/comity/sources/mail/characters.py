"""Bytes to text: the declared charset, else BOM, UTF-8, cp1252, and only then a guess; invisible characters go."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from charset_normalizer import from_bytes

# What mail programs declare and what their bytes really are, as browsers read them.
_WIDER = {
    "ascii": "",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "iso-8859-8-i": "iso8859-8",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-mac-roman": "mac-roman",
    "x-windows-949": "cp949",
}
# Text encodings of Python's own that no mail uses and that take quadratic time or run escapes.
_NEVER = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKED = tuple(mark for mark, _ in _BOMS)
_PROBE = bytes(range(128)) + b"\x1b$B0!\x1b(B~{<:~}"
_GUESSED_FROM = 65_536  # bytes that the guess looks at
_DAMAGE_BORNE = 0.1  # share of damaged characters up to which the declared charset is still believed
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r") + b"\x7f"
# Controls, soft hyphen, zero-width and direction marks, lone surrogates, tags and selectors that carry hidden text.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e01ff]"
)
_BREAKS = re.compile("[\x85\u2028\u2029]")


@lru_cache(512)
def _codec(declared: str) -> tuple[str, bool]:
    """Python's name for a declared charset ('' for none to trust), and whether bytes of ASCII are ASCII in it."""
    name = declared.strip(" \t\"'").lower()
    try:
        name = codecs.lookup(name).name
        bytes(4).decode(name)
    except (LookupError, ValueError):
        return _WIDER.get(name, ""), True
    name = _WIDER.get(name, name)
    if name.replace("-", "_") in _NEVER or not name:
        return "", True
    return name, _PROBE.decode(name, "replace") == _PROBE.decode("latin-1")


def text(data: bytes, declared: str = "") -> str:
    """The text of `data`, line ends as LF, without control and invisible characters. Never raises.

    A declared charset is believed where the bytes bear it out; undeclared or unknown ones ("x-klingon-8") are read as
    BOM, UTF-8, cp1252 and at last by a guess.
    """
    name, plain = _codec(declared[:60]) if declared else ("", True)
    if plain and not data.startswith(_MARKED):
        data = data.translate(None, _CONTROLS)
        if data.isascii():
            found = data.decode("ascii")
            return found.replace("\r\n", "\n").replace("\r", "\n") if "\r" in found else found
    return clean(_decoded(data, name))


def clean(found: str) -> str:
    """Text with line ends as LF and without control and invisible characters; safe for UTF-8."""
    if "\r" in found:
        found = found.replace("\r\n", "\n").replace("\r", "\n")
    found = _INVISIBLE.sub("", found)
    return found if found.isascii() else _BREAKS.sub("\n", found)


def _decoded(data: bytes, name: str) -> str:
    bom = next((b for b in _BOMS if data.startswith(b[0])), None)
    tried = [bom[1]] if bom else []
    tried += [n for n in (name, "utf-8") if n and n not in tried]
    for candidate in tried:
        try:
            return data.decode(candidate)
        except (UnicodeError, ValueError):
            kept = _mended(data, candidate)
            if kept is not None:
                return kept
    try:
        return data.decode("cp1252")
    except UnicodeError:
        return _guessed(data)


def _mended(data: bytes, name: str) -> str | None:
    """The text in a charset that nearly fits, damaged characters as U+FFFD; None where too little of it fits."""
    try:
        found = data.decode(name, "replace")
    except (UnicodeError, ValueError):
        return None
    damaged = found.count("\ufffd")
    beyond_ascii = sum(len(run) for run in re.findall(r"[^\x00-\x7f]+", found[:_GUESSED_FROM]))
    # UTF-8 that is right by chance is rare, so half of it may be damaged.
    borne = 0.5 if name == "utf-8" else _DAMAGE_BORNE
    return found if damaged <= borne * beyond_ascii else None


def _guessed(data: bytes) -> str:
    best = from_bytes(data[:_GUESSED_FROM]).best()
    name = best.encoding if best else "cp1252"
    try:
        return data.decode(name, "replace")
    except (LookupError, UnicodeError, ValueError):
        return data.decode("latin-1")
