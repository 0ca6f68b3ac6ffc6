"""The home folder: where the book lies, what is cached beside it, and the lock that lets one at a time write."""

from __future__ import annotations

import fcntl
import os
import secrets
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from comity.aside import aside
from comity.book.store import DeltaBook
from comity.book.store_s3 import SCHEME, S3Book
from comity.errors import UserError
from comity.keeping import of_code
from comity.signals.ears import shipped_reader

LOOK = 0.2  # seconds between two looks at a home that somebody else holds
MOST_FILES = 16  # of one kind in the cache


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
    without, raises UserError. A home on an object store is never held: its book takes what several write at once.
    """
    if remote(home):
        yield
        return
    try:
        # The firm's mail lies in it: nobody else on this machine need look in.
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        (home / "book").mkdir(exist_ok=True)
        handle = os.open(home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise UserError(f"{home}: cannot be written to ({error.strerror}). Name another with --home.") from None
    try:
        while not _held(handle):
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


def _held(handle: int) -> bool:
    """Whether the lock is ours now."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class HeardCache:
    """What was heard, by message: digests and numbers, no text of anybody.

    Each `put` adds a file of its own, so that a day's mail costs a day's mail; many files are made one.
    Files of another version of model or code are nobody's, and go.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self._folder, self._version = folder, version
        self._kept: dict[str, dict[str, np.ndarray]] = {}

    def get(self, kind: str, keys: Sequence[str]) -> Mapping[str, np.ndarray]:
        """See `comity.keeping.Cache`. A file that cannot be read is none."""
        kept = self._all(kind)
        return {k: kept[k] for k in keys if k in kept}

    def put(self, kind: str, found: Mapping[str, np.ndarray]) -> None:
        """See `comity.keeping.Cache`. Written aside and moved into place, so that no half file is ever read."""
        kept = self._all(kind)
        kept.update(found)
        older = self._files(kind)
        merge = len(older) >= MOST_FILES
        try:
            # In the order of their names later files stand for earlier ones.
            name = f"{kind}.{self._version}.{time.time_ns():016x}{secrets.token_hex(4)}.npz"
            self._write(self._folder / name, kept if merge else found)
            for file in self._folder.iterdir():
                if (merge and file in older) or self._version not in file.name:
                    file.unlink(missing_ok=True)
        except OSError:
            # A home that cannot be written to is reviewed without a cache.
            return

    def _files(self, kind: str) -> list[Path]:
        return sorted(self._folder.glob(f"{kind}.{self._version}.*.npz"))

    def _all(self, kind: str) -> dict[str, np.ndarray]:
        if kind not in self._kept:
            kept = self._kept[kind] = {}
            for file in self._files(kind):
                try:
                    with np.load(file) as stored:
                        names, sizes, values = stored["names"].tolist(), stored["sizes"], stored["values"]
                    kept.update(zip(names, np.split(values, np.cumsum(sizes)[:-1]), strict=True))
                except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
                    continue
        return self._kept[kind]

    def _write(self, to: Path, found: Mapping[str, np.ndarray]) -> None:
        names = sorted(found)
        with aside(to) as written, written.open("wb") as file:
            np.savez_compressed(
                file, names=np.array(names), sizes=np.array([len(found[n]) for n in names]),
                values=np.concatenate([found[n] for n in names]) if names else np.zeros((0, 0)),
            )  # fmt: skip


def heard_cache(home: Path) -> HeardCache | None:
    """The cache of what a home heard; None where there is no home, for a throw-away review leaves nothing behind."""
    version = f"{shipped_reader().version}-{of_code('comity.signals').hex()}"
    return HeardCache(home / "cache", version) if home.is_dir() else None
