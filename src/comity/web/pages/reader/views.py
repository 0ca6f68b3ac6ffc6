"""A language model for sentences in doubt, as an owner allows or stops it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity import asking
from comity.home import create_book
from comity.web import log
from comity.web.models.jobs import Job
from comity.web.rights import Request, may


@may("settings")
def reader(request: Request) -> HttpResponse:
    """What it is, what it would get, and what came of it."""
    home = Path(settings.HOME)
    named = asking.named(create_book(home))
    shown = {"reader": named, "last": {}, "allowed": None}
    if named:
        shown |= {"last": asking.last(home, named), "allowed": asking.allowed(home, named)}
    return render(request, "reader/reader.html", shown)


@may("settings")
@require_POST
def allow(request: Request) -> HttpResponse:
    """Allow the very server, model and key that the page showed, once it showed what would be sent."""
    home = Path(settings.HOME)
    named = asking.named(create_book(home))
    seen = {name: request.POST.get(name, "") for name in ("url", "model", "key_env")}
    if named is None or named.consent != seen or not asking.last(home, named):
        messages.error(request, _("What is named has changed meanwhile. Look at it again."))
        return redirect("reader")
    asking.allow(home, named, request.user.name)
    log.told(request, "allowed a language model", says=f"{named.model} at {named.url}")
    Job.ask_refresh(request.user)
    messages.success(request, _("Allowed. It is asked while the clients are judged anew, at length each night."))
    return redirect("reader")


@may("settings")
@require_POST
def stop(request: Request) -> HttpResponse:
    """Ask nothing any more; the next refresh goes without what was answered."""
    if asking.stop(Path(settings.HOME)):
        log.told(request, "stopped the language model")
        Job.ask_refresh(request.user)
        messages.success(request, _("Stopped. Nothing is sent any more, and the clients are being judged without it."))
    return redirect("reader")
