"""One's private threads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.book.store import DeltaBook
from comity.home import create_book
from comity.web import log
from comity.web import private as threads
from comity.web.clock import OwnClock
from comity.web.models.jobs import Job
from comity.web.models.privacy import PrivateThread
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.proofs import find
from comity.web.rights import Request, account, can, own, signed_in


@signed_in
def private(request: Request) -> HttpResponse:
    """The private threads in which one took part."""
    return render(request, "private/private.html", {"threads": list(threads.of(request.user, _book()))})


def _book() -> DeltaBook:
    """The whole book, private threads with it."""
    return create_book(Path(settings.HOME))


def _theirs(request: Request, pk: int) -> tuple[PrivateThread, list[dict[str, Any]]]:
    """A private thread in which this person took part; for all others there is none."""
    for thread, rows in threads.of(request.user, _book()):
        if thread.pk == pk:
            return thread, rows
    raise Http404(_("There is no such page."))


@own
def thread(request: Request, thread: int) -> HttpResponse:
    """A private thread as its own people read it."""
    found, rows = _theirs(request, thread)
    log.opened(request.user, "", rows[0]["ref"])
    refresh = Refresh.current()
    clock = OwnClock(_book(), refresh.own_domains if refresh else (), [row["sent_at"] for row in rows])
    timed = [{**row, "sent_at": clock.told(row["sent_at"])} for row in rows]
    shown = {"thread": found, "rows": timed, "clocked": clock.known, "may_act": can(request.user, "act")}
    return render(request, "private/thread.html", shown)


@own
@require_POST
def open_again(request: Request, thread: int) -> HttpResponse:
    """Let the thread be everybody's again: whoever made it private may, and where they are gone, its people."""
    _may_act(request)
    found, rows = _theirs(request, thread)
    if found.made_by not in (None, request.user):
        messages.error(request, _("%(who)s made it private, and alone can open it again.") % {"who": found.made_by})
        return redirect("private-thread", thread=thread)
    found.delete()
    log.told(request, "opened a private thread", ref=rows[0]["ref"])
    _judge(request)
    return redirect("private")


@account
@require_POST
def make_private(request: Request, verdict: Verdict, of: str) -> HttpResponse:
    """Make the thread of a proof private."""
    _may_act(request)
    proof = find(request.user, verdict, Path(settings.HOME), of)
    made = threads.make(request.user, _book(), proof.ref) if proof and proof.kind == "message" else None
    if made is None or proof is None:
        raise Http404(_("There is no such proof."))
    log.told(request, "made a thread private", ref=proof.ref)
    _judge(request)
    messages.success(request, _("Private from now on. The clients are being judged anew without it."))
    return redirect("private")


def _may_act(request: Request) -> None:
    """What is private is so for the whole firm: who sets nothing does not set this either."""
    if not can(request.user, "act"):
        raise Http404(_("There is no such page."))


def _judge(request: Request) -> None:
    Job.ask_refresh(request.user)
