"""The database as a file: SQLite by its online backup, PostgreSQL by its own tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from django.db import connection

from comity.errors import UserError

NAMES = {"sqlite": "comity.sqlite3", "postgresql": "database.dump"}
_DEBIAN = Path("/usr/lib/postgresql")
_VARIABLES = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}


def dump(file: Path) -> None:
    """Write the database, as it is at one moment, into a file; others may go on writing."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(file)) as copy:
            connection.connection.backup(copy)
            # A copy that nobody has open needs no log beside it.
            copy.execute("pragma journal_mode=delete")
    else:
        _call("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")


def load(file: Path) -> None:
    """Bring a PostgreSQL database back into an empty one, all or nothing. Raises UserError where it holds a firm."""
    if "web_user" in connection.introspection.table_names():
        raise UserError("the database of COMITY_DATABASE_URL already holds Comity's tables. Name an empty one there.")
    database = connection.settings_dict["NAME"]
    _call("pg_restore", "--no-owner", "--no-privileges", "--single-transaction", f"--dbname={database}", str(file))


def _call(tool: str, *words: str) -> None:
    """Run one of PostgreSQL's tools. The password goes by the environment, where no list of processes shows it."""
    told = {v: str(connection.settings_dict[k]) for k, v in _VARIABLES.items() if connection.settings_dict.get(k)}
    words = (str(tool_of(tool)), *words)
    done = subprocess.run(words, env={**os.environ, **told}, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["it says nothing"])[-1]
        raise UserError(f"{tool} could not do it: {why[:300]}")


def tool_of(tool: str, environment: Mapping[str, str] = os.environ) -> Path:
    """Where a tool of PostgreSQL's lies; Debian keeps one a version, and the newest reads all older databases."""
    kept = sorted(_DEBIAN.glob(f"*/bin/{tool}"), key=lambda p: int(p.parts[-3]) if p.parts[-3].isdigit() else 0)
    found = shutil.which(tool, path=environment.get("PATH"))
    if kept or found:
        return kept[-1] if kept else Path(str(found))
    raise UserError(
        f"{tool} is missing on this machine, and a PostgreSQL database is copied by it. "
        "Install Debian's package postgresql-client, then run again."
    )
