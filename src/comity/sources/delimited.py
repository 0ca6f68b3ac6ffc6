"""CSV, TSV and their kin: physical lines, the records they make, and what to do where the quoting is broken."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from comity.sources.charsets import CHUNK, Charset, charset_of, charset_of_head
from comity.sources.sheets import Cell, Line, within_columns

SEPARATORS = (",", ";", "\t", "|")
MAX_LINE = 1 << 20  # bytes of one physical line
MAX_LINES = 500  # physical lines of one record
MAX_RECORD = 4 << 20  # bytes of one record of several lines
MAX_TRIED = 20_000  # lines looked at in vain for a closing quote, in one file
UNCLOSED = "a quotation mark is opened and not closed. Mend it and read again."


class Physical(NamedTuple):
    """One physical line: its number, its bytes, bytes of the file up to its end, and whether it was too long."""

    number: int
    raw: bytes
    done: int
    cut: bool


class Delimited:
    """A file of separated values as a sheet; `head` reads the bytes at hand, `lines` the file itself."""

    name = ""

    def __init__(self, path: Path, head: bytes, size: int, separator: str) -> None:
        self.path = path
        self.separator = separator
        # What was cut off in the middle of a line is no line.
        self._head = head if size <= len(head) else head[: head.rfind(b"\n") + 1] or head
        self._charset: Charset | None = None

    def head(self, count: int) -> list[Line]:
        """See `Sheet`."""
        charset = charset_of_head(self._head)
        if charset is None:
            return []
        found = []
        for line in records(BytesIO(self._head), charset, self.separator, 0):
            found.append(line)
            if len(found) == count:
                break
        return found

    def lines(self, width: int) -> Iterator[Line]:
        """See `Sheet`."""
        with self.path.open("rb") as stream:
            self._charset = self._charset or charset_of(stream)
            if self._charset is not None:
                yield from records(stream, self._charset, self.separator, width)

    def charset(self) -> str:
        """The charset of its beginning, by name."""
        charset = charset_of_head(self._head)
        return charset.name if charset else "utf-8"

    def remark(self) -> str:
        """See `Sheet`; known once the lines were read."""
        if self._charset is None or self._charset.name != "utf-8" or not self._charset.fallback:
            return ""
        return f"what is no UTF-8 is read as {self._charset.fallback}"


def records(stream: BinaryIO, charset: Charset, separator: str, width: int) -> Iterator[Line]:
    """The records of a stream. `width` (0: not known) helps to tell a text of several lines from a lost quote."""
    stream.seek(charset.skip)
    source = _Source(stream, charset)
    for line in source:
        text = charset.text(line.raw)
        if line.cut:
            yield _faulty(line, f"a line of over {MAX_LINE >> 20} MB is no record. Mend it and read again.")
        elif "\0" in text:
            yield _faulty(line, "NUL bytes in the line: the file is damaged here. Export it again.")
        elif '"' not in text:
            yield _whole(line, text.rstrip("\r\n").split(separator))
        else:
            yield _quoted(line, text, separator, source, width)


class _Source:
    """The physical lines of a stream, of which some may be given back."""

    def __init__(self, stream: BinaryIO, charset: Charset) -> None:
        self.charset = charset
        self.tries = MAX_TRIED
        self._lines = _physical(stream, charset)
        self._returned: list[Physical] = []

    def __iter__(self) -> Iterator[Physical]:
        while (line := self.take()) is not None:
            yield line

    def take(self) -> Physical | None:
        return self._returned.pop() if self._returned else next(self._lines, None)

    def give_back(self, lines: list[Physical]) -> None:
        self._returned.extend(reversed(lines))


def _physical(stream: BinaryIO, charset: Charset) -> Iterator[Physical]:
    done = stream.tell()
    lines = _bounded(stream) if charset.newline == b"\n" else _split(stream, charset.newline)
    for number, raw in enumerate(lines, 1):
        done += len(raw)
        cut = len(raw) > MAX_LINE
        if cut:
            done += _skip(stream) if charset.newline == b"\n" and not raw.endswith(b"\n") else 0
        yield Physical(number, raw, done, cut)


def _bounded(stream: BinaryIO) -> Iterator[bytes]:
    while raw := stream.readline(MAX_LINE + 1):
        yield raw


def _skip(stream: BinaryIO) -> int:
    """Read past the rest of an endless line; how many bytes that was."""
    passed = 0
    while rest := stream.readline(CHUNK):
        passed += len(rest)
        if rest.endswith(b"\n"):
            break
    return passed


def _split(stream: BinaryIO, newline: bytes) -> Iterator[bytes]:
    """Lines that end otherwise than in one line feed byte; the ends count only where a character can begin."""
    step, kept, start = len(newline), bytearray(), 0
    while chunk := stream.read(CHUNK):
        kept += chunk
        while (end := _end(kept, newline, start, step)) >= 0:
            yield bytes(kept[: end + step])
            del kept[: end + step]
            start = 0
        start = len(kept) - len(kept) % step
        if len(kept) > MAX_LINE:
            # One endless line: what is kept is enough to tell of it, the rest is passed over.
            start = 0
            yield bytes(kept[: MAX_LINE + step])
            kept.clear()
            while (chunk := stream.read(CHUNK)) and _end(chunk, newline, 0, step) < 0:
                pass
            kept += chunk[_end(chunk, newline, 0, step) + step :] if chunk else b""
    if kept:
        yield bytes(kept)


def _end(data: bytes | bytearray, newline: bytes, start: int, step: int) -> int:
    end = data.find(newline, start)
    while end >= 0 and end % step:
        end = data.find(newline, end + 1)
    return end


def _quoted(line: Physical, text: str, separator: str, source: _Source, width: int) -> Line:
    try:
        return _whole(line, next(csv.reader((text,), _strict(separator))))
    except csv.Error as error:
        if "field larger" in str(error):
            return _faulty(line, "a cell of over 128 KB is no cell of an export. Mend it and read again.")
        if "unexpected end" not in str(error):
            return _loose(line, text, separator)
    texts, taken = _gather(text, separator, source, width)
    if not texts:
        return _faulty(line, UNCLOSED)
    raw = b"".join([line.raw, *(t.raw for t in taken)])
    whole = Physical(line.number, raw, taken[-1].done, cut=False)
    try:
        return _whole(whole, next(csv.reader(texts, _strict(separator))))
    except csv.Error:
        source.give_back(taken)
        return _faulty(line, UNCLOSED)


@lru_cache
def _strict(separator: str) -> csv.Dialect:
    """One dialect for all lines: making it anew takes longer than reading with it."""
    return cast(csv.Dialect, csv.reader((), delimiter=separator, strict=True).dialect)


def _loose(line: Physical, text: str, separator: str) -> Line:
    """A quotation mark where none should be (`"12" tape"`): read as programs do that look at one line only."""
    try:
        return _whole(line, next(csv.reader((text,), delimiter=separator)))
    except csv.Error:
        return _faulty(line, "the quotation marks of the line are broken. Mend it and read again.")


def _gather(text: str, separator: str, source: _Source, width: int) -> tuple[list[str], list[Physical]]:
    """The further lines of a record that ends with an open quote; none (and all given back) where it was lost.

    A lost quote swallows whole records: where the lines in between are themselves as wide as a record, it was lost.
    """
    inside, tail = _patterns(separator)
    texts: list[str] = [text]
    taken: list[Physical] = []
    alike, room = 0, MAX_RECORD
    while len(taken) < MAX_LINES and room > 0 and source.tries > 0:
        line = source.take()
        if line is None:
            break
        taken.append(line)
        room -= len(line.raw)
        text = source.charset.text(line.raw)
        texts.append(text)
        if line.cut or "\0" in text:
            break
        closed = inside.match(text)
        state = tail.match(text, closed.end()) if closed else None
        if state is not None and not state["open"]:
            if alike and alike >= len(taken) - 1:
                break
            return texts, taken
        if closed and state is None:
            break
        alike += width > 2 and text.count(separator) == width - 1
        if alike >= 3 and alike == len(taken):
            break
    source.tries -= len(taken)
    source.give_back(taken)
    return [], []


@lru_cache
def _patterns(separator: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a line goes on inside a quoted cell up to its closing mark, and what may follow up to the line's end."""
    sep = re.escape(separator)
    inside = re.compile(r'(?:[^"]|"")*+"(?!")')
    cell = rf'(?:"(?:[^"]|"")*+"(?!")|[^"{sep}\r\n][^{sep}\r\n]*+|(?=[{sep}\r\n]|\Z))'
    tail = re.compile(rf'(?:{sep}{cell})*+(?:[\r\n]*\Z|(?P<open>{sep}"(?:[^"]|"")*+\Z))')
    return inside, tail


def _whole(line: Physical, cells: list[str]) -> Line:
    kept, fault = within_columns(cast(list[Cell], cells))
    return Line(line.number, "line", kept, line.raw, line.done, fault)


def _faulty(line: Physical, fault: str) -> Line:
    return Line(line.number, "line", [], line.raw, line.done, fault)
