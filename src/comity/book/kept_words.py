"""What is worked out of a book and holds its words, kept in the book's own folder, which a purge clears."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from comity.book import derived
from comity.folders import OnDisk
from comity.keeping import digest_of, of_code
from comity.kept_files import KeptFiles
from comity.stamp import libraries

FOLDER = "words"
_MARK = ".since-"  # begins the name of a file that is there for as long as nothing was cleared


def kept_words(book: Path) -> KeptFiles | None:
    """A cache of what this program works out; None where the folder cannot be made. See `comity.kept_files`."""
    there = derived.made(book)
    try:
        return KeptFiles(_UntilCleared(there / FOLDER), _version()) if there else None
    except OSError:
        return None


def _version() -> str:
    """Of the program and all libraries beside it: what others worked out is of no use."""
    code = of_code("comity.book", "comity.ledger", "comity.signals")
    return digest_of(code, *(name.encode("utf-8", "surrogateescape") for name in libraries())).hex()


class _UntilCleared(OnDisk):
    """A folder into which nothing is written any more once it was cleared: a purge took rows of which that tells."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        if folder.is_symlink():
            raise OSError("none of ours")
        folder.mkdir(mode=0o700, exist_ok=True)
        marks = sorted(folder.glob(f"{_MARK}*"))
        self._mark = marks[0] if marks else folder / f"{_MARK}{secrets.token_hex(8)}"
        self._mark.touch(mode=0o600)

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """See `Folder`."""
        self._still()
        with super().writing(name) as file:
            yield file
            self._still()
        try:
            self._still()
        except OSError:
            self.drop(name)
            raise

    def _still(self) -> None:
        if not self._mark.exists():
            raise OSError("cleared")
