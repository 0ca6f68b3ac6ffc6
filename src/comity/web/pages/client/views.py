"""The page of one client."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render

from comity.web import statements
from comity.web.models.verdicts import Verdict
from comity.web.pages.client.telling import Reasons, sentence, unseen
from comity.web.proofs import key
from comity.web.rights import Request, account, may_open, told

ENTRIES = 40  # entries of the statement on one page


@account
def client(request: Request, verdict: Verdict) -> HttpResponse:
    """The sentence, three reasons for with proof, the strongest against, what could not be seen, and the moves."""
    seen = told(request.user, verdict)
    shown = {
        "verdict": verdict,
        "sentence": sentence(verdict),
        "reasons": Reasons.of(verdict, seen),
        "unseen": unseen(seen),
        "possible": seen["possible"],
        "plays": seen["plays"],
        "entries": _entries(request, verdict),
    }
    return render(request, "client/client.html", shown)


@account
def statement(request: Request, verdict: Verdict) -> HttpResponse:
    """Further entries of the statement, older ones."""
    return render(request, "client/_entries.html", {"verdict": verdict, "entries": _entries(request, verdict)})


def _entries(request: Request, verdict: Verdict) -> Page[dict[str, Any]]:
    """One page of the account's statement, newest first, with nothing this person may not see."""
    rows = statements.read(Path(settings.HOME), verdict.refresh.statements, verdict.account)
    rows = [r for r in rows if may_open(request.user, r["proof"])]
    page = Paginator(rows, ENTRIES).get_page(request.GET.get("page"))
    for row in page.object_list:
        row["key"] = key(row["proof"], row["ref"], row["quote"])
    return page
