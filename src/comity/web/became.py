"""What became of the records of a file, as the current refresh tells it: how many, and which.

Of what was made private since, nothing is told, as if it had never stood in its files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from comity.book.records import DUPLICATE, IGNORED, KEPT
from comity.book.store import DeltaBook
from comity.web import sheets
from comity.web.models.verdicts import Refresh
from comity.web.private import hidden, in_files

WHAT = (KEPT, DUPLICATE, "rejected", IGNORED)
File = tuple[str, str]  # its name, and the digest of what stands in it
Tally = dict[str, int]


def tallies(home: Path, refresh: Refresh | None) -> dict[File, Tally]:
    """The counts of every file; of those read before files were told apart by what stands in them there are none."""
    if refresh is None:
        return {}
    less = _private_since(home, refresh)
    found = {}
    for told in refresh.read:
        file = (told["file"], told.get("file_id", ""))
        counts = {what: told[what] - less[(*file, what)] for what in WHAT}
        if file[1]:
            found[file] = {"records": sum(counts.values()), **counts}
    return found


def of_files(home: Path, refresh: Refresh | None, files: Collection[File]) -> Tally:
    """The counts of these files together; empty where none is known."""
    return together(tallies(home, refresh), files)


def of_reading(home: Path, refresh: Refresh | None, files: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What a reading told of its files, with what the refresh knows of them: `new` were not in the book before.

    A file of which all is private is left out.
    """
    known = tallies(home, refresh)
    alone = _alone(known)
    files = [{**f, "file_id": f.get("file_id") or alone.get(f["file"], "")} for f in files]
    told = [f for f in files if (f["file"], f["file_id"]) not in known]
    refs = hidden() if told else frozenset[str]()
    less = in_files(DeltaBook(home / "book"), refs) if refs else Counter[File]()
    found = []
    for f in files:
        file = (f["file"], f["file_id"])
        counts = known.get(file) or _as_read(f, less[file])
        new = min(f["kept"], counts["kept"] + (counts["ignored"] or 0))
        if counts["records"] or not f["records"]:
            found.append({**f, **counts, "new": new, "known": file in known})
    return found


def _alone(known: Collection[File]) -> dict[str, str]:
    """By name, the digest of the only file of that name: readings did not always note which one they read."""
    often = Counter(name for name, _ in known)
    return {name: file_id for name, file_id in known if often[name] == 1}


def _as_read(told: Mapping[str, Any], private: int) -> dict[str, Any]:
    """The counts of the reading itself, before anything is known of what is ignored."""
    again = min(private, told["duplicate"])
    return {"records": told["records"] - private, "kept": told["kept"] - (private - again),
            "duplicate": told["duplicate"] - again, "rejected": told["rejected"], "ignored": None}  # fmt: skip


def together(known: Mapping[File, Tally], files: Collection[File]) -> Tally:
    """The counts of some of the files that are known, summed."""
    some = [t for file, t in known.items() if file in files]
    return {what: sum(t[what] for t in some) for what in ("records", *WHAT)} if some else {}


def rows(home: Path, refresh: Refresh, what: str, files: Collection[File]) -> pa.Table:
    """The records of these files of which this became, in the sheet's order."""
    path = sheets.file(home, refresh.statements, "records")
    if not path.exists() or not files:
        return pa.table({})
    of_file = pc.field("file_id").isin(sorted({file_id for _, file_id in files}))
    found = pq.read_table(path, filters=of_file & (pc.field("what") == what), memory_map=True)
    names = {name for name, _ in files}
    if len(names) != 1 or len(found["source"].unique()) > 1:
        # The same file under two names.
        places = zip(found["source"].to_pylist(), found["file_id"].to_pylist(), strict=True)
        found = found.filter(pa.array([place in files for place in places], pa.bool_()))
    found = sheets.without_private(found)
    return found.sort_by([("on", "descending")]) if len(files) > 1 else found


def _private_since(home: Path, refresh: Refresh) -> Counter[tuple[str, str, str]]:
    """By file and what became of them, the records that were made private since the refresh."""
    refs, path = hidden(), sheets.file(home, refresh.statements, "records")
    if not refs or not path.exists():
        return Counter()
    theirs = (pc.field("proof_kind") == "message") & pc.field("ref").isin(sorted(refs))
    found = pq.read_table(path, columns=["source", "file_id", "what"], filters=theirs, memory_map=True)
    return Counter((r["source"], r["file_id"], r["what"]) for r in found.to_pylist())
