"""Under which folder a mailbox kept what a file holds, as its path below the folder of exports tells."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_FLAGS = re.compile(r"[:!;]2,([A-Za-z]*)\Z")
_APPLES = ".mbox"
_FLAGGED_AS = {"D": "Drafts", "T": "Trash"}


def folder_of(name: str) -> tuple[str, ...]:
    """The folder of a file that holds one message, and what its Maildir flags say; none for a file in no folder."""
    path = PurePosixPath(name)
    parts = list(path.parent.parts)
    if parts and parts[-1] in ("cur", "new", "tmp"):
        parts.pop()
        if parts and parts[-1].startswith("."):
            parts = parts[-1:]
    flags = _FLAGS.search(path.name)
    labels = ["/".join(parts)] if parts else []
    labels += [_FLAGGED_AS[flag] for flag in (flags[1] if flags else "") if flag in _FLAGGED_AS]
    return tuple(labels)


def apple_folder_of(name: str) -> tuple[str, ...]:
    """The mailbox of a file of Apple Mail, whose folders end in .mbox and hold others of its own; else its folder."""
    parts = PurePosixPath(name).parent.parts
    mailboxes = [part[: -len(_APPLES)] for part in parts if part.lower().endswith(_APPLES)]
    return ("/".join(mailboxes),) if mailboxes else folder_of(name)


def mailbox_of(name: str) -> tuple[str, ...]:
    """The folder that a file of many messages is: its own path without ".mbox"."""
    path = PurePosixPath(name)
    return (str(path.with_suffix("") if path.suffix.lower() == ".mbox" else path),)
