"""What became of every record that was ever read, file by file, as the whole book tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from comity.book.store import Book
from comity.tables import TABLES

# Rows of these ride along with a record or belong to the reading itself: they are no records.
_NO_RECORDS = {"filings", "sightings", "readings", "rejects", "decisions"}


@dataclass(frozen=True, slots=True)
class FileTally:
    """One file's records; records = kept + duplicate + rejected + ignored, whatever was read before or twice."""

    file: str
    kind: str
    records: int
    kept: int
    duplicate: int
    rejected: int
    ignored: int
    said: str = ""


def reconcile(book: Book, ignored: Mapping[str, int]) -> list[FileTally]:
    """The tally of every file in the book, by name; `ignored` counts left-out mail by (first) source file."""
    kept = _count_places(book)
    rejected = _count(book.facts("rejects", ["source", "file_id"]))
    found: dict[str, FileTally] = {}
    rows = book.facts("readings", ["source", "file_id", "kind", "records", "said"]).to_pylist()
    for row in sorted(rows, key=lambda r: (r["source"], r["file_id"], r["records"])):
        key = (row["source"], row["file_id"])
        left_out = min(ignored.get(row["source"], 0), kept.get(key, 0))
        here, refused = kept.get(key, 0), rejected.get(key, 0)
        found[f"{row['source']}\0{row['file_id']}"] = FileTally(
            row["source"], row["kind"], row["records"], here - left_out,
            row["records"] - here - refused, refused, left_out, row["said"] or "",
        )  # fmt: skip
    # Files that could not even be opened have no digest and no reading, only a reject.
    read = {row["source"] for row in rows}
    for (source, _), refused in sorted(rejected.items()):
        if source not in read:
            found[f"{source}\0"] = FileTally(source, "unknown", refused, 0, 0, refused, 0)
    return [found[key] for key in sorted(found)]


def _count(rows: pa.Table) -> dict[tuple[str, str], int]:
    counted = rows.group_by(["source", "file_id"]).aggregate([([], "count_all")]).to_pylist()
    return {(r["source"], r["file_id"]): r["count_all"] for r in counted}


def _count_places(book: Book) -> dict[tuple[str, str], int]:
    """By file, the places from which at least one row was kept: one record may have given several rows."""
    parts = [book.facts(t, ["source", "file_id", "place"]) for t in TABLES if t not in _NO_RECORDS]
    places = pa.concat_tables(parts).group_by(["source", "file_id", "place"]).aggregate([])
    return _count(places)
