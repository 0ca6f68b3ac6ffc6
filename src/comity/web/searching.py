"""Searching clients, their people and what those said: an index that a refresh lays beside its sheets.

It is a file of SQLite's own full text, whatever the app's database is: written once, aside and moved into place, never
changed, and gone with everything that was published. A word is found by its beginning, in capitals or not, with its
accents or without.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from comity.aside import aside
from comity.web import sheets
from comity.web.kept import edition, once
from comity.web.models.verdicts import Refresh, Verdict

MOST_WORDS = 8
PEOPLE = ("account", "person", "who", "title", "mails")
HEARD = ("account", "person", "proof_kind", "ref")
SAID = ("account", "who", "quote", "proof_kind", "ref", "key")
# `rests_on` is what must not be private: a message, or that somebody is known from other mail than private.
SCHEMA = """
pragma journal_mode = off; pragma synchronous = off; pragma temp_store = memory;
create virtual table client using fts5(
  account, name, owner, reason, reason_money, tokenize = 'unicode61 remove_diacritics 2');
create table heard(id integer primary key, account, rests_on, person, who, title, quote, key);
create virtual table word using fts5(
  person, who, title, quote, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');
"""
WORDS = "insert into word(rowid, person, who, title, quote) select id, person, who, title, quote from heard"
CLIENTS = "select json_group_array(account) from client where client match ?"
FIRST = """select json_group_object(account, first) from (
  select account, min(id) as first from heard
  where id in (select rowid from word where word match ?) and rests_on not in (select value from json_each(?))
  group by account)"""
HITS = """select json_group_array(json_array(account, who, title, quote, key)) from heard
  where id in (select value from json_each(?))"""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words were found: a person with their title, or something they said, with the key of its proof."""

    who: str
    title: str = ""
    quote: str = ""
    key: str = ""


def file(home: Path, name: str) -> Path:
    """Where the index of a refresh lies."""
    return home / "published" / f"{name}.search.sqlite3"


def write(home: Path, name: str, verdicts: Iterable[Verdict]) -> None:
    """Write the index of a refresh whose sheets lie there already."""
    with aside(file(home, name)) as written, closing(sqlite3.connect(written)) as made, made:
        made.executescript(SCHEMA)
        told = ((v.account, v.name, v.owner, v.reason, v.reason_money) for v in verdicts)
        made.executemany("insert into client values (?, ?, ?, ?, ?)", told)
        made.executemany("insert into heard values (null, ?, ?, ?, ?, ?, ?, ?)", _rows(home, name))
        made.execute(WORDS)


def _rows(home: Path, name: str) -> Iterator[tuple[str, ...]]:
    """What `heard` holds: people first, then sentences, the newest first; a sentence that says several things once."""
    for r in _sheet(home, name, "people", PEOPLE).to_pylist():
        rests_on = _known_as(r["account"], r["person"]) if r["mails"] else ""
        yield r["account"], rests_on, r["person"], r["who"] or r["person"], r["title"] or "", "", ""
    seen: set[tuple[str, str]] = set()
    for r in _sheet(home, name, "said", SAID).to_pylist():
        if (r["account"], r["key"]) not in seen:
            seen.add((r["account"], r["key"]))
            rests_on = r["ref"] if r["proof_kind"] == "message" else ""
            yield r["account"], rests_on, "", r["who"] or "", "", r["quote"] or "", r["key"]


def words(typed: str) -> list[str]:
    """The words that somebody typed; all of them must be found."""
    return [w for w in typed.split() if any(map(str.isalnum, w))][:MOST_WORDS]


def clients(home: Path, refresh: Refresh, wanted: Sequence[str], columns: Collection[str]) -> list[str] | None:
    """The accounts in whose columns all words stand; None where there is no index."""
    if not wanted:
        return []
    question = f"{{{' '.join(columns)}}} : ({_all(wanted)})"
    return once((*edition(home, refresh), "clients", question), lambda: _asked(home, refresh, CLIENTS, question))


def first(home: Path, refresh: Refresh, wanted: Sequence[str], private: frozenset[str]) -> Mapping[str, int]:
    """By account, the number of the first person, else of the newest sentence, in which all words stand.

    Private threads are left out. The accounts are those of the whole book: it is for the asker to look up only those
    that a person may see.
    """

    def found() -> Mapping[str, int]:
        gone = json.dumps([*private, *_unheard(home, refresh, private)])
        return _asked(home, refresh, FIRST, _all(wanted), gone) or {}

    return once((*edition(home, refresh), "search", tuple(wanted), private), found) if wanted else {}


def hits(home: Path, refresh: Refresh, numbers: Sequence[int]) -> Mapping[str, Hit]:
    """What stands under numbers that `first` gave, by account."""

    def found() -> Mapping[str, Hit]:
        return {account: Hit(*told) for account, *told in _asked(home, refresh, HITS, json.dumps(numbers)) or ()}

    return once((*edition(home, refresh), "hits", tuple(numbers)), found) if numbers else {}


def _asked(home: Path, refresh: Refresh, question: str, *values: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The one answer that a question to the index gives: one row, since between two of them others come in."""
    path = file(home, refresh.statements)
    if not path.exists():
        return None
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as opened:
        return json.loads(opened.execute(question, values).fetchone()[0])


def _all(wanted: Sequence[str]) -> str:
    """All words, each by its beginning, as the full text wants to be asked."""
    return " AND ".join('"{}"*'.format(w.replace('"', '""')) for w in wanted)


def _known_as(account: str, person: str) -> str:
    return f"{account} {person}"


def _unheard(home: Path, refresh: Refresh, private: frozenset[str]) -> list[str]:
    """The people who are known from private mail alone."""

    def found() -> list[str]:
        rows = sheets.without_private(_sheet(home, refresh.statements, "timeline", HEARD))
        heard = set(zip(rows["account"].to_pylist(), rows["person"].to_pylist(), strict=True))
        people = _sheet(home, refresh.statements, "people", PEOPLE).to_pylist()
        gone = (r for r in people if r["mails"] and (r["account"], r["person"]) not in heard)
        return [_known_as(r["account"], r["person"]) for r in gone]

    return once((*edition(home, refresh), "unheard", private), found) if private else []


def _sheet(home: Path, name: str, sheet: str, columns: Sequence[str]) -> pa.Table:
    path = sheets.file(home, name, sheet)
    if not path.exists():
        return pa.table({column: pa.array([], pa.string()) for column in columns})
    return pq.read_table(path, columns=list(columns))
