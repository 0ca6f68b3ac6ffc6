"""What a book knows on a day: the facts dated until then, each in the version that holds, undated states masked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from comity.book.copies import Lines, lines_of
from comity.book.corrected import Corrections, paid_as_told
from comity.book.sightings import Sightings
from comity.book.store import Book
from comity.book.texts import Texts
from comity.book.versions import holding
from comity.book.went_back import that_came
from comity.keeping import Cache
from comity.tables import DATING, TABLES, Table
from comity.tables.messages import UNSENT

# Tables of the reading itself, which are no facts about anybody.
_OF_READING = {"readings", "rejects", "sightings", "duplicates", "copies", "purged"}
# Of mail, of which there is most, what is not held: nobody asks for it who judges, or only once (`Facts.also`).
_PROVENANCE = frozenset({"source", "file_id", "place", "read_on"})
_NOT_HELD = {
    "messages": _PROVENANCE | {"reply_to", "cut", "in_reply_to", "thread_refs"},
    "filings": _PROVENANCE | {"row_id", "ref"},
}


class Facts(dict[str, pa.Table]):
    """Fact tables by name, without the columns that are left where they lie; `texts` has those by table.

    Mail that was never sent is no fact about anybody: `unsent` has the row_ids of what was left out as such. A mail
    whose copies have several texts is called after the one that is read, for a name stands for the same words for good:
    `records` has the messages' own row_ids by those names.
    """

    def __init__(
        self, tables: Mapping[str, pa.Table], book: Book, unsent: Sequence[str] = (),
        lines: Mapping[str, Lines] | None = None,
    ) -> None:  # fmt: skip
        """`lines` tells which text is read of messages that have several."""
        self._book, self.unsent = book, unsent
        self._names = {record: f"{record}.{one.digest}" for record, one in (lines or {}).items()}
        self.records = {name: record for record, name in self._names.items()}
        super().__init__({name: self._called(rows) if name == "messages" else rows for name, rows in tables.items()})
        self.texts = {name: _texts(book, name, c.name) for name in tables for c in TABLES[name].columns if c.apart}
        if lines and "messages" in tables:
            copies = {name: lines[record].copy for name, record in self.records.items()}
            self.texts["messages"] = _lines(book, self.records, copies)

    def kept_words(self) -> Cache | None:
        """See `comity.book.store.Book`."""
        return self._book.kept_words()

    def also(self, table: str, *columns: str) -> pa.Table:
        """A table with some columns beside that were not held; they are read now."""
        rows, held = self._book.facts(table, ["row_id", *columns]), self[table]
        if table == "messages":
            rows = self._called(rows)
        if not held["row_id"].equals(rows["row_id"]):
            places = pc.call_function("index_in", [held["row_id"]], pc.SetLookupOptions(rows["row_id"]))
            rows = rows.take(places)
        for name in columns:
            held = held.append_column(rows.schema.field(name), rows[name])
        return held

    def _called(self, messages: pa.Table) -> pa.Table:
        """The messages by the names of their texts."""
        if not self._names:
            return messages
        at = messages.schema.get_field_index("row_id")
        names = [self._names.get(name, name) for name in messages["row_id"].to_pylist()]
        return messages.set_column(at, messages.schema.field(at), pa.array(names, pa.string()))


def newest_day(book: Book, today: dt.date) -> dt.date | None:
    """The day of the newest mail, call, invoice, payment or hours that is not in the future; None for an empty book.

    This is what `--as-of` defaults to (contracts). Calendar entries never set it.
    """
    found: list[dt.date | None] = []
    for name in DATING:
        column = TABLES[name].known_on
        assert column is not None
        days = book.facts(name, [column])[column]
        found.append(_newest(days.filter(pc.call_function("less_equal", [days, pa.scalar(today, pa.date32())]))))
    return max(filter(None, found), default=None)


def known_on(book: Book, day: dt.date, mail_from: dt.date | None = None) -> Facts:
    """Every fact table as known on `day`, with one more column on tables that have states: `state_from`.

    Of a record that several exports tell, the version of the newest export until that day holds; before the first
    export of it, the first one's version holds without its states (contracts: what is known on a day). What was
    corrected without a newer fact beside it is corrected for all days. Mail from before `mail_from` is left out.
    """
    seen = Sightings(book)
    corrections = Corrections(book, seen, day)
    facts: dict[str, pa.Table] = {}
    for name, table in TABLES.items():
        if name in _OF_READING:
            continue
        rows = book.facts(name, [c for c in table.near if c not in _NOT_HELD.get(name, ())])
        # First the version that holds, then its day: a meeting that was moved away is not held on its old day.
        held = holding(table, rows, seen, day) if table.key is not None else rows
        facts[name] = _dated(table, corrections.without(table, held), day)
    facts["payments"] = paid_as_told(
        book, facts["payments"], facts["invoices"], corrections.gone.get("invoices", frozenset())
    )
    facts["payments"] = that_came(book, facts["payments"], seen, day)
    facts["messages"], unsent = _sent(facts["messages"])
    if mail_from:
        sent = pc.field(TABLES["messages"].known_on)
        facts["messages"] = facts["messages"].filter(sent.is_null() | (sent >= pa.scalar(mail_from, pa.date32())))
    return Facts(facts, book, unsent, lines_of(book, facts["messages"]))


def latest(book: Book, name: str) -> pa.Table:
    """The rows of a keyed table that hold by all that was read."""
    return holding(TABLES[name], book.facts(name), Sightings(book), dt.date.max)


def _sent(messages: pa.Table) -> tuple[pa.Table, Sequence[str]]:
    """The messages that were sent, and the row_ids of the others."""
    marks = messages["marks"].combine_chunks()
    places = pc.call_function("list_parent_indices", [marks])
    told = pc.call_function("equal", [pc.call_function("list_flatten", [marks]), pa.scalar(UNSENT, pa.string())])
    unsent = set(places.filter(told).to_pylist())
    if not unsent:
        return messages, ()
    names = messages["row_id"].take(pa.array(sorted(unsent), pa.int64())).to_pylist()
    return messages.filter(pa.array([at not in unsent for at in range(messages.num_rows)], pa.bool_())), names


def _texts(book: Book, table: str, column: str) -> Texts:
    def fetch(rows: Collection[str]) -> Iterator[tuple[str, str]]:
        return book.texts(table, column, rows)

    return Texts(fetch, book.scratch)


def _lines(book: Book, records: Mapping[str, str], copies: Mapping[str, str]) -> Texts:
    """The texts of messages, by name: some are those of `records`, or of the further `copies` that have them."""
    of = {copies[name] or record: name for name, record in records.items()}

    def fetch(rows: Collection[str]) -> Iterator[tuple[str, str]]:
        theirs = [copies[row] for row in rows if copies.get(row)]
        for row, text in book.texts("copies", "body", theirs) if theirs else ():
            yield of[row], text
        for row, text in book.texts("messages", "body", [records.get(r, r) for r in rows if not copies.get(r)]):
            yield of.get(row, row), text

    return Texts(fetch, book.scratch)


def _dated(table: Table, rows: pa.Table, day: dt.date) -> pa.Table:
    if table.known_on is None or not rows.num_rows:
        return rows
    on = rows[table.known_on]
    latest = _newest(on)
    if latest is None or latest <= day:
        return rows  # not copied: of very much mail that would be felt
    return rows.filter(pc.call_function("less_equal", [on, pa.scalar(day, pa.date32())]).fill_null(True))


def _newest(days: pa.ChunkedArray) -> dt.date | None:
    """The latest of them. (Arrow's groups and its filters by name would load its datasets.)"""
    return pc.call_function("max", [days]).as_py()
