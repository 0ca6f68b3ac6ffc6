"""A mailbox read by IMAP over TLS into mbox files, one a folder: read-only, resumable, and counted against its own.

fetch(account, staging, ledger)   # every message that is not held yet, and how many each folder still lacks
settle(staging, ledger)           # once the mbox files were read: their messages are held from now on
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from comity.errors import UserError
from comity.fetch.folders import Folder, listed
from comity.fetch.staging import Staged, held, settle

TIMEOUT = 60.0  # seconds that a server may be silent
AT_ONCE = 50  # messages asked for in one go
BROKEN_OFF = 3  # times in a row that a connection may break off without a message
__all__ = ["Account", "Counted", "fetch", "settle"]
_UID = re.compile(rb"\bUID (\d+)")
_SPENT = (imaplib.IMAP4.abort, OSError, EOFError)

# Told while fetching: the folder's name, messages behind, messages in all.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Account:
    """A mailbox and how to get into it; `authorities` is a file of certificates beside the machine's own."""

    host: str
    login: str
    password: str
    port: int = 993
    authorities: Path | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """One folder by its own count: messages that are there, those that are held, those still missing.

    `left_out` says why a folder was not read at all.
    """

    folder: str
    there: int = 0
    held: int = 0
    new: int = 0
    left_out: str = ""

    @property
    def missing(self) -> int:
        """How many are there and not held."""
        return self.there - self.held


def fetch(account: Account, staging: Path, ledger: Path, progress: Progress | None = None) -> list[Counted]:
    """Fetch what is not held yet. Raises UserError where the mailbox cannot be opened or breaks off again and again;
    what came until then is kept, and the next call goes on from there."""
    told = progress or (lambda _folder, _done, _all: None)
    idle = 0
    while True:
        before = held(staging)
        try:
            with _opened(account) as box:
                return [_folder(box, folder, staging, ledger, told) for folder in listed(box)]
        except _SPENT as error:
            idle = 0 if held(staging) > before else idle + 1
            if idle >= BROKEN_OFF:
                raise UserError(
                    f"{account.host}: the connection broke off ({_why(error)}). Try again; it goes on where it stopped."
                ) from None
        except imaplib.IMAP4.error as error:
            raise UserError(f"{account.host}: the server says no ({_why(error)}). Try again later.") from None


def _opened(account: Account) -> imaplib.IMAP4_SSL:
    """The mailbox, signed in. Raises UserError where the server is not there, not itself, or refuses."""
    where = f"{account.host}:{account.port}"
    context = ssl.create_default_context(cafile=str(account.authorities) if account.authorities else None)
    try:
        box = imaplib.IMAP4_SSL(account.host, account.port, ssl_context=context, timeout=TIMEOUT)
    except ssl.SSLCertVerificationError as error:
        raise UserError(f"{where}: its certificate does not hold ({error.verify_message}). Ask whose it is.") from None
    except ssl.SSLError:
        raise UserError(f"{where}: speaks no TLS. Name the port for IMAP over TLS, mostly 993.") from None
    except socket.gaierror:
        raise UserError(f"{where}: there is no such server. Look at its name.") from None
    except (*_SPENT, imaplib.IMAP4.error) as error:
        raise UserError(f"{where}: cannot be reached ({_why(error)}). Look at its name and port.") from None
    try:
        box.login(account.login, _quoted_password(account.password))
    except (UnicodeEncodeError, imaplib.IMAP4.error) as error:
        box.shutdown()
        raise UserError(
            f"{account.login}: {where} refuses the login ({_why(error)}). Many providers want an app password."
        ) from None
    return box


def _quoted_password(password: str) -> str:
    if not password.isascii() or any(c in password for c in "\r\n\0"):
        raise UserError("the password holds signs that IMAP cannot send. Make an app password and use that.")
    return password


def _folder(box: imaplib.IMAP4_SSL, folder: Folder, staging: Path, ledger: Path, told: Progress) -> Counted:
    if folder.left_out:
        return Counted(folder.name, left_out=folder.left_out)
    there, uids, validity = _examined(box, folder)
    with Staged(staging, ledger, folder.name, validity) as staged:
        wanted = [uid for uid in uids if uid not in staged]
        told(folder.name, 0, len(wanted))
        for some in _batches(wanted):
            for uid, raw in _messages(box, some):
                staged.add(uid, raw)
            told(folder.name, len(staged.new), len(wanted))
        there, uids, again = _examined(box, folder) if wanted else (there, uids, validity)
        known = sum(1 for uid in uids if uid in staged) if again == validity else 0
        return Counted(folder.name, max(there, len(uids)), known, len(staged.new))


def _examined(box: imaplib.IMAP4_SSL, folder: Folder) -> tuple[int, list[int], int]:
    """How many messages the folder says it has, their UIDs, and what makes those UIDs hold."""
    answer, data = box.select(folder.quoted, readonly=True)
    if answer != "OK":
        raise imaplib.IMAP4.error(f"{folder.name} cannot be opened")
    there = int(data[0] or 0)
    validity = box.response("UIDVALIDITY")[1][0]
    answer, found = box.uid("SEARCH", "ALL")
    if answer != "OK":
        raise imaplib.IMAP4.error(f"{folder.name} cannot be searched")
    return there, sorted({int(uid) for part in found if part for uid in part.split()}), int(validity or 0)


def _batches(uids: Sequence[int]) -> Iterator[list[int]]:
    waiting = iter(uids)
    while some := list(islice(waiting, AT_ONCE)):
        yield some


def _messages(box: imaplib.IMAP4_SSL, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """The messages of these UIDs as far as the server gives them; BODY.PEEK leaves them unread there."""
    _, data = box.uid("FETCH", ",".join(map(str, uids)), "(UID BODY.PEEK[])")
    asked = set(uids)
    for at, part in enumerate(data):
        if not isinstance(part, tuple):
            continue
        # The UID stands before the message, or behind it.
        behind = data[at + 1] if at + 1 < len(data) else b""
        found = _UID.search(part[0]) or (_UID.search(behind) if isinstance(behind, bytes) else None)
        if found and int(found[1]) in asked and part[1]:
            asked.discard(int(found[1]))
            yield int(found[1]), part[1]


def _why(error: BaseException) -> str:
    """What a server or the system said, in one line."""
    said = error.args[0] if error.args else ""
    if isinstance(error, OSError) and error.strerror:
        said = error.strerror
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(text.split())[:200] or type(error).__name__
