"""What became of every record that was ever read, file by file, as the whole book tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

import pyarrow as pa

from comity.book.rejected import rejects_apart
from comity.book.store import Book
from comity.book.tally import FileTally
from comity.tables import TABLES
from comity.tables.notes import ON_CALL

# Rows of the other tables ride along with a record or belong to the reading itself: they are no records.
RECORDS = tuple(name for name, table in TABLES.items() if table.telling)

PLACE = ["source", "file_id", "place"]
Place = tuple[str, str, str]
AT_ONCE = 50_000  # rows that are counted at a time
_MARK = ("source", "file_id", "what")


def reconcile(book: Book, left_out: Collection[str]) -> list[FileTally]:
    """The tally of every file in the book, by name; `left_out` are the row_ids of mail that counts for nothing."""
    ignored = _left_out(book, left_out)
    kept = _kept(book)
    standing, replaced = rejects_apart(book, ["source", "file_id"])
    rejected = Counter((r["source"], r["file_id"]) for r in standing)
    gone = zip(*(book.facts("purged", ["source", "file_id", "what"])[c].to_pylist() for c in _MARK), strict=True)
    purged = Counter((source, file_id) for source, file_id, what in gone if what == "record")
    # What could not be read of a file whose place another took is told as ignored too: nobody need mend it.
    purged.update((r["source"], r["file_id"]) for r in replaced)
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
    beside = riding(book, name) if rows.num_rows else frozenset()
    return rows.filter(pa.array([p not in beside for p in _places(rows)], pa.bool_())) if beside else rows


def riding(book: Book, name: str) -> frozenset[Place]:
    """Where the rows of a table ride along with a record of another one: that was seen at the same place. An invoice
    brings its payment, a firm whom to write to there, a note the call that it is about, a call in its log the note.
    """
    if name not in ("payments", "contacts", "calls", "notes"):
        return frozenset()
    notes = book.facts("notes", ["row_id", "kind"]).to_pylist() if name in ("calls", "notes") else ()
    of_calls = frozenset(n["row_id"] for n in notes if n["kind"] == ON_CALL)
    own = frozenset(book.facts(name, ["row_id"])["row_id"].to_pylist()) if name == "contacts" else of_calls
    seen = book.facts("sightings", [*PLACE, "record"])
    told = zip(_places(seen), seen["record"].to_pylist(), strict=True)
    # Calls have no key by which they were seen; their notes do.
    return frozenset(place for place, record in told if (record in own) == (name == "notes"))


def _places(rows: pa.Table) -> Iterator[Place]:
    return zip(*(rows[c].to_pylist() for c in PLACE), strict=True)
