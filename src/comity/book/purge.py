"""Purging for good: gone from the tables and their history; fingerprints stay, so that no export brings it back.

Fingerprints are written first and rows removed afterwards: a purge that was cut short is finished by the next one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from comity.book.naming import Person
from comity.book.reconcile import riding
from comity.book.store import Book
from comity.book.unread import NAMED, Rule, Unread, fingerprint, texts_of
from comity.identity import row_id
from comity.tables import TABLES
from comity.tables.notes import note_of_call

# Nobody's words: digests, counts and settings.
_KEPT = {"purged", "sightings", "readings", "firm", "decisions", "settings"}
# What somebody wrote, in which others may be named: their rows stay when one of those is erased.
TEXTS = {"messages": ("subject", "body"), "copies": ("subject", "body"), "meetings": ("summary", "description"),
         "notes": ("text",), "corrections": ("why",)}  # fmt: skip
_BESIDE = {"filings", "duplicates", "copies"}  # go with the records that they tell of
BY_WHAT = {"source", "file_id", "place", "row_id", "ref"}  # by what a row is found
AGEING = ("messages", "calls", "meetings", "notes")  # what is kept for so long and no longer
RUN = 8  # words in a row that a mail has of another one to be taken as quoting it


@dataclass(slots=True)
class Purged:
    """What a purge removed: how many rows by table, and the refs by which other places may still name them."""

    rows: Counter[str] = field(default_factory=Counter)
    refs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def purge(book: Book, rules: Iterable[Rule] = (), before: dt.date | None = None) -> Purged:
    """Purge what these rules and all earlier ones name, and what is older than `before`.

    Age shuts a mail out, and not what answers it.
    """
    if before is not None:
        purge(book, rules)
    unread = Unread.of(book)
    new = [(r.what, r.digest) for r in rules if unread.add(r.what, r.digest)]
    _mark(book, [_fingerprint_row(what, digest) for what, digest in new])
    gone = _going(book, unread, before)
    refs = {r["ref"] for r in gone["messages"]}
    beside = {name: riding(book, name) for name, rows in gone.items() if rows}
    marks = ((name, r, (r["source"], r["file_id"], r["place"]) in beside[name]) for name in beside for r in gone[name])
    _mark(book, [m for name, r, rides in marks for m in _marks(name, r, unread, aged=before is not None, rides=rides)])
    done = Purged()
    for name, rows in gone.items():
        _remove(book, name, "row_id", {r["row_id"] for r in rows}, done)
        done.refs[name] |= {r["ref"] for r in rows if r["ref"]}
    _remove(book, "filings", "message", refs, done)
    # By the fingerprints: a purge that was cut short here no longer knows the rows themselves.
    for name in ("duplicates", "copies"):
        again = book.facts(name, ["record"])["record"].to_pylist()
        _remove(book, name, "record", {r for r in again if unread.gone(r)}, done)
    _remove(book, "corrections", "ref", refs | done.refs["notes"], done)
    return done


def take_out(book: Book, person: Person) -> Counter[str]:
    """Take an erased person out of what others wrote, which stays with a mark in their place; how many rows of each.

    A row keeps its row_id, so that the same record read again is known and brings no name back.
    """
    done = Counter[str]()
    for name, columns in TEXTS.items():
        rows, changed = book.as_read(name), set[str]()
        for column in columns:
            old = rows[column].to_pylist()
            new = [text and person.taken_out(text) for text in old]
            changed |= {r for r, a, b in zip(rows["row_id"].to_pylist(), old, new, strict=True) if a != b}
            if new != old:
                at = rows.schema.get_field_index(column)
                rows = rows.set_column(at, rows.schema.field(at), pa.array(new, rows.schema.field(at).type))
        if changed:
            done[name] = len(changed)
            _mark(book, [_fingerprint_row(NAMED, row) for row in sorted(changed) if name == "messages"])
            book.replace(name, rows)
    return done


def named_in(book: Book, rules: Iterable[Rule], person: Person) -> tuple[Counter[str], int, int]:
    """Of what stays when these rules are purged: how many rows of each table the person is taken out of, in how many
    the name stays, and how many files are called by it.
    """
    unread = _with(book, rules)
    gone = {name: {r["row_id"] for r in rows} for name, rows in _going(book, unread).items()}
    taken, left = Counter[str](), 0
    for name in TABLES.keys() - _KEPT - (_BESIDE - {"copies"}) - {"rejects"}:
        for row in book.as_read(name).to_pylist():
            if row["row_id"] in gone.get(name, ()) or unread.gone(row.get("record") or ""):
                continue
            told = {column: row.pop(column) or "" for column in TEXTS.get(name, ())}
            without = [person.taken_out(text) for text in told.values()]
            taken[name] += without != [*told.values()]
            others = (t for column, t in texts_of(row) if column not in BY_WHAT)
            left += any(person.stands_in(text) for text in (*without, *others))
    files = {*book.facts("readings", ["source"])["source"].to_pylist()}
    return taken, left, sum(person.stands_in(PurePath(name).with_suffix("").as_posix()) for name in files)


def allow(book: Book, rule: Rule) -> None:
    """Take a rule back: what comes from now on is read; what was purged stays so."""
    rows = book.facts("purged")
    keep = [(w, d) != (rule.what, rule.digest) for w, d in zip(*_columns(rows, "what", "digest"), strict=True)]
    book.replace("purged", rows.filter(pa.array(keep, pa.bool_())))


def would_go(book: Book, rules: Iterable[Rule], before: dt.date | None = None) -> Counter[str]:
    """How many rows of each table a purge of these rules, and of what is older than `before`, would take."""
    return Counter({name: len(rows) for name, rows in _going(book, _with(book, rules), before).items() if rows})


def _with(book: Book, rules: Iterable[Rule]) -> Unread:
    """What must not be read of a book, were these rules among its own."""
    unread = Unread.of(book)
    for rule in rules:
        unread.add(rule.what, rule.digest)
    return unread


def _going(book: Book, unread: Unread, before: dt.date | None = None) -> dict[str, list[dict[str, Any]]]:
    """The rows that must go, by table; what `unread` knows of mails that are gone grows on the way."""
    gone = {name: _named(book, name, unread, before) for name in TABLES if name not in _KEPT | _BESIDE}
    gone["notes"] += _of_calls(book, gone["calls"], gone["notes"])
    return gone


def held(book: Book, rules: Iterable[Rule]) -> dict[str, list[dict[str, Any]]]:
    """Every row that these rules name, by table, without what belongs to the reading itself: a person's own data."""
    unread = Unread((r.what, r.digest) for r in rules)
    found = {}
    for name in TABLES.keys() - _KEPT - _BESIDE - {"rejects"}:
        copies = _copies(book, name)
        rows = [r for r in book.facts(name).to_pylist() if _shuts(unread, name, (r, *copies[r["row_id"]]))]
        if rows:
            found[name] = rows
    if noted := _of_calls(book, found.get("calls", ()), found.get("notes", ())):
        found["notes"] = [*found.get("notes", ()), *noted]
    return dict(sorted(found.items()))


def _of_calls(
    book: Book, calls: Iterable[Mapping[str, Any]], already: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """What was noted of these calls beside what is named already."""
    keys, named = {note_of_call(c["row_id"]) for c in calls}, {n["row_id"] for n in already}
    if not keys:
        return []
    return [n for n in book.facts("notes").to_pylist() if n["note_id"] in keys and n["row_id"] not in named]


def _copies(book: Book, name: str) -> defaultdict[str, list[dict[str, Any]]]:
    """By message, each of its copies where there are several: one may call somebody as all of them together do not."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for copy in book.facts("copies").to_pylist() if name == "messages" else ():
        found[copy["record"]].append(copy)
    if found:
        rows = book.as_read(name)  # a hundred times as many: only those are made Python's
        several = pc.call_function("is_in", [rows["row_id"]], pc.SetLookupOptions(pa.array([*found])))
        for first in rows.filter(several).to_pylist():
            found[first["row_id"]].append(first)
    return found


def _shuts(unread: Unread, name: str, copies: Iterable[Mapping[str, Any]], labels: Sequence[str] = ()) -> bool:
    return any(unread.shuts(name, copy, copy["ref"], labels) for copy in copies)


def _named(book: Book, name: str, unread: Unread, before: dt.date | None) -> list[dict[str, Any]]:
    """The rows of a table that must go."""
    rows, copies = book.facts(name).to_pylist(), _copies(book, name)
    labels: defaultdict[str, list[str]] = defaultdict(list)
    if name == "messages":
        filings = book.facts("filings", ["message", "label"])
        for ref, label in zip(*_columns(filings, "message", "label"), strict=True):
            labels[ref].append(label or "")
    gone, known_on = [], TABLES[name].known_on
    while True:
        kept, found = [], []
        for row in rows:
            day = row[known_on] if known_on and name in AGEING and before else None
            old = day is not None and before is not None and day < before
            every = row, *copies[row["row_id"]]
            shut = old or unread.gone(row["row_id"]) or _shuts(unread, name, every, labels[row["ref"]])
            (found if shut else kept).append(row)
        if name == "messages":
            found, kept = _with_quoting(found, kept) if found and not before else (found, kept)
        gone += found
        if not found or name != "messages" or before:
            return gone
        # What answers a mail that is gone names it in its head: look again, until nothing more is found.
        for row in found:
            unread.add("ref", fingerprint("ref", row["ref"]))
        rows = kept


def _with_quoting(gone: list[dict[str, Any]], kept: list[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """Those that are gone with whatever quotes them under another head: a run of words that no earlier mail had."""
    since = min(r["sent_at"] for r in gone)
    habit = {run for r in kept if r["sent_at"] < since for run in _runs(r["body"])}
    theirs = {run for r in gone for run in _runs(r["body"])} - habit
    quoting = {r["row_id"] for r in kept if r["sent_at"] >= since and len(theirs & set(_runs(r["body"]))) >= 3}
    return (
        [*gone, *(r for r in kept if r["row_id"] in quoting)],
        [r for r in kept if r["row_id"] not in quoting],
    )


def _runs(body: str | None) -> Iterator[bytes]:
    words = [w for w in (body or "").replace(">", " ").split() if w]
    for i in range(len(words) - RUN + 1):
        text = " ".join(words[i : i + RUN]).encode("utf-8", "replace")
        yield hashlib.blake2b(text, digest_size=8).digest()


def _columns(rows: pa.Table, *names: str) -> list[list[Any]]:
    return [rows[n].to_pylist() for n in names]


def _marks(name: str, row: dict[str, Any], unread: Unread, *, aged: bool, rides: bool) -> Iterator[dict[str, object]]:
    """The fingerprints of a row that goes; one that rides along with a record is none of its file's."""
    if unread.add("record", row["row_id"]):
        yield _fingerprint_row("record", row["row_id"], *(("", "") if rides else (row["source"], row["file_id"])))
    if name == "messages" and not aged:
        unread.add("ref", fingerprint("ref", row["ref"]))
        yield _fingerprint_row("ref", fingerprint("ref", row["ref"]))


def _fingerprint_row(what: str, digest: str, source: str = "", file_id: str = "") -> dict[str, object]:
    return {"what": what, "digest": digest, "source": source, "file_id": file_id, "place": "", "ref": "",
            "read_on": None}  # fmt: skip


def _mark(book: Book, marks: Sequence[dict[str, object]]) -> None:
    if marks:
        table = TABLES["purged"]
        rows = [{**m, "row_id": row_id(table, m, "")} for m in marks]
        book.append("purged", pa.Table.from_pylist(rows, schema=table.schema))


def _remove(book: Book, name: str, column: str, values: set[str], done: Purged) -> None:
    rows = book.as_read(name)
    kept = rows.filter(pa.array([v not in values for v in rows[column].to_pylist()], pa.bool_()))
    if kept.num_rows < rows.num_rows:
        done.rows[name] += rows.num_rows - kept.num_rows
        book.replace(name, kept)
