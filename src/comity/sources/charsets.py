"""Which characters the bytes of a text file stand for: a ladder from what is certain to what is likely."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from charset_normalizer import from_bytes

CHUNK = 1 << 20
SAMPLE = 65_536  # bytes that are looked at where a guess is needed
# What a table may be written in when it is neither Unicode nor cp1252: DOS, Central European, Cyrillic, Turkish.
GUESSED = ["cp850", "cp437", "cp1250", "cp1251", "cp1254", "cp1257", "mac_roman", "iso8859_2"]
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Charset:
    """How a file's bytes become text.

    `skip` is the length of the byte order mark, `newline` what ends a physical line; a line that is not valid in
    `name` is read in `fallback` (empty where every line is), and what is not valid there either becomes the
    replacement character.
    """

    name: str
    skip: int
    newline: bytes
    fallback: str

    def text(self, raw: bytes) -> str:
        """One line's text; never raises."""
        try:
            return raw.decode(self.name)
        except UnicodeDecodeError:
            return raw.decode(self.fallback or "cp1252", "replace")


def charset_of(stream: BinaryIO) -> Charset | None:
    """The charset of a text file, read from its beginning to its end and left there; None for what is no text.

    The ladder: a byte order mark; UTF-16 by where its NUL bytes stand; UTF-8; cp1252; a guess among older ones.
    """
    head = stream.read(SAMPLE)
    for mark, name in BOMS:
        if head.startswith(mark):
            fallback = _fallback(stream) if name == "utf-8" else name
            return Charset(name, len(mark), _newline(head, name), fallback)
    code = utf_16(head)
    if code:
        return Charset(code, 0, _newline(head, code), code)
    if head.count(0) * 10 > len(head):
        return None
    return Charset("utf-8", 0, _newline(head, "utf-8"), _fallback(stream))


def charset_of_head(head: bytes) -> Charset | None:
    """The same from a file's first bytes alone."""
    return charset_of(BytesIO(head))


def utf_16(head: bytes) -> str:
    """Which UTF-16 a text without a byte order mark is in, '' where none: of plain text every other byte is NUL."""
    even, odd, pairs = head[0::2].count(0), head[1::2].count(0), max(len(head) // 2, 1)
    if odd > pairs * 0.4 and even < pairs * 0.05:
        return "utf-16-le"
    if even > pairs * 0.4 and odd < pairs * 0.05:
        return "utf-16-be"
    return ""


def _newline(head: bytes, name: str) -> bytes:
    feed, carriage = "\n".encode(name), "\r".encode(name)
    return carriage if carriage in head and feed not in head else feed


def _fallback(stream: BinaryIO) -> str:
    """What lines are read in that are not UTF-8, empty where all are; looks at the whole file."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(CHUNK):
            decoder.decode(chunk)
        return ""
    except UnicodeDecodeError:
        return _guess(_bad_lines(stream))


def _bad_lines(stream: BinaryIO) -> list[bytes]:
    """Some of the lines that are not UTF-8."""
    stream.seek(0)
    bad: list[bytes] = []
    size = 0
    while size < SAMPLE and (line := stream.readline(SAMPLE)):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            bad.append(line)
            size += len(line)
    return bad


def _guess(bad: list[bytes]) -> str:
    """One damaged line among many in cp1252 does not make the file another charset's."""
    failed = sum(1 for line in bad if not _decodes(line, "cp1252"))
    if failed * 10 <= len(bad):
        return "cp1252"
    best = from_bytes(b"".join(bad), cp_isolation=GUESSED).best()
    return best.encoding if best else "latin-1"


def _decodes(line: bytes, name: str) -> bool:
    try:
        line.decode(name)
    except UnicodeDecodeError:
        return False
    return True
