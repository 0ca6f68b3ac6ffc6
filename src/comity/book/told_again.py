"""Whether a further copy of a message tells anything that no copy read before told."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from comity.book.store import Book
from comity.identity import row_id
from comity.tables import TABLES
from comity.tables.messages import OF_A_COPY, TEXT_OF_A_COPY

_HEAD = [c for c in OF_A_COPY if c not in TEXT_OF_A_COPY]
_LISTS = ("recipients", "copied", "thread_refs", "attachments", "marks")
_PLAIN = [c for c in _HEAD if c not in _LISTS]
_AT_ONCE = 4_000  # messages that are held, with their texts

Told = Mapping[str, Any]


class ToldAgain:
    """What the copies of each message told, as digests. A book is gone through for it once a second copy comes up."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: set[int] = set()
        self.looked = False

    def look(self) -> None:
        """Go through what the book holds, which must be all that was told until now."""
        self.looked = True
        for table, name in (("messages", "row_id"), ("copies", "record")):
            rows = self._book.as_read(table, [*dict.fromkeys(["row_id", name]), *_HEAD, "body_from"])
            for at in range(0, rows.num_rows, _AT_ONCE):
                some = rows.slice(at, _AT_ONCE).to_pylist()
                texts = dict(self._book.texts(table, "body", [row["row_id"] for row in some]))
                for row in some:
                    self.take(row[name], {**row, "body": texts.get(row["row_id"], "")})

    def take(self, record: str, told: Told) -> None:
        """Take in what a copy tells, where it will be asked for."""
        if self.looked:
            self._known |= {_head(record, told), _text(record, told)}

    def new(self, record: str, told: Told) -> dict[str, Any] | None:
        """What a further copy of a message tells, without its text where that is known; None where it tells nothing."""
        head, text = _head(record, told), _text(record, told)
        if head in self._known and text in self._known:
            return None
        unknown = text not in self._known
        self._known |= {head, text}
        found = {name: told.get(name) for name in OF_A_COPY}
        return {**found, "record": record} if unknown else {**found, "record": record, "body": None, "body_from": None}


def named(told: Told) -> str:
    """The row_id of a further copy: letters of its text that nobody sees, such as ends of lines, count here."""
    text = (told["body"] or "").encode("utf-8", "surrogatepass")
    return row_id(TABLES["copies"], told, hashlib.blake2b(text, digest_size=16).hexdigest())


def _head(record: str, told: Told) -> int:
    # Sources and books give the parts of a list in one order, so its written form will do, which is had quickly.
    lists = (repr(value) if (value := told.get(name)) else "" for name in _LISTS)
    return hash((record, *[told.get(name) or "" for name in _PLAIN], *lists))


def _text(record: str, told: Told) -> int:
    return hash((record, told.get("body_from") or "", told.get("body") or ""))
