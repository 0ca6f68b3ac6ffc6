"""Walking a folder of exports: every regular file once, nothing outside the folder, nothing that could hang."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from comity.errors import UserError
from comity.sources.outcome import Export, Reject, Settings

HEAD = 65_536
# Names that no firm exports: version control, caches of desktops, our own key of an example folder.
PASSED_OVER = {".git", ".svn", "__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}


def walk(root: Path, settings: Settings | None = None) -> Iterator[Export | tuple[str, Reject]]:
    """Every file below `root` in the order of names, as an Export, or a (name, Reject) where it cannot be opened.

    Links, pipes, sockets and devices are rejected unread: a link may lead out of the folder or in circles.
    Raises UserError when `root` itself is missing or unreadable.
    """
    if not root.exists():
        raise UserError(f"{root}: no such folder or file. Name the folder that holds the exports.")
    settings = settings or Settings()
    if root.is_file():
        yield from _one(root, root.name, settings)
        return
    try:
        next(os.scandir(root), None)
    except OSError as error:
        raise UserError(f"{root}: cannot be opened ({error.strerror}). Mend its rights and read again.") from None
    yield from _below(root, root, settings)


def _below(folder: Path, root: Path, settings: Settings) -> Iterator[Export | tuple[str, Reject]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda e: os.fsencode(e.name))
    except OSError as error:
        yield shown(folder.relative_to(root)), Reject("", f"folder cannot be opened ({error.strerror})")
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name in PASSED_OVER:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(path, root, settings)
        else:
            yield from _one(path, shown(path.relative_to(root)), settings)


def shown(path: Path) -> str:
    """A relative path as text that can be printed and stored, whatever bytes and newlines its name holds."""
    text = os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _one(path: Path, name: str, settings: Settings) -> Iterator[Export | tuple[str, Reject]]:
    try:
        info = path.lstat()
        if not stat.S_ISREG(info.st_mode):
            what = "a link" if stat.S_ISLNK(info.st_mode) else "no regular file (a pipe, socket or device)"
            yield name, Reject("", f"{what}: not followed. Put the file itself into the folder.")
            return
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        yield name, Reject("", f"cannot be opened ({error.strerror}). Mend its rights and read again.")
        return
    yield Export(path, name, info.st_size, head, settings)
