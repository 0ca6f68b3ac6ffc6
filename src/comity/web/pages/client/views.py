"""The page of one client, and its statement."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.http import HttpResponse

from comity.ledger.quarters import of_quarter, quarters
from comity.web import moves, statements
from comity.web.corrections import can_correct
from comity.web.kept import form_part, of_client, part
from comity.web.models.moves import MoveAnswer
from comity.web.models.verdicts import Verdict
from comity.web.owed import by_quarter, owed
from comity.web.pages.client.history import course
from comity.web.pages.client.telling import Reasons, sentence, unseen
from comity.web.paging import page_of
from comity.web.rights import WORDS, Request, account, can, may_take_back, told
from comity.web.tabs import page

ENTRIES = 40  # entries of the statement on one page
FIRST = 4  # quarters that the client's first page shows
ALL = "all"  # in the place of a quarter


@account
def client(request: Request, verdict: Verdict) -> HttpResponse:
    """The sentence, three reasons for with proof, the strongest against, what could not be seen, and the moves."""

    act = can(request.user, "act")
    answers = moves.of_client(request.user, verdict)

    def shown() -> dict[str, object]:
        return _told(request, verdict, answers)

    kept = of_client(request, verdict)
    said = tuple((what, a and (a.pk, may_take_back(request.user, a.said_by))) for what, a in answers.items())
    told = form_part(request, "client/_told.html", kept and (*kept, act, said), shown)
    return page(request, verdict, "client/client.html", "client", {"sentence": sentence(verdict), "told": told})


def _told(request: Request, verdict: Verdict, answers: Mapping[str, MoveAnswer | None]) -> dict[str, object]:
    seen = told(request.user, verdict)
    reasons, lie_open, entries = Reasons.of(verdict, seen), owed(verdict), _open_to(request, verdict)
    return {
        "verdict": verdict,
        "reasons": reasons,
        "unseen": unseen(seen, verdict.refresh.mail_from),
        "possible": seen["possible"],
        "may_correct": can_correct(request.user),
        "plays": [{"about": reasons.of_move(p["play"]), **_play(request, p, answers)} for p in seen["plays"]],
        "waits": moves.WAITS,
        "course": course(request.user, verdict),
        "owed": lie_open,
        "owed_in": by_quarter(lie_open, entries),
        "quarters": quarters(entries)[:FIRST],
    }


def _play(request: Request, play: Mapping[str, Any], answers: Mapping[str, MoveAnswer | None]) -> dict[str, Any]:
    """A move with what was said of it, who may take that back, and whether it can be answered."""
    said = answers.get(play["play"])
    shown = said if can(request.user, "words") else None
    undo = shown is not None and may_take_back(request.user, shown.said_by)
    offered = can(request.user, "act") and play["play"] in answers and said is None
    return {**play, "said": shown, "may_undo": undo, "offered": offered}


@account
def statement(request: Request, verdict: Verdict) -> HttpResponse:
    """The statement by quarter, and the entries of the one that is asked for."""
    template = "entries.html" if request.htmx else "client/_statement.html"
    told = part(template, of_client(request, verdict), lambda: _stated(request, verdict))
    if request.htmx:
        return HttpResponse(told)
    return page(request, verdict, "client/statement.html", "statement", {"told": told})


def _stated(request: Request, verdict: Verdict) -> dict[str, object]:
    entries, lie_open = _open_to(request, verdict), owed(verdict)
    told_by = quarters(entries)
    known = [q.key for q in told_by]
    asked = request.GET.get("quarter", "")
    chosen = asked if asked in (ALL, *known) else next(iter(known), "")
    found = entries if chosen == ALL else of_quarter(entries, chosen)
    return {
        "request": request,
        "verdict": verdict,
        "chosen": chosen,
        "money": bool(entries.filter(pc.field("unit") == "money").num_rows),
        "all": chosen == ALL,
        "quarters": told_by,
        "owed": lie_open,
        "owed_in": by_quarter(lie_open, entries),
        "quarter": next((q for q in told_by if q.key == chosen), None),
        "entries": page_of(found, request.GET.get("page"), ENTRIES),
    }


def _open_to(request: Request, verdict: Verdict) -> pa.Table:
    """The account's entries, newest first, with nothing this person may not see."""
    found = statements.table(Path(settings.HOME), verdict.refresh.statements, verdict.account)
    return found if can(request.user, "words") else found.filter(~pc.field("proof").isin(sorted(WORDS)))
