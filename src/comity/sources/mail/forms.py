"""In which form a file holds mail, told by its content; the name helps only where a mail file is empty or damaged."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import olefile

from comity.sources.mail import emlx, headers, mbox
from comity.sources.outcome import Export

MBOX, MESSAGE, EMLX, MSG, PST = "mbox", "message", "emlx", "msg", "pst"
_PST_MAGIC = b"!BDN"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MSG_STREAM = "__properties_version1.0"
# Only mail has these; From, To, Date and Subject also head a memo or a fax.
_OF_MAIL = frozenset(
    ("message-id", "received", "mime-version", "return-path", "delivered-to", "x-from", "x-gm-thrid",
     "x-mozilla-status", "in-reply-to", "references", "dkim-signature",
     "content-transfer-encoding", "x-mailer", "x-originating-ip")
)  # fmt: skip
_PEOPLE = frozenset(("from", "to", "cc", "sender"))
_MAILDIR_NAME = re.compile(r"\d{6,}\.[\w.=,+%-]+|.*[:!;]2,[A-Za-z]*\Z")


def form_of(export: Export) -> str | None:
    """The form of mail a file is in, None where it is no mail."""
    head = export.head
    if head.startswith(_PST_MAGIC):
        return PST
    if head.startswith(_OLE_MAGIC):
        return MSG if _is_msg(export) else None
    named_mbox = PurePosixPath(export.name).suffix.lower() == ".mbox"
    if mbox.opening(head) or (named_mbox and (not export.size or mbox.within(head))):
        return MBOX
    if is_message(head.lstrip(mbox.BEFORE)):
        return MESSAGE
    if is_message(emlx.behind_length(head)):
        return EMLX
    return _by_name(export)


def is_message(head: bytes) -> bool:
    """Whether a file's first bytes are the header of a message."""
    if b"\n" not in head:
        head = head.replace(b"\r", b"\n")
    fields, _ = headers.split(head)
    if "snapshot-content-location" in fields:  # a web page that a browser saved
        return False
    if _OF_MAIL.isdisjoint(fields):
        addressed = any("@" in value for value in fields.get("from", ()))
        return addressed and not {"to", "date", "subject"}.isdisjoint(fields)
    return not _PEOPLE.isdisjoint(fields) or "subject" in fields or "date" in fields


def in_maildir(name: str) -> bool:
    """Whether a file lies where a Maildir keeps its messages, under a name that such a message has."""
    path = PurePosixPath(name)
    return path.parent.name in ("cur", "new") and _MAILDIR_NAME.match(path.name) is not None


def in_delivery(export: Export) -> bool:
    """Whether a file lies where a Maildir holds what is still on its way into it."""
    place = export.path.parent
    return place.name == "tmp" and any((place.parent / beside).is_dir() for beside in ("cur", "new"))


def _by_name(export: Export) -> str | None:
    """A file named as mail whose content is damaged or empty: it is read, and rejected with the reason."""
    damaged = PurePosixPath(export.name).suffix.lower() == ".eml" or in_maildir(export.name)
    return MESSAGE if damaged else None


def _is_msg(export: Export) -> bool:
    try:
        with olefile.OleFileIO(str(export.path)) as file:
            return file.exists(_MSG_STREAM)
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RecursionError):
        return False
