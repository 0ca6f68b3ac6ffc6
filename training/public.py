"""Sentences of real mail that is public, labelled by hand: their labels lie here, their words where the mail lies."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from comity.book.reading import read_folders
from comity.book.store import MemoryBook
from comity.signals.hearing import Letter, Utterance, hear
from comity.signals.labels import LABELS
from comity.sources import Settings

MAIL = Path("data") / "enron-maildir"
LABELLED = Path(__file__).parent / "gold" / "enron.jsonl"
_LATER = dt.date(2010, 1, 1)  # a day after the last of this mail


def digest(text: str) -> str:
    """How a labelled sentence is known: 16 bytes of BLAKE2b, of the sentence with single blanks."""
    return hashlib.blake2b(" ".join(text.split()).encode(), digest_size=16).hexdigest()


def letters(folder: Path) -> list[Letter]:
    """Every mail of a folder, as a client's."""
    book = MemoryBook()
    read_folders([folder], book, today=_LATER, settings=Settings())
    rows = book.facts("messages").select(["ref", "subject", "body", "sender_name"]).to_pylist()
    return [
        Letter(r["ref"], "client", r["body"] or "", False, r["subject"] or "", r["sender_name"] or "")
        for r in sorted(rows, key=lambda row: row["ref"])
    ]


def said(mail: Sequence[Letter]) -> list[Utterance]:
    """The sentences of these mails that are the writer's own."""
    listens = _Listens()
    hear(mail, listens)
    return listens.heard


def labelled(shared: Path) -> Iterator[tuple[Utterance, frozenset[str]]]:
    """Each labelled sentence once, said by whom its labels take it to be said, with its labels."""
    rows = {row["sentence"]: row for row in map(json.loads, LABELLED.read_text("utf-8").splitlines())}
    for sentence in said(letters(shared / MAIL)):
        row = rows.pop(digest(sentence.text), None)
        if row is not None:
            yield replace(sentence, by=row["by"]), frozenset(row["labels"])


class _Listens:
    """Keeps what a reader is given."""

    version = "listens"

    def __init__(self) -> None:
        self.heard: list[Utterance] = []

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """Nothing is heard."""
        self.heard.extend(utterances)
        return np.zeros((len(utterances), len(LABELS)), np.float32)
