"""The list of corrections, and what one says of a whole client: its standing, or that it is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.correcting.exporting import lines
from comity.errors import UserError
from comity.web import log
from comity.web.corrections import can_correct, differs, seen_by, take_back
from comity.web.models.verdicts import Refresh, Standing, Verdict
from comity.web.pages.corrections.of_client import Said, sentences
from comity.web.private import shared_book
from comity.web.rights import Request, account, may, verdicts

PAGE = 50
JSONL = "application/jsonl; charset=utf-8"


@may("words")
def corrections(request: Request) -> HttpResponse:
    """Who said what, when, what it was foreseen to change, and undo; or only where a person and Comity differ."""
    found = seen_by(request.user)
    theirs = verdicts(request.user)
    apart = "differ" in request.GET
    if apart:
        names = theirs.filter(differs()).values("account")
        found = found.filter(what="standing", undone_at=None, account__in=names)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    known = theirs.filter(account__in={c.account for c in page}).in_bulk(field_name="pk")
    by_account = {v.account: v for v in known.values()}
    words = sentences(Path(settings.HOME), [c for c in page if c.ref])
    rows = [{"said": c, "verdict": by_account.get(c.account), "quote": words.get(c.pk, "")} for c in page]
    return render(request, "corrections/corrections.html", {
        "page": page, "rows": rows, "apart": apart, "lesson": {} if apart else Refresh.current_lesson(),
        "may_correct": can_correct(request.user),
    })  # fmt: skip


@may("words")
def export(request: Request) -> HttpResponse:
    """What holds of the corrections that somebody sees, as lines of JSON without anybody's words."""
    rows = seen_by(request.user).filter(undone_at=None).order_by("said_at", "pk").values()
    answer = HttpResponse("".join(lines(shared_book(Path(settings.HOME)), rows)), content_type=JSONL)
    answer["Content-Disposition"] = 'attachment; filename="corrections.jsonl"'
    log.told(request, "exported the corrections")
    return answer


@may("act")
@require_POST
def undo(request: Request, of: str) -> HttpResponse:
    """Take one back; whoever sees it and may say such a thing may."""
    correction = get_object_or_404(seen_by(request.user), key=of, undone_at=None)
    try:
        take_back(Path(settings.HOME), request.user, correction)
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.info(request, _("It is taken back. The clients are being judged anew without it."))
    return redirect("corrections")


@account
def client(request: Request, verdict: Verdict) -> HttpResponse:
    """Say what is not so of a whole client: with a preview first, then for good until it is taken back."""
    if not can_correct(request.user):
        if request.method == "POST":
            raise Http404(_("There is no such page."))
        return render(request, "corrections/shut.html", {"verdict": verdict})
    asked = request.POST if request.method == "POST" else request.GET
    said = Said.of(request.user, verdict, asked)
    shown: dict[str, Any] = {
        "verdict": verdict,
        "said": said,
        "standings": Standing.choices,
        "why": asked.get("why", ""),
    }
    shown["others"] = (
        verdicts(request.user).exclude(account=verdict.account).order_by("name").only("account", "name")[:2000]
    )
    if said and request.method == "POST" and not said.lacks:
        try:
            said.keep(Path(settings.HOME))
        except UserError as error:
            messages.error(request, str(error))
        else:
            messages.info(request, _("Kept. It can be taken back under Corrections."))
            return redirect("client" if said.back else "corrections", *said.back)
    if said:
        shown["change"] = said.change(Path(settings.HOME))
    return render(request, "corrections/client.html", shown)
