"""The home folder: where the book lies, what is cached beside it, and the lock that lets one at a time write."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from comity.book.store import DeltaBook
from comity.book.store_s3 import SCHEME, S3Book
from comity.errors import UserError
from comity.folders import OnDisk, OnStore
from comity.keeping import of_code
from comity.kept_files import KeptFiles
from comity.signals.ears import shipped_reader
from comity.signals.hearing import Reader

LOOK = 0.2  # seconds between two looks at a home that somebody else holds
MADE = ("book", "cache", "published", "asked", "unknown", "inbox")  # folders that Comity makes in a home
MOMENT = 1.0  # seconds for which nobody is told that somebody else holds it


def open_book(home: Path) -> DeltaBook:
    """The book of a home. Raises UserError where there is none yet, or none that may be read."""
    if address := remote(home):
        return _book_there(address)
    try:
        there = (home / "book").is_dir()
    except OSError as error:
        raise UserError(
            f"{home}: cannot be read ({error.strerror}). Mend its rights, or name another with --home."
        ) from None
    if not there:
        raise UserError(f"{home}: no book here yet. Run `comity read FOLDER` first, or name a folder to review.")
    return DeltaBook(home / "book")


def _book_there(address: str) -> S3Book:
    book = S3Book(f"{address}/book")
    if not book.facts("readings", ["row_id"]).num_rows:
        raise UserError(f"{address}: no book here yet. Run `comity --home {address} read FOLDER` first.")
    return book


def remote(home: Path) -> str | None:
    """The address of a home on an object store, which as a path has one slash too few; None for one on a disk."""
    scheme, _, rest = str(home).partition("/")
    return f"{SCHEME}{rest.lstrip('/')}" if f"{scheme}//" == SCHEME else None


def create_book(home: Path) -> DeltaBook:
    """The book of a home, made where there is none."""
    if address := remote(home):
        return S3Book(f"{address}/book")
    return DeltaBook(home / "book")


@contextmanager
def locked(home: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the home for writing. Raises UserError where it cannot be made, or written to.

    Where somebody else holds it: with `waiting`, which is called again and again and may raise, until it is free;
    without, raises UserError where it is not free within a moment. A home on an object store is never held: its book
    takes what several write at once.
    """
    if remote(home):
        yield
        return
    try:
        # The firm's mail lies in it: nobody else on this machine need look in.
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        (home / "book").mkdir(mode=0o700, exist_ok=True)
        shut(home)
        handle = os.open(home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise UserError(f"{home}: cannot be written to ({error.strerror}). Name another with --home.") from None
    try:
        until = time.monotonic() + MOMENT
        while not _held(handle):
            if waiting is None and time.monotonic() < until:
                time.sleep(LOOK)
                continue
            if waiting is None:
                raise UserError(
                    f"{home}: another `comity read`, or a job of the app, is at work on it. Wait for its end, "
                    "then run again."
                )
            waiting()
            time.sleep(LOOK)
        yield
    finally:
        os.close(handle)


def shut(home: Path) -> None:
    """Shut away from others what Comity itself made in a home: the home's folder may be somebody's, and stand open."""
    for made in (*(home / name for name in MADE), *home.glob("comity.sqlite3*")):
        with suppress(FileNotFoundError, PermissionError):  # what is another's own only its owner shuts
            mode = made.stat().st_mode
            if mode & 0o077:
                made.chmod(mode & 0o700)


def _held(handle: int) -> bool:
    """Whether the lock is ours now."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def heard_cache(home: Path, reader: Reader | None = None) -> KeptFiles | None:
    """The cache of what a reader (else the shipped one) heard in a home. What another one heard goes once this one's is
    kept. None where there is no home, for a throw-away review leaves nothing behind.
    """
    version = f"{(reader or shipped_reader()).version}-{of_code('comity.signals').hex()}"
    if address := remote(home):
        return KeptFiles(OnStore(f"{address}/cache"), version)
    return KeptFiles(OnDisk(home / "cache"), version) if home.is_dir() else None
