"""Contracts as plain text: prose that reads like one, and no table, mail, log or markup."""

from __future__ import annotations

import re
from collections import Counter

from comity.sources.charsets import charset_of_head
from comity.sources.contracts.document import Document, NoDocument
from comity.sources.contracts.words import like_a_contract
from comity.sources.outcome import Export

LARGEST = 20_000_000  # bytes; the longest contracts have a fiftieth of that
LOOKED_AT = 30  # lines that tell a table or a mail from prose
# Names of header lines that every mail has some of.
HEADER = re.compile(
    r"(?:from|to|cc|bcc|subject|date|sent|message-id|received|return-path|mime-version|content-type|x-[\w-]+|delivered-to"
    r"|in-reply-to|references|reply-to):\s",
    re.IGNORECASE,
)
BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
QUOTED = re.compile(r'"[^"]*"')
TIMED = re.compile(r"\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
MARKUP = ("<", "{", "[{", "%!", "{\\rtf")


def detect(export: Export) -> bool:
    """Whether the file's first 64 KB are such a text."""
    if not export.size or b"\x00\x00" in export.head[:4_096] or _mail(export.head[:2_048]):
        return False
    text = decoded(export.head).lstrip("\ufeff")
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:LOOKED_AT]
    if not lines or lines[0].lstrip().startswith(MARKUP) or lines[0].startswith(("From ", "BEGIN:")):
        return False
    return not _table(lines) and not _log(lines) and like_a_contract(text)


def read(export: Export) -> Document:
    """The text; a form feed begins a new page. Raises NoDocument."""
    if export.size > LARGEST:
        raise NoDocument(f"larger than any contract ({export.size:,} bytes). Leave it out or split it.")
    return Document(decoded(export.bytes()).lstrip("\ufeff").rstrip("\f\n ").split("\f"))


def decoded(raw: bytes) -> str:
    """The text of some bytes; a line that is not in the charset of the others loses nothing but itself."""
    charset = charset_of_head(raw)
    if charset is None:
        return ""
    return "\n".join(charset.text(line) for line in _lines(raw[charset.skip :], charset.newline))


def _lines(raw: bytes, newline: bytes) -> list[bytes]:
    if len(newline) == 1:
        return raw.split(newline)
    # In a wide charset the bytes of a line break may also straddle two characters.
    text = raw.decode("utf-16-le" if newline[0] else "utf-16-be", "replace")
    return [line.encode("utf-16-le" if newline[0] else "utf-16-be", "surrogatepass") for line in text.split("\n")]


def _mail(head: bytes) -> bool:
    """Whether header lines begin it; looked at first and undecoded, for most files are mail."""
    block = BLANK_LINE.split(head.replace(b"\0", b"").decode("latin-1").lstrip("ÿþï»¿\r\n"), maxsplit=1)[0]
    return sum(bool(HEADER.match(line)) for line in block.split("\n", 11)[:11]) >= 2


def _table(lines: list[str]) -> bool:
    """Whether most lines hold the same number of some separator, quoted cells left aside."""
    bare = [QUOTED.sub("", line) for line in lines]
    for separator in ",;\t|":
        counts = Counter(line.count(separator) for line in bare)
        count, times = counts.most_common(1)[0]
        if len(lines) >= 2 and count >= (1 if separator == "\t" else 2) and times * 10 >= len(lines) * 8:
            return True
    return False


def _log(lines: list[str]) -> bool:
    return sum(bool(TIMED.match(line)) for line in lines) * 2 > len(lines)
