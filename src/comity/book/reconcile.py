"""What became of every record that was ever read, file by file, as the whole book tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

import pyarrow as pa

from comity.book.rejected import standing_rejects
from comity.book.store import Book
from comity.book.tally import FileTally
from comity.tables import TABLES

# Rows of the other tables ride along with a record or belong to the reading itself: they are no records.
RECORDS = tuple(name for name, table in TABLES.items() if table.telling)

PLACE = ["source", "file_id", "place"]
AT_ONCE = 50_000  # rows that are counted at a time
_MARK = ("source", "file_id", "what")


def reconcile(book: Book, left_out: Collection[str]) -> list[FileTally]:
    """The tally of every file in the book, by name; `left_out` are the row_ids of mail that counts for nothing."""
    ignored = _left_out(book, left_out)
    kept = _kept(book)
    rejected = Counter((r["source"], r["file_id"]) for r in standing_rejects(book, ["source", "file_id"]))
    gone = zip(*(book.facts("purged", ["source", "file_id", "what"])[c].to_pylist() for c in _MARK), strict=True)
    purged = Counter((source, file_id) for source, file_id, what in gone if what == "record")
    found: dict[tuple[str, str], FileTally] = {}
    rows = book.facts("readings", ["source", "file_id", "kind", "records", "said", "read_on"]).to_pylist()
    for row in sorted(rows, key=lambda r: (r["read_on"], r["records"], r["said"] or "")):
        key = (row["source"], row["file_id"])
        # What was purged is told as ignored: it was read, and it counts for nothing.
        passed, here, refused = ignored[key] + purged[key], kept[key] + purged[key], rejected[key]
        found[key] = FileTally(
            row["source"], row["kind"], row["records"], here - passed,
            row["records"] - here - refused, refused, passed, row["said"] or "", row["file_id"],
        )  # fmt: skip
    # Files that could not even be opened have no digest and no reading, only a reject.
    read = {source for source, _ in found}
    for (source, file_id), refused in rejected.items():
        if source not in read:
            found[source, file_id] = FileTally(source, "unknown", refused, 0, 0, refused, 0)
    return [found[key] for key in sorted(found)]


def _left_out(book: Book, left_out: Collection[str]) -> Counter[tuple[str, str]]:
    """By file, how much mail counts for nothing."""
    rows = book.facts("messages", ["row_id", "source", "file_id"]) if left_out else None
    told = zip(*(rows[c].to_pylist() for c in rows.column_names), strict=True) if rows else ()
    return Counter((source, file_id) for name, source, file_id in told if name in left_out)


def _kept(book: Book) -> Counter[tuple[str, str]]:
    """By file, how many of its records were kept."""
    found: Counter[tuple[str, str]] = Counter()
    for name in RECORDS:
        rows = alone(book, name, book.facts(name, PLACE)).select(PLACE[:2])
        # Some at a time: of a million messages the names of their files would fill the memory.
        for some in rows.to_batches(AT_ONCE):
            found.update(zip(*(column.to_pylist() for column in some.columns), strict=True))
    return found


def alone(book: Book, name: str, rows: pa.Table) -> pa.Table:
    """The rows of a table that are records of their own: a payment that rides along with an invoice is none."""
    if name != "payments" or not rows.num_rows:
        return rows
    beside = set(_places(book.facts("sightings", PLACE)))
    return rows.filter(pa.array([p not in beside for p in _places(rows)], pa.bool_()))


def _places(rows: pa.Table) -> Iterator[tuple[str, str, str]]:
    return zip(*(rows[c].to_pylist() for c in PLACE), strict=True)
