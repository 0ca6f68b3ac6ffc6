"""What all copies of a message tell of it together: the same in whatever order they were read.

Whom it went to is everybody whom any copy names, for a blind copy stands in the sender's alone. That it came through a
list counts only where every copy did: one that came directly was written to us. So it is with what came back: a
program on the way may have taken the sender from one copy. That a machine wrote it is told by the writer's own head,
and holds where any copy says so. Of all else what a direct copy tells goes first, then what tells more. Copies have the
same words, but not the same lines: those of a text go before those of HTML, then those with more lines.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comity.tables import TABLES
from comity.tables.messages import LIST_OF, OF_A_COPY, TEXT_OF_A_COPY

Told = Mapping[str, Any]
_ORDER = ("list", "bulk", "auto", "bounce")
_ON_THE_WAY = ("list", "bulk", "bounce", LIST_OF)
# What the others are told by, whichever of them is asked for.
_BESIDE = ("marks", "recipients", "sent_on", "offset_minutes")
_AT_ONCE = 10_000  # messages whose heads are held as Python's objects


class AsRead(Protocol):
    """A place where messages and their further copies lie as they were read."""

    def as_read(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """All rows of a table, or only some of its columns."""
        ...

    def texts(self, table: str, column: str, rows: Collection[str]) -> Iterator[tuple[str, str]]:
        """One column of the rows with these row_ids."""
        ...


def messages(book: AsRead, columns: list[str] | None) -> pa.Table:
    """All messages, each as all of its copies tell it."""
    wanted = columns or TABLES["messages"].schema.names
    if not (asked := [c for c in OF_A_COPY if c in wanted]) or not _any(book):
        return book.as_read("messages", columns)
    rows = book.as_read("messages", [*dict.fromkeys([*wanted, "row_id", *_BESIDE])])
    return united(book, rows, asked).select(wanted)


def united(book: AsRead, rows: pa.Table, columns: Sequence[str] = OF_A_COPY) -> pa.Table:
    """These messages, each with what all of its copies tell in these columns."""
    heads = [*dict.fromkeys([*(c for c in columns if c not in TEXT_OF_A_COPY), *_BESIDE])]
    copies = book.as_read("copies", ["record", *heads])
    of = pc.call_function("index_in", [copies["record"]], pc.SetLookupOptions(rows["row_id"]))
    copies = copies.append_column("of", of).filter(of.is_valid()).sort_by("of")
    if not copies.num_rows:
        return rows
    at = np.unique(copies["of"].to_numpy())
    found = pa.concat_tables(_together(rows.select(heads), copies, at))
    for name in (c for c in columns if c not in TEXT_OF_A_COPY):
        rows = _with(rows, name, found[name], at)
    return _in_its_lines(book, rows, [c for c in columns if c in TEXT_OF_A_COPY])


def _together(rows: pa.Table, copies: pa.Table, at: np.ndarray) -> Iterator[pa.Table]:
    """The heads of the messages at these places, some at a time; `copies` lie in their order."""
    of = copies["of"].to_numpy()
    for begin in range(0, len(at), _AT_ONCE):
        some = at[begin : begin + _AT_ONCE]
        first, last = np.searchsorted(of, some[0]), np.searchsorted(of, some[-1], "right")
        told: defaultdict[int, list[Told]] = defaultdict(list)
        for copy in copies.slice(first, last - first).to_pylist():
            told[copy["of"]].append(copy)
        firsts = zip(some.tolist(), rows.take(pa.array(some)).to_pylist(), strict=True)
        yield pa.Table.from_pylist([together([head, *told[place]]) for place, head in firsts], schema=rows.schema)


def together(copies: Sequence[Told]) -> dict[str, Any]:
    """What several copies of one message tell in the columns of their heads, all of them in the same ones."""
    direct = [not _ways_of(copy["marks"]) for copy in copies]
    clock = max(copies, key=lambda c: (bool(c["offset_minutes"]), c["offset_minutes"] or 0, str(c["sent_on"])))
    found = {
        "marks": _marks(copies), "recipients": _boxes(copies, "recipients"), "sent_on": clock["sent_on"],
        "offset_minutes": clock["offset_minutes"],
    }  # fmt: skip
    to = {box["address"] for box in found["recipients"]}
    for name in copies[0].keys() - found.keys():
        if name == "copied":
            found[name] = [box for box in _boxes(copies, name) if box["address"] not in to]
        elif name == "cut":
            found[name] = all(copy[name] for copy in copies)
        else:
            told = [(copy[name], first) for copy, first in zip(copies, direct, strict=True)]
            found[name] = max(told, key=lambda t: (bool(t[0]), t[1], len(t[0] or ""), repr(t[0])))[0]
    return found


class Lines(NamedTuple):
    """Which of a message's texts is read: by its digest, 'text' or 'html', and the further copy that has it ('' where
    the one read first has it)."""

    digest: str
    kind: str
    copy: str


def lines_of(book: AsRead, rows: pa.Table) -> dict[str, Lines]:
    """Which text is read of those messages whose copies do not all have the same."""
    copies = book.as_read("copies", ["row_id", "record", "body_from"])
    copies = copies.filter(copies["body_from"].is_valid())
    if not copies.num_rows:
        return {}
    copies = _among(copies, "record", rows["row_id"])
    of = {name: (record, kind) for name, record, kind in zip(*(c.to_pylist() for c in copies.columns), strict=True)}
    own = _among(book.as_read("messages", ["row_id", "body_from"]), "row_id", copies["record"])
    kinds = dict(zip(*(c.to_pylist() for c in own.columns), strict=True))
    best = {row: (_rank(text, kinds[row] or ""), "") for row, text in book.texts("messages", "body", kinds)}
    for name, text in book.texts("copies", "body", of):
        record, kind = of[name]
        if record in best:
            best[record] = max(best[record], (_rank(text, kind), name))
    return {record: Lines(rank[-1], "text" if rank[0] else "html", copy) for record, (rank, copy) in best.items()}


def _in_its_lines(book: AsRead, rows: pa.Table, columns: Collection[str]) -> pa.Table:
    """The messages, each with the text that is read of its copies."""
    found = {record: lines for record, lines in lines_of(book, rows).items() if lines.copy} if columns else {}
    names = rows["row_id"].to_pylist() if found else ()
    at = {place: found[name] for place, name in enumerate(names) if name in found}
    if not at:
        return rows
    if "body_from" in columns:
        rows = _with(rows, "body_from", pa.chunked_array([[lines.kind for lines in at.values()]]), list(at))
    if "body" in columns:
        texts = dict(book.texts("copies", "body", [lines.copy for lines in at.values()]))
        rows = _with(rows, "body", pa.chunked_array([[texts[lines.copy] for lines in at.values()]]), list(at))
    return rows


def _with(rows: pa.Table, name: str, values: pa.ChunkedArray, at: Sequence[int] | np.ndarray) -> pa.Table:
    """The rows with other values of a column at these places."""
    field, places = rows.schema.field(name), np.arange(rows.num_rows)
    places[at] = rows.num_rows + np.arange(len(at))
    both = pa.chunked_array([*rows[name].chunks, *values.chunks], field.type)
    return rows.set_column(rows.schema.get_field_index(name), field, both.take(pa.array(places)))


def _among(rows: pa.Table, column: str, names: pa.ChunkedArray) -> pa.Table:
    """The rows whose column holds one of these names."""
    return rows.filter(pc.call_function("is_in", [rows[column]], pc.SetLookupOptions(names)))


def _any(book: AsRead) -> bool:
    return book.as_read("copies", ["row_id"]).num_rows > 0


def _rank(text: str, kind: str) -> tuple[bool, int, str]:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return kind == "text", text.count("\n"), digest


def _ways_of(marks: Collection[str] | None) -> frozenset[str]:
    """Those of the marks that tell of the way on which a copy came."""
    return frozenset(mark for mark in marks or () if mark.startswith(_ON_THE_WAY))


def _marks(copies: Sequence[Told]) -> list[str]:
    ways = [_ways_of(copy["marks"]) for copy in copies]
    own = {mark for copy, way in zip(copies, ways, strict=True) for mark in copy["marks"] or () if mark not in way}
    found = own | (frozenset[str]().union(*ways) if all(ways) else frozenset())
    return sorted(found, key=lambda mark: (_ORDER.index(mark) if mark in _ORDER else len(_ORDER), mark))


def _boxes(copies: Sequence[Told], name: str) -> list[dict[str, str]]:
    """All mailboxes that copies name, in the order of the copy that names most, each as it is called at the longest."""
    found: dict[str, str] = {}
    for boxes in sorted((copy[name] or () for copy in copies), key=lambda boxes: (-len(boxes), repr(boxes))):
        for box in boxes:
            shown, address = box["name"] or "", box["address"]
            found[address] = max(found.get(address, ""), shown, key=lambda n: (len(n), n))
    return [{"name": shown, "address": address} for address, shown in found.items()]
