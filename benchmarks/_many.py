"""Lays a home with very much mail: a book of the generator's mail read once, then laid as often as is asked for.

Each copy has clients, messages and texts of its own, and shares our own people. What is heard in the first book is laid
beside the copies, so that no sentence is read twice. `python -m benchmarks._many SHARED FOLDER MESSAGES` lays one.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from comity.book.reading import read_folders
from comity.book.store import DeltaBook
from comity.folders import OnDisk
from comity.home import create_book
from comity.judge import see
from comity.keeping import of_code
from comity.kept_files import KeptFiles
from comity.signals.ears import shipped_reader
from comity.signals.hearing import LABELS, WORDS, Letter, Utterance, digest
from comity.sources import Settings
from comity.web.days import today

BASE = 20_000  # messages that are read, and then copied
TABLES = ("messages", "filings", "sightings")
_DIGITS = re.compile(r"\d+")
_SAYS = re.compile(
    "rate for this one|payment of invoice|quick turnaround|discount if we|other two vendors|signed contract att"
    "|else should join|disappointed with"
)


class FewSentences:
    """A reader for the generator's mail: its few sentences as the shipped reader reads them, all others alike."""

    def __init__(self) -> None:
        self.version = f"{shipped_reader().version}-few"
        self._read = cache(lambda text, by: shipped_reader().listen([Utterance(text, by)])[0])

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """See `comity.signals.hearing.Reader`."""
        return self.listen(utterances)[:, :28]

    def listen(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """See `comity.signals.hearing.Sketching`."""
        texts = (_DIGITS.sub("1", u.text) if _SAYS.search(u.text) else "The end month quarter." for u in utterances)
        return np.stack([self._read(text, u.by) for text, u in zip(texts, utterances, strict=True)])


def cache_of(home: Path) -> KeptFiles:
    """The cache of a home that this reader hears."""
    return KeptFiles(OnDisk(home / "cache"), f"{FewSentences().version}-{of_code('comity.signals').hex()}")


class _Held:
    """A cache in memory."""

    def __init__(self) -> None:
        self.kinds: defaultdict[str, dict[str, np.ndarray]] = defaultdict(dict)

    def get(self, kind: str, keys: Sequence[str]) -> Mapping[str, np.ndarray]:
        found = self.kinds[kind]
        return {key: found[key] for key in keys if key in found}

    def put(self, kind: str, found: Mapping[str, np.ndarray]) -> None:
        self.kinds[kind].update(found)


def lay(shared: Path, folder: Path, messages: int) -> None:
    """A `home` with so many messages, about, and what was heard of them; beside it in `new` the mail of a day after."""
    base = min(BASE, messages)
    copies = messages // base
    day = max(1, base // 2000)
    made = folder / "all.mbox"
    words = [str(shared / "bench" / "gen_mbox.py"), str(made), "--n", str(base + day)]
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
    old = _split(made, folder, base, copies)
    first = DeltaBook(folder / "first")
    read_folders([old], first, today=today(), settings=Settings())
    held = _Held()
    reader = FewSentences()
    sight = see(first, None, today=today(), reader=reader, thresholds=shipped_reader().thresholds, cache=held)
    by = {m.key: m.by for m in sight.ground.mails}
    del sight
    home = folder / "home"
    home.mkdir()
    book, kept = create_book(home), cache_of(home)
    book.append("readings", first.facts("readings"))
    for number in range(copies):
        for table in TABLES:
            book.append(table, _copy(first.facts(table), number))
        _hear(first.facts("messages"), number, held, by, kept)


def _split(made: Path, folder: Path, base: int, copies: int) -> Path:
    """The folder with the mail that is read first; `new` gets what comes after, for each copy its own."""
    for name in ("old", "new"):
        (folder / name).mkdir()
    seen = 0
    late: list[bytes] = []
    with made.open("rb") as lines, (folder / "old" / "old.mbox").open("wb") as first:
        for line in lines:
            seen += line.startswith(b"From ")
            first.write(line) if seen <= base else late.append(line)
    made.unlink()
    whole = b"".join(late).decode()
    with (folder / "new" / "new.mbox").open("w", encoding="utf-8") as new:
        for number in range(copies):
            new.write(_called_text(whole, number))
    return folder / "old"


def _called_text(whole: str, number: int) -> str:
    return _called(re.sub(r"<(\d+\.[0-9a-f]+@)", rf"<{number}.\1", whole), number)


def _copy(rows: pa.Table, number: int) -> pa.Table:
    """The rows of a table as another copy has them."""
    change: dict[str, Callable[[Any], Any]] = {
        **dict.fromkeys(("row_id", "record"), lambda name: f"{name[:28]}{number:04x}"),
        **dict.fromkeys(("ref", "message", "in_reply_to"), lambda ref: ref and f"{number}.{ref}"),
        **dict.fromkeys(("sender", "reply_to"), lambda address: address and _called(address, number)),
        **dict.fromkeys(("recipients", "copied"), lambda some: [_named(x, number) for x in some or ()]),
        "body": lambda body: f"{body}\n{number}",
        "thread_refs": lambda refs: [f"{number}.{ref}" for ref in refs or ()],
    }
    for place, field in enumerate(rows.schema):
        if field.name in change:
            told = pa.array(map(change[field.name], rows[field.name].to_pylist()), field.type)
            rows = rows.set_column(place, field, told)
    return rows


def _named(somebody: dict[str, Any], number: int) -> dict[str, Any]:
    return {**somebody, "address": _called(somebody["address"] or "", number)}


def _called(text: str, number: int) -> str:
    return re.sub(r"@client(\d+)\.", rf"@client\1x{number}.", text)


def _hear(rows: pa.Table, number: int, held: _Held, by: Mapping[str, str], kept: KeptFiles) -> None:
    told: dict[str, np.ndarray] = {}
    labels: dict[str, np.ndarray] = {}
    columns = ("row_id", "body", "body_from", "sender_name")
    for key, body, kind, writer in zip(*(rows[c].to_pylist() for c in columns), strict=True):
        if key not in by:
            continue
        letter = Letter(key, by[key], body, kind == "html", "", writer or "")
        again = Letter(key, by[key], f"{body}\n{number}", kind == "html", "", writer or "")
        told[digest(again, again.body)] = held.kinds[WORDS][digest(letter, letter.body)]
        labels[f"{key[:28]}{number:04x}.{by[key]}"] = held.kinds[LABELS][f"{key}.{by[key]}"]
    kept.put(WORDS, told)
    kept.put(LABELS, labels)


if __name__ == "__main__":
    lay(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
