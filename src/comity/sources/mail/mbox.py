"""An mbox file to its messages, one at a time, however large the file or a single message is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from comity.sources.mail.headers import KNOWN_FIELDS
from comity.sources.mail.message import Piece

BLOCK = 4_194_304  # bytes read at a time
LARGEST = 67_108_864  # bytes of one message that are kept
BEFORE = b"\xef\xbb\xbf\r\n"  # may stand before the first message: a byte order mark, empty lines
_AHEAD = 16_384  # bytes after a From line in which a header must show
_LONGEST_LINE = 1_000
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
# A date as asctime writes it; some programs add a zone, before or after the year, or write it as in a header.
_WHEN = (
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?[ \t]+(?:%b[ \t]+\d{1,2}|\d{1,2}[ \t]+%b)[ \t,]+(?:\d{4}[ \t]+)?"
    rb"\d{1,2}:\d{2}(?::\d{2})?(?:[ \t]+[A-Za-z0-9:+-]{1,9}){0,4}[ \t]*(?:remote from .*)?"
) % (_MONTH, _MONTH)
# "From ", an address, an id, a dash or nothing, and the date.
_SEPARATOR = re.compile(rb"From (?:[^\s\"]{0,320}|\"[^\"]{0,320}\"|.{0,320}@.{0,320}?)[ \t]*" + _WHEN + rb"\r?\Z")
# What some programs write instead: no date at all. Believed where the file's first line is one.
_UNDATED = re.compile(rb"From [^\s]{1,320}[ \t]*\r?\Z")
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:|>From ")
_KNOWN = re.compile(KNOWN_FIELDS.encode(), re.I | re.M)
# What a whole mail begins with: where a separator has no empty line before it, both stand below.
_WRITER, _DAY = re.compile(rb"^From[ \t]*:", re.I | re.M), re.compile(rb"^Date[ \t]*:", re.I | re.M)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)


def opening(head: bytes) -> re.Pattern[bytes] | None:
    """The form of the separators of an mbox with this beginning; None where it is no mbox."""
    at = len(head) - len(head.lstrip(BEFORE))
    return next((form for form in (_SEPARATOR, _UNDATED) if separates(head, at, True, form)), None)


def within(head: bytes) -> bool:
    """Whether a later message of an mbox begins in these bytes, whatever stands before it."""
    return _next(head, 0, True, _SEPARATOR)[0] >= 0


def separates(
    window: bytes, at: int, ended: bool, form: re.Pattern[bytes], fields: tuple[re.Pattern[bytes], ...] = (_KNOWN,)
) -> bool | None:
    """Whether the line at `at` stands between two messages: it has the form, and header lines follow, all `fields`.

    None where that cannot be told before more was read; `ended` tells that there is no more.
    """
    line_end = window.find(b"\n", at, at + _LONGEST_LINE)
    if line_end < 0:
        return None if not ended and len(window) < at + _LONGEST_LINE else False
    if not window.startswith(b"From ", at) or not form.match(window[at:line_end]):
        return False
    header, limit = line_end + 1, line_end + 1 + _AHEAD
    stop = window.find(b"\n\n", line_end, limit)
    returned = window.find(b"\n\r\n", line_end, limit if stop < 0 else stop)
    stop = returned if returned >= 0 else stop
    until = limit if stop < 0 else stop + 1
    if _FIELD.match(window, header) and all(field.search(window, header, until) for field in fields):
        return True
    return None if stop < 0 and not ended and len(window) < limit else False


def pieces(file: BinaryIO, labels: tuple[str, ...] = (), start: int = 0, until: int | None = None) -> Iterator[Piece]:
    """Every message of an mbox with its place, its separator taken off and quoted From lines in it as they were.

    With `start` and `until`, those that begin between these bytes: a file can be read in parts, each by itself.
    Of a message larger than LARGEST the beginning is given, marked as cut.
    """
    window, base, ended = _more(file, b"", 0)
    at = len(window) - len(window.lstrip(BEFORE))
    form = opening(window) or _SEPARATOR
    if start > at:
        window, base, ended, at = _first_from(file, start, form)
        if at < 0:
            return
    search, begins, kept = at + 1, base + at, b""
    while until is None or begins < until:
        found, search = _next(window, search, ended, form)
        if found >= 0 or ended:
            stop = found if found >= 0 else len(window)
            cut = bool(kept) or stop - at > LARGEST
            whole = kept or window[at : min(stop, at + LARGEST)]
            yield _piece(whole, begins, base + stop, labels, cut)
            if found < 0:
                return
            at, begins, search, kept = found, base + found, found + 1, b""
            continue
        drop = at
        if kept or len(window) - at > LARGEST:
            kept = kept or window[at : at + LARGEST]
            drop = search - 2
        at = max(at - drop, 0)
        search -= drop
        window, base, ended = _more(file, window[drop:], base + drop)


def _first_from(file: BinaryIO, start: int, form: re.Pattern[bytes]) -> tuple[bytes, int, bool, int]:
    """A window in which the first separator at `start` or behind it stands, and where in it (-1: there is none)."""
    before = min(start, 4)  # an empty line, which a separator has before it
    file.seek(start - before)
    window, base, ended = _more(file, b"", start - before)
    search = 0
    while True:
        found, search = _next(window, search, ended, form)
        if found < 0 and ended:
            return b"", base, ended, -1
        if found >= 0 and base + found >= start:
            return window, base, ended, found
        search = max(search, found)
        if found < 0:
            drop = max(search - 2, 0)
            window, base, ended = _more(file, window[drop:], base + drop)
            search -= drop


def _next(window: bytes, search: int, ended: bool, form: re.Pattern[bytes]) -> tuple[int, int]:
    """Where the next separator begins (-1: none that is known so far), and where to search on once more is read."""
    at = window.find(b"\nFrom ", search)
    while at >= 0:
        below_empty = at and (window[at - 1] == 10 or window[at - 2 : at] == b"\n\r")
        # Some programs leave the empty line out: a dated separator above a whole mail is one all the same.
        sought = (form, (_KNOWN,)) if below_empty else (_SEPARATOR, (_WRITER, _DAY))
        verdict = separates(window, at + 1, ended, *sought)
        if verdict:
            return at + 1, 0
        if verdict is None:
            return -1, at
        at = window.find(b"\nFrom ", at + 1)
    return -1, max(search, len(window) - 6)


def _more(file: BinaryIO, tail: bytes, base: int) -> tuple[bytes, int, bool]:
    """The window with another block behind `tail`; the longer the tail, the larger the block."""
    size = min(max(BLOCK, len(tail)), 4 * BLOCK)
    block = file.read(size)
    return tail + block if tail else block, base, len(block) < size


def _piece(message: bytes, begins: int, done: int, labels: tuple[str, ...], cut: bool) -> Piece:
    # What stands before the first separator, in a file that was cut in two, has none of its own.
    line, _, raw = message.partition(b"\n") if message.startswith(b"From ") else (b"", b"", message)
    if b">From " in raw:
        raw = _QUOTED_FROM.sub(rb"\1", raw)
    return Piece(raw, f"byte {begins}", line[:_LONGEST_LINE].decode("latin-1"), done, labels, cut)
