"""Outlook's forms made by hand, for tests: compound files for .msg, stand-ins for the objects of a .pst."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Union

SECTOR = 512
SMALLEST = 4_096  # bytes; shorter streams would lie in a stream of their own
FREE, END, OF_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
TEXT, TEXT8, TIME, WHOLE, BINARY = 0x001F, 0x001E, 0x0040, 0x0003, 0x0102
EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)

# Property values by number: text, a whole number, a moment, or bytes with their type.
Value = str | int | dt.datetime | tuple[int, bytes]
Told = Mapping[int, Value]
# The streams (bytes) and storages (trees) of a compound file by name.
Tree = Mapping[str, Union[bytes, "Tree"]]


def typed(value: Value) -> tuple[int, bytes]:
    """A property's type and bytes."""
    if isinstance(value, str):
        return TEXT, value.encode("utf-16-le", "surrogatepass")
    if isinstance(value, int):
        return WHOLE, struct.pack("<I", value)
    if isinstance(value, dt.datetime):
        return TIME, struct.pack("<Q", (value - EPOCH) // dt.timedelta(microseconds=1) * 10)
    return value


def msg(own: Told, recipients: tuple[Told, ...] = (), attachments: tuple[Told, ...] = ()) -> bytes:
    """A .msg file."""
    tree: dict[str, bytes | Tree] = {**_streams(own, 32)}
    tree |= {f"__recip_version1.0_#{n:08X}": _streams(told, 8) for n, told in enumerate(recipients)}
    tree |= {f"__attach_version1.0_#{n:08X}": _streams(told, 8) for n, told in enumerate(attachments)}
    return compound(tree)


def _streams(told: Told, header: int) -> dict[str, bytes]:
    table, streams = bytes(header), {}
    for number, value in told.items():
        kind, raw = typed(value)
        fixed = raw.ljust(8, b"\0") if kind in (TIME, WHOLE) else struct.pack("<II", len(raw), 0)
        table += struct.pack("<HHI", kind, number, 6) + fixed
        if kind not in (TIME, WHOLE):
            streams[f"__substg1.0_{number:04X}{kind:04X}"] = raw
    return {"__properties_version1.0": table, **streams}


@dataclass
class _Directory:
    """The directory of a compound file in the making, and the sectors behind its table of sectors."""

    entries: list[list[object]] = field(default_factory=list)
    blocks: list[bytes] = field(default_factory=list)

    def add(self, name: str, content: bytes | Tree, kind: int) -> int:
        """Enter a stream (2), a storage (1) or the root (5) and all below it; its number."""
        number = len(self.entries)
        entry: list[object] = [name, kind, FREE, FREE, END, 0]  # name, kind, right, child, block, size
        self.entries.append(entry)
        if isinstance(content, bytes):
            entry[4:] = [len(self.blocks), max(len(content), SMALLEST)]
            self.blocks.append(content.ljust(SMALLEST, b"\0"))
            return number
        before = entry, 3
        for below in sorted(content, key=lambda name: (len(name), name.upper())):
            child = self.add(below, content[below], 2 if isinstance(content[below], bytes) else 1)
            before[0][before[1]] = child
            before = self.entries[child], 2
        return number


def compound(tree: Tree) -> bytes:
    """A compound file; streams are filled up with NUL."""
    directory = _Directory()
    directory.add("Root Entry", tree, 5)
    blocks = [*directory.blocks, bytes(128 * len(directory.entries))]
    counts = [-(-len(block) // SECTOR) for block in blocks]
    fats = next(n for n in range(1, 110) if (sum(counts) + n) * 4 <= n * SECTOR)
    fat, first = [OF_FAT] * fats, []
    for count in counts:
        first.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + count), END]
    fat += [FREE] * (fats * SECTOR // 4 - len(fat))
    blocks[-1] = b"".join(_entry(entry, first) for entry in directory.entries)
    head = struct.pack("<8s16x5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
                       0, fats, first[-1], 0, SMALLEST, END, 0, END, 0)  # fmt: skip
    head += struct.pack("<109I", *range(fats), *[FREE] * (109 - fats))
    body = b"".join(block + bytes(-len(block) % SECTOR) for block in blocks)
    return head + struct.pack(f"<{len(fat)}I", *fat) + body


def _entry(entry: list[object], first: list[int]) -> bytes:
    name, kind, right, child, block, size = entry
    coded = str(name).encode("utf-16-le")
    start = first[block] if kind == 2 and isinstance(block, int) else END
    return struct.pack("<64sHBB3I16x20xIQ", coded, len(coded) + 2, kind, 1, FREE, right, child, start, size)


@dataclass
class Entry:
    """One property of an item of a .pst, as the library tells it."""

    entry_type: int
    value_type: int
    data: bytes | None


@dataclass
class Entries:
    """A record set."""

    entries: list[Entry]


@dataclass
class Thing:
    """An item, a recipient or an attachment of a .pst, with the names of the library's own objects."""

    told: Told
    recipients: object = None
    attached: list[Thing] = field(default_factory=list)
    identifier: int = 2_097_188
    size: int = 0

    @property
    def record_sets(self) -> list[Entries]:
        return [Entries([Entry(number, *typed(value)) for number, value in self.told.items()])]

    @property
    def number_of_attachments(self) -> int:
        return len(self.attached)

    def get_attachment(self, at: int) -> Thing:
        return self.attached[at]


@dataclass
class Recipients:
    """What holds the recipients of an item."""

    recipients: list[Thing]


@dataclass
class Folder:
    """A folder of a .pst; an item that is an error is raised where it is asked for."""

    name: str | None
    items: list[Thing | OSError] = field(default_factory=list)
    folders: list[Folder] = field(default_factory=list)
    identifier: int = 0

    @property
    def number_of_sub_messages(self) -> int:
        return len(self.items)

    @property
    def number_of_sub_folders(self) -> int:
        return len(self.folders)

    def get_sub_folder(self, at: int) -> Folder:
        return self.folders[at]

    def get_sub_message(self, at: int) -> Thing:
        item = self.items[at]
        if isinstance(item, OSError):
            raise item
        return item
