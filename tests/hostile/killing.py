"""A `comity read` that is killed at random moments and run again, beside one that nobody disturbed."""

from __future__ import annotations

import json
import random
import signal
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from comity.home import open_book
from comity.review_json import as_json
from comity.tables import TABLES
from tests.hostile.child import Calls
from tests.invariants.books import judged

BATCH = 40  # rows that wait: the fewer, the more moments between two appends
IN_A_ROW = 3  # times that one home is killed before it is read to the end


class Told(NamedTuple):
    """What a home came to: every row of every table as often as it is there, and the review, to the byte."""

    rows: Mapping[str, Counter[str]]
    review: str


def read_and_told(comity: Calls, exports: Path, home: Path) -> Told:
    """Read the exports into a home to the end, and what it came to."""
    done = comity("--home", home, "read", exports)
    assert (done.code, done.err) == (0, "")
    return told(home)


def told(home: Path) -> Told:
    """What a home came to."""
    book = open_book(home)
    rows = {name: Counter(book.facts(name, ["row_id"])["row_id"].to_pylist()) for name in TABLES}
    return Told(rows, json.dumps(as_json(judged(book))))


def kills(comity: Calls, exports: Path, folder: Path, count: int, seed: int) -> Iterator[tuple[float, Told]]:
    """Kill readings so many times, each home three times in a row; when last, and what its home came to then.

    A reading that ended before its moment counts for nothing.
    """
    whole = comity("--home", folder / "timed", "read", exports).seconds
    chance, done, number = random.Random(seed), 0, 0
    while done < count:
        home, moment, number = folder / f"killed{number}", 0.0, number + 1
        for _ in range(min(IN_A_ROW, count - done)):
            moment = chance.uniform(0.01, whole)
            done += comity("--home", home, "read", exports, killed_after=moment).code == -signal.SIGKILL
        yield moment, read_and_told(comity, exports, home)
