"""The log, newest first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from comity.web.log import digest
from comity.web.models.log import LogEntry
from comity.web.pages.log.words import meant, said
from comity.web.private import hidden
from comity.web.rights import Request, may

PAGE = 100
OF_PRIVATE = ("made a thread private", "opened a private thread", "private-thread", "private-open", "private-make")


@may("settings")
def log(request: Request) -> HttpResponse:
    """What everybody did; what concerns private threads is told to whoever did it alone."""
    theirs = Q(who_id=request.user.pk)
    private = Q(about__in=[digest(ref) for ref in hidden()]) | Q(what__in=OF_PRIVATE)
    found = LogEntry.objects.filter(theirs | ~private)
    asked = request.GET.get("q", "").strip()
    for word in asked.split()[:8]:
        found = found.filter(
            Q(who__icontains=word) | Q(what__icontains=word) | Q(what__in=meant(word)) | Q(account__icontains=word)
            | Q(says__icontains=word)
        )  # fmt: skip
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    lines = [(line, said(line.what)) for line in page]
    return render(request, "log/log.html", {"page": page, "lines": lines, "q": asked})
