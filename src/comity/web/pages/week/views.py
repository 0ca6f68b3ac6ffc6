"""What to do this week, and what became of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.web import moves
from comity.web.days import today
from comity.web.models.jobs import Job, State
from comity.web.models.moves import MoveAnswer, Outcome
from comity.web.models.verdicts import Refresh, Verdict, Whose
from comity.web.rights import Request, account, can, signed_in, verdicts

OURS, THEIRS, PROMISES, PUT_OFF = 5, 3, 6, 12  # what is shown: few, or nobody reads them
WAITS = (7, 14, 30, 90)  # days by which a move can be put off


@signed_in
def week(request: Request) -> HttpResponse:
    """Few moves, ours first, each with why and by when; promises that are due; what was put off, and why."""
    refresh = Refresh.current()
    shown = {
        "refresh": refresh,
        "job": Job.objects.filter(kind="read", state__in=(State.WAITING, State.RUNNING)).first(),
        **(_shown(request, refresh) if refresh else {}),
    }
    return render(request, "week/week.html", shown)


def _shown(request: Request, refresh: Refresh) -> dict[str, object]:
    answered = moves.answers(request.user)
    ours, more = moves.waiting(request.user, Whose.US, OURS, answered)
    theirs, _more = moves.waiting(request.user, Whose.THEM, THEIRS, answered)
    due = moves.promises_due(request.user, Path(settings.HOME), refresh, answered)
    mine = verdicts(request.user).order_by()
    return {
        "ours": ours, "more": more, "theirs": theirs, "due": due[:PROMISES], "more_due": max(0, len(due) - PROMISES),
        "count": mine.aggregate(all=Count("pk"), us=Count("pk", filter=Q(move=Whose.US))),
        "put_off": _put_off(request), "done": _done(request), "waits": WAITS, "may_act": can(request.user, "act"),
    }  # fmt: skip


def _put_off(request: Request) -> list[MoveAnswer]:
    """What is put off and still is, with its reason: what a lead looks at."""
    if not can(request.user, "words"):
        return []
    return list(_named(request, moves.recent(request.user).filter(outcome=Outcome.LATER, until__gt=today())[:PUT_OFF]))


def _done(request: Request) -> list[MoveAnswer]:
    if not can(request.user, "words"):
        return []
    since = today() - dt.timedelta(days=7)
    return _named(request, moves.recent(request.user).filter(outcome=Outcome.DONE, said_at__date__gte=since)[:PUT_OFF])


def _named(request: Request, found: object) -> list[MoveAnswer]:
    """Answers with the name of their client beside them."""
    rows = list(found)  # pyright: ignore[reportArgumentType]
    names = dict(verdicts(request.user).filter(account__in={r.account for r in rows}).values_list("account", "name"))
    for row in rows:
        row.client = names.get(row.account, "")
    return [r for r in rows if r.client]


@account
@require_POST
def answer(request: Request, verdict: Verdict) -> HttpResponse:
    """Put a move down as done, or as later with a reason."""
    what, outcome = request.POST.get("what", ""), request.POST.get("outcome", "")
    known = {m.what: m for m in moves.moves_of(request.user, verdict)}
    move = known.get(what) or moves.promise(Path(settings.HOME), verdict, what)
    if not can(request.user, "act") or move is None or outcome not in Outcome.values:
        raise Http404(_("There is no such page."))
    reason, days = request.POST.get("reason", "").strip()[:500], request.POST.get("days", "")
    if outcome == Outcome.LATER and (not reason or days not in map(str, WAITS)):
        messages.error(request, _("Say why it waits: the reason is kept, and your lead sees it."))
        return redirect("week")
    made = _kept(request, move, outcome, reason, int(days) if outcome == Outcome.LATER else 0)
    if request.htmx:
        return render(request, "week/_answered.html", {"answer": made, "verdict": verdict})
    messages.success(request, _("Kept. It comes back when its facts change."))
    return redirect("week")


def _kept(request: Request, move: moves.Move, outcome: str, reason: str, days: int) -> MoveAnswer:
    return MoveAnswer.objects.create(
        account=move.verdict.account, what=move.what, title=move.title[:300], outcome=outcome, reason=reason,
        until=today() + dt.timedelta(days=days) if days else None, facts=dict(move.facts), said_by=request.user,
    )  # fmt: skip


@account
@require_POST
def undo(request: Request, verdict: Verdict) -> HttpResponse:
    """Take back what was said of a move: who said it may, and whoever leads."""
    asked = request.POST.get("answer", "")
    pk = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    found = MoveAnswer.objects.filter(account=verdict.account, pk=pk).first()
    if found is None or not can(request.user, "act"):
        raise Http404(_("There is no such page."))
    found.delete()
    return redirect("week")
