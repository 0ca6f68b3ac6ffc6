"""The firm, as an owner sets it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.home import create_book
from comity.ledger.home import of_nobody, unpriced
from comity.web import log
from comity.web.models.firm import Firm
from comity.web.models.jobs import Job
from comity.web.pages.firm.told import FirmForm, as_form, differences, earlier, in_force, keep, past
from comity.web.rights import Request, may

SHOWN = 50  # versions


@may("settings")
def firm(request: Request) -> HttpResponse:
    """What the firm says of itself: in force from the next refresh on."""
    book, ours = create_book(Path(settings.HOME)), Firm.ours()
    form = FirmForm(request.POST or None, initial=as_form(in_force(book), ours.name if ours else ""))
    if request.method == "POST" and form.is_valid():
        said = form.told()
        if form.is_valid():
            return _kept(request, keep(book, request.user.name, said), said["name"])
    shown: dict[str, Any] = {"form": form, "past": past(book)[:SHOWN], "version": request.GET.get("version", "")}
    then = earlier(book, shown["version"])
    if then is None:
        shown |= {"unpriced": unpriced(book).items(), "nobody": of_nobody(book)}
    else:
        shown |= {"then": True, "differences": differences(in_force(book), then)}
    return render(request, "firm/firm.html", shown)


@may("settings")
@require_POST
def use(request: Request) -> HttpResponse:
    """Go back to what held with an earlier version: a setting like any other, so this too can be gone back from."""
    book = create_book(Path(settings.HOME))
    then = earlier(book, request.POST.get("version", ""))
    if then is None:
        messages.error(request, _("There is no such version any more."))
        return redirect("firm")
    return _kept(request, keep(book, request.user.name, then), then["name"] or "")


def _kept(request: Request, changed: list[str], name: str) -> HttpResponse:
    """Say what was changed, and ask for the refresh that uses it."""
    if changed:
        if name:
            Firm.objects.filter(pk__in=[f.pk for f in (Firm.ours(),) if f]).update(name=name)
        log.told(request, "changed the firm", says=", ".join(changed))
        Job.ask_refresh(request.user)
        messages.success(request, _("Kept. The clients are being judged anew by it."))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect("firm")
