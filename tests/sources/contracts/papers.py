"""Small contracts of invented firms, in the forms that firms keep them in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

import docx
from docx.document import Document

from comity.sources import Settings, Source
from comity.sources import contracts as package
from tests.sources.exports import Read, export_of, read

CONTRACTS = cast(Source, package)

LEASE = """BOAT HIRE AGREEMENT

between Fenmoor Boats Ltd ("Supplier") and the Alder Lake Rowing Club ("Client"), dated as of 4 May 2025

1. Services. Supplier delivers and maintains twelve boats.
2. Fee. 1,900 a month, payable within 30 days of the invoice.
3. Term. Two years; either party may terminate on three months' notice in writing.
"""


def taken(folder: Path, content: bytes | str, name: str = "paper.txt", locale: str | None = None) -> Read:
    """What reading such a file gives; it must be taken for a contract."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert CONTRACTS.detect(export_of(path)), f"{name} is not taken for a contract"
    return read(CONTRACTS, path, Settings(locale=locale))


def passed_over(folder: Path, content: bytes | str, name: str = "paper.txt") -> bool:
    """Whether such a file is taken for no contract."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return not CONTRACTS.detect(export_of(path))


def word(write: Callable[[Document], object]) -> bytes:
    """A Word file, as `write` fills it."""
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """The Word file with one of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def pdf(pages: list[str], *, trailer: str = "", extra: tuple[str, ...] = (), resources: str = "") -> bytes:
    """A PDF with a line of text for each line of a page."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        lines = "".join(f"({_escaped(line)}) Tj T*\n" for line in page.splitlines())
        drawn = f"BT /F1 10 Tf 12 TL 40 780 Td\n{lines}ET\n" if page else ""
        drawn += "/X0 Do\n" if resources else ""
        used = f"<< /Font << /F1 3 0 R >> {resources} >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {used} /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream")
    return _assembled([*objects, *extra], trailer)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: list[str], trailer: str) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    xref = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{xref}\n%%EOF\n".encode()
    return out
