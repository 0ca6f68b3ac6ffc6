"""Contracts as text with the offsets of their pages: PDF, Word (.docx) and plain text; one file is one document."""

from __future__ import annotations

from collections.abc import Iterator

from comity.sources.contracts import pdf, plain, word
from comity.sources.contracts.document import Document, NoDocument
from comity.sources.outcome import Export, Outcome, Reject, Said

KIND = "contracts"
FORMS = (pdf, word, plain)


def detect(export: Export) -> bool:
    """Whether the file is a PDF, a Word document, or a text that reads like a contract or a letter of agreement."""
    return any(form.detect(export) for form in FORMS)


def read(export: Export) -> Iterator[Outcome]:
    """The document as one row, or one reject."""
    form = next((form for form in FORMS if form.detect(export)), plain)
    try:
        document: Document = form.read(export)
    except NoDocument as error:
        yield Reject("document", str(error), export.head, export.size)
        return
    except OSError as error:
        reason = f"cannot be read ({error.strerror or type(error).__name__}). Mend its rights or copy it again."
        yield Reject("document", reason, b"", export.size)
        return
    yield document.row(export.size, export.settings.locale)
    for text in document.said:
        yield Said(text)
