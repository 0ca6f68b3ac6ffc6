"""A contract as text: its pages joined, its title, the day it is dated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from comity.sources.contracts.dating import dated_on
from comity.sources.outcome import Row

LONGEST = 5_000_000  # characters; the longest contracts have a tenth of that
TITLE = 200  # characters of a title that are kept
BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85\v]")
# Control characters, halves of characters and what PDF libraries put where a word was cut.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Lines that stand above a title in filings and templates.
ABOVE_TITLE = re.compile(
    r"(?:exhibit|annex|anlage|bijlage|annexe|appendix|schedule|ex)\b[\s\-.:]*[\w.()\-]{0,12}|page \d+.*|\d+|\W*|"
    r"(?:\W*(?:confidential|execution|conformed|redacted)\b.{0,40})|\[.{0,40}\]",
    re.IGNORECASE,
)


class NoDocument(Exception):  # noqa: N818 - said to the user as it is
    """A file that gives no text; the message says why and what to do."""


@dataclass(slots=True)
class Document:
    """The text of each page, and what is to be said about the reading."""

    pages: list[str]
    said: list[str] = field(default_factory=list)

    def row(self, size: int, locale: str | None) -> Row:
        """The document as a row; `size` is the file's, for the progress bar. Raises NoDocument where it is empty."""
        pages = [cleaned(page) for page in self.pages]
        offsets, length = [], 0
        for page in pages:
            offsets.append(min(length, LONGEST))
            length += len(page) + 1
        text = "\n".join(pages)
        if len(text) > LONGEST:
            self.said.append(f"cut after {LONGEST:,} characters of {len(text):,}")
            text = text[:LONGEST]
        values = {
            "title": title(text),
            "text": text,
            "pages": offsets,
            "dated_on": dated_on(text, locale),
            "page_count": len(pages),
        }
        return Row("contracts", values, "document", "", size)


def cleaned(text: str) -> str:
    """The text with one kind of line break, and without what no reader sees."""
    return UNPRINTABLE.sub("", BREAKS.sub("\n", text))


def title(text: str) -> str | None:
    """The first line that says something."""
    first = None
    for line in text[:20_000].splitlines():
        words = " ".join(line.split())
        if sum(c.isalpha() for c in words) < 3:
            continue
        first = first or words
        if not ABOVE_TITLE.fullmatch(words):
            return words[:TITLE]
    return first[:TITLE] if first else None
