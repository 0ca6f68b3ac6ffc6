"""Why a file is of no known kind, in one line that says what to do: told of each that no source reads."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import PurePosixPath

import olefile

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
_DAMAGED = (OSError, ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RecursionError)
_OF_OFFICE = {
    "encryptedpackage": "a document that is locked with a password. Save it without one, and read again.",
    "workbook": "an Excel workbook of the old form. Save it as .xlsx or .csv, and read again.",
    "book": "an Excel workbook of the old form. Save it as .xlsx or .csv, and read again.",
    "worddocument": "a Word document of the old form. Save it as .docx or PDF, and read again.",
}
# Endings of what is read: where one of them names the file, what is in it is damaged or something else.
_READ = frozenset(
    (".mbox", ".eml", ".msg", ".pst", ".ics", ".csv", ".tsv", ".xlsx", ".docx", ".pdf", ".vcs", ".xls", ".doc")
)

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
    if told := _archive(export):
        return told
    if export.head.startswith(_OLE) and (told := _of_office(export)):
        return told
    if peek(export, 0):
        return HEADINGS
    ending = PurePosixPath(export.name).suffix.lower()
    return OTHERWISE.format(ending) if ending in _READ else NOTHING


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


def _of_office(export: Export) -> str:
    """What is said of a document of an older office program; '' where the file is none, or damaged."""
    try:
        with olefile.OleFileIO(str(export.path)) as file:
            names = {path[0].lower() for path in file.listdir()}
    except _DAMAGED:
        return ""
    return next((told for name, told in _OF_OFFICE.items() if name in names), "")
