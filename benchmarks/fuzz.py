"""Damaged mails, calendar files and rows of every kind: no fault, no hang, bounded memory, and nothing lost.

`python -m benchmarks fuzz [N]` reads so many damaged files (100,000), made from the golden samples and the shared data;
each is drawn by its number, so that a finding repeats. What is found stays in tests/sources/test_fuzzed.py.
"""

from __future__ import annotations

import datetime as dt
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path

from comity.book.reading import read_folders
from comity.book.reconcile import reconcile
from comity.book.rejected import standing_rejects
from comity.book.store import MemoryBook
from comity.sources import Settings
from tests.sources.mutating import Mutations
from tests.sources.test_conformance import Late, within

COUNT = 100_000
DATA = (
    "data/enron-maildir",
    "data/calendars",
    "data/outlook",
    "data/crm-opportunities",
    "data/receivables",
    "examples",
)
SECONDS = 60.0  # within which any file of this size is read, on a busy machine too
TOLD = 1_000  # files between two lines that tell how far it is
TODAY = dt.date(2026, 10, 31)


def run(shared: Path, count: int = COUNT) -> dict[str, object]:
    """What became of so many damaged files, and the numbers of those that brought something down."""
    files = Mutations(*(shared / name for name in DATA))
    records: Counter[str] = Counter()
    findings: dict[int, str] = {}
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            try:
                records.update(read(files, number, Path(folder)))
            except (Exception, Late) as error:  # noqa: BLE001 - whatever it is, it is a finding
                findings[number] = f"{type(error).__name__}: {error}"[:200]
                print(f"fuzz: {number}, {files[number].origin.name}: {findings[number]}", flush=True)
            if number % TOLD == TOLD - 1:
                print(f"fuzz: {number + 1:,} of {count:,} files, {time.perf_counter() - began:.0f} s", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"fuzz: {count:,} damaged files, {len(findings)} findings, {dict(records)}, at most {peak} MB", flush=True)
    return {"files": count, "findings": findings, "records": dict(records), "peak_mb": peak}


def read(files: Mutations, number: int, folder: Path) -> Counter[str]:
    """Read one damaged file into a book of its own; what became of its records. Raises where anything is off."""
    damaged = files[number]
    path = folder / damaged.name
    path.write_bytes(damaged.content)
    book = MemoryBook()
    try:
        with within(SECONDS):
            [count] = read_folders([path], book, today=TODAY, settings=Settings())
    finally:
        path.unlink()
    assert count.records == count.kept + count.duplicate + count.rejected, count
    [tally] = reconcile(book, ()) or [None]
    assert tally is None or min(tally.kept, tally.duplicate, tally.rejected) >= 0, tally
    assert tally is None or tally.records == count.records, (tally, count)
    for reject in standing_rejects(book):
        assert reject["reason"].strip(), reject
        assert reject["reason"].isprintable(), reject
        assert reject["place"].isprintable(), reject
    return Counter(files=1, records=count.records, kept=count.kept, rejected=count.rejected)
