"""The database: whether it is there, whole, reachable, and of this version."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.db import DatabaseError, connection

from comity.web import at_work
from comity.web.backup.database import NAMES
from comity.web.versions import behind, newer

# What only the app makes: its worker's lock, what its pages read, what was dropped or fetched.
_OF_THE_APP = (NAMES["sqlite"], at_work.NAME, "published", "inbox", "mailboxes")


def used(home: Path) -> bool:
    """Whether the app ever worked on this home, as far as the home itself can tell. A key tells nothing: a backup of a
    book alone makes one too.
    """
    return any((home / name).exists() for name in _OF_THE_APP)


def file(home: Path) -> Iterator[str]:
    """What is wrong with the file of a home on SQLite; asked before anything opens it for writing."""
    place = home / NAMES["sqlite"]
    if os.environ.get("COMITY_DATABASE_URL"):
        return
    if not place.exists():
        if used(home):
            yield f"{place} is missing: accounts, corrections and verdicts were in it. Bring a backup back."
        return
    why = _damage(place)
    if why:
        yield f"{place} is damaged ({why}). Bring a backup back into a new home."


def _damage(place: Path) -> str:
    """What SQLite itself says against its file; '' where nothing."""
    # Who may not write beside it cannot open it together with others: then it is read as it lies.
    how = "mode=ro" if os.access(place.parent, os.W_OK) else "mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"file:{quote(str(place.absolute()))}?{how}", uri=True, timeout=5)) as base:
            said = base.execute("pragma integrity_check(1)").fetchone()[0]
            empty = not base.execute("select count(*) from sqlite_master").fetchone()[0]
    except sqlite3.Error as error:
        return str(error)
    return "it is empty" if empty else "" if said == "ok" else " ".join(said.split())[:120]


def reach() -> Iterator[str]:
    """What is wrong with reaching it, and with its version."""
    try:
        connection.ensure_connection()
        unknown, missing = newer(), behind()
    except DatabaseError as error:
        why = " ".join(str(error).split())[:200]
        yield (
            f"the database of COMITY_DATABASE_URL cannot be reached ({why}). See that PostgreSQL runs, "
            "and that the address, user and password are right."
        )
        return
    if unknown:
        yield f"the database is of a newer Comity (its step {unknown[0]}). Install that version."
    elif missing:
        yield (
            f"the database lacks {len(missing)} steps of this version (the first is {missing[0]}). "
            "Run `comity serve` once: it takes them."
        )
