"""The page of settings."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

from django.conf import settings as conf
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.home import create_book
from comity.web.backup.calls import BACKUP
from comity.web.lacking import unread_mail
from comity.web.models.begin import Mailbox
from comity.web.models.jobs import OPEN, Job, State
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
        "well": _well(refresh),
        "mailboxes": Mailbox.objects.all(),
        "backup": LogEntry.objects.filter(what=BACKUP).first(),
        "unread": _unread(refresh),
        "jobs": Job.objects.select_related("made_by")[:10],
        "busy": Job.objects.filter(state__in=OPEN).exists(),
        "path": request.get_full_path(),
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


def _well(refresh: Refresh | None) -> list[tuple[str, dt.datetime | dt.date | None]]:
    """Each kind of work and when it last went well. Whatever read anything judged the clients too.

    Of what was read on the command line the book knows the day.
    """
    done = Job.objects.filter(state=State.DONE, ended_at__isnull=False).order_by("-ended_at")
    read, purged = (done.filter(kind=kind).values_list("ended_at", flat=True).first() for kind in ("read", "purge"))
    days = create_book(Path(conf.HOME)).facts("readings", ["read_on"])["read_on"].to_pylist()
    newest = max(days, default=None)
    by_book = newest if read is None or (newest and newest > timezone.localtime(read).date()) else None
    return [(_("Reading"), by_book or read), (_("Judging"), refresh and refresh.made_at), (_("Purging"), purged)]


@may("settings")
@require_POST
def refresh(request: Request) -> HttpResponse:
    """Ask for a refresh now; one that waits already is enough."""
    Job.ask_refresh(request.user)
    messages.info(request, _("The clients are being judged anew. This page can be left meanwhile."))
    return redirect("settings")
