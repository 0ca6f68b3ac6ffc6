"""What `comity backup` and `comity restore` call."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection

from comity.errors import UserError
from comity.web.backup.database import load
from comity.web.backup.reading import Restored, lay_back
from comity.web.backup.writing import Written, write
from comity.web.boot import migrate, ready
from comity.web.versions import newer

BACKUP = "made a backup"


def backup(home: Path, file: Path, waiting: Callable[[], None]) -> Written:
    """Write a backup. Raises UserError where there is no home, or the file cannot be written."""
    if not home.is_dir() or not any(home.iterdir()):
        raise UserError(f"{home}: nothing is there that could be backed up. Name a home with --home.")
    ready(home)
    written = write(home, file, waiting)
    if written.database:
        _told(file)
    return written


def _told(file: Path) -> None:
    """Put down in the log when and where a backup was made: whoever purges is told which to clear."""
    try:
        # Models can be imported only once Django is ready.
        apps.get_model("web", "LogEntry")._default_manager.create(what=BACKUP, says=str(file.resolve())[:300])  # noqa: SLF001 - Django's own name for it
    except DatabaseError:
        # A home of an older version, or one that cannot be written to: the backup is made all the same.
        return


def restore(home: Path, file: Path) -> Restored:
    """Bring a backup back into an empty home. Raises UserError, and leaves nothing half done, where it cannot be."""
    if not file.is_file():
        raise UserError(f"{file}: no such file.")
    back = lay_back(file, home, "postgresql" if os.environ.get("COMITY_DATABASE_URL") else "sqlite")
    try:
        _settle(back, home, file)
    except BaseException:
        # The home was empty before: what lies there now is ours.
        connection.close()
        shutil.rmtree(home, ignore_errors=True)
        raise
    return back


def _settle(back: Restored, home: Path, file: Path) -> None:
    """Bring the database up to this version, and let it know where the home lies now."""
    ready(home)
    if back.dump is not None:
        load(back.dump)
        back.dump.unlink()
    if back.database:
        unknown = newer()
        if unknown:
            raise UserError(f"{file}: made by a newer Comity (its step {unknown[0]}). Install that version first.")
        migrate()
        call_command("settle", back.old_home, str(home.resolve()))
    connection.close()
