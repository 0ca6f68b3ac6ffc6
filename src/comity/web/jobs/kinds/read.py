"""Take a folder of exports into the home's book, then judge it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from comity.book.reading import read_folders
from comity.home import create_book, locked
from comity.web import mailboxes, unmapped
from comity.web.days import today
from comity.web.intake import inbox
from comity.web.jobs.kinds import refresh
from comity.web.jobs.running import Running


def run(running: Running, folder: str = "", mailbox: int = 0) -> dict[str, Any]:
    """Read and judge. What was uploaded or fetched is removed once it is read: the book has it, or the rejects do."""
    home, source = Path(settings.HOME), mailboxes.fetched(running, mailbox) if mailbox else Path(folder)

    def told(name: str, done: int, size: int) -> None:
        running.tell(_("reading %(file)s") % {"file": name}, done, size)

    with locked(home, lambda: running.tell(_("waiting: somebody else is writing into this home"))):
        running.tell(_("looking through the files"))
        known = unmapped.remembered(source)
        counts = read_folders([source], create_book(home), today=today(), settings=known, progress=told)
    files = [
        {"file": c.file, "kind": c.kind, "records": c.records, "kept": c.kept, "duplicate": c.duplicate,
         "rejected": c.rejected, "said": c.said, "file_id": c.file_id,
         **unmapped.kept_for_later(source, c, known, running.job.pk)}
        for c in counts
    ]  # fmt: skip
    for f in files:
        running.log(f"{f['file']}: {f['kind']}, {f['kept']} kept, {f['rejected']} rejected")
    if mailbox:
        mailboxes.settle(mailbox)
    running.job.mine().update(result={"files": files})
    judged = refresh.run(running)
    if source.is_relative_to(inbox(home)):
        shutil.rmtree(source, ignore_errors=True)
    unmapped.tidy(home, files, source)
    return {"files": files, **judged}
