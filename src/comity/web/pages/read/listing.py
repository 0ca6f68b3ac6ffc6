"""Which rows a request asks for, and each of them as the page says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.book.records import DUPLICATE, IGNORED, KEPT
from comity.web import became, mailboxes
from comity.web.asked import number
from comity.web.became import File
from comity.web.models.begin import Mailbox
from comity.web.models.jobs import Job
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh
from comity.web.pages.read.gathering import TOP, folder_of
from comity.web.private import shared_book
from comity.web.rights import Request, shut

LISTED = (KEPT, DUPLICATE, IGNORED)
# Why mail counts for nothing, by what judging says of it (`Letter.why`).
WHY: Mapping[str, str | Promise] = {
    "internal": _("internal: between our own people"),
    "newsletter": _("a newsletter or a list"),
    "automatic": _("automatic: a program wrote it"),
    "spam": _("the mailbox kept it under spam"),
    "unsent": _("a draft, or it waits in an outbox: it was never sent"),
    "stranger": _("from a stranger: a pitch, or nobody we ever answered"),
    "no client": _("with somebody who is no client of ours"),
    "a private address of somebody we do not know": _("private: somebody’s own address, and nobody known at a client"),
    "a machine writes from there": _("automatic: only programs write from there"),
    "no correspondence both ways": _("a stranger’s pitch: only one side ever wrote"),
    "too little correspondence": _("a stranger: too little was written both ways to make a client"),
    "a lawyer, a bank or an insurer by its name, and on no list of clients":
        _("a lawyer, a bank or an insurer by its name, and on no list of clients"),
    "writes as a supplier, an applicant or a list": _("writes as a supplier, an applicant or a list"),
    "several people who have nothing to do with each other": _("private: a provider of addresses, no firm"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """The files of which rows are asked for, under one name: a file, or those of one kind in a folder of a reading, or
    all that was fetched of a mailbox's folder.
    """

    name: str
    files: frozenset[File]
    mailbox: Mailbox | None = None

    @classmethod
    def of(cls, request: Request) -> Asked | None:
        """None where the request names neither."""
        box, folder = request.GET.get("mailbox", ""), request.GET.get("folder", "")
        if found := Mailbox.objects.filter(pk=number(box)).first():
            return cls(folder, frozenset(mailboxes.files_of(found).get(folder, ())), found)
        reading, under = request.GET.get("reading", ""), request.GET.get("under", "")
        if under and number(reading):
            found = _under(reading, under, request.GET.get("kind", ""))
            return cls(under, found) if found else None
        file = request.GET.get("file", "")
        return cls(file, frozenset({(file, request.GET.get("of", ""))})) if file else None


def _under(reading: str, under: str, kind: str) -> frozenset[File]:
    """The files of a kind that a reading found in a folder."""
    job = Job.objects.filter(pk=reading, kind="read").first()
    files = became.of_reading(Path(settings.HOME), Refresh.current(), job.result.get("files", [])) if job else []
    return frozenset(
        (f["file"], f["file_id"]) for f in files if f["kind"] == kind and (folder_of(f["file"]) or TOP) == under
    )


def listed(home: Path, user: User, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows as the page says them; of mail that is for those alone who took part, its day and why, and no subject."""
    found = [{**r, "why": WHY.get(r["why"], r["why"])} for r in rows]
    theirs_alone = shut(user, shared_book(home), {r["ref"] for r in found if r["proof_kind"] == "message"})
    return [{**r, "says": "", "shut": True} if r["ref"] in theirs_alone else r for r in found]
