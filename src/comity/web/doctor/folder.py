"""The home as a folder: who may write to it and who may read it, whether there is room, and what lies half done."""

from __future__ import annotations

import datetime as dt
import os
import pwd
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from comity.web.backup.database import NAMES

ROOM = 2**30  # bytes below which the disk counts as nearly full
AHEAD = 3600.0  # seconds by which a file may be newer than now


def look(home: Path) -> Iterator[str]:
    """Everything that can be told without the book and the database."""
    yield from _writing(home)
    yield from _owners(home)
    yield from _readers(home)
    yield from _room(home)
    yield from _half_done(home)
    yield from _clock(home)


def may_write(path: Path) -> bool:
    """Whether who asks may write here."""
    return os.access(path, os.W_OK | (os.X_OK if path.is_dir() else 0))


def owner(path: Path) -> int:
    """The number of the user that a file belongs to."""
    return path.stat().st_uid


def _writing(home: Path) -> Iterator[str]:
    closed = [p for p in (home, *sorted(home.iterdir())) if not p.is_symlink() and not may_write(p)]
    if closed:
        also = f", and {len(closed) - 1} more below it," if len(closed) > 1 and closed[0] == home else ""
        yield f"{closed[0]}{also} cannot be written to. Run as {_called(owner(home))}, or give it to who runs Comity."


def _owners(home: Path) -> Iterator[str]:
    ours = owner(home)
    others = [p for p in sorted(home.rglob("*")) if not p.is_symlink() and owner(p) != ours]
    if others:
        yield (
            f"{others[0]} belongs to {_called(owner(others[0]))}, the home to {_called(ours)}"
            f"{f' ({len(others)} such files in all)' if len(others) > 1 else ''}. "
            f"Give all to one: chown -R {_called(ours)} {home}"
        )


def _called(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"


def _readers(home: Path) -> Iterator[str]:
    """A key is its owner's alone; the rest is shut away by the home's own door."""
    secrets = [p for p in (home / "secret", *sorted((home / "mailboxes").glob("*.password"))) if p.is_file()]
    for secret in secrets:
        if secret.stat().st_mode & 0o077:
            what = "the key that signs sessions" if secret.name == "secret" else "the password of a mailbox"
            yield f"{secret}: others on this machine may read {what}. Shut it: chmod 600 {secret}"
    if home.stat().st_mode & 0o007:
        yield f"{home}: others on this machine may open it, and the firm's mail lies in it. Shut it: chmod 700 {home}"


def _room(home: Path) -> Iterator[str]:
    free = shutil.disk_usage(home).free
    if free < ROOM:
        yield f"{home}: the disk is nearly full, {free / 2**20:,.0f} MB are free. Make room before the next reading."


def _half_done(home: Path) -> Iterator[str]:
    for left in sorted(home.absolute().parent.glob(f".{home.absolute().name}.*")):
        if left.is_dir():
            yield f"{left}: a restore broke off and left this behind; nothing uses it. Remove it."
    if (home / NAMES["postgresql"]).exists():
        yield (
            f"{home}: a restore broke off before its database was brought back. Remove this home, "
            "empty the database, and restore again."
        )


def _clock(home: Path) -> Iterator[str]:
    places = ("*", "published/*", "book/*/_delta_log/*")
    newest = max((p for place in places for p in home.glob(place)), key=lambda p: p.lstat().st_mtime, default=home)
    when = newest.lstat().st_mtime
    if when > time.time() + AHEAD:
        yield (
            f"{newest} was written {dt.datetime.fromtimestamp(when):%d %B %Y, %H:%M}, which is still to come. "
            "The clock of this machine is behind now, or was ahead then: set it right."
        )
