"""Accounts whose standing is known, measured: what a policy is fitted on and checked with."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from comity.book.reading import read_folders
from comity.book.store import MemoryBook
from comity.judge import see
from comity.signals.ears import Ears, Shipped
from comity.sources import Settings
from training.policy import Case

# The examples end in September 2026; nothing in them lies after this day.
TODAY = dt.date(2026, 10, 31)
EARLIER_WEIGHT = 0.5  # an account's earlier days tell less than its last: they share most of their facts


def book_of(firm: Path) -> MemoryBook:
    """A firm's exports in a throw-away book."""
    book = MemoryBook()
    read_folders([firm / "exports"], book, today=TODAY, settings=Settings())
    return book


def key_of(firm: Path) -> dict[str, Any]:
    """A firm's key."""
    return json.loads((firm / "key.json").read_text("utf-8"))


def days_of(key: dict[str, Any]) -> list[str]:
    """The days on which the key knows standings, the key's own first."""
    return [key["as_of"], *sorted({e["as_of"] for e in key.get("earlier", [])} - {key["as_of"]})]


def cases(firm: Path, reader: Ears | Shipped) -> list[Case]:
    """Every account and day of a firm's key, measured with a reader (that should not have been trained on it)."""
    key, book = key_of(firm), book_of(firm)
    found = []
    for day in days_of(key):
        sight = see(book, dt.date.fromisoformat(day), today=TODAY, reader=reader, thresholds=reader.thresholds)
        last = day == key["as_of"]
        for account in key["accounts"] if last else [e for e in key["earlier"] if e["as_of"] == day]:
            measured = sight.now.get(account["id"])
            if measured is not None:
                acceptable = tuple(account.get("acceptable") or ())
                weight = 1.0 if last else EARLIER_WEIGHT
                found.append(Case(measured, account["standing"], acceptable, firm.name, weight))
    return found
