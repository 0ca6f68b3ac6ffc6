"""Why a file is of no known kind, in one line that says what to do: told of each that no source reads."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

import olefile

from comity.later import pattern
from comity.sources import tabular
from comity.sources.outcome import Export
from comity.sources.peek import peek

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How archives and packed files begin that are none of Python's own zip.
_PACKED = (
    b"PK\x05\x06",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
)
_TAR, _TAR_AT = b"ustar", 257
# What every document of an office program has in it, which is a zip too.
_DOCUMENT = frozenset(("[Content_Types].xml", "mimetype"))
# What the reader of compound files raises on damaged ones.
_DAMAGED = (OSError, ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RecursionError, struct.error)
OLD_EXCEL = "an Excel workbook of the old form. Save it as .xlsx or .csv, and read again."
LOCKED_DOCUMENT = "a document that is locked with a password. Save it without one, and read again."
_OF_OFFICE = {
    "encryptedpackage": LOCKED_DOCUMENT,
    "workbook": OLD_EXCEL,
    "book": OLD_EXCEL,
    "worddocument": "a Word document of the old form. Save it as .docx or PDF, and read again.",
}
# Endings of what is read: where one of them names the file, what is in it is damaged or something else.
_READ = frozenset(
    (".mbox", ".eml", ".msg", ".pst", ".ics", ".csv", ".tsv", ".xlsx", ".docx", ".pdf", ".vcs", ".xls", ".doc")
)

# What a damaged one is by what it is named.
_CUT_OFFICE = {".xls": OLD_EXCEL, ".xlsx": LOCKED_DOCUMENT}
# What documents of other programs begin with, or have among the files in them, and what to do with each.
_TEXTS = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "an Excel workbook in XML. Save it as .xlsx, and read again."),
    (b"BEGIN:VCARD", "address cards. Export the contacts as a table (.csv), and read again."),
    (b"<calls count=", "the calls of a telephone in XML. Turn them into a table (.csv), and read again."),
)  # fmt: skip
_IN_ZIP = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument table. Save it as .xlsx, and read again."),
    (b"xl/workbook.bin", "a binary Excel workbook. Save it as .xlsx, and read again."),
    (b"Index/Document.iwa", "a document of Apple's. Export it as .xlsx, .csv, .docx or PDF, and read again."),
)  # fmt: skip
_PAGE = pattern(r"\s*<(?:!doctype html|html|table|meta)\b", re.IGNORECASE)
_GLANCE = 8_192  # bytes in which a text says what it is
_SHEETS = (".xls", ".xlsx", ".xlsb")
PAGE = "a web page that is named like a workbook. Open it in a spreadsheet program, save it as .xlsx, and read again."
OLM = "mail of Outlook for Mac, packed. Drag its folders out of Outlook, which makes an .mbox of each, and read those."
MAIL_TABLE = (
    "mail that Outlook wrote as a table, without days. Export it as an Outlook data file (.pst), or drag the messages "
    "into a folder."
)
_OF_PEOPLE = pattern(r"[^()]{1,40}:\s?\([^()]{1,40}\)")  # "From: (Address)", in the language of whoever exports
_LEAST = 9  # of twelve such columns: from, to, copied and blind copied, each with a name, an address and a type

EMPTY = "empty: nothing is in it. Export it again if something should be."
LOCKED = "an archive that is locked with a password. Unpack it, and read what was in it."
CUT = "a damaged archive. Pack it again, or unpack it and read what was in it."
ARCHIVE = "an archive, which is not opened where it lies. Unpack it, and read what was in it."
HEADINGS = "a table whose headings nobody knows. Say in comity.toml, under [columns], what they are, or in the app."
OTHERWISE = "its name ends in {0}, but what is in it is damaged or something else. Export it again."
NOTHING = "nothing in it that is read: no mail, calls, calendar, contract, and no table of customers, money or time."


def why(export: Export) -> str:
    """Why nobody reads the file, and what to do."""
    if not export.size:
        return EMPTY
    ending = PurePosixPath(export.name).suffix.lower()
    if export.head.startswith(_OLE) and (told := _of_office(export, ending)):
        return told
    if told := _of_others(export.head, ending) or _archive(export):
        return told
    if named := tabular.look(export).named:
        return named
    if found := peek(export, 0):
        of_people = sum(bool(_OF_PEOPLE.fullmatch(heading)) for heading in found.headings)
        return MAIL_TABLE if of_people >= _LEAST else HEADINGS
    return OTHERWISE.format(ending) if ending in _READ else NOTHING


def _of_others(head: bytes, ending: str) -> str:
    """What is said of a document of another program; '' of all else."""
    if head.startswith(ZIP):
        return OLM if ending == ".olm" else next((told for mark, told in _IN_ZIP if mark in head), "")
    start = head[:_GLANCE].removeprefix(b"\xef\xbb\xbf").lstrip()
    if ending in _SHEETS and _PAGE.match(start.decode("latin-1")):
        return PAGE
    return next((told for mark, told in _TEXTS if mark in start and start.startswith((b"<", mark))), "")


def _archive(export: Export) -> str:
    """What is said of an archive; '' of all else."""
    if export.head.startswith(_PACKED) or export.head[_TAR_AT:].startswith(_TAR):
        return ARCHIVE
    if not export.head.startswith(ZIP):
        return ""
    try:
        with zipfile.ZipFile(export.path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        return "" if PurePosixPath(export.name).suffix.lower() in _READ else CUT
    if any(entry.filename in _DOCUMENT for entry in entries):
        return ""
    return LOCKED if any(entry.flag_bits & 1 for entry in entries) else ARCHIVE


def _of_office(export: Export, ending: str) -> str:
    """What is said of a document of an older office program, of a damaged one by its ending; '' where it is none."""
    try:
        with olefile.OleFileIO(str(export.path)) as file:
            names = {path[0].lower() for path in file.listdir()}
    except _DAMAGED:
        return _CUT_OFFICE.get(ending, "")
    return next((told for name, told in _OF_OFFICE.items() if name in names), "")
