"""Walking a folder of exports: every regular file once, nothing outside the folder, nothing that could hang."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from comity.errors import UserError
from comity.sources.outcome import Export, Reject, Settings

HEAD = 65_536
# Names that no firm exports: version control, caches of desktops, Apple Mail's own index beside a mailbox.
PASSED_OVER = {".git", ".svn", "__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", "table_of_contents"}


def walk(root: Path, settings: Settings | None = None) -> Iterator[Export | tuple[str, Reject]]:
    """Every file below `root` in the order of names, as an Export, or a (name, Reject) where it cannot be opened.

    Links, pipes, sockets and devices are rejected unread: a link may lead out of the folder or in circles. Each file
    is opened when it is asked for: a mailbox of many files has more of them than fit into memory.
    Raises UserError when `root` itself is missing or unreadable.
    """
    settings = settings or Settings()
    for path, name, trouble in _below(root):
        yield (name, Reject("folder", trouble)) if trouble else _opened(path, name, settings)


def _below(root: Path) -> Iterator[tuple[Path, str, str]]:
    """Path, name and trouble ('' where there is none) of everything but folders.

    Without recursion: folders may lie deeper in each other than Python's calls may.
    """
    if not root.exists():
        raise UserError(f"{root}: no such folder or file. Name the folder that holds the exports.")
    if root.is_file():
        yield root, root.name, ""
        return
    waiting = [root]
    while waiting:
        path = waiting.pop()
        try:
            if path is not root and not stat.S_ISDIR(path.lstat().st_mode):
                yield path, shown(path.relative_to(root)), ""
                continue
            with os.scandir(path) as entries:
                found = sorted((os.fsencode(e.name) for e in entries if e.name not in PASSED_OVER), reverse=True)
        except OSError as error:
            trouble = f"cannot be opened ({error.strerror}). Mend its rights and read again."
            if path is root:
                raise UserError(f"{root}: {trouble}") from None
            yield path, shown(path.relative_to(root)), trouble
        else:
            waiting += [path / os.fsdecode(name) for name in found]


def shown(path: Path) -> str:
    """A relative path as text that can be printed and stored, whatever bytes and newlines its name holds."""
    text = os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _opened(path: Path, name: str, settings: Settings) -> Export | tuple[str, Reject]:
    try:
        info = path.lstat()
        if not stat.S_ISREG(info.st_mode):
            what = "a link" if stat.S_ISLNK(info.st_mode) else "no regular file (a pipe, socket or device)"
            return name, Reject("file", f"{what}: not followed. Put the file itself into the folder.")
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        return name, Reject("file", f"cannot be opened ({error.strerror}). Mend its rights and read again.")
    return Export(path, name, info.st_size, head, settings)
