"""What `comity doctor` calls: looks from the outside in, and no further than what is wrong lets it."""

from __future__ import annotations

import io
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from comity.errors import UserError
from comity.web.boot import ready
from comity.web.doctor import book, database, folder, reader

ADDRESS = "COMITY_DATABASE_URL"


def examine(home: Path) -> list[str]:
    """What is wrong and what to do, a line each. Raises UserError where there is no home to look at."""
    if not (home / "book").is_dir() and not (home.is_dir() and database.used(home)):
        raise UserError(f"{home}: no home of Comity. Name one with --home, or begin one with `comity serve`.")
    found = [*reader.look(), *folder.look(home), *book.look(home)]
    broken = list(database.file(home))
    if not broken and folder.may_write(home) and (database.used(home) or os.environ.get(ADDRESS)):
        if database.used(home) and not (home / "secret").is_file():
            found.append(
                f"{home / 'secret'}, the key that signs sessions, was missing and is made anew: all sign in again."
            )
        broken = _inside(home)
    return found + broken


def _inside(home: Path) -> list[str]:
    """What the database tells; nothing of it is changed."""
    try:
        ready(home)
        unreachable = list(database.reach())
    except (ValueError, ImproperlyConfigured) as error:
        why = " ".join(str(error).split())[:160]
        return [f"{ADDRESS} cannot be used ({why}). It reads postgresql://USER:PASSWORD@HOST/DATABASE."]
    try:
        # Models can be asked only now that Django is ready, and only where their tables are there.
        return unreachable or [line for line in call_command("examine", stdout=io.StringIO()).split("\n") if line]
    finally:
        connection.close()
