"""Contracts in Word's .docx, in reading order: paragraphs, tables, content controls and tracked insertions alike.

python-docx opens the package; its text we take ourselves, for its own way passes over content controls and tracked
insertions, and repeats a table's merged cells as often as the file claims.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.xmlchemy import BaseOxmlElement

from comity.sources.contracts.document import LONGEST, Document, NoDocument
from comity.sources.outcome import Export

LARGEST = 100_000_000  # bytes of the file
LARGEST_TEXT = 24_000_000  # bytes of XML in one part, unpacked
LARGEST_WHOLE = 400_000_000  # bytes of all parts, unpacked
MOST_PARTS = 5_000
MOST_TAGS = 2_500_000  # of all parts; each takes some 300 bytes of memory
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_NAMES = (".doc", ".dot", ".docx", ".dotx", ".docm")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PASSED_OVER = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", FALLBACK}
SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
PAGE = "\f"
DAMAGED = "the Word file is damaged and cannot be read. Save it again as .docx."
BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
CODES = ("ascii", "utf-16-le", "utf-16-be")
BOMB = "far more than its size says (a zip bomb)"
TRAP = "the Word file holds {0}, as no Word file does. It was not opened."
BROKEN = (
    OpcError, zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, ValueError, AttributeError, TypeError,
    IndexError, EOFError, NotImplementedError, RuntimeError, AssertionError,
)  # fmt: skip


def detect(export: Export) -> bool:
    """Whether it is a Word file; by name alone only one that is locked or of the old form, to say so."""
    if export.head.startswith(b"PK\x03\x04"):
        return b"word/document" in export.head or b"word/document" in _tail(export)
    mail = "__properties_version1.0".encode("utf-16-le") in export.head
    return export.head.startswith(OLE) and not mail and export.name.lower().endswith(OLD_NAMES)


def read(export: Export) -> Document:
    """The text, a page for each break that Word recorded. Raises NoDocument."""
    if export.head.startswith(OLE):
        raise NoDocument("a Word file of the old form, or locked with a password. Save it as .docx without password.")
    if export.size > LARGEST:
        raise NoDocument(f"larger than any contract ({export.size:,} bytes). Leave it out or split it.")
    raw = export.bytes()
    try:
        _check(raw)
        body = docx.Document(io.BytesIO(raw)).element.body
        text = "".join(_texts(body))
    except BROKEN:
        raise NoDocument(DAMAGED) from None
    if not any(map(str.isalpha, text)):
        raise NoDocument("no text in it: pictures only? Have their text recognised (OCR) and read the result.")
    return Document(text[:LONGEST].rstrip("\n\f").split(PAGE))


def _tail(export: Export) -> bytes:
    """The end of a file, where a zip lists what is in it."""
    try:
        with export.path.open("rb") as file:
            file.seek(max(export.size - 65_536, 0))
            return file.read()
    except OSError:
        return b""


def _check(raw: bytes) -> None:
    """Look for traps before anything is parsed. Raises NoDocument."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = package.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_WHOLE:
            raise NoDocument(TRAP.format(BOMB))
        tags = 0
        for part in parts:
            with package.open(part) as stream:
                # By what it holds: whatever a part is called, the package may say that it is the document.
                if stream.read(4_096).lstrip(BEFORE_XML)[:1] not in (b"<", b""):
                    continue
            if part.file_size > LARGEST_TEXT:
                raise NoDocument(TRAP.format(BOMB))
            xml = package.read(part)
            if any(mark.encode(c) in xml for mark in ("<!DOCTYPE", "<!ENTITY") for c in CODES):
                raise NoDocument(TRAP.format("definitions of entities (a trap for readers)"))
            tags += xml.count(b"<")
            if tags > MOST_TAGS:
                raise NoDocument(TRAP.format(BOMB))


def _texts(body: BaseOxmlElement) -> Iterator[str]:
    """The pieces of text below an element in reading order, each paragraph ending its line."""
    stack: list[tuple[BaseOxmlElement, bool]] = [(body, False)]
    while stack:
        element, left = stack.pop()
        tag = element.tag
        if left:
            yield "\n"
        elif tag == f"{W}t":
            yield element.text or ""
        elif tag in SIGNS:
            yield SIGNS[tag]
        elif tag == f"{W}lastRenderedPageBreak":
            yield PAGE
        elif tag == f"{W}br":
            yield "\n" if element.get(f"{W}type") != "page" else ""
        elif tag not in PASSED_OVER:
            if tag == f"{W}p":
                stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
