"""The page of one proof."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.web import log
from comity.web.corrections import can_correct
from comity.web.models.verdicts import Verdict
from comity.web.pages.proof.back import way_back
from comity.web.pages.proof.record import record
from comity.web.pages.proof.thread import thread
from comity.web.private import shared_book
from comity.web.proofs import find
from comity.web.rights import Request, account, can


@account
def proof(request: Request, verdict: Verdict, of: str) -> HttpResponse:
    """What bears a word out; only proofs of this account's own verdict and statement can be opened."""
    home = Path(settings.HOME)
    found = find(request.user, verdict, home, of)
    if found is None:
        raise Http404(_("There is no such proof."))
    book = shared_book(home)
    shown = {"verdict": verdict, "proof": found, "back": way_back(request, of),
             "client_url": reverse("client", args=[verdict.account])}  # fmt: skip
    if found.kind == "message":
        told = thread(book, verdict, found, request.user)
        log.opened(request.user, verdict.account, found.ref)
        theirs = can(request.user, "act") and any(request.user.email in x.people for x in told.letters)
        shown |= {"theirs": theirs, "of": of, "may_correct": can_correct(request.user)}
        return render(request, "proof/message.html", {**shown, **told.told})
    return render(request, "proof/record.html", {**shown, "record": record(book, verdict, found)})
