"""Outlook's .pst: folder by folder, item by item; what is no mail is counted and told, never lost in silence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypff

from comity.sources.mail import dates, outlook
from comity.sources.mail.outlook import Item, Properties
from comity.sources.outcome import Export, Outcome, Reject, Said

MOST_RECIPIENTS = 500
MOST_ATTACHMENTS = 200
DEEPEST = 100  # folders within folders
# What the library raises on damaged files, items and values.
_DAMAGED = (OSError, ValueError, TypeError, LookupError, ArithmeticError, RuntimeError, MemoryError)
UNREADABLE = "damaged Outlook data file: {0}. Repair it with Outlook's Inbox Repair Tool, or export it again."
DAMAGED = "damaged part of an Outlook data file: {0}. Repair the file with Outlook's Inbox Repair Tool."

# The library's own objects carry no types; tests hand in stand-ins with the same names.
Pff = Any


@dataclass(slots=True)
class _Folder:
    """A folder with its names from the top, and how many items lie in it."""

    folder: Pff
    names: tuple[str, ...]
    count: int

    @property
    def path(self) -> str:
        return "/".join(self.names)

    @property
    def label(self) -> str:
        """The names without the one that stands for the whole mailbox."""
        return "/".join(self.names[1:] or self.names)


def read(export: Export) -> Iterator[Outcome]:
    """Every mail of a .pst, and what else lies in it as one saying."""
    file = pypff.file()
    try:
        file.open(str(export.path))
        root = file.get_root_folder()
    except _DAMAGED as error:
        yield Reject("", UNREADABLE.format(_why(error)), export.head, export.size)
        return
    try:
        yield from mails(root, export.size, dates.latest(export.today))
    finally:
        file.close()


def mails(root: Pff, size: int, before: dt.datetime = dates.LAST) -> Iterator[Outcome]:
    """The mails below a root folder, which were sent before this moment; of the file's `size` as much is told as behind
    as there are items behind.
    """
    passed: Counter[str] = Counter()
    folders = list(_folders(root))
    total = sum(folder.count for folder in folders if isinstance(folder, _Folder)) or 1
    behind = 0
    for folder in folders:
        if isinstance(folder, Reject):
            yield folder
            continue
        for at in range(folder.count):
            behind += 1
            found = _outcome(folder, at, size * behind // total, before)
            if isinstance(found, str):
                passed[found] += 1
            else:
                yield found
    if passed:
        told = ", ".join(f"{count} {kind}" for kind, count in passed.most_common(10))
        yield Said(f"passed over as no mail: {told}")


def _folders(root: Pff) -> Iterator[_Folder | Reject]:
    """All folders below the root, in their order; a reject for one that cannot be opened."""
    waiting: list[tuple[Pff, tuple[str, ...]]] = [(root, ())]
    seen: set[int] = set()
    while waiting:
        folder, names = waiting.pop()
        try:
            if folder.identifier in seen or len(names) > DEEPEST:
                continue
            seen.add(folder.identifier)
            below = [folder.get_sub_folder(at) for at in range(folder.number_of_sub_folders)]
            waiting += [(child, (*names, (child.name or "?").replace("/", " "))) for child in reversed(below)]
            yield _Folder(folder, names, folder.number_of_sub_messages)
        except _DAMAGED as error:
            yield Reject("/".join(names), DAMAGED.format(_why(error)))


def _outcome(folder: _Folder, at: int, done: int, before: dt.datetime) -> Outcome | str:
    """What one item is: a mail's outcome, or the class of an item that is none."""
    place = f"{folder.path}/item {at + 1}"
    try:
        thing = folder.folder.get_sub_message(at)
        place = f"{folder.path}/{thing.identifier}"
        own = _properties(thing, outlook.OF_MESSAGE)
        kind = own.text(outlook.CLASS) or "ipm"
        if not outlook.is_mail(kind):
            return kind[:60]
        item = Item(own, _recipients(thing), _attachments(thing), [folder.label])
        letter = outlook.letter_of(item, before)
    except _DAMAGED as error:
        return Reject(place, DAMAGED.format(_why(error)), b"", done)
    if letter is None:
        return Reject(place, outlook.undated(item), own.text(outlook.HEADERS).encode(), done)
    return letter.row(place, done)


def _recipients(thing: Pff) -> list[Properties]:
    holder = getattr(thing, "recipients", None)
    listed = holder.recipients if holder is not None else ()
    return [_properties(listed[at], outlook.OF_RECIPIENT) for at in range(min(len(listed), MOST_RECIPIENTS))]


def _attachments(thing: Pff) -> list[dict[str, object]]:
    found = []
    for at in range(min(getattr(thing, "number_of_attachments", 0), MOST_ATTACHMENTS)):
        attachment = thing.get_attachment(at)
        properties = _properties(attachment, outlook.OF_ATTACHMENT)
        found.append(outlook.attachment_of(properties, _size(attachment) or properties.whole(outlook.FILE_SIZE)))
    return found


def _size(attachment: Pff) -> int:
    try:
        return attachment.size
    except _DAMAGED:  # an attached message or a link has no size of its own
        return 0


def _properties(thing: Pff, wanted: frozenset[int]) -> Properties:
    values: dict[int, tuple[int, bytes]] = {}
    for entries in thing.record_sets:
        for entry in entries.entries:
            number = entry.entry_type
            if number in wanted and number not in values:
                values[number] = (entry.value_type, entry.data or b"")
    return Properties(values)


def _why(error: BaseException) -> str:
    """The first words of a library's message, without its trail of functions."""
    said = " ".join(str(error).split())
    return (said.partition(": ")[2].partition(". ")[0] or said)[:120] or type(error).__name__
