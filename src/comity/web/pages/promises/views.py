"""Promises both ways: open, kept, broken, each with the message that made it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from comity.web import sheets
from comity.web.models.verdicts import Verdict
from comity.web.rights import Request, account, can
from comity.web.tabs import page

ROWS = 40
OUTCOMES = (("open", _("Open")), ("kept", _("Kept")), ("broken", _("Not kept")), ("withdrawn", _("Withdrawn")))


@account
def promises(request: Request, verdict: Verdict) -> HttpResponse:
    """Ours on the left, theirs on the right; the open ones first by when they are due."""
    made = _made(verdict) if can(request.user, "words") else []
    asked = request.GET.get("outcome", "open")
    found = [p for p in made if p["outcome"] == asked] if asked != "all" else made
    if asked == "open":
        found.sort(key=lambda p: (p["due_on"] is None, p["due_on"] or dt.date.max))
    shown = {
        "rows": Paginator(found, ROWS).get_page(request.GET.get("page")), "asked": asked, "total": len(made),
        "outcomes": [(name, says, *_each_side(made, name)) for name, says in OUTCOMES],
    }  # fmt: skip
    return page(request, verdict, "promises/promises.html", "promises", shown)


def _made(verdict: Verdict) -> list[dict[str, Any]]:
    return sheets.rows(Path(settings.HOME), verdict.refresh.statements, "promises", verdict.account).to_pylist()


def _each_side(made: list[dict[str, Any]], outcome: str) -> tuple[int, int]:
    """How many of ours and of theirs came to this."""
    counted = Counter(p["side"] for p in made if p["outcome"] == outcome)
    return counted["us"], counted["client"]
