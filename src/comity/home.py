"""The home folder: where the book lies, what is cached beside it, and the lock that lets one at a time write."""

from __future__ import annotations

import fcntl
import os
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from comity.book.store import DeltaBook
from comity.errors import UserError
from comity.signals.linear import shipped_reader

LOOK = 0.2  # seconds between two looks at a home that somebody else holds


def open_book(home: Path) -> DeltaBook:
    """The book of a home. Raises UserError where there is none yet."""
    if not (home / "book").is_dir():
        raise UserError(f"{home}: no book here yet. Run `comity read FOLDER` first, or name a folder to review.")
    return DeltaBook(home / "book")


def create_book(home: Path) -> DeltaBook:
    """The book of a home, made where there is none."""
    return DeltaBook(home / "book")


@contextmanager
def locked(home: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the home for writing. Raises UserError where it cannot be made, or written to.

    Where somebody else holds it: with `waiting`, which is called again and again and may raise, until it is free;
    without, raises UserError.
    """
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


class LabelCache:
    """Probabilities by message, in one file a model: digests and numbers, no text of anybody."""

    def __init__(self, folder: Path, version: str) -> None:
        self._file = folder / f"{version}.npz"
        self._kept: dict[str, np.ndarray] | None = None

    def get(self, keys: Sequence[str]) -> Mapping[str, np.ndarray]:
        """See `comity.signals.hearing.Cache`. A cache that cannot be read is no cache."""
        if self._kept is None:
            self._kept = {}
            try:
                with np.load(self._file) as stored:
                    names, sizes, values = stored["names"], stored["sizes"], stored["values"]
                for name, part in zip(names, np.split(values, np.cumsum(sizes)[:-1]), strict=True):
                    self._kept[str(name)] = part.astype(np.float32)
            except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
                self._kept = {}
        return {k: self._kept[k] for k in keys if k in self._kept}

    def put(self, found: Mapping[str, np.ndarray]) -> None:
        """See `comity.signals.hearing.Cache`. Written aside and moved into place, so that no half file is ever read."""
        kept = {**(self._kept or {}), **found}
        self._kept = kept
        names = sorted(kept)
        aside = self._file.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with aside.open("wb") as file:
                np.savez_compressed(
                    file, names=np.array(names), sizes=np.array([len(kept[n]) for n in names]),
                    values=np.concatenate([kept[n] for n in names]) if names else np.zeros((0, 0)),
                )  # fmt: skip
            aside.replace(self._file)
        except OSError:
            # A home that cannot be written to is reviewed without a cache.
            aside.unlink(missing_ok=True)


def label_cache(home: Path) -> LabelCache | None:
    """The cache of a home's labels; None where there is no home, for a throw-away review leaves nothing behind."""
    return LabelCache(home / "cache", shipped_reader().version) if home.is_dir() else None
