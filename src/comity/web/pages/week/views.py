"""What to do this week, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.standing.policy import PRESSING
from comity.web import moves
from comity.web.alone import alone_with
from comity.web.asked import number
from comity.web.corrections import can_correct, waiting
from comity.web.days import STALE, today
from comity.web.kept import edition, form_part, once
from comity.web.models.moves import MoveAnswer, Outcome
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict, Whose
from comity.web.private import hidden
from comity.web.rights import ALL_ACCOUNTS, Request, account, can, may_take_back, signed_in, verdicts

OURS, THEIRS, PROMISES, PUT_OFF = 5, 3, 6, 12  # what is shown: few, or nobody reads them
DOUBTS = 100  # beyond so many they are not counted


@signed_in
def week(request: Request) -> HttpResponse:
    """Few moves, ours first, each with why and by when; promises that are due; what was put off, and why."""
    refresh = Refresh.current()
    shown = _shown(request, refresh) if refresh else {}
    return render(request, "week/week.html", {"refresh": refresh, "may_act": can(request.user, "act"), **shown})


def _shown(request: Request, refresh: Refresh) -> dict[str, object]:
    user, private, said = request.user, hidden(), list(moves.recent(request.user))
    answered = moves.newest(said)
    ours, more = moves.waiting(user, refresh, Whose.US, OURS, answered, private)
    theirs, _more = moves.waiting(user, refresh, Whose.THEM, THEIRS, answered, private)
    due = moves.promises_due(user, refresh, answered, private)
    return {
        "stale": _weeks_old(refresh),
        "ours": len(ours), "more": more, "count": _count(user, refresh), **_answered(user, refresh, said),
        "moves": _moves(request, refresh, ours, theirs), "due": _due(request, due[:PROMISES]) if due else "",
        "more_due": max(0, len(due) - PROMISES), "most": DOUBTS,
        "doubts": waiting(user, private).order_by()[: DOUBTS + 1].count() if can_correct(user) else 0,
    }  # fmt: skip


def _weeks_old(refresh: Refresh) -> int:
    """How many weeks ago what was read ends; 0 where that is no matter yet."""
    age = today() - refresh.as_of
    return age.days // 7 if age > STALE else 0


def _moves(request: Request, refresh: Refresh, ours: Sequence[moves.Move], theirs: Sequence[moves.Move]) -> SafeString:
    act, names = can(request.user, "act"), ("account", "name", "standing", "probability")
    told = tuple(
        (m.what, m.title, m.why, m.due, m.reason, *(getattr(m.verdict, n) for n in names)) for m in (*ours, *theirs)
    )
    shown = {"ours": ours, "theirs": theirs, "as_of": refresh.as_of, "may_act": act, "waits": moves.WAITS}
    return form_part(request, "week/_moves.html", (act, len(ours), refresh.as_of, told), lambda: shown)


def _due(request: Request, promises: Sequence[Mapping[str, Any]]) -> SafeString:
    act, names = can(request.user, "act"), ("side", "due_on", "account", "key", "quote", "who", "name")
    told = tuple(tuple(p[n] for n in names) for p in promises)
    return form_part(
        request, "week/_due.html", (act, told), lambda: {"due": promises, "may_act": act, "waits": moves.WAITS}
    )


def _count(user: User, refresh: Refresh) -> Mapping[str, int]:
    """How many clients somebody sees, and with how many the move is ours, and presses: as many as the list of clients
    shows, and as `comity review` does under "Our move"; of the former ones nobody has any.
    """

    def count() -> Mapping[str, int]:
        mine = verdicts(user, refresh).filter(former_on=None).order_by()
        ours = Q(move=Whose.US)
        press = ours & (Q(standing__in=sorted(PRESSING)) | Q(trend="down"))
        return mine.aggregate(all=Count("pk"), us=Count("pk", filter=ours), press=Count("pk", filter=press))

    if user.role not in ALL_ACCOUNTS:
        return count()
    return once((*edition(Path(settings.HOME), refresh), "moves"), count)


def _answered(user: User, refresh: Refresh, said: list[MoveAnswer]) -> dict[str, list[tuple[MoveAnswer, str, bool]]]:
    """What is put off and still is, with its reason, which is what a lead looks at; and what was done this week.

    Each with its client, and whether this person may take it back.
    """
    if not can(user, "words"):
        return {}
    since = dt.datetime.combine(today() - dt.timedelta(days=7), dt.time.min, dt.UTC)
    put_off = [a for a in said if a.outcome == Outcome.LATER and a.until and a.until > today()][:PUT_OFF]
    done = [a for a in said if a.outcome == Outcome.DONE and a.said_at >= since][:PUT_OFF]
    theirs = {a.account for a in (*put_off, *done)}
    shown = verdicts(user, refresh).filter(account__in=theirs, former_on=None)
    found = shown.values_list("account", "name") if theirs else ()
    names = dict(found)
    told = {"put_off": put_off, "done": done}
    return {
        name: [(a, names[a.account], may_take_back(user, a.said_by)) for a in some if a.account in names]
        for name, some in told.items()
    }


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
    if outcome == Outcome.LATER and (not reason or days not in map(str, moves.WAITS)):
        messages.error(request, _("Say why it waits: the reason is kept, and your lead sees it."))
        return _back(request, verdict)
    made = _kept(request, move, outcome, reason, int(days) if outcome == Outcome.LATER else 0)
    if request.htmx:
        shown = {"answer": made, "verdict": verdict, "as_of": verdict.refresh.as_of}
        if what in known and request.POST.get("back") != "client":  # where the client's other moves stand already
            shown |= _next(request, list(known.values()))
        return render(request, "week/_answered.html", shown)
    messages.success(request, _("Kept. It comes back when its facts change."))
    return _back(request, verdict)


def _next(request: Request, of_client: Sequence[moves.Move]) -> dict[str, object]:
    """The client's next move, which comes up where the answered one stood."""
    said = moves.recent(request.user).filter(account=of_client[0].verdict.account)
    move = moves.next_move(of_client, moves.newest(said))
    ours = move is not None and move.verdict.move == Whose.US
    return {"move": move, "ours": ours, "may_act": True, "waits": moves.WAITS}


def _back(request: Request, verdict: Verdict) -> HttpResponse:
    """To the page where the answer was given."""
    return redirect("client", verdict.account) if request.POST.get("back") == "client" else redirect("week")


@transaction.atomic
def _kept(request: Request, move: moves.Move, outcome: str, reason: str, days: int) -> MoveAnswer:
    """The answer; what the same person said already, and still holds, is kept once, or Undo would leave the other."""
    account, until = move.verdict.account, today() + dt.timedelta(days=days) if days else None
    alone_with(account)
    last = MoveAnswer.objects.filter(account=account, what=move.what).first()
    told = {"outcome": outcome, "reason": reason, "until": until, "said_by": request.user}
    if last is not None and moves.settled(move, last) and told == {name: getattr(last, name) for name in told}:
        return last
    return MoveAnswer.objects.create(
        account=account, what=move.what, title=move.title[:300], facts=dict(move.facts), **told
    )  # fmt: skip


@account
@require_POST
def undo(request: Request, verdict: Verdict) -> HttpResponse:
    """Take back what was said of a move: who said it may, a lead of theirs, and an owner."""
    found = (
        MoveAnswer.objects.filter(account=verdict.account, pk=number(request.POST.get("answer", "")))
        .select_related("said_by__team")
        .first()
    )
    if found is None or not may_take_back(request.user, found.said_by):
        raise Http404(_("There is no such page."))
    found.delete()
    return _back(request, verdict)
