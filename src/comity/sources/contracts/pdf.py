"""Contracts in PDF. They are read in a process of their own: what hangs there or eats memory is ended."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from comity.sources.contracts.document import Document, NoDocument
from comity.sources.outcome import Export

CHILD = Path(__file__).with_name("pdf_child.py")
SECONDS = 30.0  # a contract of 500 pages takes one
LARGEST = 200_000_000  # bytes
LETTERS = 20  # fewer in a whole document are a stamp on a scan
DAMAGED = "the PDF is damaged and cannot be read. Export or save it again."
REASONS = {
    "password": "the PDF asks for a password. Save a copy without one.",
    "pages": "the PDF has more pages than any contract. Leave it out or split it.",
    "damaged": DAMAGED,
}


def detect(export: Export) -> bool:
    """Whether it is a PDF; some programs write a few bytes before its mark, but no header lines."""
    before, mark, _ = export.head[:1_024].partition(b"%PDF-")
    return bool(mark) and b":" not in before


def read(export: Export) -> Document:
    """The text of each page. Raises NoDocument, also for a scan without text."""
    if export.size > LARGEST:
        raise NoDocument(f"larger than any contract ({export.size:,} bytes). Leave it out or split it.")
    pages = _extracted(export.path)
    if sum(sum(map(str.isalpha, page)) for page in pages) < LETTERS:
        raise NoDocument("no text in it: a scan? Have its text recognised (OCR) and read the result.")
    bare = [number for number, page in enumerate(pages, 1) if not page.strip()]
    if not bare:
        return Document(pages)
    named = ", ".join(map(str, bare[:10])) + (" and more" if len(bare) > 10 else "")
    return Document(pages, [f"pages without text (scans?): {named}"])


def _extracted(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            done = subprocess.run(  # noqa: S603 - our own file, and the document only as its input
                [sys.executable, "-I", str(CHILD)], stdin=file, capture_output=True, timeout=SECONDS, check=False
            )
        found = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise NoDocument(
            f"the PDF was not read within {SECONDS:.0f} seconds. Save it again, or leave it out."
        ) from None
    except ValueError:
        raise NoDocument(DAMAGED) from None
    if isinstance(found, str):
        raise NoDocument(REASONS.get(found, DAMAGED))
    return found
