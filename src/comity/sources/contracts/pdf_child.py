"""Run as a program: a PDF on standard input, its pages' texts as a JSON list on standard output, or why not."""

from __future__ import annotations

import json
import sys

import pypdfium2 as pdfium

try:
    import resource
except ImportError:  # Windows has none; the time limit of the caller still holds
    resource = None

PAGES = 2_000
CHARACTERS = 5_100_000
MEMORY = 2 << 30  # bytes
WRONG_PASSWORD = 4  # pdfium's own number for it


def pages(raw: bytes) -> list[str] | str:
    """The text of each page; 'password', 'pages' or 'damaged' where there is none to have."""
    try:
        document = pdfium.PdfDocument(raw)
        if len(document) > PAGES:
            return "pages"
        found, length = [], 0
        for index in range(len(document)):
            found.append(_page(document, index) if length < CHARACTERS else "")
            length += len(found[-1])
    except pdfium.PdfiumError as error:
        return "password" if error.err_code == WRONG_PASSWORD else "damaged"
    except (MemoryError, ValueError):
        return "damaged"
    return found


def _page(document: pdfium.PdfDocument, index: int) -> str:
    try:
        page = document[index]
        text = page.get_textpage().get_text_bounded()
        page.close()
    except pdfium.PdfiumError:
        return ""
    return text


if __name__ == "__main__":
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    json.dump(pages(sys.stdin.buffer.read()), sys.stdout)
