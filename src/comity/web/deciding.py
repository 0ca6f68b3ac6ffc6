"""Decisions of people about who is who, written into the book as the facts they are, and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from comity.book.store import Book
from comity.home import locked, open_book
from comity.identity import row_id
from comity.tables import TABLES
from comity.web.days import today
from comity.web.models.people import User

SOURCE = "the app"


def merge(home: Path, user: User, account: str, others: Sequence[str], why: str = "") -> str:
    """These are one client: give the decision's key. Raises UserError where the home is held by somebody else."""
    return _decide(home, user, "merge", account, others, why)


def strike(home: Path, user: User, account: str, why: str = "") -> str:
    """This is no client of ours. Raises UserError where the home is held by somebody else."""
    return _decide(home, user, "no client", account, (), why)


def let_go(home: Path, user: User, account: str, why: str = "") -> str:
    """They are a client no longer. Raises UserError where the home is held by somebody else."""
    return _decide(home, user, "former", account, (), why)


def take_back(home: Path, user: User, decision: str) -> str:
    """An earlier decision holds no more; everything goes home again with the next refresh."""
    return _decide(home, user, "undo", decision, (), "", undoes=decision)


def _decide(home: Path, user: User, what: str, account: str, others: Sequence[str], why: str, undoes: str = "") -> str:
    """Write a decision down; the same one that holds already is kept once, or taking it back would leave the other."""
    values = {
        "decided_at": dt.datetime.now(dt.UTC), "decided_by": user.name, "what": what, "account": account,
        "others": list(others), "name": "", "undoes": undoes, "why": why,
    }  # fmt: skip
    table = TABLES["decisions"]
    digest = row_id(table, values, "")
    row = {**values, "row_id": digest, "source": SOURCE, "file_id": "", "place": "", "ref": digest[:8]}
    with locked(home):
        book = open_book(home)
        if said := _said(book, values):
            return said
        book.append("decisions", pa.Table.from_pylist([{**row, "read_on": today()}], schema=table.schema))
    return digest


def _said(book: Book, values: Mapping[str, Any]) -> str:
    """The key of the same decision where it holds, and nothing else was decided of these since; '' where it does not.

    Of two that are one it does not matter which was named first.
    """

    def named(row: Mapping[str, Any]) -> frozenset[str]:
        return frozenset((row["account"], *(row["others"] or ())))

    rows = book.facts("decisions").to_pylist()
    undone = {r["undoes"] for r in rows if r["what"] == "undo"}
    hold = [r for r in rows if r["row_id"] not in undone and named(r) & named(values)]
    last = max(hold, key=lambda r: (r["decided_at"], r["row_id"]), default=None)
    same = last is not None and (last["what"], named(last)) == (values["what"], named(values))
    return last["row_id"] if last and same else ""
