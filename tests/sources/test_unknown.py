"""A file that no source reads is told with why, and what to do about it."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from comity.sources import source_of, unknown
from tests.sources.exports import export_of

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 8
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
OPEN_DOCUMENT = "an OpenDocument table. Save it as .xlsx, and read again."
CARDS = "address cards. Export the contacts as a table (.csv), and read again."
CALLS = "the calls of a telephone in XML. Turn them into a table (.csv), and read again."
PEOPLE = ",".join(f'"{who}: ({what})"' for who in ("Von", "An", "CC", "BCC") for what in ("Name", "Adresse", "Typ"))
MAILS = f'"Betreff","Text",{PEOPLE},"Kategorien"\n"Re: Ofen","Hallo","Noor","noor@milldale.example","SMTP",,,,,,,,,,\n'
TABLE = b"Papier,Wer,Wieviel,Farbe\n1,Kettle,3,rot\n2,Harbour,4,blau\n"


def zipped(*, locked: bool = False, **files: bytes) -> bytes:
    """A zip; two underscores in a name stand for its dot. Locked is what says so of itself."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
        for entry in archive.infolist() if locked else ():
            entry.flag_bits |= 1
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.csv"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", unknown.EMPTY),
        ("old mails.zip", zipped(a__csv=b"a"), unknown.ARCHIVE),
        ("old mails", zipped(a__csv=b"a"), unknown.ARCHIVE),
        ("empty.zip", zipped(), unknown.ARCHIVE),
        ("old mails.zip", zipped(locked=True, a__csv=b"a"), unknown.LOCKED),
        ("old mails.zip", zipped(a__csv=b"a" * 500)[:100], unknown.CUT),
        ("mail.mbox.gz", gzip.compress(b"From a"), unknown.ARCHIVE),
        ("mail.tar", tarred(), unknown.ARCHIVE),
        ("call with Greg.msg", OLE, unknown.OTHERWISE.format(".msg")),
        ("plan.ics", JPEG, unknown.OTHERWISE.format(".ics")),
        ("slides.odp", zipped(mimetype=b"application/x"), unknown.NOTHING),
        ("photo.jpg", JPEG, unknown.NOTHING),
        ("papers.txt", TABLE, unknown.HEADINGS),
        ("cut.xls", OLE, unknown.OLD_EXCEL),
        ("locked.xlsx", OLE, unknown.LOCKED_DOCUMENT),
        ("report.xls", b"<html><body><table><tr><td>Number</td></tr></table></body></html>", unknown.PAGE),
        ("page.html", b"<html><body><table><tr><td>Number</td></tr></table></body></html>", unknown.NOTHING),
        ("inv.ods", zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), OPEN_DOCUMENT),
        ("cards.vcf", b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Moira Senn\r\nEND:VCARD\r\n", CARDS),
        ("notes.txt", b"They sent a card:\nBEGIN:VCARD\nFN:Moira\nEND:VCARD\n", unknown.NOTHING),
        ("calls.xml", b'<?xml version="1.0"?>\n<calls count="1"><call number="+47"/></calls>', CALLS),
        ("Outlook.olm", zipped(message_00001__xml=b"x"), unknown.OLM),
        ("Posteingang.csv", MAILS.encode("cp1252"), unknown.MAIL_TABLE),
    ],
    ids=lambda told: told[:20] if isinstance(told, str) else "",  # what is packed bears the time of packing
)
def test_it_is_said_why_a_file_is_of_no_known_kind(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    export = export_of(tmp_path / name)
    assert source_of(export) is None
    assert unknown.why(export) == says
