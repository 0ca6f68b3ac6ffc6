"""What people corrected: which labels a sentence carries or not, what came of a promise, what standing they see.

Each correction is a fact that is only ever added; another one takes it back. Of several about the same thing the
newest counts, so the order in which they lie in the book does not matter. They are knowledge of today about facts of
then: they hold on every day that is judged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import pyarrow as pa

from comity.book.store import Book
from comity.identity import row_id
from comity.tables import TABLES

HOLDS, HOLDS_NOT = "holds", "holds not"
KEPT, BROKEN, WITHDRAWN = "kept", "broken", "withdrawn"
NONE = "none"  # what was taken for a promise is none

# A message or note, and the digest of a sentence in it.
Place = tuple[str, str]


class Corrections(msgspec.Struct, frozen=True):
    """What holds after everything that was said and taken back; of promises the newest last."""

    labels: Mapping[Place, Mapping[str, bool]] = msgspec.field(default_factory=dict)
    promises: Mapping[Place, str] = msgspec.field(default_factory=dict)

    @property
    def refs(self) -> frozenset[str]:
        """The messages and notes with a sentence whose labels somebody told."""
        return frozenset(ref for ref, _ in self.labels)

    def __bool__(self) -> bool:
        return bool(self.labels or self.promises)


def digest(sentence: str) -> str:
    """The name of a sentence within its message; white space counts once."""
    return hashlib.blake2b(" ".join(sentence.split()).encode("utf-8", "replace"), digest_size=16).hexdigest()


def in_force(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those that nobody took back, in the order they were said; one that was written twice counts once."""
    ordered = sorted({r["row_id"]: r for r in rows}.values(), key=lambda r: (r["said_at"], r["row_id"]))
    undone = {r["undoes"] for r in ordered if r["what"] == "undo"}
    return [r for r in ordered if r["what"] != "undo" and r["row_id"] not in undone]


def corrections_of(facts: pa.Table) -> Corrections:
    """What the rows of the table come to."""
    labels: dict[Place, dict[str, bool]] = {}
    promises: dict[Place, str] = {}
    for row in in_force(facts.to_pylist()):
        place = (row["ref"], row["sentence"])
        if row["what"] == "sentence":
            labels.setdefault(place, {})[row["label"]] = row["value"] == HOLDS
        elif row["what"] == "promise":
            promises.pop(place, None)  # one promise may be told of by several sentences: the newest stands last
            promises[place] = row["value"]
    return Corrections(labels, promises)


def say(book: Book, row: Mapping[str, Any]) -> None:
    """Write a correction into the book."""
    book.append("corrections", pa.Table.from_pylist([dict(row)], schema=TABLES["corrections"].schema))


def row_of(values: Mapping[str, Any], ref: str, source: str) -> dict[str, Any]:
    """The values of a correction as a row of the table, under a name that says all of it."""
    name = row_id(TABLES["corrections"], values, ref)
    provenance = {"row_id": name, "source": source, "file_id": "", "place": "", "ref": ref}
    return {**values, **provenance, "read_on": values["said_at"].date()}
