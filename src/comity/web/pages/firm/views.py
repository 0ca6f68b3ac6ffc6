"""The firm, as an owner sets it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.home import create_book
from comity.web import log
from comity.web.models.firm import Firm
from comity.web.models.jobs import Job
from comity.web.pages.firm.told import FirmForm, as_form, in_force, keep, past
from comity.web.rights import Request, may


@may("settings")
def firm(request: Request) -> HttpResponse:
    """What the firm says of itself: in force from the next refresh on."""
    book, ours = create_book(Path(settings.HOME)), Firm.ours()
    form = FirmForm(request.POST or None, initial=as_form(in_force(book), ours.name if ours else ""))
    if request.method == "POST" and form.is_valid():
        said = form.told()
        if form.is_valid():
            return _kept(request, keep(book, request.user.name, said), said["name"])
    return render(request, "firm/firm.html", {"form": form, "past": past(book)[:20]})


def _kept(request: Request, changed: list[str], name: str) -> HttpResponse:
    """Say what was changed, and ask for the refresh that uses it."""
    if changed:
        Firm.objects.filter(pk__in=[f.pk for f in (Firm.ours(),) if f]).update(name=name)
        log.told(request, "changed the firm", says=", ".join(changed))
        Job.ask_refresh(request.user)
        messages.success(request, _("Kept. The clients are being judged anew by it."))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect("firm")
