"""Decisions of people about who is who, written into the book as the facts they are, and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
from django.utils.translation import gettext as _

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
    values = {
        "decided_at": dt.datetime.now(dt.UTC), "decided_by": user.name, "what": what, "account": account,
        "others": list(others), "name": "", "undoes": undoes, "why": why or _("answered in the app"),
    }  # fmt: skip
    table = TABLES["decisions"]
    digest = row_id(table, values, "")
    row = {**values, "row_id": digest, "source": SOURCE, "file_id": "", "place": "", "ref": digest[:8]}
    with locked(home):
        open_book(home).append("decisions", pa.Table.from_pylist([{**row, "read_on": today()}], schema=table.schema))
    return digest
