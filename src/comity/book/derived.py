"""What is worked out of a book and holds words of it: it lies in the book's own folder, and goes whenever rows go."""

from __future__ import annotations

import shutil
from pathlib import Path

FOLDER = "_derived"  # no table is called so
_TRIES = 3


def place(book: Path) -> Path:
    """Where it lies."""
    return book / FOLDER


def made(book: Path) -> Path | None:
    """Where it lies, made where there is no such folder yet; None where it cannot be, or is none of ours."""
    there = place(book)
    try:
        there.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return None if there.is_symlink() else there


def clear(book: Path) -> None:
    """Take all of it away. Raises OSError where that cannot be done."""
    there = place(book)
    if there.is_symlink() or there.is_file():
        there.unlink()
    for left in reversed(range(_TRIES)):
        try:
            shutil.rmtree(there)
        except FileNotFoundError:
            return
        except OSError:  # somebody who judges wrote into it meanwhile
            if not left:
                raise
