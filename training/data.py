"""Labelled sentences to train on: the gold writers' files and the keys of the example firms."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from comity.book.known import known_on
from comity.book.reading import read_folders
from comity.book.store import MemoryBook
from comity.book.whois.own import is_ours, own_side
from comity.sources import Settings

# Our own, beside what is shared: four more writers of whole mails, two more firms.
HERE = Path(__file__).parent
# Never trained on, looked at last: two writers and one firm.
HELD_OUT_WRITERS = ("writer4", "writer8")
HELD_OUT_FIRMS = ("harrow",)
_FAR = dt.date(2099, 12, 31)


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled sentence: who wrote it ('client' or 'us'), and of which writer or firm it is."""

    text: str
    by: str
    labels: frozenset[str]
    group: str
    in_mail: bool


def firm_folders(shared: Path) -> list[Path]:
    """Every firm with a key, the shared ones first."""
    return [key.parent for root in (shared / "examples", HERE / "firms") for key in sorted(root.glob("*/key.json"))]


def gold(shared: Path) -> Iterator[Example]:
    """The sentences of the gold writers."""
    for file in [*sorted((shared / "gold").glob("writer*.jsonl")), *sorted((HERE / "gold").glob("writer*.jsonl"))]:
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield Example(row["text"], row["by"], frozenset(row["labels"]), file.stem, bool(row.get("mail")))


def firms(shared: Path) -> Iterator[Example]:
    """The labelled sentences of the firms' keys; who wrote them is told by their mail."""
    for firm in firm_folders(shared):
        key = json.loads((firm / "key.json").read_text("utf-8"))
        by = _writers(firm / "exports")
        whole = {(m["message_id"], s["text"]): s for m in key.get("exhaustive", []) for s in m["sentences"]}
        single = {(s["message_id"], s["text"]): s for s in key["sentences"]}
        for (ref, text), row in {**single, **whole}.items():
            if ref in by:
                yield Example(text, by[ref], frozenset(row["labels"]), firm.name, (ref, text) in whole)


def _writers(exports: Path) -> dict[str, str]:
    book = MemoryBook()
    read_folders([exports], book, today=_FAR, settings=Settings())
    facts = known_on(book, _FAR)
    own = own_side(facts)
    rows = zip(facts["messages"]["ref"].to_pylist(), facts["messages"]["sender"].to_pylist(), strict=True)
    return {ref: "us" if is_ours(sender or "", own.domains) else "client" for ref, sender in rows}
