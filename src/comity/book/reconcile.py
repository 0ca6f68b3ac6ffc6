"""What became of every record that was ever read, file by file, as the whole book tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from comity.book.reading import standing_rejects
from comity.book.store import Book
from comity.tables import TABLES

# Rows of these ride along with a record or belong to the reading itself: they are no records.
_NO_RECORDS = {"filings", "sightings", "readings", "rejects", "decisions", "corrections", "settings", "purged"}

_MARK = ("source", "file_id", "what")


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


def reconcile(book: Book, ignored: Mapping[tuple[str, str], int]) -> list[FileTally]:
    """The tally of every file in the book, by name; `ignored` counts left-out mail by source and file_id."""
    kept = _kept(book)
    rejected = Counter((r["source"], r["file_id"]) for r in standing_rejects(book, ["source", "file_id"]))
    gone = zip(*(book.facts("purged", ["source", "file_id", "what"])[c].to_pylist() for c in _MARK), strict=True)
    purged = Counter((source, file_id) for source, file_id, what in gone if what == "record")
    found: dict[tuple[str, str], FileTally] = {}
    rows = book.facts("readings", ["source", "file_id", "kind", "records", "said", "read_on"]).to_pylist()
    for row in sorted(rows, key=lambda r: (r["read_on"], r["records"], r["said"] or "")):
        key = (row["source"], row["file_id"])
        # What was purged is told as ignored: it was read, and it counts for nothing.
        left_out, here, refused = ignored.get(key, 0) + purged[key], kept[key] + purged[key], rejected[key]
        found[key] = FileTally(
            row["source"], row["kind"], row["records"], here - left_out,
            row["records"] - here - refused, refused, left_out, row["said"] or "",
        )  # fmt: skip
    # Files that could not even be opened have no digest and no reading, only a reject.
    read = {source for source, _ in found}
    for (source, file_id), refused in rejected.items():
        if source not in read:
            found[source, file_id] = FileTally(source, "unknown", refused, 0, 0, refused, 0)
    return [found[key] for key in sorted(found)]


def _kept(book: Book) -> Counter[tuple[str, str]]:
    """By file, how many of its records were kept; a payment that rides along with an invoice is none of its own."""
    found: Counter[tuple[str, str]] = Counter()
    for name in TABLES.keys() - _NO_RECORDS - {"payments"}:
        counted = book.facts(name, ["source", "file_id"]).group_by(["source", "file_id"]).aggregate([([], "count_all")])
        found.update({(r["source"], r["file_id"]): r["count_all"] for r in counted.to_pylist()})
    payments, invoices = (_places(book, name) for name in ("payments", "sightings"))
    if payments:
        beside = set(invoices)
        found.update((source, file_id) for source, file_id, place in payments if (source, file_id, place) not in beside)
    return found


def _places(book: Book, table: str) -> list[tuple[str, str, str]]:
    columns = ["source", "file_id", "place"]
    rows = book.facts(table, columns)
    return list(zip(*(rows[c].to_pylist() for c in columns), strict=True))
