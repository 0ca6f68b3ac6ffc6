"""Corrections as lines of JSON without anybody's words: digests, labels, and where a sentence stands in its text.

They can be laid beside the same mail again, and only there. Left out are the client, who said it, and why: reasons may
quote.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from comity.book.store import DeltaBook
from comity.correcting.places import standing

VERSION = "corrections/1"
EXPORTED = ("sentence", "promise")  # a standing is about no sentence


def lines(book: DeltaBook, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One line for each correction of a sentence; `start` and `end` are null where the sentence is no longer there."""
    told = [r for r in rows if r["what"] in EXPORTED]
    where = standing(book, {(r["ref"], r["sentence"]) for r in told})
    for r in told:
        at = where.get((r["ref"], r["sentence"]))
        line = {
            "comity": VERSION, "said_on": r["said_at"].date().isoformat(), "what": r["what"], "label": r["label"],
            "value": r["value"], "kind": at and at.kind, "in": _digest(r["ref"]), "sentence": r["sentence"],
            "start": at and at.start, "end": at and at.end,
        }  # fmt: skip
        yield json.dumps(line) + "\n"


def _digest(ref: str) -> str:
    """The name of a message or note; its ref may hold words."""
    return hashlib.blake2b(ref.encode("utf-8", "replace"), digest_size=16).hexdigest()
