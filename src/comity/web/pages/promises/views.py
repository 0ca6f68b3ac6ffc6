"""Promises both ways: open, kept, broken, each with the message that made it and with what tells its outcome."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from comity.web import moves, sheets
from comity.web.models.people import User
from comity.web.models.verdicts import Verdict
from comity.web.rights import Request, account, can, may_open
from comity.web.tabs import page

ROWS = 40
OUTCOMES = (
    ("open", _("Open")), ("broken", _("Not kept")), ("kept", _("Was kept")), ("unknown", _("Outcome unknown")),
    ("withdrawn", _("Withdrawn")),
)  # fmt: skip


@account
def promises(request: Request, verdict: Verdict) -> HttpResponse:
    """Ours on the left, theirs on the right; the open ones first by when they are due, all of them where none is."""
    made = _made(request.user, verdict) if can(request.user, "words") else []
    asked = request.GET.get("outcome") or ("open" if any(p["outcome"] == "open" for p in made) else "all")
    found = [p for p in made if p["outcome"] == asked] if asked != "all" else made
    if asked == "open":
        found.sort(key=lambda p: (p["due_on"] is None, p["due_on"] or dt.date.max))
    shown = {
        "rows": Paginator(found, ROWS).get_page(request.GET.get("page")), "asked": asked, "total": len(made),
        "outcomes": [(name, says, *_each_side(made, name)) for name, says in OUTCOMES],
    }  # fmt: skip
    return page(request, verdict, "promises/promises.html", "promises", shown)


def _made(user: User, verdict: Verdict) -> list[dict[str, Any]]:
    """The client's promises; what tells their outcome is linked for those who may open it."""
    rows = sheets.rows(Path(settings.HOME), verdict.refresh.statements, "promises", verdict.account).to_pylist()
    done = moves.promises_done(verdict)
    return [
        {**r, "opens": bool(r.get("told_key")) and may_open(user, r["told_kind"]), "done": done.get(r["key"])}
        for r in rows
    ]


def _each_side(made: list[dict[str, Any]], outcome: str) -> tuple[int, int]:
    """How many of ours and of theirs came to this."""
    counted = Counter(p["side"] for p in made if p["outcome"] == outcome)
    return counted["us"], counted["client"]
