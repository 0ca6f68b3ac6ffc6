"""Exports gone wrong: real files, each with damage drawn by a number, so that the same number is the same damage."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from comity.sources import Export, source_of
from comity.sources.folder import walk
from tests.sources.golden import samples

LARGEST = 60_000  # bytes of a file that is damaged; of a larger one a piece is
PIECE = 2_000  # bytes of its beginning that are kept, since the headings stand there
SELDOM = {".pdf": 0.02, ".pst": 0.2, ".msg": 0.5}  # what is read in a process of its own, or is mostly padding

# What a program, a person or an enemy may have left in the middle of anything.
TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b"'", b"\r", b"\n", b"\r\n\r\n", b"\n\n", b";", b"\t", b"|",
    b",,,,,,,,", b"9" * 400, b"\x1a", b"-", b"1e400", b"NaN", b"inf", b"-0", b"1,2,3", b"1.234.567,89-", b"(5)",
    b"00/00/0000", b"31.02.2026", b"99999-01-01", b"2026-02-30T25:61:61Z", b"0001-01-01", b"12/31/9999", b"#REF!",
    b"=1+1", "٣٫١٤".encode(), "−5 €".encode(), "\u202e\u2066".encode(), "\ud800".encode("utf-8", "surrogatepass"),
    b"=?utf-8?B?", b"=?utf-16?q?=00?=", b"=?x?b?////?=", b"From x Mon May  4 10:00:00 2026\n", b"Date: \n",
    b"Date: 0\n", b'Content-Type: multipart/mixed; boundary=""\n\n', b"Content-Type: text/html; charset=utf-7\n",
    b"Content-Transfer-Encoding: base64\n", b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"END:VCALENDAR\n",
    b"BEGIN:VTIMEZONE\n", b"RRULE:FREQ=SECONDLY\n", b"RRULE:FREQ=YEARLY;BYDAY=9MO;BYSETPOS=-366\n",
    b"RDATE;VALUE=PERIOD:x/y\n", b"EXDATE:99991231T235959Z\n", b'DTSTART;TZID="":20260504T250000\n',
    b"DURATION:-P999999999W\n", b"DTEND:00010101\n", b"[firm]\n", b"a = " + b"[" * 300, b"<", b"</w:p>", b"&#0;",
    b"%PDF-", b"PK\x03\x04",
)  # fmt: skip
NUMBER = re.compile(rb"\d[\d.,:/-]*")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged file: what it was made of, its name and its bytes."""

    origin: Path
    name: str
    content: bytes


class Mutations:
    """Damaged exports by number, of every kind as often as of the others."""

    def __init__(self, *folders: Path) -> None:
        kinds: defaultdict[str, list[Path]] = defaultdict(list)
        for sample in samples():
            kinds[sample.source.KIND].append(sample.path)
        for folder in folders:
            for found in walk(folder):
                if isinstance(found, Export) and (source := source_of(found)):
                    kinds[source.KIND].append(found.path)
        self.kinds = {kind: sorted(paths) for kind, paths in sorted(kinds.items())}

    def __getitem__(self, number: int) -> Damaged:
        """The file of a number."""
        chance = random.Random(number)
        paths = self.kinds[chance.choice(list(self.kinds))]
        origin = chance.choice(paths)
        while chance.random() > SELDOM.get(origin.suffix, 1.0):
            origin = chance.choice(paths)
        content = _piece(origin.read_bytes(), chance)
        if content.startswith(b"PK\x03\x04") and chance.random() < 0.8:
            return Damaged(origin, origin.name, _repacked(content, chance))
        other = _piece(chance.choice(paths).read_bytes(), chance)
        return Damaged(origin, origin.name, _damaged(content, other, chance))


def _piece(content: bytes, chance: random.Random) -> bytes:
    if len(content) <= LARGEST or content.startswith((b"PK\x03\x04", b"%PDF", b"!BDN", b"\xd0\xcf\x11\xe0")):
        return content
    start = content.find(b"\n", chance.randrange(PIECE, len(content))) + 1
    return content[: content.rfind(b"\n", 0, PIECE) + 1] + content[start : start + LARGEST]


def _damaged(content: bytes, other: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        content = chance.choice(WAYS)(content, other, chance)
    return content


def _repacked(content: bytes, chance: random.Random) -> bytes:
    """A package one of whose parts is damaged."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            names = old.namelist()
            hit = chance.choice([n for n in names if "sheet" in n or "document" in n] or names)
            for name in names:
                part = old.read(name)
                new.writestr(name, _damaged(part, part, chance) if name == hit else part)
    except zipfile.BadZipFile:
        return _damaged(content, content, chance)
    return out.getvalue()


# The ways to damage a file, each by its bytes, those of another one of its kind, and chance.


def _byte(content: bytes, _other: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def _lost(content: bytes, _other: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at + chance.choice((1, 1, 4, 64, 4_096)) :]


def _again(content: bytes, _other: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return (
        content[:at] + content[at : at + chance.choice((1, 16, 256, 4_096))] * chance.choice((2, 2, 5)) + content[at:]
    )


def _token(content: bytes, _other: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(TOKENS) + content[at:]


def _number(content: bytes, _other: bytes, chance: random.Random) -> bytes:
    """A number, an amount or a day is something else."""
    found = list(NUMBER.finditer(content))
    if not found:
        return content
    hit = chance.choice(found)
    return content[: hit.start()] + chance.choice(TOKENS) + content[hit.end() :]


def _cut(content: bytes, _other: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _lines(content: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Two lines changed places, or one is gone."""
    lines = content.splitlines(keepends=True)
    if len(lines) < 2:
        return content
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], chance.choice((lines[one], b"", lines[one] * 3))
    return b"".join(lines)


def _spliced(content: bytes, other: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(other) + 1)
    at = chance.randrange(len(content) + 1)
    return content[:at] + other[start : start + chance.choice((64, 1_024, 16_384))] + content[at:]


def _written_anew(content: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Saved again in another charset, or with other line ends."""
    if chance.random() < 0.5:
        return content.replace(b"\r\n", b"\n").replace(b"\n", chance.choice((b"\r", b"\r\n", b"\n\n", b"\n\r")))
    code = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-7", "cp500", "utf-8-sig"))
    return content.decode("utf-8", "replace").encode(code, "replace")


WAYS: Sequence[Callable[[bytes, bytes, random.Random], bytes]] = (
    _byte, _lost, _again, _token, _token, _number, _number, _cut, _lines, _lines, _spliced, _written_anew,
)  # fmt: skip
