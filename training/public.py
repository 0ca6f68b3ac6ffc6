"""Sentences of real mail that is public, labelled by hand: their labels lie here, their words where the mail lies."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec.structs import replace

from comity.book.reading import read_folders
from comity.book.store import MemoryBook
from comity.signals.hearing import Letter, Utterance, hear
from comity.signals.labels import LABELS
from comity.sources import Settings

MAIL = Path("data") / "enron-maildir"
LABELLED = Path(__file__).parent / "gold" / "enron.jsonl"
# Mails of the inbox that teach nothing but where a sentence of theirs is labelled, so that false alarms can be counted.
KEPT_BACK = 300
_WORDS = range(3, 61)  # of a sentence that may teach without a label
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


def kept_back(shared: Path) -> list[Letter]:
    """The mails that are kept back."""
    return letters(shared / MAIL / "inbox")[:KEPT_BACK]


def untaught(shared: Path) -> list[Utterance]:
    """Their sentences that taught nothing."""
    taught = _rows()
    return [sentence for sentence in said(kept_back(shared)) if digest(sentence.text) not in taught]


def said(mail: Sequence[Letter]) -> list[Utterance]:
    """The sentences of these mails that are the writer's own."""
    listens = _Listens()
    hear(mail, listens)
    return listens.heard


def labelled(shared: Path) -> Iterator[tuple[Utterance, frozenset[str]]]:
    """Each labelled sentence once, said by whom its labels take it to be said, with its labels."""
    rows = _rows()
    for sentence in said(letters(shared / MAIL)):
        row = rows.pop(digest(sentence.text), None)
        if row is not None:
            yield replace(sentence, by=row["by"]), frozenset(row["labels"])


def unlabelled(shared: Path) -> Iterator[Utterance]:
    """Sentences that nobody labelled, each once, said by a client or, as often, by us; none where that mail is not at
    hand.
    """
    if not (shared / MAIL).is_dir():
        return
    seen = {*_rows(), *(digest(u.text) for u in said(kept_back(shared)))}
    for sentence in said(letters(shared / MAIL)):
        known = digest(sentence.text)
        if known not in seen and len(sentence.text.split()) in _WORDS:
            seen.add(known)
            yield replace(sentence, by="us" if int(known, 16) % 2 else "client")


def _rows() -> dict[str, dict[str, Any]]:
    """What is known of labelled sentences, by their digest."""
    return {row["sentence"]: row for row in map(json.loads, LABELLED.read_text("utf-8").splitlines())}


class _Listens:
    """Keeps what a reader is given."""

    version = "listens"

    def __init__(self) -> None:
        self.heard: list[Utterance] = []

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """Nothing is heard."""
        self.heard.extend(utterances)
        return np.zeros((len(utterances), len(LABELS)), np.float32)
