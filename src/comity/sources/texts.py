"""A first glance at a file: can it be a table of text at all, or is it a mail, a calendar, a program?"""

from __future__ import annotations

import re

from comity.sources.charsets import charset_of_head

GLANCE = 16_384  # bytes
FIRST = 5  # lines that all have one separator in a table of two columns
# Headers that no report has among its title lines, as it may have "From:" and "To:" and "Date:".
MAIL = re.compile(
    rb"^(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|Subject|Reply-To|Content-Type|X-[\w-]+"
    rb"|DKIM-Signature|Authentication-Results):",
    re.MULTILINE | re.IGNORECASE,
)
MBOX = re.compile(rb"From \S+\s+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b")
SEPARATORS = ",;\t|"
OTHER = (b"BEGIN:V", b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"!BDN", b"{\\rtf", b"<?xml", b"<!DOC", b"<html")


def may_be_table(head: bytes) -> bool:
    """Whether some line near the beginning has two separators, or each of the first one, and nothing says that the file
    is something else.
    """
    start = head[:GLANCE].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start or start.startswith(OTHER):
        return False
    if MBOX.match(start) or MAIL.search(start[:2_048]):
        return False
    charset = charset_of_head(head[:GLANCE])
    if charset is None:
        return False
    lines = charset.text(head[charset.skip : GLANCE]).splitlines()
    if any(line.count(separator) > 1 for line in lines for separator in SEPARATORS):
        return True
    first = [line for line in lines if line.strip()][:FIRST]
    return len(first) > 1 and any(all(line.count(separator) == 1 for line in first) for separator in SEPARATORS)
