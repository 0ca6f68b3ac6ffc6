"""Searching people and what they said: in the sheets of the refresh, which are read column by column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from comity.web import sheets
from comity.web.models.verdicts import Refresh
from comity.web.private import hidden

MOST_WORDS = 8
MOST_ACCOUNTS = 20_000  # a database takes no more values in one question
PEOPLE = ("account", "person", "who", "title", "mails")
HEARD = ("account", "person", "proof_kind", "ref")
SAID = ("account", "who", "quote", "proof_kind", "ref", "key")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words were found: a person with their title, or something they said, with the key of its proof."""

    who: str
    title: str = ""
    quote: str = ""
    key: str = ""


def words(typed: str) -> list[str]:
    """The words that somebody typed; all of them must be found."""
    return typed.split()[:MOST_WORDS]


def hits(home: Path, refresh: Refresh, wanted: Sequence[str]) -> Mapping[str, Hit]:
    """By account, the first person, else the newest sentence, in which all words stand. Private threads are left out.

    The accounts are those of the whole book: it is for the asker to look up only those that a person may see.
    """
    found: dict[str, Hit] = {}
    people = _matching(_sheet(home, refresh, "people", PEOPLE), ("who", "title", "person"), wanted)
    for r in _known(home, refresh, people):
        found.setdefault(r["account"], Hit(r["who"] or r["person"], r["title"] or ""))
    for r in _matching(_sheet(home, refresh, "said", SAID), ("quote", "who"), wanted):
        found.setdefault(r["account"], Hit(r["who"] or "", quote=r["quote"] or "", key=r["key"]))
    return dict(list(found.items())[:MOST_ACCOUNTS])


def _known(home: Path, refresh: Refresh, people: list[dict[str, str]]) -> list[dict[str, str]]:
    """Those among people who are not known from private mail alone."""
    if not people or not hidden():
        return people
    rows = _sheet(home, refresh, "timeline", HEARD)
    heard = set(zip(rows["account"].to_pylist(), rows["person"].to_pylist(), strict=True))
    return [r for r in people if not r["mails"] or (r["account"], r["person"]) in heard]


def _sheet(home: Path, refresh: Refresh, sheet: str, columns: Sequence[str]) -> pa.Table:
    """All rows of a sheet without those that private threads bear out; none where it is gone."""
    path = sheets.file(home, refresh.statements, sheet)
    if not path.exists():
        return pa.table({name: pa.array([], pa.string()) for name in columns})
    return sheets.without_private(pq.read_table(path, columns=list(columns)))


def _matching(rows: pa.Table, columns: Iterable[str], wanted: Sequence[str]) -> list[dict[str, str]]:
    parts = [pc.call_function("coalesce", [rows[c].cast(pa.string()), pa.scalar("")]) for c in columns]
    text = pc.call_function("binary_join_element_wise", [*parts, pa.scalar(" ")])
    for word in wanted:
        options = pc.MatchSubstringOptions(word, ignore_case=True)
        held = pc.call_function("match_substring", [text], options)
        rows, text = rows.filter(held), text.filter(held)
    return rows.to_pylist()
