"""The page of settings."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.web.backup.calls import BACKUP
from comity.web.lacking import unread_mail
from comity.web.models.begin import Mailbox
from comity.web.models.jobs import Job, State
from comity.web.models.log import LogEntry
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.rights import Request, may


@may("settings")
def settings(request: Request) -> HttpResponse:
    """Everything that can be set, and what was done of late."""
    refresh = Refresh.current()
    shown = {
        "people": User.objects.select_related("team").order_by("name"),
        "refresh": refresh,
        "well": _well(),
        "mailboxes": Mailbox.objects.all(),
        "backup": LogEntry.objects.filter(what=BACKUP).first(),
        "unread": _unread(refresh),
        "jobs": Job.objects.select_related("made_by")[:10],
    }
    return render(request, "settings/settings.html", shown)


def _unread(refresh: Refresh | None) -> list[str]:
    """Mail of the last year in languages that are not read, of all clients together."""
    found = Counter[str]()
    for told in Verdict.objects.filter(refresh=refresh, told__unread__isnull=False).values_list(
        "told__unread", flat=True
    ):
        found.update(told)
    return unread_mail(dict(found.most_common()))


def _well() -> list[tuple[str, Job | None]]:
    """Each kind of work with the last time that it went well."""
    said = {"read": _("Reading"), "refresh": _("Judging"), "purge": _("Purging")}
    done = Job.objects.filter(state=State.DONE, ended_at__isnull=False).order_by("-ended_at")
    return [(says, done.filter(kind=kind).first()) for kind, says in said.items()]


@may("settings")
@require_POST
def refresh(request: Request) -> HttpResponse:
    """Ask for a refresh now; one that waits already is enough."""
    Job.ask_refresh(request.user)
    messages.info(request, _("The clients are being judged anew. This page can be left meanwhile."))
    return redirect("settings")
