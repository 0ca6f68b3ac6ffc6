"""The page of settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.web.models.jobs import Job
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh
from comity.web.rights import Request, may


@may("settings")
def settings(request: Request) -> HttpResponse:
    """Everything that can be set, and what was done of late."""
    shown = {
        "people": User.objects.select_related("team").order_by("name"),
        "refresh": Refresh.current(),
        "jobs": Job.objects.select_related("made_by")[:10],
    }
    return render(request, "settings/settings.html", shown)


@may("settings")
@require_POST
def refresh(request: Request) -> HttpResponse:
    """Ask for a refresh now; one that waits already is enough."""
    Job.ask_refresh(request.user)
    messages.info(request, _("The clients are being judged anew. This page can be left meanwhile."))
    return redirect("settings")
