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
    ],
)
def test_it_is_said_why_a_file_is_of_no_known_kind(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    export = export_of(tmp_path / name)
    assert source_of(export) is None
    assert unknown.why(export) == says
