"""A review kept with its book, so that asking once more takes a moment; it is the same to the byte, or is not used.

It stands under a digest of everything that it was made from: the book's files, the program's own, the libraries beside
it, the policy, the day. It is plain JSON with a digest of its own: one that is damaged, half-written, of another book
or of no form that we know is as if it were not there.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from pathlib import Path

import msgspec

from comity.aside import aside
from comity.book import derived
from comity.reviewed import Review
from comity.stamp import libraries, stamp

MOST = 4  # that are kept of a book, the newest
LARGEST = 32 << 20  # bytes of one
_LEAST = 2_000  # bytes that an account takes at the least: a review of too many is not even written out
_PROGRAM = Path(__file__).parent
_ENDING = ".json"


class Kept:
    """The review of a book as it is now; `made_from` is what else it depends on beside the book and the program.

    Making one raises OSError where the book is none that can be looked through.
    """

    def __init__(self, book: Path, made_from: str) -> None:
        self._book = book
        program = (stamp(_PROGRAM).hex(), sys.version, *libraries(), made_from)
        self._beside = "\0".join(program).encode("utf-8", "surrogateescape")
        self._key = self._now()
        self._file = derived.place(book) / f"{self._key}{_ENDING}"

    def find(self) -> Review | None:
        """What is kept; None where nothing is that can be used."""
        try:
            head, _, told = _read(self._file).partition(b"\n")
            if head == self._sealed(told):
                return msgspec.json.decode(told, type=Review)
        except (OSError, ValueError, RecursionError):
            pass
        return None

    def keep(self, review: Review) -> None:
        """Keep it, where the book is still the one that it was made from, and it would come back as it is."""
        if len(review.accounts) * _LEAST > LARGEST:
            return
        try:
            told = msgspec.json.encode(review)
            back = msgspec.json.decode(told, type=Review)
            if len(told) < LARGEST and _same(back, review) and self._now() == self._key:
                self._make_room()
                with aside(self._file) as written:
                    written.write_bytes(self._sealed(told) + b"\n" + told)
        except (OSError, ValueError):
            # A full disk, or words that JSON cannot hold: it is made anew each time.
            return

    def _now(self) -> str:
        return hashlib.blake2b(stamp(self._book, without=derived.FOLDER) + self._beside, digest_size=16).hexdigest()

    def _sealed(self, told: bytes) -> bytes:
        return hashlib.blake2b(told, key=self._key.encode()).hexdigest().encode()

    def _make_room(self) -> None:
        """Leave the newest of those that are kept, and no other file: also what a process that was killed left over."""
        folder = derived.place(self._book)
        files = [p for p in folder.iterdir() if p.is_symlink() or not p.is_dir()] if folder.is_dir() else []
        found = sorted(files, key=lambda p: p.lstat().st_mtime_ns)
        kept = [p for p in found if p.suffix == _ENDING and p != self._file][1 - MOST :]
        for path in found:
            if path not in kept:
                path.unlink()


def _read(file: Path) -> bytes:
    """The bytes of a plain file that is not too large. Raises OSError for any other."""
    with os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise OSError
        return opened.read(LARGEST)


def _same(one: Review, other: Review) -> bool:
    """Whether both are the same, also in writing: a whole number is written in another way than with a point."""
    return one == other and msgspec.json.encode(one.accounts) == msgspec.json.encode(other.accounts)
