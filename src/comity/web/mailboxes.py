"""Mailboxes of the firm: the password in a file that only this user of the machine can read, never in the database."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.aside import aside
from comity.errors import UserError
from comity.fetch import imap
from comity.fetch.staging import mail_of, mbox_of
from comity.sources.folder import shown
from comity.web.intake import inbox
from comity.web.jobs.running import Running
from comity.web.models.begin import Mailbox
from comity.web.models.jobs import Job


def _folder() -> Path:
    place = Path(settings.HOME) / "mailboxes"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def keep_password(mailbox: Mailbox, password: str) -> None:
    """Write the password down for the readings to come."""
    with aside(_folder() / f"{mailbox.pk}.password") as written:
        written.write_text(password, "utf-8")


def _account(mailbox: Mailbox) -> imap.Account:
    try:
        password = (_folder() / f"{mailbox.pk}.password").read_text("utf-8")
    except OSError:
        raise UserError(_("%(box)s: its password is gone. Connect it again.") % {"box": mailbox}) from None
    authorities = os.environ.get("COMITY_IMAP_AUTHORITIES")
    where = Path(authorities) if authorities else None
    return imap.Account(mailbox.host, mailbox.login, password, mailbox.port, where)


def _staging(pk: int) -> Path:
    return inbox(Path(settings.HOME)) / f"mailbox-{pk}"


def fetched(running: Running, pk: int) -> Path:
    """Fetch what is new in a mailbox; the folder to read. Raises UserError where it cannot be opened."""
    mailbox = Mailbox.objects.filter(pk=pk).first()
    if mailbox is None:
        raise UserError(_("That mailbox is no longer connected."))

    def told(folder: str, done: int, wanted: int) -> None:
        doing = _("fetching %(folder)s: %(done)s of %(all)s messages")
        running.tell(doing % {"folder": folder, "done": done, "all": wanted}, done, wanted)

    counted = imap.fetch(_account(mailbox), _staging(pk), _ledger(pk), told)
    mailbox.folders = [
        {"folder": c.folder, "there": c.there, "held": c.held, "missing": c.missing, "left_out": c.left_out}
        for c in counted
    ]
    mailbox.missing = sum(c.missing for c in counted)
    mailbox.counted_at = timezone.now()
    mailbox.save(update_fields=["folders", "missing", "counted_at"])
    mail_of(_staging(pk)).mkdir(parents=True, exist_ok=True)
    return mail_of(_staging(pk))


def files_of(mailbox: Mailbox) -> dict[str, set[tuple[str, str]]]:
    """By folder, what was read of it: the name and the digest of each file that a reading made of what was new."""
    folders = {shown(mbox_of(f["folder"])): f["folder"] for f in mailbox.folders}
    found: dict[str, set[tuple[str, str]]] = {}
    for result in Job.objects.filter(kind="read", words__mailbox=mailbox.pk).values_list("result", flat=True):
        for f in result.get("files", []):
            if f["file"] in folders and f.get("file_id"):
                found.setdefault(folders[f["file"]], set()).add((f["file"], f["file_id"]))
    return found


def settle(pk: int) -> None:
    """What was fetched is in the book now."""
    imap.settle(_staging(pk), _ledger(pk))


def _ledger(pk: int) -> Path:
    return _folder() / f"{pk}.json"
