"""Notes about a client: our own, which their writers change and take back, and those that the CRM holds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.web import own_notes, sheets
from comity.web.asked import number
from comity.web.models.jobs import Job
from comity.web.models.notes import LONGEST, OwnNote
from comity.web.models.verdicts import Verdict
from comity.web.rights import Request, account, can
from comity.web.tabs import page

ROWS = 20
UNDO = dt.timedelta(days=1)  # how long a deleted note is offered back to its writer


@account
def notes(request: Request, verdict: Verdict) -> HttpResponse:
    """Our own notes, the newest first, and the CRM's."""
    words = can(request.user, "words")
    found = _seen(request, verdict) if words else OwnNote.objects.none()
    shown = {
        "rows": Paginator(found, ROWS).get_page(request.GET.get("page")),
        "edit": number(request.GET.get("edit", "")),
        "crm": _of_crm(verdict) if words else [],
        "may_write": can(request.user, "act"), "longest": LONGEST,
    }  # fmt: skip
    return page(request, verdict, "notes/notes.html", "notes", shown)


@account
@require_POST
def change(request: Request, verdict: Verdict) -> HttpResponse:
    """Add a note, or edit, delete or bring back one's own."""
    if not can(request.user, "act"):
        raise Http404(_("There is no such page."))
    what, text = request.POST.get("what", ""), request.POST.get("text", "").strip()
    if what in ("add", "edit") and not 0 < len(text) <= LONGEST:
        messages.error(request, _("A note needs some words, at most %(n)s letters.") % {"n": LONGEST})
    elif what == "add":
        OwnNote.objects.create(account=verdict.account, writer=request.user, text=text)
        _ask(request, text)
    else:
        note = _own(request, verdict)
        before = note.text
        _changed(note, what, text)
        _ask(request, before, text, gone=what == "delete")
    return redirect("notes", verdict.account)


def _ask(request: Request, *texts: str, gone: bool = False) -> None:
    """Ask for a refresh where a verdict may hang on it, or it is gone and still shown; else the night sees to it."""
    if gone or own_notes.decides(*texts):
        Job.ask_refresh(request.user)


def _own(request: Request, verdict: Verdict) -> OwnNote:
    """The note that is meant, where it is one's own."""
    mine = OwnNote.objects.filter(account=verdict.account, writer=request.user)
    return get_object_or_404(mine, pk=number(request.POST.get("note", "")))


def _changed(note: OwnNote, what: str, text: str) -> None:
    if what == "edit":
        note.text, note.changed_at = text, timezone.now()
    elif what in ("delete", "restore"):
        note.deleted_at = timezone.now() if what == "delete" else None
    note.save()


def _seen(request: Request, verdict: Verdict) -> QuerySet[OwnNote]:
    """Those that stand, and one's own that were deleted just now."""
    back = Q(deleted_at__gt=timezone.now() - UNDO, writer=request.user)
    found = OwnNote.objects.filter(Q(deleted_at=None) | back, account=verdict.account)
    return found.select_related("writer")


def _of_crm(verdict: Verdict) -> list[dict[str, Any]]:
    found = sheets.rows(Path(settings.HOME), verdict.refresh.statements, "timeline", verdict.account)
    if not found.num_rows:
        return []
    notes = found.filter(pc.field("kind") == "note").to_pylist()
    return [n for n in notes if not n["ref"].startswith(own_notes.PREFIX)][:ROWS]
