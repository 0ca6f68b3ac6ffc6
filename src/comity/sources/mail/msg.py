"""Outlook's .msg: one message in a compound file, of which only the streams that are wanted are read."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import olefile

from comity.sources.mail import dates, filing, outlook
from comity.sources.mail.outlook import Item, Properties
from comity.sources.outcome import Export, Reject, Row, Said

MOST_RECIPIENTS = 500
MOST_ATTACHMENTS = 200
LARGEST_STREAM = 67_108_864  # bytes of one property that are read
LARGEST_TABLE = 1_048_576  # bytes of one property table
_TABLE = "__properties_version1.0"
_HEADER, _HEADER_BELOW = 32, 8  # bytes before the properties of the message; of a recipient or an attachment
_ENTRY = struct.Struct("<HHI8s")
_FIXED = frozenset((0x0002, 0x0003, 0x000B, 0x0014, 0x0040))
_DATA = "__substg1.0_37010102"
# What the reader of compound files raises on damaged ones.
_DAMAGED = (OSError, ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RecursionError, struct.error)
DAMAGED = "damaged Outlook message: {0}. Open it in Outlook and save it again."
NO_MAIL = "passed over as no mail: 1 {0}"


def read(export: Export) -> Row | Reject | Said:
    """The one message of a .msg file."""
    try:
        with olefile.OleFileIO(str(export.path)) as ole:
            item = _item(ole)
    except _DAMAGED as error:
        why = " ".join(str(error).split())[:100] or type(error).__name__
        return Reject("message", DAMAGED.format(why), export.head, export.size)
    kind = item.own.text(outlook.CLASS) or "ipm"
    if not outlook.is_mail(kind):
        return Said(NO_MAIL.format(kind[:60]))
    item.labels = list(filing.folder_of(export.name))
    letter = outlook.letter_of(item, dates.latest(export.today))
    if letter is None:
        return Reject("message", outlook.undated(item), export.head, export.size)
    return letter.row("message", export.size)


def _item(ole: olefile.OleFileIO) -> Item:
    own = _properties(ole, [], _HEADER, outlook.OF_MESSAGE)
    recipients = [
        _properties(ole, [name], _HEADER_BELOW, outlook.OF_RECIPIENT)
        for name in _storages(ole, "__recip_version1.0_", MOST_RECIPIENTS)
    ]
    attachments = []
    for name in _storages(ole, "__attach_version1.0_", MOST_ATTACHMENTS):
        properties = _properties(ole, [name], _HEADER_BELOW, outlook.OF_ATTACHMENT)
        data = [name, _DATA]
        size = ole.get_size(data) if ole.exists(data) else properties.whole(outlook.FILE_SIZE)
        attachments.append(outlook.attachment_of(properties, size))
    return Item(own, recipients, attachments, [])


def _storages(ole: olefile.OleFileIO, prefix: str, most: int) -> list[str]:
    names = {path[0] for path in ole.listdir(streams=False, storages=True) if path[0].startswith(prefix)}
    return sorted(names)[:most]


def _properties(ole: olefile.OleFileIO, where: list[str], header: int, wanted: frozenset[int]) -> Properties:
    values: dict[int, tuple[int, bytes]] = {}
    for number, kind, fixed in _entries(ole, [*where, _TABLE], header):
        if number in wanted:
            if kind in _FIXED:
                values[number] = (kind, fixed)
            elif (stream := [*where, f"__substg1.0_{number:04X}{kind:04X}"]) and ole.exists(stream):
                values[number] = (kind, _stream(ole, stream, LARGEST_STREAM))
    return Properties(values)


def _entries(ole: olefile.OleFileIO, table: list[str], header: int) -> Iterator[tuple[int, int, bytes]]:
    raw = _stream(ole, table, LARGEST_TABLE) if ole.exists(table) else b""
    for at in range(header, len(raw) - _ENTRY.size + 1, _ENTRY.size):
        kind, number, _, fixed = _ENTRY.unpack_from(raw, at)
        yield number, kind, fixed


def _stream(ole: olefile.OleFileIO, path: list[str], most: int) -> bytes:
    if ole.get_size(path) > most:
        return b""
    with ole.openstream(path) as stream:
        return stream.read()
